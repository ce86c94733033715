// pacing.ts — how fast messages may go to one number: a linked phone that sends in bursts is banned (facts/payments.md, "WhatsApp").
import type { Instant } from '@saring/kernel';
import { PACE_WINDOW_SECONDS } from './lanes';

/**
 * Milliseconds until the next message may go to a number; 0: now.
 * @param attempts those to the number in the last minute, oldest first.
 */
export const targetWaitMilliseconds = (
  attempts: readonly Instant[],
  perMinute: number,
  at: Instant,
): number => {
  const blocking = attempts[attempts.length - perMinute];
  if (blocking === undefined) return 0;
  return Math.max(0, Date.parse(blocking) + PACE_WINDOW_SECONDS * 1000 - Date.parse(at));
};
