// When the channel as a whole is left alone: a disconnected device answers every message alike.
import { instantAfter, type Instant } from '@saring/kernel';

export type Breaker = {
  readonly failures: number;
  readonly openUntil: Instant | null;
  readonly reason: string;
};

export const CLOSED: Breaker = { failures: 0, openUntil: null, reason: '' };
export const OPEN_SECONDS = { first: 5, longest: 600 };

/** Nothing is sent while open; after it the next message is the probe. */
export const isOpen = (breaker: Breaker, at: Instant): boolean =>
  breaker.openUntil !== null && at < breaker.openUntil;

/** Open for 5 s, then twice as long with every failed probe, at the most ten minutes. */
export const afterChannelFailure = (breaker: Breaker, reason: string, at: Instant): Breaker => {
  const failures = breaker.failures + 1;
  const seconds = Math.min(OPEN_SECONDS.longest, OPEN_SECONDS.first * 2 ** Math.min(failures - 1, 16));
  return { failures, openUntil: instantAfter(at, seconds * 1000), reason };
};
