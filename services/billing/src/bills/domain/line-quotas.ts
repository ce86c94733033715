// line-quotas.ts — what a line may move in a period as the package of its subscription says, and of what the gateway must
// still be told (ADR 40).
import type { BillingAccount, Subscription } from './billing-account';
import type { LineQuotaState, PackageQuota } from './plan-terms';

const DAYS_A_WEEK = 7;

/**
 * Full speed ends at the FUP threshold of the package, and goes on more slowly until the next period. A package without a
 * threshold of its own is slowed when its bytes are used up; with a threshold of 0 it is held then.
 */
const quotaOf = ({ terms, countsFrom }: Subscription): PackageQuota | null => {
  const { bytes, unlimited, fupThresholdBytes, unit, count, anchorDay } = terms;
  if (unlimited || bytes === 0) return null;
  const days = count * (unit === 'week' ? DAYS_A_WEEK : 1);
  const period =
    unit === 'month'
      ? { periodDay: anchorDay, periodDays: 0, periodFrom: '' }
      : { periodDay: 1, periodDays: days, periodFrom: countsFrom };
  // A threshold as large as the package slows it at once.
  const atFullSpeed = Math.max(1, bytes - (fupThresholdBytes ?? 0));
  return { bytes: atFullSpeed, slows: fupThresholdBytes !== 0, ...period };
};

/** As the subscription says that pays for it now; null: there is none, or no limit. */
export const quotaFor = ({ subscriptions }: BillingAccount, lineId: string): PackageQuota | null => {
  const running = Object.values(subscriptions).find((one) => one.lineId === lineId && !one.ended);
  return running ? quotaOf(running) : null;
};

/** Lines of which the gateway has another quota, or may have. */
export const linesToLimit = (account: BillingAccount): readonly string[] => {
  const ids = Object.values(account.subscriptions).flatMap(({ lineId }) => lineId ?? []);
  return [...new Set([...ids, ...Object.keys(account.quotas)])].filter(
    (lineId) => !isSame(account.quotas[lineId] ?? null, quotaFor(account, lineId)),
  );
};

const isSame = (one: LineQuotaState, other: PackageQuota | null): boolean => {
  if (one === 'unsure') return false;
  if (one === null || other === null) return one === other;
  return (Object.keys(one) as (keyof PackageQuota)[]).every((name) => one[name] === other[name]);
};
