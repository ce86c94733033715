// breaker.ts — how long a router is left alone after failures: a sick one is not hammered, and half of the pause is by
// chance, so that many gateways do not return to it in step.
import type { BreakerLimits } from '@saring/kernel';

export const ROUTER_BREAKER: BreakerLimits = {
  failuresToOpen: 1,
  firstMilliseconds: 500,
  longestMilliseconds: 30_000,
};
