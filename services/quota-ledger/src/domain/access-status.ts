// access-status.ts — what a subscriber may do now, by one pure function (domain.md, "Access status").
import { GB, type Instant } from '@saring/kernel';
import { isUnexpired } from './burn';
import type { QuotaAccount } from './quota-account';

export type AccessStatus = 'blocked' | 'inactive' | 'expired' | 'unlimited' | 'exhausted' | 'fup' | 'active';

/** Where a package sets no threshold. */
export const DEFAULT_FUP_THRESHOLD_BYTES = 3 * GB;

export type Balance = {
  readonly grantedBytes: number;
  /** What is left less the auto debt: negative in debt. */
  readonly remainingBytes: number;
  readonly unlimited: boolean;
  readonly fupThresholdBytes: number;
  readonly expiresAt: Instant | null;
};

/** The balance at an instant: expiry is compared with it, whether or not the timer has recorded it. */
export const balanceOf = (account: QuotaAccount, now: Instant): Balance => {
  let grantedBytes = 0;
  let leftBytes = 0;
  let unlimited = false;
  let fupThresholdBytes = 0;
  let expiresAt: Instant | null = null;
  for (const grant of account.grants) {
    if (!isUnexpired(grant, now)) continue;
    grantedBytes += grant.sizeBytes;
    leftBytes += grant.leftBytes;
    unlimited ||= grant.unlimited;
    if (!grant.unlimited) fupThresholdBytes = Math.max(fupThresholdBytes, grant.fupThresholdBytes);
    if (grant.expiresAt && grant.expiresAt > (expiresAt ?? '')) expiresAt = grant.expiresAt;
  }
  return {
    grantedBytes,
    remainingBytes: leftBytes - account.autoDebtBytes,
    unlimited,
    fupThresholdBytes,
    expiresAt,
  };
};

/** First match wins, in the order of domain.md. */
export const accessStatus = (account: QuotaAccount, now: Instant): AccessStatus => {
  if (account.terms?.blocked) return 'blocked';
  if (account.terms?.approval !== 'approved' || account.terms.disabled) return 'inactive';
  const live = account.grants.some((grant) => isUnexpired(grant, now));
  if (account.hadGrant && !live) return 'expired';
  const balance = balanceOf(account, now);
  if (balance.unlimited) return 'unlimited';
  if (balance.remainingBytes <= 0) return 'exhausted';
  const threshold = balance.fupThresholdBytes;
  return balance.grantedBytes > threshold && balance.remainingBytes <= threshold ? 'fup' : 'active';
};
