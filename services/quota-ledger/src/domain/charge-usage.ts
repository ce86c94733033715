// charge-usage.ts — usage charged in place: what the projector does a hundred thousand times a second, without leaving
// an account behind each time.
import type { Instant } from '@saring/kernel';
import { bookBalance } from './access-status';
import type { QuotaAccount } from './account';
import { firstToBurn, isUnlimitedAt } from './burn';
import type { Grant } from './grant';
import { useTime } from './online-time';
import { evolve } from './quota-account';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Does to the account what `evolve` makes of `UsageCharged` (quota-account.property.spec.ts compares them).
 * @param account the caller's own, grants included: who shows it to others shows a copy.
 * @returns what the balance shrank by.
 */
export const chargeUsage = (account: QuotaAccount, bytes: number, at: Instant, onlineSeconds = 0): number => {
  const own: Writable<QuotaAccount> = account;
  const burntBytes = chargeBytes(own, bytes, at);
  // What is used up by this very time was still covered by it.
  if (own.online && onlineSeconds > 0) Object.assign(own, useTime(own, onlineSeconds, at));
  return burntBytes;
};

const chargeBytes = (own: Writable<QuotaAccount>, bytes: number, at: Instant): number => {
  if (isCovered(own.grants, at)) {
    own.usedBytes += bytes;
    return 0;
  }
  const first: Writable<Grant> | null = firstToBurn(own.grants, at);
  if (first === null || first.leftBytes < bytes) return chargeSeveral(own, bytes, at);
  own.usedBytes += bytes;
  first.leftBytes -= bytes;
  return first.expired ? 0 : bytes;
};

const isCovered = (grants: readonly Grant[], at: Instant): boolean => {
  for (const grant of grants) if (isUnlimitedAt(grant, at)) return true;
  return false;
};

/** Usage that empties a grant, or becomes debt. */
const chargeSeveral = (own: Writable<QuotaAccount>, bytes: number, at: Instant): number => {
  const before = bookBalance(own);
  Object.assign(own, evolve(own, { type: 'UsageCharged', bytes, at }));
  return before - bookBalance(own);
};

/** As it is now, whatever is charged to the original. */
export const copyOfAccount = (account: QuotaAccount): QuotaAccount => ({
  ...account,
  grants: account.grants.map((grant) => ({ ...grant })),
});
