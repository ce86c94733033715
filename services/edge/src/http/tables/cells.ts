// cells.ts — cells of tables for spreadsheets: no text that one would run as a formula, none that reads as another.
import { printableText } from '@saring/kernel';

export type Cell = string | number | null | undefined;

/** Also behind spaces, and in the full-width forms that some spreadsheets read as the same. */
const FORMULA = /^\s*[=+\-@|%\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;

/** The one place where a text becomes safe for a spreadsheet: what could run gets an apostrophe in front. */
export const safeCell = (text: string): string => {
  const printable = printableText(text);
  return FORMULA.test(printable) ? `'${printable}` : printable;
};

const csvCell = (value: Cell): string => {
  if (typeof value === 'number') return String(value);
  return `"${safeCell(value ?? '').replaceAll('"', '""')}"`;
};

/** A line of RFC 4180, without its end. */
export const csvLine = (cells: readonly Cell[]): string => cells.map(csvCell).join(',');
