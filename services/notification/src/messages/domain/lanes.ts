// lanes.ts — who is sent to first, and how much of the pace each lane leaves to those above it.
import type { Instant } from '@saring/kernel';

/**
 * In order: a number's own device asks for a code; a known number from elsewhere; a number that nobody knows, from a
 * device that a router sees; the same from a mere address, of which a flood has as many as it likes; what is no code.
 */
export const LANES = ['own', 'known', 'newcomer', 'stranger', 'notice'] as const;
export type Lane = (typeof LANES)[number];

export const isLane = (text: string): text is Lane => LANES.some((lane) => lane === text);

/** The share of the pace, and of the daily budget, that a lane and those below it may use together. */
export const LANE_SHARES: Readonly<Record<Lane, number>> = {
  own: 1,
  known: 0.9,
  newcomer: 0.85,
  stranger: 0.65,
  notice: 0.5,
};

export const PACE_WINDOW_SECONDS = 60;
/** The minute's share is spread over windows of this length, so that a burst never closes a lane for a minute. */
const BURST_WINDOW_SECONDS = 4;

/** A code that could not leave by then is dropped, and the page says so: its owner asks again. */
export const CODE_QUEUE_SECONDS = 60;

export type PacedAttempt = { readonly lane: Lane; readonly at: Instant };

/** Milliseconds since 1970 when one more attempt fits into the window; 0: at once. @param attempts oldest first. */
export const freeAt = (attempts: readonly Instant[], limit: number, windowSeconds: number): number => {
  const blocking = attempts[attempts.length - limit];
  return blocking === undefined ? 0 : Date.parse(blocking) + windowSeconds * 1000;
};

/**
 * Milliseconds until the next message of a lane may go; 0: now.
 * @param recent attempts of the last minute, oldest first.
 */
export const laneWaitMilliseconds = (
  recent: readonly PacedAttempt[],
  perMinute: number,
  lane: Lane,
  at: Instant,
): number => {
  const waits = LANES.slice(0, LANES.indexOf(lane) + 1).map((level) => {
    // A lane's messages count against its own share and those of all lanes above.
    const sharing = LANES.slice(LANES.indexOf(level));
    const attempts = recent.filter((attempt) => sharing.includes(attempt.lane)).map((attempt) => attempt.at);
    const minute = Math.max(1, Math.floor(perMinute * LANE_SHARES[level]));
    const burst = Math.max(1, Math.floor((minute * BURST_WINDOW_SECONDS) / PACE_WINDOW_SECONDS));
    const free = Math.max(
      freeAt(attempts, minute, PACE_WINDOW_SECONDS),
      freeAt(attempts, burst, BURST_WINDOW_SECONDS),
    );
    return free - Date.parse(at);
  });
  return Math.max(0, ...waits);
};
