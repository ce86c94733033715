// breaker.ts — when something that keeps failing is left alone, and for how long.

/** Failures in a row, and until when nothing is asked. Times are of one clock, which the caller chooses. */
export type Breaker = { readonly failures: number; readonly openUntilMilliseconds: number };

export type BreakerLimits = {
  /** Failures in a row that open it. */
  readonly failuresToOpen: number;
  /** How long it is open at first; each failure after that doubles it. */
  readonly firstMilliseconds: number;
  readonly longestMilliseconds: number;
};

export const closedBreaker: Breaker = { failures: 0, openUntilMilliseconds: 0 };

const MOST_DOUBLINGS = 16;

export const isOpenAt = (breaker: Breaker, atMilliseconds: number): boolean =>
  atMilliseconds < breaker.openUntilMilliseconds;

/** Whether it was open and its time is over: the next answer says whether to close it. */
export const isProbingAt = (breaker: Breaker, atMilliseconds: number, limits: BreakerLimits): boolean =>
  breaker.failures >= limits.failuresToOpen && !isOpenAt(breaker, atMilliseconds);

/** How long it is still open; 0: it is not. */
export const openForMilliseconds = (breaker: Breaker, atMilliseconds: number): number =>
  Math.max(0, breaker.openUntilMilliseconds - atMilliseconds);

/** @param random 0 ≤ random < 1: half of the pause is by chance, so that many do not return in step; absent: none is. */
export const afterFailure = (
  breaker: Breaker,
  atMilliseconds: number,
  { failuresToOpen, firstMilliseconds, longestMilliseconds }: BreakerLimits,
  random = 1,
): Breaker => {
  const failures = breaker.failures + 1;
  if (failures < failuresToOpen) return { failures, openUntilMilliseconds: 0 };
  const doublings = Math.min(failures - failuresToOpen, MOST_DOUBLINGS);
  const pause = Math.min(longestMilliseconds, firstMilliseconds * 2 ** doublings);
  return { failures, openUntilMilliseconds: atMilliseconds + pause / 2 + (pause / 2) * random };
};

export const afterSuccess = (): Breaker => closedBreaker;
