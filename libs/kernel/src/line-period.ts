// line-period.ts — when the period of a line's quota begins.

const pad = (number: number): string => String(number).padStart(2, '0');
const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The first day, yyyy-mm-dd, of the period that a date lies in. @param day of the month; later days than it has are its last. */
export const periodOf = (date: string, day: number): string => {
  const [year = 0, month = 1, today = 1] = date.split('-').map(Number);
  const begin = Math.min(day, lastDayOf(year, month));
  if (today >= begin) return `${date.slice(0, 8)}${pad(begin)}`;
  const [inYear, before] = month === 1 ? [year - 1, 12] : [year, month - 1];
  return `${inYear}-${pad(before)}-${pad(Math.min(day, lastDayOf(inYear, before)))}`;
};

/** The first day of the period behind one. */
export const periodAfter = (period: string, day: number): string => {
  const [year = 0, month = 1] = period.split('-').map(Number);
  const [inYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${inYear}-${pad(next)}-${pad(Math.min(day, lastDayOf(inYear, next)))}`;
};
