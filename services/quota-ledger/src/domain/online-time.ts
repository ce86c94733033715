// online-time.ts — what time online makes of an account: each second of the clock once, whichever device was online.
import type { Instant } from '@saring/kernel';
import type { OnlineTime, QuotaAccount } from './account';
import { burnSeconds, inBurnOrder } from './burn';
import { isLiveAt, isOpenAt, isTimeUp, type Grant } from './grant';
import { sinceEndOf } from './grant-hours';
import { ONLINE_GAP_SECONDS } from './online-presence';

const SECOND_MILLISECONDS = 1_000;
/** Who is stopped when his time is used up, or his hours end, goes on until the router knows it: that is given away. */
const GIVEN_AWAY_MILLISECONDS = ONLINE_GAP_SECONDS * SECOND_MILLISECONDS;

const hasTime = (grant: Grant, at: Instant): boolean =>
  grant.leftSeconds !== undefined && !isTimeUp(grant) && isLiveAt(grant, at) && isOpenAt(grant, at);

/** Of a grant with time that is given now: where no other runs, nothing from before it counts. */
export const countTimeOf = ({ online, grants }: QuotaAccount, at: Instant): OnlineTime => {
  const isRunning = grants.some((grant) => hasTime(grant, at));
  const untilMs = isRunning ? 0 : Date.parse(at);
  return {
    usedSeconds: online?.usedSeconds ?? 0,
    untilMs: Math.max(online?.untilMs ?? 0, untilMs),
    ranOutMs: 0,
  };
};

/**
 * Time online that a router shows up to an instant. What the account's watermark has passed was counted before, from
 * this device or another. @returns the same account where nothing burns.
 */
export const useTime = (account: QuotaAccount, seconds: number, at: Instant): QuotaAccount => {
  const { online } = account;
  if (!online || seconds === 0) return account;
  const atMs = Date.parse(at);
  const fromMs = Math.max(online.untilMs, atMs - seconds * SECOND_MILLISECONDS);
  // Half a second early or late: the watermark carries it, so that readings that jitter lose nothing and add nothing.
  const counted = Math.round((atMs - fromMs) / SECOND_MILLISECONDS);
  if (counted <= 0) return account;
  const { grants, unburntSeconds } = burnSeconds(account.grants, counted, at);
  const burnt = counted - unburntSeconds;
  const hasRunOut = burnt > 0 && !grants.some((grant) => hasTime(grant, at));
  return {
    ...account,
    grants,
    online: {
      usedSeconds: online.usedSeconds + burnt,
      untilMs: fromMs + counted * SECOND_MILLISECONDS,
      ranOutMs: hasRunOut ? atMs : online.ranOutMs,
    },
  };
};

/** It would have covered more, and its hours ended just now. */
const hasJustClosed = (grant: Grant, at: Instant): boolean =>
  grant.hours !== undefined &&
  (grant.unlimited || grant.leftBytes > 0) &&
  !isTimeUp(grant) &&
  isLiveAt(grant, at) &&
  !isOpenAt(grant, at) &&
  sinceEndOf(grant.hours, at) <= GIVEN_AWAY_MILLISECONDS;

/** Bytes of just after the time was used up, or the hours ended, are nobody's debt: no router stops anyone in the same instant. */
export const isGivenAway = ({ online, grants }: QuotaAccount, at: Instant): boolean => {
  if (grants.some((grant) => hasJustClosed(grant, at))) return true;
  if (!online || online.ranOutMs === 0) return false;
  const lateMs = Date.parse(at) - online.ranOutMs;
  return lateMs >= 0 && lateMs <= GIVEN_AWAY_MILLISECONDS;
};

/** Time left of what can still be used; null: nothing that is left counts time, or something is without any limit. */
export const leftSecondsOf = (grants: readonly Grant[], now: Instant): number | null => {
  const usable = inBurnOrder(grants, now);
  if (usable.some(({ unlimited, leftSeconds }) => unlimited && leftSeconds === undefined)) return null;
  const timed = usable.filter(({ leftSeconds }) => leftSeconds !== undefined);
  return timed.length === 0 ? null : timed.reduce((sum, { leftSeconds = 0 }) => sum + leftSeconds, 0);
};

/** The time of the statement: an expiry counts once it is recorded. */
export const bookSeconds = ({ grants }: QuotaAccount): number =>
  grants.reduce((sum, grant) => sum + (grant.expired ? 0 : (grant.leftSeconds ?? 0)), 0);
