// layout.ts — the place of each part of a receipt; drawn alike as PDF and as PNG.
import { textWidth, wrap, type Weight } from './fonts';
import type { Line, Logo, Receipt } from './receipt';

/** Read without zooming on a phone; a 58 mm printer scales it down to its 384 dots. */
export const WIDTH_PIXELS = 720;
const MARGIN = 48;
const INNER = WIDTH_PIXELS - 2 * MARGIN;
const LOGO = { width: 320, height: 110 };
const COLORS = { ink: '#17202a', soft: '#5d6975', rule: '#c4ccd4', paid: '#0d7a43', returned: '#b3261e' };
const GAP = 28;

export type Mark =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly x: number;
      /** Of the baseline. */
      readonly y: number;
      readonly size: number;
      readonly weight: Weight;
      readonly color: string;
    }
  | {
      readonly kind: 'rule';
      readonly y: number;
      readonly from: number;
      readonly to: number;
      readonly color: string;
      readonly dashed: boolean;
    }
  | {
      readonly kind: 'image';
      readonly logo: Logo;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    }
  | {
      readonly kind: 'stamp';
      readonly text: string;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly size: number;
      readonly color: string;
    };

export type Drawing = { readonly width: number; readonly height: number; readonly marks: readonly Mark[] };
type Style = { readonly size: number; readonly weight: Weight; readonly color: string };
type Align = 'left' | 'center' | 'right';

const STYLES = {
  name: { size: 34, weight: 'bold', color: COLORS.ink },
  small: { size: 20, weight: 'regular', color: COLORS.soft },
  title: { size: 28, weight: 'bold', color: COLORS.ink },
  label: { size: 22, weight: 'regular', color: COLORS.soft },
  value: { size: 22, weight: 'regular', color: COLORS.ink },
  item: { size: 28, weight: 'bold', color: COLORS.ink },
  total: { size: 32, weight: 'bold', color: COLORS.ink },
} as const satisfies Record<string, Style>;

const isOneWord = (text: string): boolean => !/\s/.test(text);

/** Fills a page from top to bottom. */
class Page {
  readonly marks: Mark[] = [];
  private y = MARGIN;

  get height(): number {
    return Math.ceil(this.y + MARGIN);
  }

  space(height: number): void {
    this.y += height;
  }

  text(text: string, style: Style, align: Align, lines: number): void {
    for (const line of wrap(text, style.weight, style.size, INNER, lines)) {
      this.y += style.size * 1.35;
      this.put(line, style, align, this.y);
    }
  }

  /** A label on the left, its value on the right in what room there is. */
  pair({ label, value }: Line, labelStyle: Style, valueStyle: Style): void {
    const room = INNER - GAP - textWidth(label, labelStyle.weight, labelStyle.size);
    const width = textWidth(value, valueStyle.weight, valueStyle.size);
    if (isOneWord(value) && width > room) return this.below({ label, value }, labelStyle, valueStyle, width);
    const lines = wrap(value, valueStyle.weight, valueStyle.size, room, 3);
    for (const [index, line] of lines.entries()) {
      this.y += valueStyle.size * 1.6;
      if (index === 0) this.put(label, labelStyle, 'left', this.y);
      this.put(line, valueStyle, 'right', this.y);
    }
  }

  /** A number is read and copied whole: without room beside its label it stands below it, as large as it fits. */
  private below({ label, value }: Line, labelStyle: Style, valueStyle: Style, width: number): void {
    this.y += labelStyle.size * 1.6;
    this.put(label, labelStyle, 'left', this.y);
    const size = Math.min(valueStyle.size, (valueStyle.size * INNER) / width);
    this.y += valueStyle.size * 1.4;
    this.put(value, { ...valueStyle, size }, 'right', this.y);
  }

  rule(dashed: boolean): void {
    this.y += GAP;
    this.marks.push({
      kind: 'rule',
      y: this.y,
      from: MARGIN,
      to: WIDTH_PIXELS - MARGIN,
      color: COLORS.rule,
      dashed,
    });
    this.y += GAP / 3;
  }

  logo(logo: Logo): void {
    const scale = Math.min(LOGO.width / logo.widthPixels, LOGO.height / logo.heightPixels);
    const [width, height] = [logo.widthPixels * scale, logo.heightPixels * scale];
    this.marks.push({ kind: 'image', logo, x: (WIDTH_PIXELS - width) / 2, y: this.y, width, height });
    this.y += height + GAP / 2;
  }

  /** On the right of the line just written. */
  stamp({ text, tone }: Receipt['stamp']): void {
    const size = 24;
    const width = textWidth(text, 'bold', size) + 36;
    const height = size * 1.9;
    const [x, y] = [WIDTH_PIXELS - MARGIN - width, this.y - size * 1.25];
    this.marks.push({ kind: 'stamp', text, x, y, width, height, size, color: COLORS[tone] });
  }

  private put(text: string, { size, weight, color }: Style, align: Align, y: number): void {
    const room = INNER - textWidth(text, weight, size);
    const indent = align === 'left' ? 0 : align === 'right' ? room : room / 2;
    this.marks.push({ kind: 'text', text, x: MARGIN + indent, y, size, weight, color });
  }
}

export const layOut = (receipt: Receipt): Drawing => {
  const page = new Page();
  const { business } = receipt;
  if (business.logo) page.logo(business.logo);
  page.text(business.name, STYLES.name, 'center', 2);
  page.space(10);
  if (business.address !== '') page.text(business.address, STYLES.small, 'center', 3);
  if (business.phone !== '') page.text(business.phone, STYLES.small, 'center', 1);
  page.rule(true);
  page.space(GAP / 2);
  page.text(receipt.title, STYLES.title, 'left', 1);
  page.stamp(receipt.stamp);
  page.space(GAP / 2);
  for (const fact of receipt.facts) page.pair(fact, STYLES.label, STYLES.value);
  page.rule(true);
  page.space(GAP / 4);
  page.text(receipt.item, STYLES.item, 'left', 2);
  page.space(4);
  for (const detail of receipt.details) page.text(detail, STYLES.label, 'left', 2);
  page.rule(false);
  for (const amount of receipt.amounts) page.pair(amount, STYLES.label, STYLES.value);
  page.pair(receipt.total, STYLES.total, STYLES.total);
  if (receipt.refund) page.pair(receipt.refund, STYLES.label, STYLES.value);
  page.rule(true);
  for (const line of receipt.footer) page.text(line, STYLES.small, 'center', 2);
  return { width: WIDTH_PIXELS, height: page.height, marks: page.marks };
};
