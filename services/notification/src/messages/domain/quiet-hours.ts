// quiet-hours.ts — hours in which some kinds of messages wait, by the clock of the site.
import type { Instant } from '@saring/kernel';

/** Minutes of the day; an end before the start is on the next day. */
export type QuietHours = { readonly fromMinute: number; readonly toMinute: number };

const DAY_MINUTES = 1_440;
const MINUTE_MILLISECONDS = 60_000;

const localMinute = (at: Instant, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(new Date(at));
  const numberOf = (type: 'hour' | 'minute'): number =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return numberOf('hour') * 60 + numberOf('minute');
};

/**
 * When a message that is due may go; null: now. Where a clock is put back or forward meanwhile it is asked once more then.
 * @param timeZone of the site.
 */
export const quietUntil = (
  { fromMinute, toMinute }: QuietHours,
  at: Instant,
  timeZone: string,
): Instant | null => {
  const minute = localMinute(at, timeZone);
  const after = (from: number): number => (minute - from + DAY_MINUTES) % DAY_MINUTES;
  const length = (toMinute - fromMinute + DAY_MINUTES) % DAY_MINUTES;
  if (after(fromMinute) >= length) return null;
  const startOfMinute = Math.floor(Date.parse(at) / MINUTE_MILLISECONDS) * MINUTE_MILLISECONDS;
  const left = (toMinute - minute + DAY_MINUTES) % DAY_MINUTES;
  return new Date(startOfMinute + left * MINUTE_MILLISECONDS).toISOString();
};
