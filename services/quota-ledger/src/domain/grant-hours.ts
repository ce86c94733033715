// grant-hours.ts — hours of every day within which a grant may be used, or is faster (docs/adr/0041).
import type { DailyHours, Instant } from '@saring/kernel';

/** In the zone of the site as it was when the grant was given: minutes that its clocks are ahead of UTC. */
export type GrantHours = DailyHours & { readonly zoneMinutes: number };

const MINUTE_MILLISECONDS = 60_000;
const DAY_MILLISECONDS = 86_400_000;

const ofDay = (milliseconds: number): number =>
  ((milliseconds % DAY_MILLISECONDS) + DAY_MILLISECONDS) % DAY_MILLISECONDS;

/** Milliseconds that the clocks there show since midnight. */
const clockAt = ({ zoneMinutes }: GrantHours, at: Instant): number =>
  ofDay(Date.parse(at) + zoneMinutes * MINUTE_MILLISECONDS);

/** From the first minute on, until the last without it. */
export const isWithin = (hours: GrantHours, at: Instant): boolean => {
  const now = clockAt(hours, at);
  const from = hours.fromMinute * MINUTE_MILLISECONDS;
  const until = hours.untilMinute * MINUTE_MILLISECONDS;
  return from < until ? from <= now && now < until : from <= now || now < until;
};

/** When they begin or end next; always later than the instant. */
export const nextTurnOf = (hours: GrantHours, at: Instant): Instant => {
  const now = clockAt(hours, at);
  const waits = [hours.fromMinute, hours.untilMinute].map(
    (minute) => ofDay(minute * MINUTE_MILLISECONDS - now) || DAY_MILLISECONDS,
  );
  return new Date(Date.parse(at) + Math.min(...waits)).toISOString();
};

/** Milliseconds since they ended last; 0: they end just now. */
export const sinceEndOf = (hours: GrantHours, at: Instant): number =>
  ofDay(clockAt(hours, at) - hours.untilMinute * MINUTE_MILLISECONDS);
