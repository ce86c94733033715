// pacing.ts — how fast messages may go to one number: a linked phone that sends in bursts is banned.
import type { Instant } from '@saring/kernel';
import { freeAt, PACE_WINDOW_SECONDS, type Lane, type PacedAttempt } from './lanes';

export type SentTo = PacedAttempt & { readonly toPhone: string; readonly sender: string };

/**
 * Those that a message waits for: to its number, by the channels that may carry it. A code waits for codes alone: whoever
 * chats with the bot would wait for his login.
 * @param channels names, e.g. `fonnte`, of which `fonnte.dua` is one more number.
 */
export const waitedFor = (
  recent: readonly SentTo[],
  message: { readonly toPhone: string; readonly lane: Lane },
  channels: readonly string[],
): readonly Instant[] =>
  recent
    .filter(({ toPhone }) => toPhone === message.toPhone)
    .filter(({ lane }) => message.lane === 'notice' || lane !== 'notice')
    // An attempt that is on its way says no sender yet.
    .filter(({ sender }) => sender === '' || channels.includes(sender.split('.')[0] ?? ''))
    .map(({ at }) => at);

/**
 * Milliseconds until the next message may go to a number; 0: now.
 * @param attempts those to the number in the last minute, oldest first.
 */
export const targetWaitMilliseconds = (
  attempts: readonly Instant[],
  perMinute: number,
  at: Instant,
): number => Math.max(0, freeAt(attempts, perMinute, PACE_WINDOW_SECONDS) - Date.parse(at));
