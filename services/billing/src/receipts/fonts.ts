import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';

export type Weight = 'regular' | 'bold';

const FOLDER = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');

/** The product's own fonts: what a machine has installed changes nothing on paper. */
export const FONT_FILES: Readonly<Record<Weight, string>> = {
  regular: join(FOLDER, 'DejaVuSans.ttf'),
  bold: join(FOLDER, 'DejaVuSans-Bold.ttf'),
};
export const FONT_FAMILY = 'DejaVu Sans';

const FONTS: Readonly<Record<Weight, Buffer>> = {
  regular: readFileSync(FONT_FILES.regular),
  bold: readFileSync(FONT_FILES.bold),
};
export const fontBytes = (weight: Weight): Buffer => FONTS[weight];

let ruler: PDFKit.PDFDocument | null = null;

/** How wide a text is at a size, in the unit of the size. */
export const textWidth = (text: string, weight: Weight, size: number): number => {
  ruler ??= new PDFDocument({ autoFirstPage: false })
    .registerFont('regular', FONTS.regular)
    .registerFont('bold', FONTS.bold);
  return ruler.font(weight).fontSize(size).widthOfString(text);
};

const ELLIPSIS = '…';

/** Breaks between words, and inside a word that is too long; what does not fit in the last line is cut. */
export const wrap = (text: string, weight: Weight, size: number, width: number, lines: number): string[] => {
  const fits = (line: string) => textWidth(line, weight, size) <= width;
  const wrapped: string[] = [];
  let line = '';
  for (const word of text
    .split(/\s+/)
    .filter((one) => one !== '')
    .flatMap((one) => broken(one, fits))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) line = longer;
    else {
      wrapped.push(line);
      line = word;
    }
  }
  if (line !== '') wrapped.push(line);
  if (wrapped.length <= lines) return wrapped;
  const last = [...(wrapped[lines - 1] ?? '')];
  while (last.length > 0 && !fits(`${last.join('')}${ELLIPSIS}`)) last.pop();
  return [...wrapped.slice(0, lines - 1), `${last.join('')}${ELLIPSIS}`];
};

const broken = (word: string, fits: (line: string) => boolean): string[] => {
  if (fits(word)) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && !fits(piece + character)) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
};
