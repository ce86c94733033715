// bytes.ts — an amount of data as people read it: 183 MB, 9,53 MB, 12,34 GB; never more than there is.
import type { Locale } from './locale';

const KB = 1_024;
/** Four digits are read as thousands and fill no ring: from here on the next unit says it. */
const SHORTEST_FOUR_DIGITS = 1_000;
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;
const GIGABYTE_POWER = 3;

/** Bytes in parts: a number to be written large, and its unit. */
export type ReadableBytes = { readonly amount: string; readonly unit: (typeof UNITS)[number] };

const powerOf = (size: number): number => {
  const power = UNITS.findIndex((_, index) => size / KB ** index < SHORTEST_FOUR_DIGITS);
  return power < 0 ? UNITS.length - 1 : power;
};

/** Three digits at the most; from a gigabyte on two decimals, so that a little used of 14 GB is not read as 13,9. */
const decimalsOf = (power: number, value: number): number => {
  if (power >= GIGABYTE_POWER) return 2;
  // A kilobyte that a larger unit rounds down must still differ from none.
  if (power === 0 || (power === 1 && value >= 1)) return 0;
  return value >= 100 ? 0 : value >= 10 ? 1 : 2;
};

export const bytesInParts = (bytes: number, locale: Locale): ReadableBytes => {
  const size = Math.abs(bytes);
  const power = powerOf(size);
  const value = size / KB ** power;
  const format = { maximumFractionDigits: decimalsOf(power, value), roundingMode: 'floor' } as object;
  const amount = new Intl.NumberFormat(locale, format).format(value);
  return { amount: `${bytes < 0 ? '−' : ''}${amount}`, unit: UNITS[power] ?? 'B' };
};

export const bytesText = (bytes: number, locale: Locale): string => {
  const { amount, unit } = bytesInParts(bytes, locale);
  return `${amount} ${unit}`;
};
