// breaker.ts — when a gateway is left alone: asking one that is down makes every buyer wait for nothing.
import type { BreakerLimits } from '@saring/kernel';

export const GATEWAY_BREAKER: BreakerLimits = {
  failuresToOpen: 5,
  firstMilliseconds: 5_000,
  longestMilliseconds: 120_000,
};
