// access-status.ts — what a subscriber may do now, by one pure function (domain.md, "Access status").
import type { AccessStatus, Instant } from '@saring/kernel';
import { firstToBurn, isUnlimitedAt } from './burn';
import { reachedLimitOf, sharedStandingOf } from './family';
import type { FamilyLimit } from './membership';
import { isWithin } from './grant-hours';
import {
  isOpenAt,
  isSameSpeed,
  isTimeUp,
  isUnexpired,
  thresholdOf,
  type Grant,
  type GrantSpeed,
} from './grant';
import { isLaneOpen } from './payment-lane';
import type { QuotaAccount } from './account';

type Balance = {
  readonly grantedBytes: number;
  /** The bytes left less the auto debt: negative in debt. */
  readonly remainingBytes: number;
  readonly unlimited: boolean;
  /** The largest threshold among the grants that still hold something. */
  readonly fupThresholdBytes: number;
  /** When the last of the unexpired grants ends. */
  readonly expiresAt: Instant | null;
};

/**
 * The balance at an instant: expiry is compared with it, whether or not the timer has recorded it. What waits for its
 * hours is in no sum: it cannot be used now.
 */
export const balanceOf = (account: QuotaAccount, now: Instant): Balance => {
  let grantedBytes = 0;
  let leftBytes = 0;
  let unlimited = false;
  let fupThresholdBytes = 0;
  let expiresAt: Instant | null = null;
  for (const grant of account.grants) {
    if (!isUnexpired(grant, now)) continue;
    if (grant.expiresAt && grant.expiresAt > (expiresAt ?? '')) expiresAt = grant.expiresAt;
    if (!isOpenAt(grant, now)) continue;
    grantedBytes += grant.sizeBytes;
    if (isTimeUp(grant)) continue;
    leftBytes += grant.leftBytes;
    unlimited ||= grant.unlimited;
    if (!grant.unlimited && grant.leftBytes > 0)
      fupThresholdBytes = Math.max(fupThresholdBytes, thresholdOf(grant));
  }
  return {
    grantedBytes,
    remainingBytes: leftBytes - account.autoDebtBytes,
    unlimited,
    fupThresholdBytes,
    expiresAt,
  };
};

/** The balance of the statement: an expiry counts once it is recorded, so that each change of it is an event. */
export const bookBalance = ({ grants, autoDebtBytes }: QuotaAccount): number => {
  let leftBytes = 0;
  for (const grant of grants) if (!grant.expired) leftBytes += grant.leftBytes;
  return leftBytes - autoDebtBytes;
};

/** First match wins, in the order of domain.md. */
export const accessStatus = (account: QuotaAccount, now: Instant): AccessStatus => {
  if (account.terms?.blocked) return 'blocked';
  if (account.terms?.approval !== 'approved' || account.terms.disabled) return 'inactive';
  if (account.debtStanding?.blocks || account.billHold?.held) return 'blocked';
  const own = ownStatus(account, now);
  return account.family ? withShared(own, sharedStandingOf(account, now).status) : own;
};

/** By the account's own grants alone. */
const ownStatus = (account: QuotaAccount, now: Instant): OwnStatus => {
  const live = account.grants.some((grant) => isUnexpired(grant, now));
  if (account.hadGrant && !live) return 'expired';
  const balance = balanceOf(account, now);
  if (balance.unlimited) return 'unlimited';
  if (balance.remainingBytes <= 0) return 'exhausted';
  return isSlowed(account.grants, now) ? 'fup' : 'active';
};

type OwnStatus = 'active' | 'fup' | 'unlimited' | 'exhausted' | 'expired';

/** A member's own quota goes first; beyond it the family's stands, and keeps him from being slowed before it is used. */
const withShared = (own: OwnStatus, shared: ReturnType<typeof sharedStandingOf>['status']): AccessStatus => {
  if (shared === 'stopped') return own;
  if (own === 'exhausted' || own === 'expired') return shared;
  return own === 'fup' && shared !== 'fup' ? 'active' : own;
};

/**
 * FUP belongs to grants: slowed is who has no more left than the largest threshold among the grants that hold
 * something, and in none of them more than its own. So a slowed subscriber who buys is fast at once.
 */
const isSlowed = (grants: readonly Grant[], now: Instant): boolean => {
  let leftBytes = 0;
  let largestThreshold = 0;
  for (const grant of grants) {
    if (!isUnexpired(grant, now) || grant.unlimited || grant.leftBytes === 0 || isTimeUp(grant)) continue;
    if (!isOpenAt(grant, now)) continue;
    const threshold = thresholdOf(grant);
    if (grant.leftBytes > threshold) return false;
    leftBytes += grant.leftBytes;
    largestThreshold = Math.max(largestThreshold, threshold);
  }
  return leftBytes <= largestThreshold;
};

const NO_LIMIT = Infinity;
const speedAt = ({ speed, timedSpeed }: Grant, now: Instant): GrantSpeed | undefined =>
  timedSpeed && isWithin(timedSpeed.hours, now) ? timedSpeed.speed : speed;
const downOf = (grant: Grant, now: Instant): number => speedAt(grant, now)?.downKilobitsPerSecond || NO_LIMIT;

/**
 * The speed that was bought with what burns now, for this hour; null: as fast as the network goes. Under several unlimited grants it
 * is the fastest one's.
 */
export const speedOf = (account: QuotaAccount, now: Instant): GrantSpeed | null => {
  const unlimited = account.grants.filter((grant) => !grant.expired && isUnlimitedAt(grant, now));
  const burning =
    unlimited.length > 0
      ? unlimited.reduce((fastest, grant) => (downOf(grant, now) > downOf(fastest, now) ? grant : fastest))
      : firstToBurn(account.grants, now);
  const speed = burning ? speedAt(burning, now) : undefined;
  return speed && (speed.downKilobitsPerSecond > 0 || speed.upKilobitsPerSecond > 0) ? speed : null;
};

/** The largest that a grant sets; null: none does, and the person may have as many devices as everyone. */
export const deviceLimitOf = ({ grants }: QuotaAccount, now: Instant): number | null =>
  grants.reduce<number | null>(
    (largest, grant) =>
      grant.deviceLimit !== undefined && isUnexpired(grant, now) && grant.deviceLimit > (largest ?? 0)
        ? grant.deviceLimit
        : largest,
    null,
  );

/** An account's access as other services see it: compared with the last record to see whether a new one is due. */
type AccessDecision = {
  readonly status: AccessStatus;
  readonly blockReason: string | null;
  /** Of a block: the portal is cut off, too. */
  readonly hardBlock: boolean;
  /** Only where the status lets the person use what was bought. */
  readonly speed: GrantSpeed | null;
  /** Stopped, but let through slowly for a moment to pay. */
  readonly paymentLane: boolean;
  readonly deviceLimit: number | null;
  /** Of a member: the limit of the shared quota that he has reached. */
  readonly familyLimit: FamilyLimit | null;
};

/** Of what burns now: one's own quota goes before the family's. */
const burningSpeedOf = (account: QuotaAccount, now: Instant): GrantSpeed | null => {
  const own = account.family ? ownStatus(account, now) : 'active';
  return own === 'exhausted' || own === 'expired'
    ? (account.family?.standing.speed ?? null)
    : speedOf(account, now);
};

const familyLimitOf = ({ family }: QuotaAccount, now: Instant): FamilyLimit | null =>
  family && family.standing.status !== 'stopped' ? reachedLimitOf(family, now) : null;

/** Debts and bills block by themselves, and say so; who was blocked by an operator reads the operator's reason. */
const blockReasonOf = ({ terms, debtStanding }: QuotaAccount): string | null => {
  if (terms?.blocked) return terms.blockReason;
  return debtStanding?.blocks ? 'debt' : 'bill';
};

export const accessDecision = (account: QuotaAccount, now: Instant): AccessDecision => {
  const status = accessStatus(account, now);
  return {
    status,
    blockReason: status === 'blocked' ? blockReasonOf(account) : null,
    hardBlock: account.terms?.blocked === true && (account.terms.hardBlock ?? false),
    speed: status === 'active' || status === 'unlimited' ? burningSpeedOf(account, now) : null,
    paymentLane:
      (status === 'exhausted' || status === 'expired') &&
      isLaneOpen(account.lanes ?? [], account.usedBytes, now),
    deviceLimit: deviceLimitOf(account, now),
    familyLimit: familyLimitOf(account, now),
  };
};

/** It may change what is recorded while the status stays. */
const hasTerms = ({ speed, timedSpeed, deviceLimit }: Grant): boolean =>
  speed !== undefined || timedSpeed !== undefined || deviceLimit !== undefined;

/** Whether the last record says something else than the account does now. */
export const isRecordDue = (account: QuotaAccount, now: Instant): boolean => {
  const { access, grants, lanes } = account;
  // Asked of every account that moved, in every batch: nearly all have one status, no lane, speed or device limit.
  const isPlain =
    access &&
    !access.speed &&
    !access.paymentLane &&
    !access.deviceLimit &&
    !access.familyLimit &&
    lanes === undefined;
  if (isPlain && access.status !== 'blocked' && !account.family && !grants.some(hasTerms))
    return access.status !== accessStatus(account, now);
  const decision = accessDecision(account, now);
  return (
    access?.status !== decision.status ||
    access.blockReason !== decision.blockReason ||
    (access.hardBlock ?? false) !== decision.hardBlock ||
    (access.paymentLane ?? false) !== decision.paymentLane ||
    (access.deviceLimit ?? null) !== decision.deviceLimit ||
    (access.familyLimit ?? null) !== decision.familyLimit ||
    !isSameSpeed(access.speed, decision.speed ?? undefined)
  );
};
