// closing.ts — the months of a calendar, by which the books are closed (docs/adr/0056).
import { endOfLocalMonth, instantAfter, localDate, type Instant } from '@saring/kernel';

/** The month that an instant falls in, `yyyy-mm`. */
export type MonthOf = (at: Instant) => string;

/** Of those who close nothing. */
export const NO_MONTHS: MonthOf = () => '';

/** The months of a zone. Events of one meter nearly all fall in the month of the one before, which is kept. */
export const monthsOf = (timeZone: string): MonthOf => {
  let month = '';
  let from: Instant = '';
  let until: Instant = '';
  return (at) => {
    if (month !== '' && at >= from && at < until) return month;
    const date = new Date(at);
    month = localDate(date, timeZone).slice(0, MONTH_CHARACTERS);
    until = instantAfter(endOfLocalMonth(date, timeZone).toISOString(), 1);
    from = at;
    return month;
  };
};

const MONTH_CHARACTERS = 7;

/**
 * The month that is over for a meter with its next event. Its times never go back: no later event falls in that month.
 * @param before of its last event; empty: there is none.
 * @returns null where both are of one month.
 */
export const monthEndedBetween = (before: Instant, at: Instant, monthOf: MonthOf): string | null => {
  if (before === '') return null;
  const month = monthOf(before);
  return month < monthOf(at) ? month : null;
};
