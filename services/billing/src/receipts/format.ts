// format.ts — amounts, sizes and times as people read them, in their language and the site's zone.
import { zoneName, type Locale } from '@saring/i18n';
import { GB, KB, MB } from '@saring/kernel';

const TAGS: Readonly<Record<Locale, string>> = { id: 'id-ID', en: 'en-GB' };

const UNITS = [
  { name: 'GB', bytes: GB },
  { name: 'MB', bytes: MB },
  { name: 'KB', bytes: KB },
];

/** `7,5 GB`: up to two places, cut, not rounded, so that no more is promised than given. */
export const bytesText = (bytes: number, locale: Locale): string => {
  const unit = UNITS.find((one) => bytes >= one.bytes) ?? { name: 'B', bytes: 1 };
  const hundredths = (BigInt(bytes) * 100n) / BigInt(unit.bytes);
  const number = new Intl.NumberFormat(TAGS[locale], { maximumFractionDigits: 2 });
  return `${number.format(Number(hundredths) / 100)} ${unit.name}`;
};

const partsOf = (at: Date, locale: Locale, timeZone: string): Readonly<Record<string, string>> => {
  const format = new Intl.DateTimeFormat(TAGS[locale], {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
};

/** `21 November 2026` */
export const dateText = (at: Date, locale: Locale, timeZone: string): string => {
  const { day, month, year } = partsOf(at, locale, timeZone);
  return `${day} ${month} ${year}`;
};

/** `14.03 WIB` */
const clockText = (at: Date, locale: Locale, timeZone: string): string => {
  const { hour, minute } = partsOf(at, locale, timeZone);
  return `${hour}${locale === 'id' ? '.' : ':'}${minute} ${zoneName(timeZone, at, locale)}`;
};

export const timeText = (at: Date, locale: Locale, timeZone: string): string =>
  `${dateText(at, locale, timeZone)}, ${clockText(at, locale, timeZone)}`;
