// send-table.ts — a table as a file, CSV or XLSX, page by page: the one way by which routes give tables.
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RefusalError } from '@saring/messaging';
import writeXlsxFile from 'write-excel-file/node';
import { headsFor, type Column } from './heads';
import { csvLine, safeCell, type Cell } from './cells';

export const CSV = 'text/csv';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SHEET_CHARACTERS_MOST = 31;
const WIDTH = { least: 8, most: 50 };

export type Table = {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** The rows, a page at a time: each page is asked for when the one before is written. */
  readonly pages: AsyncIterable<Rows>;
};

type Sheet = Omit<Table, 'columns'> & { readonly heads: readonly string[] };

type Rows = readonly (readonly Cell[])[];
type Page<Row> = { readonly rows: readonly Row[]; readonly next: string | undefined };

/**
 * The pages of a list up to its end.
 * @param most what would be longer is refused before anything is sent, or breaks off a file that has begun.
 * @param field of the query by which people ask for less.
 */
export async function* pagesOf<Row>(
  ask: (cursor: string | undefined) => Promise<Page<Row>>,
  { most, field }: { readonly most: number; readonly field: string },
): AsyncGenerator<readonly Row[]> {
  let sent = 0;
  let cursor: string | undefined;
  do {
    const { rows, next } = await ask(cursor);
    sent += rows.length;
    if (sent > most)
      throw new RefusalError('REQUEST.INVALID', { errors: [{ field, rule: 'mostLines', limit: most }] });
    yield rows;
    cursor = next;
  } while (cursor !== undefined);
}

const CELL_TEXTS = new WeakMap<FastifyRequest, (text: string) => string>();
/** How every text of the tables that answer a request is shown, as masked. */
export const showCells = (request: FastifyRequest, show: (text: string) => string): void => {
  CELL_TEXTS.set(request, show);
};
const shownBy = (reply: FastifyReply, cells: readonly Cell[]): readonly Cell[] => {
  const show = CELL_TEXTS.get(reply.request);
  return show ? cells.map((cell) => (typeof cell === 'string' ? show(cell) : cell)) : cells;
};
async function* shownPages(reply: FastifyReply, pages: Table['pages']): AsyncGenerator<Rows> {
  for await (const page of pages) yield page.map((cells) => shownBy(reply, cells));
}

/** Refused or failed before its first page, a table is answered as any other request is. */
export const sendCsvTable = async (reply: FastifyReply, { name, columns, pages }: Table): Promise<void> => {
  const rest = shownPages(reply, pages)[Symbol.asyncIterator]();
  const first = await rest.next();
  await headed(reply, `${CSV}; charset=utf-8`, `${name}.csv`).send(
    Readable.from(csvText(headsFor(reply.request, columns), first, rest)),
  );
};

async function* csvText(
  heads: readonly string[],
  first: IteratorResult<Rows>,
  rest: AsyncIterator<Rows>,
): AsyncGenerator<string> {
  yield `${heads.join(',')}\r\n`;
  for (let page = first; !page.done; page = await rest.next())
    yield page.value.map((cells) => `${csvLine(cells)}\r\n`).join('');
}

/** A workbook is written whole, so that its rows are in memory: `pagesOf` bounds them. */
export const sendXlsxTable = async (reply: FastifyReply, table: Table): Promise<void> => {
  await headed(reply, XLSX, `${table.name}.xlsx`).send(
    await xlsxOf({
      ...{ name: table.name, heads: headsFor(reply.request, table.columns) },
      pages: shownPages(reply, table.pages),
    }),
  );
};

/** Texts stay texts (a phone number keeps its +), whole numbers are numbers. */
export const xlsxOf = async ({ name, heads, pages }: Sheet): Promise<Buffer> => {
  const rows: (XlsxCell | null)[][] = [heads.map((value) => ({ value, type: String, fontWeight: 'bold' }))];
  const widths = heads.map(({ length }) => length);
  for await (const page of pages)
    for (const cells of page) {
      rows.push(cells.map(xlsxCell));
      cells.forEach((cell, column) => {
        widths[column] = Math.max(widths[column] ?? 0, String(cell ?? '').length);
      });
    }
  const width = (characters: number) => Math.min(WIDTH.most, Math.max(WIDTH.least, characters + 2));
  return writeXlsxFile(rows, {
    sheet: name.slice(0, SHEET_CHARACTERS_MOST),
    columns: widths.map((characters) => ({ width: width(characters) })),
    stickyRowsCount: 1,
  }).toBuffer();
};

type XlsxCell =
  | { readonly value: string; readonly type: StringConstructor; readonly fontWeight?: 'bold' }
  | { readonly value: number; readonly type: NumberConstructor };
const xlsxCell = (cell: Cell): XlsxCell | null => {
  if (cell === undefined || cell === null || cell === '') return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: safeCell(cell), type: String };
};

const headed = (reply: FastifyReply, type: string, file: string): FastifyReply =>
  reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${file}"`)
    .header('cache-control', 'no-store');
