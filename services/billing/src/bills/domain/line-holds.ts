// line-holds.ts — which PPPoE lines are held because a bill of theirs is not paid within its grace, and which of them the
// gateway must still be told of.
import type { Instant } from '@saring/kernel';
import { lineOf, openBills, type Bill, type BillingAccount, type BillingEvent } from './billing-account';
import { addDays } from './periods';

/** Which bills of lines are not paid within their grace. */
export type JudgeBills = {
  readonly type: 'JudgeBills';
  readonly at: Instant;
  /** The date of each site now. */
  readonly today: Readonly<Record<string, string>>;
  /** Whole days behind the day on which a bill is due; null: no line is held. */
  readonly graceDays: number | null;
};

/** Due on its first day; with 0 days of grace its line is held from the next day on. */
const isPastGrace = ({ from }: Bill, today: string, graceDays: number | null): boolean =>
  graceDays !== null && addDays(from, graceDays) < today;

/** What is owed for lines now, and has not been said yet. */
export const judged = (
  account: BillingAccount,
  { today, graceDays, at }: JudgeBills,
): readonly BillingEvent[] =>
  openBills(account).flatMap((bill): readonly BillingEvent[] => {
    const date = today[bill.site];
    if (date === undefined || lineOf(account, bill) === null) return [];
    const isPast = isPastGrace(bill, date, graceDays);
    if (isPast === bill.isOverdue) return [];
    return [{ type: isPast ? 'BillOverdue' : 'GraceExtended', billId: bill.id, at }];
  });

/** Whether a line is to be held: a bill of it that is owed is past its grace. */
export const mustHold = (account: BillingAccount, lineId: string): boolean =>
  openBills(account).some((bill) => bill.isOverdue && lineOf(account, bill) === lineId);

/** Lines of which the gateway has something else, or may have. */
export const linesToSettle = (account: BillingAccount): readonly string[] => {
  const ids = Object.values(account.subscriptions).flatMap(({ lineId }) => lineId ?? []);
  return [...new Set(ids)].filter(
    (lineId) => (account.lines[lineId] ?? 'free') !== (mustHold(account, lineId) ? 'held' : 'free'),
  );
};
