import PDFDocument from 'pdfkit';
import { fontBytes, textWidth } from './fonts';
import type { Drawing, Mark } from './layout';

/** The page is as long as its content. @param at when it was made: the same receipt gives the same file. */
export const pdfOf = (drawing: Drawing, title: string, at: Date): Promise<Buffer> => {
  const { pageWidthPoints } = drawing;
  const scale = pageWidthPoints / drawing.width;
  const document = new PDFDocument({
    size: [pageWidthPoints, drawing.height * scale],
    margin: 0,
    info: { Title: title, CreationDate: at, Producer: 'Saring', Creator: 'Saring' },
  });
  const done = collect(document);
  document.registerFont('regular', fontBytes('regular')).registerFont('bold', fontBytes('bold'));
  document.scale(scale);
  for (const mark of drawing.marks) draw(document, mark);
  document.end();
  return done;
};

const collect = (document: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });

const draw = (document: PDFKit.PDFDocument, mark: Mark): void => {
  if (mark.kind === 'image') {
    const { logo, x, y, width, height } = mark;
    document.image(logo.bytes, x, y, { width, height });
  } else if (mark.kind === 'rule') {
    const line = document.lineWidth(2).moveTo(mark.from, mark.y).lineTo(mark.to, mark.y);
    if (mark.dashed) line.dash(8, { space: 7 });
    line.stroke(mark.color).undash();
  } else if (mark.kind === 'stamp') {
    const { text, x, y, width, height, size, color } = mark;
    document.lineWidth(3).roundedRect(x, y, width, height, 8).stroke(color);
    const indent = (width - textWidth(text, 'bold', size)) / 2;
    write(document, { text, x: x + indent, y: y + height / 2 + size * 0.36, size, weight: 'bold', color });
  } else write(document, mark);
};

type Text = Pick<Extract<Mark, { kind: 'text' }>, 'text' | 'x' | 'y' | 'size' | 'weight' | 'color'>;

const write = (document: PDFKit.PDFDocument, { text, x, y, size, weight, color }: Text): void => {
  document
    .font(weight)
    .fontSize(size)
    .fillColor(color)
    .text(text, x, y, { lineBreak: false, baseline: 'alphabetic' });
};
