// debt-standing.ts — how far a debt has come: near its limit, at it, or overdue, and whether that blocks the account.
import { rupiahShare, toInstant, type DebtBlock, type Instant } from '@saring/kernel';
import type { Debt, DebtStanding, QuotaAccount } from './account';

/** How much may be owed for how long; 0: no limit of that kind. */
export type DebtRules = {
  /** Of all that is owed, used beyond the grants or given. */
  readonly limitBytes: number;
  /** Of the unpaid items that have a price. */
  readonly limitRupiah: number;
  /** Of a limit, from when on the person is warned; 0: no warning. */
  readonly warningPercent: number;
  readonly blocksOverdue: boolean;
};

const CLEAR: DebtStanding = { standing: 'clear', blocks: false };

/** When an item is due, in milliseconds; never, where an item of before says no time. */
const dueMillisecondsOf = ({ dueAt }: Debt): number => {
  const due = Date.parse(dueAt);
  return Number.isNaN(due) ? Infinity : due;
};

export const isOverdue = (debt: Debt, now: Instant): boolean => dueMillisecondsOf(debt) <= Date.parse(now);

/** What is left of its price; 0 of an item without one. */
export const unpaidRupiahOf = ({ priceRupiah, unlimited, unpaidBytes, sizeBytes }: Debt): number =>
  unlimited || sizeBytes === 0 ? priceRupiah : rupiahShare(priceRupiah, unpaidBytes, sizeBytes);

/** First match wins: what is overdue, then what is too much. Where the first does not block, the second still does. */
const debtStandingOf = (account: QuotaAccount, rules: DebtRules, now: Instant): DebtStanding => {
  const { debts, autoDebtBytes } = account;
  const owedBytes = debts.reduce((sum, debt) => sum + debt.unpaidBytes, autoDebtBytes);
  const owedRupiah = debts.reduce((sum, debt) => sum + unpaidRupiahOf(debt), 0);
  const percent = Math.max(percentOf(owedBytes, rules.limitBytes), percentOf(owedRupiah, rules.limitRupiah));
  const isAtLimit = percent >= 100;
  if (debts.some((debt) => isOverdue(debt, now))) {
    if (rules.blocksOverdue || !isAtLimit) return { standing: 'overdue', blocks: rules.blocksOverdue };
    return { standing: 'overdue', blocks: true, isAtLimit };
  }
  if (isAtLimit) return { standing: 'at_limit', blocks: true };
  const isNear = rules.warningPercent > 0 && percent >= rules.warningPercent;
  return isNear ? { standing: 'near_limit', blocks: false } : CLEAR;
};

const percentOf = (owed: number, limit: number): number => (limit === 0 ? 0 : (owed / limit) * 100);

/** The standing to record; null: the recorded one holds. */
export const debtStandingDue = (
  account: QuotaAccount,
  rules: DebtRules,
  now: Instant,
): DebtStanding | null => {
  const { debts, autoDebtBytes, debtStanding = CLEAR } = account;
  // Asked of every account that moved, in every batch: nearly all owe nothing.
  if (debts.length === 0 && autoDebtBytes === 0 && debtStanding.standing === 'clear') return null;
  const due = debtStandingOf(account, rules, now);
  const isSame = due.standing === debtStanding.standing && due.blocks === debtStanding.blocks;
  return isSame && due.isAtLimit === debtStanding.isAtLimit ? null : due;
};

/** When the next item falls due; null: none does, or one is overdue already. */
export const nextDueOf = ({ debts, debtStanding }: QuotaAccount): Instant | null => {
  if (debts.length === 0 || debtStanding?.standing === 'overdue') return null;
  const due = Math.min(...debts.map(dueMillisecondsOf));
  return due === Infinity ? null : toInstant(new Date(due));
};

/** Why debt blocks the account; null: it does not. */
export const debtBlockOf = ({ debtStanding }: QuotaAccount): DebtBlock | null => {
  if (!debtStanding?.blocks) return null;
  return debtStanding.standing === 'overdue' && !debtStanding.isAtLimit ? 'overdue' : 'limit';
};
