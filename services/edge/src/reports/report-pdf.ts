// report-pdf.ts — a table on A4, with its heads on each page.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { ReportTable } from './report-table';

const MARGIN = 40;
const ROW = { height: 18, size: 9 };
const TITLE = { size: 15, gap: 10 };
/** The first column names the row. */
const NAME_SHARE = 1.6;

const FOLDER = join(dirname(require.resolve('dejavu-fonts-ttf/package.json')), 'ttf');
let fonts: Readonly<Record<'regular' | 'bold', Buffer>> | undefined;
/** The product's own fonts: what a machine has installed changes nothing on paper. */
const fontsNow = () =>
  (fonts ??= {
    regular: readFileSync(join(FOLDER, 'DejaVuSans.ttf')),
    bold: readFileSync(join(FOLDER, 'DejaVuSans-Bold.ttf')),
  });

const cellText = (cell: unknown): string =>
  typeof cell === 'number' ? cell.toLocaleString('id-ID') : String(cell ?? '');

/** @param head what of and when, in one line. */
export const reportPdf = (head: string, { columns, rows }: ReportTable): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', margin: MARGIN, info: { Title: head } });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
    const { regular, bold } = fontsNow();
    document.registerFont('regular', regular).registerFont('bold', bold);
    document.font('bold').fontSize(TITLE.size).text(head);
    const width = document.page.width - 2 * MARGIN;
    const share = width / (columns.length - 1 + NAME_SHARE);
    let y = document.y + TITLE.gap;
    const line = (cells: readonly unknown[], weight: 'regular' | 'bold'): void => {
      document.font(weight).fontSize(ROW.size);
      cells.forEach((cell, index) => {
        const x = MARGIN + (index === 0 ? 0 : (NAME_SHARE + index - 1) * share);
        const own = (index === 0 ? NAME_SHARE : 1) * share;
        const align = typeof cell === 'number' ? 'right' : 'left';
        document.text(cellText(cell), x, y, {
          width: own - 4,
          height: ROW.height,
          align,
          lineBreak: false,
          ellipsis: true,
        });
      });
      y += ROW.height;
    };
    line(columns, 'bold');
    rows.forEach((cells, index) => {
      if (y > document.page.height - MARGIN - ROW.height) {
        document.addPage();
        y = MARGIN;
        line(columns, 'bold');
      }
      line(cells, index === rows.length - 1 ? 'bold' : 'regular');
    });
    document.end();
  });
