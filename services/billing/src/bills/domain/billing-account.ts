// billing-account.ts — what one subscriber has subscribed to, owes and has paid: one stream of rupiah. Every payment goes
// to the bills oldest first; what is too much stays as balance and pays the next bill by itself.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever, daysBetween, type Instant, type PaymentMethod } from '@saring/kernel';
import { addDays, periodFrom, prorated, type Rhythm } from './periods';

/** What a period gives, fixed when it was agreed: later changes of the package do not change it. */
export type PlanTerms = Rhythm & {
  readonly packageId: string;
  readonly packageName: string;
  /** 0 when unlimited. */
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly speedDownKilobitsPerSecond: number;
  readonly speedUpKilobitsPerSecond: number;
  /** Null: the site's standard. */
  readonly fupThresholdBytes: number | null;
  readonly deviceLimit: number;
  /** Agreed, of one whole period. */
  readonly priceRupiah: number;
  /** The first period is charged by its days where the anchor cuts it short. */
  readonly prorates: boolean;
  /** A bill is issued so long before its period begins. */
  readonly issueDaysBefore: number;
  /** What an earlier period gave lasts so long into one that is not paid. */
  readonly graceDays: number;
};
type Subscription = {
  readonly id: string;
  readonly site: string;
  readonly terms: PlanTerms;
  /** The first day that no bill is of yet. */
  readonly nextFrom: string;
  readonly ended: boolean;
};
export type Bill = {
  readonly id: string;
  readonly subscriptionId: string;
  readonly number: string;
  readonly site: string;
  readonly from: string;
  /** Without this day. */
  readonly to: string;
  /** Its first moment where the site is. */
  readonly startsAt: Instant;
  /** Its last, with the days of grace. */
  readonly lastsUntil: Instant;
  readonly amountRupiah: number;
  readonly paidRupiah: number;
  readonly isVoid: boolean;
  /** The ledger has given what the period gives. */
  readonly isGiven: boolean;
};
export type BillingAccount = {
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  readonly bills: Readonly<Record<string, Bill>>;
  readonly balanceRupiah: number;
  /** What of each receipt is still here, by its id: none is booked twice, nor once its money has gone back. */
  readonly receipts: Readonly<Record<string, number>>;
};

type Receipt = {
  readonly receiptId: string;
  readonly amountRupiah: number;
  readonly method: PaymentMethod;
  /** Empty: nobody took it in hand. */
  readonly cashier: string;
  readonly site: string;
  /** Of cash: where the drawer stands; null: it is in none. */
  readonly drawerSite: string | null;
  readonly note: string;
  /** The bill that the payer named: it comes before older ones. Absent: none. */
  readonly billId?: string;
  /** The order that brought it, whose sale the books have; absent: it was taken in hand. */
  readonly orderId?: string;
};
/** `site`: whose revenue it is. */
type Allocation = { readonly billId: string; readonly amountRupiah: number; readonly site: string };

export type BillingEvent = { readonly at: Instant } & (
  | {
      readonly type: 'SubscriptionStarted';
      readonly subscriptionId: string;
      readonly site: string;
      readonly terms: PlanTerms;
      readonly startsOn: string;
    }
  | { readonly type: 'SubscriptionEnded'; readonly subscriptionId: string; readonly reason: string }
  | {
      readonly type: 'BillIssued';
      readonly billId: string;
      readonly subscriptionId: string;
      readonly site: string;
      readonly from: string;
      readonly to: string;
      readonly startsAt: Instant;
      readonly lastsUntil: Instant;
      readonly amountRupiah: number;
    }
  /** Periods that were over before they had a bill, as in an outage: nobody owes what nobody had. */
  | { readonly type: 'PeriodsSkipped'; readonly subscriptionId: string; readonly nextFrom: string }
  /** In the same transaction: numbers have no gaps. */
  | { readonly type: 'BillNumbered'; readonly billId: string; readonly number: string }
  | ({ readonly type: 'MoneyReceived' } & Receipt)
  | ({ readonly type: 'MoneyAllocated' } & Allocation)
  /** Money that paid a bill is needed where a receipt goes back: the bill is owed again. */
  | ({ readonly type: 'MoneyReleased' } & Allocation)
  /** The counter-entry of a receipt. Amount 0: it had not come yet, and never will. */
  | {
      readonly type: 'ReceiptTakenBack';
      readonly receiptId: string;
      readonly amountRupiah: number;
      readonly site: string;
    }
  /** What was paid on it is balance again. */
  | { readonly type: 'BillVoided'; readonly reason: string; readonly released: Allocation }
  | { readonly type: 'BillGiven'; readonly billId: string }
);
export type BillingCommand = { readonly at: Instant } & (
  | {
      readonly type: 'StartSubscription';
      readonly subscriptionId: string;
      readonly site: string;
      readonly terms: PlanTerms;
      readonly startsOn: string;
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

const initialState = (): BillingAccount => ({
  subscriptions: {},
  bills: {},
  balanceRupiah: 0,
  receipts: {},
});

const withBill = (account: BillingAccount, billId: string, change: Partial<Bill>): BillingAccount => {
  const bill = account.bills[billId];
  return bill ? { ...account, bills: { ...account.bills, [billId]: { ...bill, ...change } } } : account;
};
const withSubscription = (
  account: BillingAccount,
  id: string,
  change: Partial<Subscription>,
): BillingAccount => {
  const found = account.subscriptions[id];
  return found
    ? { ...account, subscriptions: { ...account.subscriptions, [id]: { ...found, ...change } } }
    : account;
};

const evolve = (account: BillingAccount, event: BillingEvent): BillingAccount => {
  switch (event.type) {
    case 'SubscriptionStarted': {
      const { subscriptionId: id, site, terms, startsOn } = event;
      const started = { id, site, terms, nextFrom: startsOn, ended: false };
      return { ...account, subscriptions: { ...account.subscriptions, [id]: started } };
    }
    case 'SubscriptionEnded':
      return withSubscription(account, event.subscriptionId, { ended: true });
    case 'PeriodsSkipped':
      return withSubscription(account, event.subscriptionId, { nextFrom: event.nextFrom });
    case 'BillIssued': {
      const { type: _type, at: _at, billId: id, ...bill } = event;
      const issued = { ...bill, id, number: '', paidRupiah: 0, isVoid: false, isGiven: false };
      return withSubscription(
        { ...account, bills: { ...account.bills, [id]: issued } },
        bill.subscriptionId,
        {
          nextFrom: bill.to,
        },
      );
    }
    case 'BillNumbered':
      return withBill(account, event.billId, { number: event.number });
    case 'MoneyReceived': {
      const { receiptId, amountRupiah } = event;
      const receipts = { ...account.receipts, [receiptId]: amountRupiah };
      return { ...account, receipts, balanceRupiah: account.balanceRupiah + amountRupiah };
    }
    case 'ReceiptTakenBack': {
      const receipts = { ...account.receipts, [event.receiptId]: 0 };
      return { ...account, receipts, balanceRupiah: account.balanceRupiah - event.amountRupiah };
    }
    case 'MoneyReleased':
      return movedFrom(account, event);
    case 'MoneyAllocated': {
      const { billId, amountRupiah } = event;
      const paidRupiah = (account.bills[billId]?.paidRupiah ?? 0) + amountRupiah;
      return {
        ...withBill(account, billId, { paidRupiah }),
        balanceRupiah: account.balanceRupiah - amountRupiah,
      };
    }
    case 'BillVoided': {
      const { billId, amountRupiah } = event.released;
      return {
        ...withBill(account, billId, { isVoid: true, paidRupiah: 0 }),
        balanceRupiah: account.balanceRupiah + amountRupiah,
      };
    }
    case 'BillGiven':
      return withBill(account, event.billId, { isGiven: true });
    default:
      return assertNever(event);
  }
};

/** Money of a bill is balance again. */
const movedFrom = (account: BillingAccount, { billId, amountRupiah }: Allocation): BillingAccount => ({
  ...withBill(account, billId, { paidRupiah: (account.bills[billId]?.paidRupiah ?? 0) - amountRupiah }),
  balanceRupiah: account.balanceRupiah + amountRupiah,
});

export const owedRupiah = ({ isVoid, amountRupiah, paidRupiah }: Bill): number =>
  isVoid ? 0 : amountRupiah - paidRupiah;

/** Oldest first. */
export const openBills = ({ bills }: BillingAccount): readonly Bill[] =>
  Object.values(bills)
    .filter((bill) => owedRupiah(bill) > 0)
    .sort((one, other) => one.from.localeCompare(other.from) || one.id.localeCompare(other.id));

/** Paid, or of nothing to pay, and not given yet. */
export const mustGive = (bill: Bill): boolean => !bill.isVoid && !bill.isGiven && owedRupiah(bill) === 0;

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
 * and whose money went back after that, was had.
 */
const lapsed = (
  { bills }: BillingAccount,
  { at, today }: Extract<BillingCommand, { type: 'IssueBills' }>,
): readonly BillingEvent[] =>
  Object.values(bills)
    .filter((bill) => owedRupiah(bill) > 0 && !bill.isGiven && bill.to <= (today[bill.site] ?? ''))
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
      const { subscriptionId, site, terms, startsOn } = command;
      return account.subscriptions[subscriptionId]
        ? accept()
        : accept({ type: 'SubscriptionStarted', subscriptionId, site, terms, startsOn, at });
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
