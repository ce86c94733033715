// live-balance.ts — the quota on the page, moved on by the live stream between two requests.
import type { Holding, Quota } from '@saring/api-client';

/** The fields of a `balance` event; it leaves the others alone. */
export type BalanceMoved = Partial<
  Pick<Quota, 'remainingBytes' | 'usedBytes' | 'status' | 'onlineSecondsLeft'>
>;

/** Grants burn in the order of the list; a used-up one leaves it. */
const burnt = (holdings: readonly Holding[], spentBytes: number): Holding[] => {
  let rest = spentBytes;
  return holdings.flatMap((holding): Holding[] => {
    if (holding.unlimited) return [holding];
    const bytes = holding.bytes - Math.min(holding.bytes, rest);
    rest -= holding.bytes - bytes;
    return bytes > 0 ? [{ ...holding, bytes }] : [];
  });
};

/** Time burns in the same order. */
const timeBurnt = (holdings: readonly Holding[], spentSeconds: number): Holding[] => {
  let rest = spentSeconds;
  return holdings.flatMap((holding): Holding[] => {
    if (holding.onlineSecondsLeft === null) return [holding];
    const onlineSecondsLeft = Math.max(0, holding.onlineSecondsLeft - rest);
    rest -= holding.onlineSecondsLeft - onlineSecondsLeft;
    return onlineSecondsLeft > 0 ? [{ ...holding, onlineSecondsLeft }] : [];
  });
};

/** When hours of what is shown begin or end first, as milliseconds; null: nothing has hours. */
export const nextTurnOf = ({ holdings, laterHoldings }: Quota): number | null => {
  const turns = [...holdings, ...laterHoldings].flatMap(({ turnsAt }) => turnsAt ?? []);
  return turns.length === 0 ? null : Math.min(...turns.map((turn) => Date.parse(turn)));
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
  const { onlineSecondsLeft = quota.onlineSecondsLeft } = moved;
  const spentSeconds = (quota.onlineSecondsLeft ?? 0) - (onlineSecondsLeft ?? 0);
  return {
    ...{ ...quota, ...moved },
    holdings: spentSeconds > 0 ? timeBurnt(holdings, spentSeconds) : holdings,
    paymentLane: laneAfter(quota, moved),
  };
};
