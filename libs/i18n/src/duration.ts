// duration.ts — a length of time in words: exactly (3 jam, 90 menit, 30 hari), or as a wait (4 jam 48 menit).
import type { Locale } from './locale';

const UNITS = [
  { seconds: 86_400, id: 'hari', en: ['day', 'days'] },
  { seconds: 3_600, id: 'jam', en: ['hour', 'hours'] },
  { seconds: 60, id: 'menit', en: ['minute', 'minutes'] },
  { seconds: 1, id: 'detik', en: ['second', 'seconds'] },
] as const;
const [, HOUR, MINUTE, SECOND] = UNITS;
/** A countdown of so little goes by seconds. */
const LONGEST_IN_SECONDS = 120;

const counted = (count: number, unit: (typeof UNITS)[number], locale: Locale): string =>
  `${count} ${locale === 'id' ? unit.id : unit.en[count === 1 ? 0 : 1]}`;

/** In the largest unit that says it exactly; minutes at the least. */
export const durationText = (seconds: number, locale: Locale): string => {
  const unit = UNITS.find((one) => one !== SECOND && seconds % one.seconds === 0) ?? MINUTE;
  return counted(Math.ceil(seconds / unit.seconds), unit, locale);
};

/** A wait in hours and minutes; never less than it is. */
export const waitText = (seconds: number, locale: Locale): string => {
  if (seconds < LONGEST_IN_SECONDS) return counted(Math.ceil(seconds), SECOND, locale);
  const minutes = Math.ceil(seconds / MINUTE.seconds);
  const hours = Math.floor((minutes * MINUTE.seconds) / HOUR.seconds);
  const rest = minutes - (hours * HOUR.seconds) / MINUTE.seconds;
  return [hours > 0 ? counted(hours, HOUR, locale) : '', rest > 0 ? counted(rest, MINUTE, locale) : '']
    .filter(Boolean)
    .join(' ');
};

/** Time online as it is sold: 3 jam 30 menit pakai. */
export const onlineTimeText = (seconds: number, locale: Locale): string =>
  locale === 'id' ? `${waitText(seconds, locale)} pakai` : `${waitText(seconds, locale)} of use`;
