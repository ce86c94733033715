// pacing.ts — how fast messages may go to one number: a linked phone that sends in bursts is banned.
import type { Instant } from '@saring/kernel';
import { freeAt, PACE_WINDOW_SECONDS } from './lanes';

/**
 * Milliseconds until the next message may go to a number; 0: now.
 * @param attempts those to the number in the last minute, oldest first.
 */
export const targetWaitMilliseconds = (
  attempts: readonly Instant[],
  perMinute: number,
  at: Instant,
): number => Math.max(0, freeAt(attempts, perMinute, PACE_WINDOW_SECONDS) - Date.parse(at));
