// billing-account.decide.ts — what may be done with a billing account: subscriptions begun and ended, bills issued, paid
// oldest first, made void and given, and lines held for them.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever, daysBetween, type Instant } from '@saring/kernel';
import {
  evolve,
  initialState,
  lineOf,
  mustGive,
  openBills,
  owedRupiah,
  type Bill,
  type BillingAccount,
  type BillingEvent,
  type PlanTerms,
  type Receipt,
  type Subscription,
} from './billing-account';
import { judged, type JudgeBills } from './line-holds';
import { addDays, periodFrom, prorated } from './periods';

export type BillingCommand = { readonly at: Instant } & (
  | {
      readonly type: 'StartSubscription';
      readonly subscriptionId: string;
      readonly site: string;
      readonly terms: PlanTerms;
      readonly startsOn: string;
      readonly lineId?: string;
    }
  | { readonly type: 'EndSubscription'; readonly subscriptionId: string; readonly reason: string }
  | {
      readonly type: 'IssueBills';
      /** The date of each site now. */
      readonly today: Readonly<Record<string, string>>;
      readonly billIdOf: (subscriptionId: string, from: string) => string;
      /** The first moment of a date where a site is. */
      readonly startOf: (site: string, date: string) => Instant;
    }
  | { readonly type: 'NumberBill'; readonly billId: string; readonly number: string }
  | ({ readonly type: 'ReceiveMoney' } & Receipt)
  /** Its money went back to the payer. */
  | { readonly type: 'TakeReceiptBack'; readonly receiptId: string; readonly site: string }
  | { readonly type: 'VoidBill'; readonly billId: string; readonly reason: string }
  | { readonly type: 'ConfirmGiven'; readonly billId: string }
  | JudgeBills
  | { readonly type: 'AskLineHold'; readonly lineId: string }
  | { readonly type: 'ConfirmLineHold'; readonly lineId: string; readonly held: boolean }
);
export type BillingRefusal =
  | 'BILLING.SUBSCRIPTION_UNKNOWN'
  | 'BILLING.BILL_UNKNOWN'
  | 'BILLING.BILL_VOID'
  | 'BILLING.BILL_GIVEN'
  | 'QUOTA.REASON_REQUIRED';

type BillingDecision = Decision<BillingEvent, BillingRefusal>;

/** The reason of a bill that nobody paid in its period. */
const LAPSED = 'lapsed';

/** Whether an older bill held the line of this one. */
const isBehindOverdue = (account: BillingAccount, bill: Bill): boolean =>
  openBills(account).some(
    (one) => one.subscriptionId === bill.subscriptionId && one.isOverdue && one.from < bill.from,
  );

/** @param first the bill that comes before older ones. */
const allocated = (account: BillingAccount, at: Instant, first = ''): readonly BillingEvent[] => {
  let left = account.balanceRupiah;
  const events: BillingEvent[] = [];
  const open = openBills(account);
  for (const bill of [...open.filter(({ id }) => id === first), ...open.filter(({ id }) => id !== first)]) {
    const amountRupiah = Math.min(left, owedRupiah(bill));
    if (amountRupiah === 0) break;
    left -= amountRupiah;
    events.push({ type: 'MoneyAllocated', billId: bill.id, amountRupiah, site: bill.site, at });
  }
  return events;
};
/** What happened, and then what money of the account pays by itself. */
const andAllocate = (
  account: BillingAccount,
  at: Instant,
  events: readonly BillingEvent[],
  first?: string,
): BillingDecision => {
  const after = events.reduce(evolve, account);
  return accept(...events, ...allocated(after, at, first));
};

/**
 * Each period is paid before it is had: one that is over unpaid was not had, and is owed no more. One that was given,
 * and whose money went back after that, was had. A line is on until it is held: only what an older bill held it for
 * was not had.
 */
const lapsed = (
  account: BillingAccount,
  { at, today }: Extract<BillingCommand, { type: 'IssueBills' }>,
): readonly BillingEvent[] =>
  openBills(account)
    .filter((bill) => !bill.isGiven && bill.to <= (today[bill.site] ?? ''))
    .filter((bill) => lineOf(account, bill) === null || isBehindOverdue(account, bill))
    .map(({ id: billId, paidRupiah, site }) => ({
      ...{ type: 'BillVoided', reason: LAPSED, released: { billId, amountRupiah: paidRupiah, site }, at },
    }));

const dueBills = (
  { id, site, terms, nextFrom, ended }: Subscription,
  { at, today, billIdOf, startOf }: Extract<BillingCommand, { type: 'IssueBills' }>,
): readonly BillingEvent[] => {
  const now = today[site];
  if (ended || now === undefined) return [];
  const events: BillingEvent[] = [];
  let from = nextFrom;
  while (periodFrom(from, terms).to <= now) from = periodFrom(from, terms).to;
  if (from !== nextFrom) events.push({ type: 'PeriodsSkipped', subscriptionId: id, nextFrom: from, at });
  while (addDays(from, -terms.issueDaysBefore) <= now) {
    const { to, wholeFrom } = periodFrom(from, terms);
    const wholeDays = daysBetween(wholeFrom, to);
    const amountRupiah = terms.prorates
      ? prorated(terms.priceRupiah, daysBetween(from, to), wholeDays)
      : terms.priceRupiah;
    const billId = billIdOf(id, from);
    const startsAt = startOf(site, from);
    const lastsUntil = startOf(site, addDays(to, terms.graceDays));
    const period = { subscriptionId: id, site, from, to, startsAt, lastsUntil };
    events.push({ type: 'BillIssued', billId, ...period, amountRupiah, at });
    from = to;
  }
  return events;
};

const decide = (account: BillingAccount, command: BillingCommand): BillingDecision => {
  const { at } = command;
  switch (command.type) {
    case 'StartSubscription': {
      const { subscriptionId } = command;
      return account.subscriptions[subscriptionId]
        ? accept()
        : accept({ ...command, type: 'SubscriptionStarted' });
    }
    case 'EndSubscription': {
      const found = account.subscriptions[command.subscriptionId];
      if (!found) return refuse('BILLING.SUBSCRIPTION_UNKNOWN');
      if (command.reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
      return found.ended ? accept() : accept({ ...command, type: 'SubscriptionEnded' });
    }
    case 'IssueBills':
      return andAllocate(account, at, [
        ...lapsed(account, command),
        ...Object.values(account.subscriptions).flatMap((one) => dueBills(one, command)),
      ]);
    case 'NumberBill':
      return account.bills[command.billId]?.number === ''
        ? accept({ ...command, type: 'BillNumbered' })
        : accept();
    case 'ReceiveMoney':
      return account.receipts[command.receiptId] === undefined
        ? andAllocate(account, at, [{ ...command, type: 'MoneyReceived' }], command.billId)
        : accept();
    case 'TakeReceiptBack':
      return takeReceiptBack(account, command);
    case 'VoidBill':
      return makeVoid(account, command);
    case 'ConfirmGiven': {
      const bill = account.bills[command.billId];
      return bill && mustGive(bill) ? accept({ ...command, type: 'BillGiven' }) : accept();
    }
    case 'JudgeBills':
      return accept(...judged(account, command));
    case 'AskLineHold':
      return account.lines[command.lineId] === 'unsure'
        ? accept()
        : accept({ ...command, type: 'LineHoldAsked' });
    case 'ConfirmLineHold':
      return account.lines[command.lineId] === 'unsure'
        ? accept({ ...command, type: 'LineHoldConfirmed' })
        : accept();
    default:
      return assertNever(command);
  }
};

/** Out of the balance first, then out of what was paid last for a period that is still to be given, then of others. */
const takeReceiptBack = (
  account: BillingAccount,
  { receiptId, site, at }: Extract<BillingCommand, { type: 'TakeReceiptBack' }>,
): BillingDecision => {
  const amountRupiah = account.receipts[receiptId] ?? 0;
  if (account.receipts[receiptId] === 0) return accept();
  let missing = amountRupiah - account.balanceRupiah;
  const events: BillingEvent[] = [];
  const paid = Object.values(account.bills)
    .filter(({ paidRupiah }) => paidRupiah > 0)
    .sort((one, other) => Number(one.isGiven) - Number(other.isGiven) || other.from.localeCompare(one.from));
  for (const bill of paid) {
    if (missing <= 0) break;
    const released = Math.min(missing, bill.paidRupiah);
    missing -= released;
    events.push({ type: 'MoneyReleased', billId: bill.id, amountRupiah: released, site: bill.site, at });
  }
  return accept(...events, { type: 'ReceiptTakenBack', receiptId, amountRupiah, site, at });
};

/** Of a bill whose period was given nothing is left to take back here: that is a correction. */
const makeVoid = (
  account: BillingAccount,
  { billId, reason, at }: Extract<BillingCommand, { type: 'VoidBill' }>,
): BillingDecision => {
  const bill = account.bills[billId];
  if (!bill) return refuse('BILLING.BILL_UNKNOWN');
  if (bill.isVoid) return refuse('BILLING.BILL_VOID');
  if (bill.isGiven) return refuse('BILLING.BILL_GIVEN');
  if (reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  const released = { billId, amountRupiah: bill.paidRupiah, site: bill.site };
  return andAllocate(account, at, [{ type: 'BillVoided', reason: reason.trim(), released, at }]);
};

export const billingAccountDecider: Decider<BillingAccount, BillingCommand, BillingEvent, BillingRefusal> = {
  initialState,
  evolve,
  decide,
};
