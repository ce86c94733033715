/** ISO 8601 in UTC with milliseconds, e.g. `2026-11-21T04:00:00.000Z`. Compares as text. */
export type Instant = string;

/** Where time comes from outside the domain; tests bring their own. */
export interface Clock {
  now(): Date;
  /** Milliseconds that never jump back: for deadlines and durations, not for dates. */
  monotonicMilliseconds(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMilliseconds: () => performance.now(),
};

export const toInstant = (date: Date): Instant => date.toISOString();

/** The instant so much later; earlier where the milliseconds are negative. */
export const instantAfter = (at: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(at) + milliseconds).toISOString();

/** A name that the IANA data knows, e.g. `Asia/Makassar`. */
export const isTimeZone = (name: string): boolean => {
  // Newer runtimes take an offset, which databases read with the other sign.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

const OFFSET_FORMATS = new Map<string, Intl.DateTimeFormat>();
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  let format = OFFSET_FORMATS.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    OFFSET_FORMATS.set(timeZone, format);
  }
  return format;
};

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MILLISECONDS = 86_400_000;

/** A day of the calendar, `yyyy-mm-dd`: 30 February and the year 0 are none. */
export const isLocalDate = (text: string): boolean => {
  if (!DATE.test(text) || text.startsWith('0000')) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(text);
};

/** How many days lie between two dates, `yyyy-mm-dd`; negative where they are the wrong way round, NaN for no dates. */
export const daysBetween = (fromDate: string, toDate: string): number =>
  isLocalDate(fromDate) && isLocalDate(toDate)
    ? (Date.parse(toDate) - Date.parse(fromDate)) / DAY_MILLISECONDS
    : Number.NaN;

/** The date of an instant in a zone, `yyyy-mm-dd`. */
export const localDate = (at: Date, timeZone: string): string => {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
};

/** The last instant of an instant's month in a zone: the due date of a debt (domain.md, "Manual debt"). */
export const endOfLocalMonth = (at: Date, timeZone: string): Date => {
  const [year = 0, month = 1] = localDate(at, timeZone).split('-').map(Number);
  const guess = Date.UTC(year, month, 1);
  return new Date(guess - offsetMilliseconds(new Date(guess), timeZone) - 1);
};

/** The last instant of a date, `yyyy-mm-dd`, in a zone. Of no date it is no time. */
export const endOfLocalDay = (date: string, timeZone: string): Date => {
  const guess = Date.parse(date) + DAY_MILLISECONDS;
  // Dates that no month has roll over.
  const isDate = !Number.isNaN(guess) && new Date(guess - DAY_MILLISECONDS).toISOString().startsWith(date);
  return new Date(isDate ? guess - offsetMilliseconds(new Date(guess), timeZone) - 1 : Number.NaN);
};

/** When the clocks of a zone show a time, `21:00`, on a date. */
export const localInstant = (date: string, time: string, timeZone: string): Date => {
  const guess = Date.parse(`${date}T${time}:00Z`);
  return new Date(guess - offsetMilliseconds(new Date(guess), timeZone));
};

/** How far a zone's wall clock is ahead of UTC at an instant. */
export const offsetMilliseconds = (at: Date, timeZone: string): number => {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  );
  const wall = Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'] ?? 1,
    parts['hour'] ?? 0,
    parts['minute'] ?? 0,
    parts['second'] ?? 0,
  );
  return wall - Math.floor(at.getTime() / 1000) * 1000;
};
