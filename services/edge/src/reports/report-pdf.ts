// report-pdf.ts — a table on A4, with its heads on each page.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import type { FastifyReply } from 'fastify';
import { headIn } from '../http/tables/heads';
import { localeOf } from '../http/request-context';
import { reportTitle } from './report-titles';
import type { ReportTable } from './report-table';

export const PDF = 'application/pdf';

const MARGIN = 40;
const ROW = { height: 18, size: 9 };
const TITLE = { size: 15, gap: 10 };
/** More are printed across. */
const UPRIGHT_COLUMNS = 5;
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

/** In the language of who asks. @param of what it is of, as its days and site; what is empty is left out. */
export const sendReportPdf = async (
  reply: FastifyReply,
  { columns, rows }: ReportTable,
  {
    report,
    file,
    of,
  }: {
    readonly report: Parameters<typeof reportTitle>[0];
    readonly file: string;
    readonly of: readonly string[];
  },
): Promise<void> => {
  const locale = localeOf(reply.request);
  const head = [reportTitle(report, locale), ...of].filter(Boolean).join(' · ');
  const content = await reportPdf(head, { heads: columns.map((column) => headIn(locale, column)), rows });
  await reply
    .header('content-type', PDF)
    .header('content-disposition', `attachment; filename="${file}.pdf"`)
    .send(content);
};

type Paper = Pick<ReportTable, 'rows'> & { readonly heads: readonly string[] };

/** @param head what of and when, in one line. */
export const reportPdf = (head: string, { heads, rows }: Paper): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const document = new PDFDocument({
      ...{ size: 'A4', layout: heads.length > UPRIGHT_COLUMNS ? 'landscape' : 'portrait', margin: MARGIN },
      info: { Title: head },
    });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
    const { regular, bold } = fontsNow();
    document.registerFont('regular', regular).registerFont('bold', bold);
    document.font('bold').fontSize(TITLE.size).text(head);
    const width = document.page.width - 2 * MARGIN;
    const share = width / (heads.length - 1 + NAME_SHARE);
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
    line(heads, 'bold');
    rows.forEach((cells, index) => {
      if (y > document.page.height - MARGIN - ROW.height) {
        document.addPage();
        y = MARGIN;
        line(heads, 'bold');
      }
      line(cells, index === rows.length - 1 ? 'bold' : 'regular');
    });
    document.end();
  });
