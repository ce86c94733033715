// When a gateway is left alone: asking one that is down makes every buyer wait for nothing.
export type Breaker = { readonly failures: number; readonly openUntilMilliseconds: number };

export const CLOSED: Breaker = { failures: 0, openUntilMilliseconds: 0 };
/** Failures one after another that open it. */
export const FAILURES_TO_OPEN = 5;
export const OPEN_MILLISECONDS = { first: 5_000, longest: 120_000 };

/** @param atMilliseconds of a clock that never jumps back. */
export const isOpenAt = (breaker: Breaker, atMilliseconds: number): boolean =>
  atMilliseconds < breaker.openUntilMilliseconds;

/** Whether the next answer tells if it is back: one at a time is asked then. */
export const isProbing = (breaker: Breaker, atMilliseconds: number): boolean =>
  breaker.failures >= FAILURES_TO_OPEN && !isOpenAt(breaker, atMilliseconds);

/** After five failures open for 5 s, then twice as long with every failed probe, at the most two minutes. */
export const afterFailure = (breaker: Breaker, atMilliseconds: number): Breaker => {
  const failures = breaker.failures + 1;
  if (failures < FAILURES_TO_OPEN) return { failures, openUntilMilliseconds: 0 };
  const doublings = Math.min(failures - FAILURES_TO_OPEN, 16);
  const pause = Math.min(OPEN_MILLISECONDS.longest, OPEN_MILLISECONDS.first * 2 ** doublings);
  return { failures, openUntilMilliseconds: atMilliseconds + pause };
};
