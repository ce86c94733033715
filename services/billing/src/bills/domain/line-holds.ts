// line-holds.ts — which PPPoE lines are held because a bill of theirs is not paid within its grace, and which of them the
// gateway must still be told of.
import type { Instant } from '@saring/kernel';
import { lineOf, openBills, type Bill, type BillingAccount } from './billing-account';
import type { BillingEvent } from './billing-events';
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

/** With 0 days of grace its line is held from the day on that follows its due day. */
const isPastGrace = ({ dueOn }: Bill, today: string, graceDays: number | null): boolean =>
  graceDays !== null && addDays(dueOn, graceDays) < today;

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

/** Whether a line is to be held: a bill of it is past its grace, or what pays for it rests or has ended. */
export const mustHold = (account: BillingAccount, lineId: string): boolean => {
  const own = Object.values(account.subscriptions).filter((one) => one.lineId === lineId);
  const running = own.find(({ ended }) => !ended);
  return (
    openBills(account).some((bill) => bill.isOverdue && lineOf(account, bill) === lineId) ||
    (running ? running.isPaused : own.some(({ holdsLine }) => holdsLine))
  );
};

/** Lines of which the gateway has something else, or may have. */
export const linesToSettle = (account: BillingAccount): readonly string[] => {
  const ids = Object.values(account.subscriptions).flatMap(({ lineId }) => lineId ?? []);
  return [...new Set([...ids, ...Object.keys(account.lines)])].filter(
    (lineId) => (account.lines[lineId] ?? 'free') !== (mustHold(account, lineId) ? 'held' : 'free'),
  );
};
