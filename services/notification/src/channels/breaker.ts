// breaker.ts — when the channel as a whole is left alone: a disconnected device answers every message alike.
import type { BreakerLimits } from '@saring/kernel';

export const CHANNEL_BREAKER: BreakerLimits = {
  failuresToOpen: 1,
  firstMilliseconds: 5_000,
  longestMilliseconds: 600_000,
};
