// gigabytes.ts — gigabytes as people write them: a decimal comma in Indonesian, a point in English.
import type { Locale } from '@saring/i18n';

const MOST_DECIMALS = 3;

/**
 * The sign of the other language is read where it can mean a fraction alone. With three digits behind it may be a
 * thousand as well: nothing is read then. @returns null: what cannot be read, or is ambiguous.
 */
export const readGigabytes = (text: string, locale: Locale): number | null => {
  const [, whole = '', sign = '', decimals = ''] =
    /^\s*(\d{1,7})(?:([.,])(\d{1,3}))?\s*(?:GB)?\s*$/i.exec(text) ?? [];
  if (whole === '') return null;
  const own = locale === 'id' ? ',' : '.';
  if (sign !== '' && sign !== own && decimals.length === MOST_DECIMALS) return null;
  return Number(`${whole}.${decimals || '0'}`);
};

export const writeGigabytes = (gigabytes: number, locale: Locale): string =>
  new Intl.NumberFormat(locale === 'id' ? 'id-ID' : 'en-US', {
    useGrouping: false,
    maximumFractionDigits: MOST_DECIMALS,
  }).format(gigabytes);
