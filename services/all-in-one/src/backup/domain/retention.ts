// retention.ts — when a backup is due, and which older ones may go.
export type KeptBackup = {
  readonly name: string;
  /** The moment that it is of. */
  readonly takenAt: Date;
  /** Read again and proved by its own sums; one that never was is worth nothing. */
  readonly isVerified: boolean;
};

export type Retention = {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly timeZone: string;
};

const MINUTE_MILLISECONDS = 60_000;
const DAY_MILLISECONDS = 86_400_000;
/** 1970-01-01 was a Thursday: so many days behind a Monday. */
const DAYS_BEHIND_MONDAY = 3;

/** The day of an instant by the clock of a zone: 2026-11-30. */
const dayOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at,
  );

const weekOf = (day: string): string => {
  const days = Date.parse(day) / DAY_MILLISECONDS;
  return String(Math.floor((days + DAYS_BEHIND_MONDAY) / 7));
};
const monthOf = (day: string): string => day.slice(0, 7);

/**
 * Once a day from a time of day on; one that was missed is made up as soon as there is somebody to make it.
 * @param minuteOfDay by the clock of the zone.
 */
export const isBackupDue = (
  backups: readonly KeptBackup[],
  now: Date,
  minuteOfDay: number,
  timeZone: string,
): boolean => {
  const dutyDay = (at: Date): string =>
    dayOf(new Date(at.getTime() - minuteOfDay * MINUTE_MILLISECONDS), timeZone);
  const today = dutyDay(now);
  return !backups.some(({ isVerified, takenAt }) => isVerified && dutyDay(takenAt) >= today);
};

/**
 * Of the latest days, weeks (from Monday) and months that have a verified backup, the newest verified one of each stays.
 * The newest verified one always stays, and nothing that is not proved takes the place of one that is: the unproved go
 * once a newer proved one stands.
 */
export const removableBackups = (
  backups: readonly KeptBackup[],
  { daily, weekly, monthly, timeZone }: Retention,
): readonly string[] => {
  const newestFirst = [...backups].sort(
    (one, other) => other.takenAt.getTime() - one.takenAt.getTime() || (other.name < one.name ? -1 : 1),
  );
  const verified = newestFirst.filter(({ isVerified }) => isVerified);
  const [newest] = verified;
  if (!newest) return [];
  const stays = new Set([newest.name]);
  const keep = (periods: number, periodOf: (day: string) => string): void => {
    const seen = new Set<string>();
    for (const { name, takenAt } of verified) {
      const period = periodOf(dayOf(takenAt, timeZone));
      if (seen.has(period)) continue;
      if (seen.size >= periods) return;
      seen.add(period);
      stays.add(name);
    }
  };
  keep(daily, (day) => day);
  keep(weekly, weekOf);
  keep(monthly, monthOf);
  return newestFirst
    .filter(({ name, isVerified, takenAt }) => !stays.has(name) && (isVerified || takenAt < newest.takenAt))
    .map(({ name }) => name);
};
