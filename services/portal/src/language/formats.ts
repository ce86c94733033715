// Numbers, bytes and times as people read them.
import {
  bytesInParts,
  bytesText,
  rupiahText,
  speedText,
  waitText,
  zoneName,
  type Locale,
  type ReadableBytes,
} from '@saring/i18n';

const TOMORROW: Readonly<Record<Locale, string>> = { id: 'besok', en: 'tomorrow' };
const DAY_MILLISECONDS = 86_400_000;
const HOUR_MILLISECONDS = 3_600_000;

/** A date of days ago, yyyy-mm-dd in, yyyy-mm-dd out: calendar days, whatever the zone. */
export const daysBefore = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY_MILLISECONDS).toISOString().slice(0, 10);

/** The first instant after a local date of a zone. */
export const endOfDate = (date: string, dateOf: (instant: Date) => string): Date => {
  // No zone is further than 14 hours from UTC; the hour sought is where the local date has passed.
  const start = Date.parse(`${date}T00:00:00Z`) - 14 * HOUR_MILLISECONDS;
  for (let quarter = 0; quarter <= 4 * 52; quarter += 1) {
    const instant = new Date(start + (quarter * HOUR_MILLISECONDS) / 4);
    if (dateOf(instant) > date) return instant;
  }
  throw new Error(`${date} does not end`);
};

export type Formats = ReturnType<typeof formatsOf>;

const HOME_PREFIX = '+62';

/** As people here write their numbers, in fours; numbers of other countries from their `+`. */
const phoneText = (e164: string): string =>
  (e164.startsWith(HOME_PREFIX) ? `0${e164.slice(HOME_PREFIX.length)}` : e164).replace(/(.{4})(?=.)/g, '$1 ');

/** @param timeZone undefined: that of the phone. */
export const formatsOf = (locale: Locale, timeZone: string | undefined) => {
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', { timeZone, ...options });
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, roundingMode: 'floor' } as object);
  const instant = dates({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  /** Only a site's: the phone's own zone needs no name. */
  const zoneAt = (at: Date): string => (timeZone === undefined ? '' : ` ${zoneName(timeZone, at, locale)}`);
  const time = dates({ hour: '2-digit', minute: '2-digit' });
  const month = dates({ month: 'long', year: 'numeric' });
  const longDay = dates({ weekday: 'long', day: 'numeric', month: 'long' });
  const isoDay = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  // Dates without a time are those of no zone.
  const weekday = dates({ weekday: 'short', timeZone: 'UTC' });
  const dayAndMonth = dates({ day: 'numeric', month: 'short', timeZone: 'UTC' });

  return {
    bytesInParts: (bytes: number): ReadableBytes => bytesInParts(bytes, locale),
    bytes: (bytes: number): string => bytesText(bytes, locale),
    /** For lines whose sum is checked. */
    wait: (seconds: number): string => waitText(seconds, locale),
    number: (value: number): string => whole.format(value),
    rupiah: (amount: number): string => rupiahText(amount, locale),
    phone: phoneText,
    instant: (iso: string): string => `${instant.format(new Date(iso))}${zoneAt(new Date(iso))}`,
    /** As people say it: the clock today and tomorrow, the day within the year. */
    moment: (iso: string, now: Date): string => {
      const [at, day, today] = [new Date(iso), isoDay.format(new Date(iso)), isoDay.format(now)];
      const clock = `${time.format(at)}${zoneAt(at)}`;
      if (day === today) return clock;
      if (day === daysBefore(today, -1)) return `${TOMORROW[locale]} ${clock}`;
      return day.slice(0, 4) === today.slice(0, 4)
        ? `${dayAndMonth.format(new Date(`${day}T00:00:00Z`))} ${clock}`
        : `${instant.format(at)}${zoneAt(at)}`;
    },
    speed: (kilobits: number): string => speedText(kilobits, locale),
    time: (iso: string): string => `${time.format(new Date(iso))}${zoneAt(new Date(iso))}`,
    month: (iso: string): string => month.format(new Date(iso)),
    longDay: (iso: string): string => longDay.format(new Date(iso)),
    /** yyyy-mm-dd of an instant, where the site is. */
    dateOf: (at: Date): string => isoDay.format(at),
    weekday: (date: string): string => weekday.format(new Date(`${date}T00:00:00Z`)),
    dayAndMonth: (date: string): string => dayAndMonth.format(new Date(`${date}T00:00:00Z`)),
  };
};
