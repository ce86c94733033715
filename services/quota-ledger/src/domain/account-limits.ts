// account-limits.ts — how much an account holds at most, so that sums stay exact and its cost bounded.
import { MEASURES, type Instant, type Refusal } from '@saring/kernel';
import { isUnexpired, isUsedUp } from './grant';
import type { QuotaAccount } from './account';

/** Sums of bytes stay exact below 2^53: no command lets an account hold, owe or use more than half of that. */
const LARGEST_SUM_BYTES = MEASURES.bytes.most;
/** All that can still be used is kept, so what an account costs grows with it. */
export const LIVE_GRANTS_MOST = 500;

export type LimitRefusal = 'QUOTA.BALANCE_TOO_LARGE' | 'QUOTA.TOO_MANY_GRANTS';

const TOO_LARGE: Refusal<LimitRefusal> = { code: 'QUOTA.BALANCE_TOO_LARGE' };

/** Why an account takes no grant of so many bytes; null: it does. */
export const limitRefusalOf = (
  { grants }: QuotaAccount,
  bytes: number,
  at: Instant,
): Refusal<LimitRefusal> | null => {
  const heldBytes = grants.reduce((sum, grant) => sum + (grant.unlimited ? 0 : grant.sizeBytes), 0);
  if (heldBytes + bytes > LARGEST_SUM_BYTES) return TOO_LARGE;
  let live = 0;
  for (const grant of grants) if (isUnexpired(grant, at) && !isUsedUp(grant)) live += 1;
  if (live < LIVE_GRANTS_MOST) return null;
  return { code: 'QUOTA.TOO_MANY_GRANTS', details: { most: LIVE_GRANTS_MOST } };
};

/** Why an account takes no debt of so many bytes, which come as a grant; null: it does. */
export const debtRefusalOf = (
  account: QuotaAccount,
  bytes: number,
  at: Instant,
): Refusal<LimitRefusal> | null => {
  const owedBytes = account.debts.reduce((sum, debt) => sum + debt.unpaidBytes, account.autoDebtBytes);
  return owedBytes + bytes > LARGEST_SUM_BYTES ? TOO_LARGE : limitRefusalOf(account, bytes, at);
};

/** Why no one may enter so much usage by hand; null: he may. What a router reports is not asked. */
export const usageRefusalOf = ({ usedBytes }: QuotaAccount, bytes: number): Refusal<LimitRefusal> | null =>
  usedBytes + bytes > LARGEST_SUM_BYTES ? TOO_LARGE : null;
