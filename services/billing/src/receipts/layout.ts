// layout.ts — the place of each part of a receipt; drawn alike as PDF and as PNG.
import type { ReceiptPaper } from '@saring/kernel';
import { textWidth, wrap, type Weight } from './fonts';
import type { Line, Logo, Receipt } from './receipt';

const LOGO = { width: 320, height: 110 };
const COLORS = {
  ink: '#17202a',
  soft: '#5d6975',
  rule: '#c4ccd4',
  paid: '#0d7a43',
  due: '#8a4b00',
  returned: '#b3261e',
};
/** A thermal printer has one color. */
const BLACK = {
  ink: '#000000',
  soft: '#000000',
  rule: '#000000',
  paid: '#000000',
  due: '#000000',
  returned: '#000000',
};

type Sheet = {
  readonly width: number;
  readonly margin: number;
  readonly colors: typeof COLORS;
  /** Of the widest letters of a receipt's head; the rest shrinks with it. */
  readonly scale: number;
  readonly pageWidthPoints: number;
};

const POINTS_PER_MILLIMETER = 72 / 25.4;
/** A sheet is read without zooming on a phone. A roll is drawn in the printer's dots, 8 a millimeter, with the edge that it leaves white. */
export const SHEETS: Readonly<Record<ReceiptPaper, Sheet>> = {
  sheet: { width: 720, margin: 48, colors: COLORS, scale: 1, pageWidthPoints: 420 },
  '80mm': { width: 640, margin: 32, colors: BLACK, scale: 1, pageWidthPoints: 80 * POINTS_PER_MILLIMETER },
  '58mm': { width: 464, margin: 40, colors: BLACK, scale: 0.9, pageWidthPoints: 58 * POINTS_PER_MILLIMETER },
};
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

export type Picture = { readonly width: number; readonly height: number; readonly marks: readonly Mark[] };
/** As wide on paper as its printer takes it. */
export type Drawing = Picture & { readonly pageWidthPoints: number };
type Style = { readonly size: number; readonly weight: Weight; readonly color: string };
type Align = 'left' | 'center' | 'right';

const stylesOf = ({ colors, scale }: Sheet) =>
  ({
    name: { size: 34 * scale, weight: 'bold', color: colors.ink },
    small: { size: 20 * scale, weight: 'regular', color: colors.soft },
    title: { size: 28 * scale, weight: 'bold', color: colors.ink },
    label: { size: 22 * scale, weight: 'regular', color: colors.soft },
    value: { size: 22 * scale, weight: 'regular', color: colors.ink },
    item: { size: 28 * scale, weight: 'bold', color: colors.ink },
    total: { size: 30 * scale, weight: 'bold', color: colors.ink },
  }) as const satisfies Record<string, Style>;

const isOneWord = (text: string): boolean => !/\s/.test(text);

/** Fills a page from top to bottom. */
class Page {
  readonly marks: Mark[] = [];
  private y: number;

  constructor(private readonly sheet: Sheet) {
    this.y = sheet.margin;
  }

  private get inner(): number {
    return this.sheet.width - 2 * this.sheet.margin;
  }

  get height(): number {
    return Math.ceil(this.y + this.sheet.margin);
  }

  space(height: number): void {
    this.y += height;
  }

  text(text: string, style: Style, align: Align, lines: number): void {
    for (const line of wrap(text, style.weight, style.size, this.inner, lines)) {
      this.y += style.size * 1.35;
      this.put(line, style, align, this.y);
    }
  }

  /** A label on the left, its value on the right in what room there is. */
  pair({ label, value }: Line, labelStyle: Style, valueStyle: Style): void {
    const room = this.inner - GAP - textWidth(label, labelStyle.weight, labelStyle.size);
    const width = textWidth(value, valueStyle.weight, valueStyle.size);
    if (width > room && (isOneWord(value) || width <= this.inner))
      return this.below({ label, value }, labelStyle, valueStyle, width);
    const lines = wrap(value, valueStyle.weight, valueStyle.size, room, 3);
    for (const [index, line] of lines.entries()) {
      this.y += valueStyle.size * 1.6;
      if (index === 0) this.put(label, labelStyle, 'left', this.y);
      this.put(line, valueStyle, 'right', this.y);
    }
  }

  /** A number or an amount is read and copied whole: without room beside its label it stands below it, as large as it fits. */
  private below({ label, value }: Line, labelStyle: Style, valueStyle: Style, width: number): void {
    this.y += labelStyle.size * 1.6;
    this.put(label, labelStyle, 'left', this.y);
    const size = Math.min(valueStyle.size, (valueStyle.size * this.inner) / width);
    this.y += valueStyle.size * 1.4;
    this.put(value, { ...valueStyle, size }, 'right', this.y);
  }

  rule(dashed: boolean): void {
    this.y += GAP;
    this.marks.push({
      kind: 'rule',
      y: this.y,
      from: this.sheet.margin,
      to: this.sheet.width - this.sheet.margin,
      color: this.sheet.colors.rule,
      dashed,
    });
    this.y += GAP / 3;
  }

  logo(logo: Logo): void {
    const scale = Math.min(LOGO.width / logo.widthPixels, LOGO.height / logo.heightPixels);
    const [width, height] = [logo.widthPixels * scale, logo.heightPixels * scale];
    this.marks.push({ kind: 'image', logo, x: (this.sheet.width - width) / 2, y: this.y, width, height });
    this.y += height + GAP / 2;
  }

  /** On the right of the title just written, or below it where there is no room. */
  stamp({ text, tone }: Receipt['stamp'], titleWidth: number): void {
    const size = 24;
    const width = textWidth(text, 'bold', size) + 36;
    const height = size * 1.9;
    if (titleWidth + GAP + width > this.inner) this.y += height + GAP / 2;
    const [x, y] = [this.sheet.width - this.sheet.margin - width, this.y - size * 1.25];
    this.marks.push({ kind: 'stamp', text, x, y, width, height, size, color: this.sheet.colors[tone] });
  }

  private put(text: string, { size, weight, color }: Style, align: Align, y: number): void {
    const room = this.inner - textWidth(text, weight, size);
    const indent = align === 'left' ? 0 : align === 'right' ? room : room / 2;
    this.marks.push({ kind: 'text', text, x: this.sheet.margin + indent, y, size, weight, color });
  }
}

export const layOut = (receipt: Receipt, paper: ReceiptPaper = 'sheet'): Drawing => {
  const sheet = SHEETS[paper];
  const page = new Page(sheet);
  const styles = stylesOf(sheet);
  const { business } = receipt;
  if (business.logo) page.logo(business.logo);
  page.text(business.name, styles.name, 'center', 2);
  page.space(10);
  if (business.address !== '') page.text(business.address, styles.small, 'center', 3);
  if (business.phone !== '') page.text(business.phone, styles.small, 'center', 1);
  page.rule(true);
  page.space(GAP / 2);
  page.text(receipt.title, styles.title, 'left', 1);
  page.stamp(receipt.stamp, textWidth(receipt.title, styles.title.weight, styles.title.size));
  page.space(GAP / 2);
  for (const fact of receipt.facts) page.pair(fact, styles.label, styles.value);
  page.rule(true);
  page.space(GAP / 4);
  page.text(receipt.item, styles.item, 'left', 2);
  page.space(4);
  for (const detail of receipt.details) page.text(detail, styles.label, 'left', 2);
  page.rule(false);
  for (const amount of receipt.amounts) page.pair(amount, styles.label, styles.value);
  page.pair(receipt.total, styles.total, styles.total);
  if (receipt.refund) page.pair(receipt.refund, styles.label, styles.value);
  page.rule(true);
  for (const line of receipt.footer) page.text(line, styles.small, 'center', 2);
  const { width, pageWidthPoints } = sheet;
  return { width, height: page.height, pageWidthPoints, marks: page.marks };
};
