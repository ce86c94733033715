// live-balance.ts — the quota on the page, moved on by what the live stream tells between two questions.
import type { Holding, Quota } from '@saring/api-client';

/** What a `balance` event carries; other fields than these are not touched by it. */
export type BalanceMoved = Partial<Pick<Quota, 'remainingBytes' | 'usedBytes' | 'status'>>;

/** Parts of the quota burn in the order in which they stand; what is used up is gone from the list. */
const burnt = (holdings: readonly Holding[], spentBytes: number): readonly Holding[] => {
  let rest = spentBytes;
  return holdings.flatMap((holding): Holding[] => {
    if (holding.unlimited) return [holding];
    const bytes = holding.bytes - Math.min(holding.bytes, rest);
    rest -= holding.bytes - bytes;
    return bytes > 0 ? [{ ...holding, bytes }] : [];
  });
};

/** All that is used while the lane is open is used of it. */
const laneAfter = ({ paymentLane, usedBytes }: Quota, moved: BalanceMoved): Quota['paymentLane'] => {
  if (!paymentLane) return paymentLane;
  const leftBytes = Math.max(0, paymentLane.leftBytes - ((moved.usedBytes ?? usedBytes) - usedBytes));
  return { ...paymentLane, leftBytes, open: paymentLane.open && leftBytes > 0 };
};

export const withBalance = (quota: Quota, moved: BalanceMoved): Quota => {
  const spentBytes = quota.remainingBytes - (moved.remainingBytes ?? quota.remainingBytes);
  const holdings = spentBytes > 0 ? burnt(quota.holdings, spentBytes) : quota.holdings;
  return { ...quota, ...moved, holdings, paymentLane: laneAfter(quota, moved) };
};
