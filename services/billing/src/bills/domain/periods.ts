// periods.ts — the periods of a subscription as local dates: from a date up to, without, another.
const DAY_MILLISECONDS = 86_400_000;
const DAYS_A_WEEK = 7;
const MONTHS_A_YEAR = 12;

type Unit = 'day' | 'week' | 'month';
export type Rhythm = {
  readonly unit: Unit;
  /** Of units, in one period. */
  readonly count: number;
  /** Of months: the day on which periods begin, 1 to 31; in a shorter month its last day. */
  readonly anchorDay: number;
};

const dayOf = (date: string): number => Date.parse(date) / DAY_MILLISECONDS;
const dateOf = (day: number): string => new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);

export const addDays = (date: string, days: number): string => dateOf(dayOf(date) + days);

/** @param month counted from January of the year 0. */
const dateIn = (month: number, anchorDay: number): string => {
  const year = Math.floor(month / MONTHS_A_YEAR);
  const inYear = month % MONTHS_A_YEAR;
  const days = new Date(Date.UTC(year, inYear + 1, 0)).getUTCDate();
  return dateOf(Date.UTC(year, inYear, Math.min(anchorDay, days)) / DAY_MILLISECONDS);
};
const monthOf = (date: string): number =>
  Number(date.slice(0, 4)) * MONTHS_A_YEAR + Number(date.slice(5, 7)) - 1;

/**
 * Where the period that begins on a date ends, and where a whole one that ends there would have begun: both are the
 * same unless months are cut short by their anchor, as the first of a subscription is.
 */
export const periodFrom = (
  from: string,
  { unit, count, anchorDay }: Rhythm,
): { readonly to: string; readonly wholeFrom: string } => {
  if (unit !== 'month')
    return { to: addDays(from, count * (unit === 'week' ? DAYS_A_WEEK : 1)), wholeFrom: from };
  const month = monthOf(from);
  // The last anchor that is not behind the date.
  const begun = dateIn(month, anchorDay) <= from ? month : month - 1;
  return { to: dateIn(begun + count, anchorDay), wholeFrom: dateIn(begun, anchorDay) };
};

/** For the days of a period that is cut short: a whole rupiah, never more than they are worth. */
export const prorated = (priceRupiah: number, days: number, wholeDays: number): number =>
  Math.floor((priceRupiah * days) / wholeDays);
