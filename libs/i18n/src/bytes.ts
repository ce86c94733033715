// bytes.ts — an amount of data as people read it: 183 MB, 9,53 MB, 12,3 GB; never more than there is.
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

const inParts = (bytes: number, locale: Locale, digitsOf: (power: number, value: number) => number) => {
  const size = Math.abs(bytes);
  const power = powerOf(size);
  const value = size / KB ** power;
  const format = { maximumFractionDigits: digitsOf(power, value), roundingMode: 'floor' } as object;
  const amount = new Intl.NumberFormat(locale, format).format(value);
  return { amount: `${bytes < 0 ? '−' : ''}${amount}`, unit: UNITS[power] ?? 'B' };
};

/** Three digits at the most, as people say them. */
const threeDigits = (power: number, value: number): number => {
  // A kilobyte that a larger unit rounds down must still differ from none.
  if (power === 0 || (power === 1 && value >= 1)) return 0;
  return value >= 100 ? 0 : value >= 10 ? 1 : 2;
};

export const bytesInParts = (bytes: number, locale: Locale): ReadableBytes =>
  inParts(bytes, locale, threeDigits);

export const bytesText = (bytes: number, locale: Locale): string => {
  const { amount, unit } = bytesInParts(bytes, locale);
  return `${amount} ${unit}`;
};

/** With two decimals from a gigabyte on, so that a reader can check a sum of lines. */
export const exactBytesText = (bytes: number, locale: Locale): string => {
  const { amount, unit } = inParts(bytes, locale, (power, value) =>
    power >= GIGABYTE_POWER ? 2 : threeDigits(power, value),
  );
  return `${amount} ${unit}`;
};
