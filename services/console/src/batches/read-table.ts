// read-table.ts — the rows of a CSV or XLSX file, or of what was pasted; the readers are loaded when they are needed.
/** Edge takes as many lines and bytes at once; what is longer is divided. */
const TABLE_MOST = { lines: 2_000, fileBytes: 2_000_000 };

export type TableRow = {
  readonly cells: readonly string[];
  /** In the file, from 1. */ readonly fileRow: number;
};
export type TableRows = readonly TableRow[];
export type TableFault = 'tooLarge' | 'unreadable' | 'tooManyLines' | 'empty';

/** What would read as something else than it is; edge says of such a row that it cannot be read. */
const UNREADABLE = /[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/gu;
const cellText = (cell: unknown): string => {
  if (cell === null || cell === undefined) return '';
  const text = cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
  return text
    .replace(/[\r\n\t]+/g, ' ')
    .trim()
    .replace(UNREADABLE, '\ufffd')
    .slice(0, MOST_CHARACTERS);
};
const MOST_CHARACTERS = 300;
const GUESSED_LINES = 20;

const filled = (rows: readonly (readonly unknown[])[]): TableRows =>
  rows
    .map((row, index) => ({ cells: row.map(cellText), fileRow: index + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));

const checked = (rows: TableRows): TableRows => {
  if (rows.length < 2) throw new TableError('empty');
  // One line names the columns.
  if (rows.length > TABLE_MOST.lines + 1) throw new TableError('tooManyLines');
  return rows;
};

export class TableError extends Error {
  constructor(readonly fault: TableFault) {
    super(fault);
  }
}

/** Of text with commas, semicolons or tabs between cells. @throws TableError */
export const rowsOfText = async (text: string): Promise<TableRows> => {
  const { default: Papa } = await import('papaparse');
  const table = text.replace(/^\ufeff/, '').trimEnd();
  // Empty lines keep their place, and would be in the way of guessing what stands between cells.
  const { meta } = Papa.parse<string[]>(table.trimStart(), {
    skipEmptyLines: 'greedy',
    preview: GUESSED_LINES,
  });
  const { data } = Papa.parse<string[]>(table, { delimiter: meta.delimiter });
  return checked(filled(data));
};

/** @throws TableError */
export const rowsOfFile = async (file: File): Promise<TableRows> => {
  if (file.size > TABLE_MOST.fileBytes) throw new TableError('tooLarge');
  if (!/\.xlsx$/i.test(file.name)) return rowsOfText(await file.text());
  const { readSheet } = await import('read-excel-file/browser');
  let rows: readonly (readonly unknown[])[];
  try {
    rows = await readSheet(file);
  } catch {
    throw new TableError('unreadable');
  }
  return checked(filled(rows));
};
