// zone.ts — the name that people know a time zone by.
import type { Locale } from './locale';

/** Indonesia's zones have names that Intl does not know. */
const NAMES: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** `WIB`, `WITA`, `WIT`; elsewhere `GMT+5` and the like. */
export const zoneName = (timeZone: string, at: Date, locale: Locale): string => {
  const known = NAMES[timeZone];
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
};
