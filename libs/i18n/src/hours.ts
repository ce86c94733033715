// hours.ts — hours of every day in words.
import type { Locale } from './locale';

/** Minutes ahead of UTC; Indonesia has no summer time. */
const ZONES: Readonly<Record<number, string>> = { 420: 'WIB', 480: 'WITA', 540: 'WIT' };

/**
 * `00.00–06.00 WIB` of `00:00-06:00`.
 * @param zoneMinutes how far the clocks of these hours are ahead of UTC; absent: those of who reads it.
 */
export const hoursText = (hours: string, locale: Locale, zoneMinutes?: number): string => {
  const text = hours.replace('-', '–');
  const zone = zoneMinutes === undefined ? '' : (ZONES[zoneMinutes] ?? '');
  return `${locale === 'id' ? text.replaceAll(':', '.') : text}${zone && ` ${zone}`}`;
};
