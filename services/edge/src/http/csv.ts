// csv.ts — tables as files for spreadsheets: RFC 4180, and no cell that one would run as a formula.
import type { FastifyReply } from 'fastify';

const FORMULA = /^[=+\-@\t\r]/;

type Cell = string | number | undefined;
const cellText = (value: Cell): string => {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** A line of a table, without its end. */
export const csvLine = (cells: readonly Cell[]): string => cells.map(cellText).join(',');

/** @param lines the first names the columns. */
export const sendCsv = async (reply: FastifyReply, name: string, lines: readonly string[]): Promise<void> => {
  await reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(`${lines.join('\r\n')}\r\n`);
};
