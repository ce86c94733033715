// breaker.ts — when to try a router again: jittered, growing pauses after failures, so that a sick router is not
// hammered and many gateways do not return to it in step.

export const FIRST_PAUSE_MILLISECONDS = 500;
export const LONGEST_PAUSE_MILLISECONDS = 30_000;
/** So many failures in a row without a success between, and writes stop until a probe succeeds. */
export const FAILURES_TO_OPEN = 5;

export type Breaker = { readonly failures: number; readonly retryAtMilliseconds: number };

export const closedBreaker: Breaker = { failures: 0, retryAtMilliseconds: 0 };

/** @param random 0 ≤ random < 1; half of the pause is fixed, half by chance. */
export const afterFailure = (breaker: Breaker, nowMilliseconds: number, random: number): Breaker => {
  const failures = breaker.failures + 1;
  const longest = Math.min(
    LONGEST_PAUSE_MILLISECONDS,
    FIRST_PAUSE_MILLISECONDS * 2 ** Math.min(failures - 1, 16),
  );
  return { failures, retryAtMilliseconds: nowMilliseconds + longest / 2 + (longest / 2) * random };
};

export const isOpen = (breaker: Breaker): boolean => breaker.failures >= FAILURES_TO_OPEN;

/** How long to wait before the next try; 0: now. */
export const pauseMilliseconds = (breaker: Breaker, nowMilliseconds: number): number =>
  Math.max(0, breaker.retryAtMilliseconds - nowMilliseconds);
