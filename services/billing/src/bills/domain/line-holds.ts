// line-holds.ts — what is held because a bill is not paid within its grace: the PPPoE line of the bill, or, where it is for
// none, the hotspot of its subscriber; and of what the gateway or the ledger must still be told.
import type { Instant } from '@saring/kernel';
import {
  holdingBills,
  lineOf,
  openBills,
  unpaidBills,
  type Bill,
  type BillingAccount,
} from './billing-account';
import type { BillingEvent } from './billing-events';
import { addDays } from './periods';

/** Which bills are not paid within their grace. */
export type JudgeBills = {
  readonly type: 'JudgeBills';
  readonly at: Instant;
  /** The date of each site now. */
  readonly today: Readonly<Record<string, string>>;
  /** Whole days behind the day on which a bill is due; null: nothing is held. */
  readonly graceDays: number | null;
};

/**
 * With 0 days of grace it holds from the day on that follows its due day. A hotspot's quota lasts longer where that was
 * agreed; behind a period that nobody paid there is no grace again.
 */
const isPastGrace = (account: BillingAccount, bill: Bill, today: string, graceDays: number): boolean => {
  const { dueOn, subscriptionId } = bill;
  if (lineOf(account, bill) !== null) return addDays(dueOn, graceDays) < today;
  const { isLapsed = false, terms } = account.subscriptions[subscriptionId] ?? {};
  return isLapsed ? dueOn <= today : addDays(dueOn, Math.max(graceDays, terms?.graceDays ?? 0)) < today;
};

/** What is owed now, and has not been said yet. */
export const judged = (
  account: BillingAccount,
  { today, graceDays, at }: JudgeBills,
): readonly BillingEvent[] =>
  unpaidBills(account).flatMap((bill): readonly BillingEvent[] => {
    const date = today[bill.site];
    if (date === undefined) return [];
    const isPast = graceDays !== null && isPastGrace(account, bill, date, graceDays);
    if (isPast === bill.isOverdue) return [];
    return [{ type: isPast ? 'BillOverdue' : 'GraceExtended', billId: bill.id, at }];
  });

/** Where a bill that holds the hotspot lapses, the one of the next period holds it on. @param before without the lapse. */
export const heldOver = (
  before: BillingAccount,
  after: BillingAccount,
  { today, at }: Pick<JudgeBills, 'today' | 'at'>,
): readonly BillingEvent[] => {
  const isLapsing = ({ id, isVoid, isOverdue }: Bill): boolean =>
    isOverdue && !isVoid && (after.bills[id]?.isVoid ?? false);
  const of = new Set(
    Object.values(before.bills)
      .filter(isLapsing)
      .map(({ subscriptionId }) => subscriptionId),
  );
  return openBills(after)
    .filter((bill) => of.has(bill.subscriptionId) && lineOf(after, bill) === null && !bill.isOverdue)
    .filter(({ dueOn, site }) => dueOn <= (today[site] ?? ''))
    .map(({ id: billId }) => ({ type: 'BillOverdue', billId, at }));
};

/** Whether the subscriber's hotspot is to be held. */
export const mustHoldHotspot = (account: BillingAccount): boolean =>
  holdingBills(account).some((bill) => lineOf(account, bill) === null);

/** Whether the ledger has something else, or may have. */
export const isHotspotUnsettled = (account: BillingAccount): boolean =>
  account.hotspot !== (mustHoldHotspot(account) ? 'held' : 'free');

/** Whether a line is to be held: a bill of it is past its grace, or what pays for it rests or has ended. */
export const mustHold = (account: BillingAccount, lineId: string): boolean => {
  const own = Object.values(account.subscriptions).filter((one) => one.lineId === lineId);
  const running = own.find(({ ended }) => !ended);
  return (
    holdingBills(account).some((bill) => lineOf(account, bill) === lineId) ||
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
