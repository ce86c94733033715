// daily-hours.ts — hours of every day, as packages and settings write them: `22:00-06:00`.

/** Minutes since midnight, from the first and until without the last; they may cross midnight. */
export type DailyHours = { readonly fromMinute: number; readonly untilMinute: number };

const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;
const MINUTES_AN_HOUR = 60;

/** `22:00-06:00`; null: these are none, or no time at all between them. */
export const dailyHoursIn = (text: string): DailyHours | null => {
  const [, ...parts] = (HOURS.exec(text) ?? []).map(Number);
  const [fromHour = 0, fromRest = 0, untilHour = 0, untilRest = 0] = parts;
  const fromMinute = fromHour * MINUTES_AN_HOUR + fromRest;
  const untilMinute = untilHour * MINUTES_AN_HOUR + untilRest;
  return parts.length === 0 || fromMinute === untilMinute ? null : { fromMinute, untilMinute };
};

const clockOf = (minute: number): string =>
  [Math.floor(minute / MINUTES_AN_HOUR), minute % MINUTES_AN_HOUR]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');

/** As `dailyHoursIn` reads them. */
export const dailyHoursText = ({ fromMinute, untilMinute }: DailyHours): string =>
  `${clockOf(fromMinute)}-${clockOf(untilMinute)}`;
