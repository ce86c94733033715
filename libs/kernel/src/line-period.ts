// line-period.ts — when the periods of a line's quota begin: on a day of each month, or every so many days.

export type QuotaPeriod = {
  /** Of the month; in a shorter month its last. */
  readonly periodDay: number;
  /** So many days each, counted from `periodFrom`; absent or 0: by months. */
  readonly periodDays?: number;
  /** A date on which one began. */
  readonly periodFrom?: string;
};

const DAY_MILLISECONDS = 86_400_000;
const pad = (number: number): string => String(number).padStart(2, '0');
const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const numberOf = (date: string): number => Date.parse(date) / DAY_MILLISECONDS;
const dateOf = (day: number): string => new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);

/** The first day, yyyy-mm-dd, of the period that a date lies in. */
export const periodOf = (date: string, { periodDay, periodDays = 0, periodFrom }: QuotaPeriod): string => {
  if (periodDays > 0 && periodFrom) {
    const begun = Math.floor((numberOf(date) - numberOf(periodFrom)) / periodDays);
    return dateOf(numberOf(periodFrom) + begun * periodDays);
  }
  const [year = 0, month = 1, today = 1] = date.split('-').map(Number);
  const begin = Math.min(periodDay, lastDayOf(year, month));
  if (today >= begin) return `${date.slice(0, 8)}${pad(begin)}`;
  const [inYear, before] = month === 1 ? [year - 1, 12] : [year, month - 1];
  return `${inYear}-${pad(before)}-${pad(Math.min(periodDay, lastDayOf(inYear, before)))}`;
};

/** The first day of the period behind one. */
export const periodAfter = (
  period: string,
  { periodDay, periodDays = 0, periodFrom }: QuotaPeriod,
): string => {
  if (periodDays > 0 && periodFrom) return dateOf(numberOf(period) + periodDays);
  const [year = 0, month = 1] = period.split('-').map(Number);
  const [inYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${inYear}-${pad(next)}-${pad(Math.min(periodDay, lastDayOf(inYear, next)))}`;
};
