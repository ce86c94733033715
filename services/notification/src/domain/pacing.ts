// How fast messages may go out: a linked phone that sends in bursts is banned (facts/payments.md, "WhatsApp").
import type { Instant } from '@saring/kernel';

export const PACE_WINDOW_SECONDS = 60;

export type Pace = { readonly perMinute: number; readonly perTargetPerMinute: number };

/** Attempts of the last minute, oldest first. */
export type RecentAttempts = { readonly all: readonly Instant[]; readonly toTarget: readonly Instant[] };

const freeAt = (attempts: readonly Instant[], limit: number): number => {
  const blocking = attempts[attempts.length - limit];
  return blocking === undefined ? 0 : Date.parse(blocking) + PACE_WINDOW_SECONDS * 1000;
};

/** Milliseconds until the next message may go to this target; 0: now. */
export const waitMilliseconds = (recent: RecentAttempts, pace: Pace, at: Instant): number =>
  Math.max(
    0,
    freeAt(recent.all, pace.perMinute) - Date.parse(at),
    freeAt(recent.toTarget, pace.perTargetPerMinute) - Date.parse(at),
  );
