// evening.ts — which evening's message is due at a site.
import { localDate, localInstant } from '@saring/kernel';

/** A message that could not go out for so long is out of date: the page shows the day. */
const LATE_MILLISECONDS = 6 * 3_600_000;
const DAY_MILLISECONDS = 86_400_000;

/**
 * @param time `21:00`, by the site's clocks.
 * @returns the local date of the evening that has come and is not long over; null: none.
 */
export const dueEvening = (now: Date, time: string, timeZone: string): string | null => {
  // After midnight the evening of the day before may still be due.
  const dates = [0, DAY_MILLISECONDS].map((ago) => localDate(new Date(now.getTime() - ago), timeZone));
  const isDue = (date: string) => {
    const late = now.getTime() - localInstant(date, time, timeZone).getTime();
    return late >= 0 && late < LATE_MILLISECONDS;
  };
  return dates.find(isDue) ?? null;
};
