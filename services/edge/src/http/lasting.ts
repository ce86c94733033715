// lasting.ts — how long something lasts, as people give it.
const SECONDS = { day: 86_400, hour: 3_600, minute: 60 };

/** 0: it never expires. */
export const secondsOf = ({
  days = 0,
  hours = 0,
  minutes = 0,
}: {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
}): number => days * SECONDS.day + hours * SECONDS.hour + minutes * SECONDS.minute;
