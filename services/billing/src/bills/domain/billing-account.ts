// billing-account.ts — what one subscriber has subscribed to, owes and has paid: one stream of rupiah. Every payment goes
// to the bills oldest first; what is too much stays as balance and pays the next bill by itself.
import { assertNever, type Instant, type PaymentMethod } from '@saring/kernel';
import type { Rhythm } from './periods';

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
export type Subscription = {
  readonly id: string;
  readonly site: string;
  readonly terms: PlanTerms;
  /** The first day that no bill is of yet. */
  readonly nextFrom: string;
  readonly ended: boolean;
  /** The PPPoE line that it pays for; null: none. */
  readonly lineId: string | null;
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
  /** The ledger has given what the period gives; a line is simply on. */
  readonly isGiven: boolean;
  /** It was not paid within its grace: while it is owed, its line is held. */
  readonly isOverdue: boolean;
};
/** What the gateway has: `unsure` from before it is asked until its answer is stored. */
export type LineHold = 'free' | 'held' | 'unsure';
export type BillingAccount = {
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  readonly bills: Readonly<Record<string, Bill>>;
  readonly balanceRupiah: number;
  /** What of each receipt is still here, by its id: none is booked twice, nor once its money has gone back. */
  readonly receipts: Readonly<Record<string, number>>;
  /** By line; absent: free. */
  readonly lines: Readonly<Record<string, LineHold>>;
};

export type Receipt = {
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
      /** Absent: none. */
      readonly lineId?: string;
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
  /** Of a line: its grace is over, and it is not paid. */
  | { readonly type: 'BillOverdue'; readonly billId: string }
  /** The grace was made longer, or lines are not held any more. */
  | { readonly type: 'GraceExtended'; readonly billId: string }
  /** The gateway is about to be asked: whether it has it is not known until it answers. */
  | { readonly type: 'LineHoldAsked'; readonly lineId: string }
  | { readonly type: 'LineHoldConfirmed'; readonly lineId: string; readonly held: boolean }
);
export const initialState = (): BillingAccount => ({
  subscriptions: {},
  bills: {},
  balanceRupiah: 0,
  receipts: {},
  lines: {},
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

const withLine = (account: BillingAccount, lineId: string, hold: LineHold): BillingAccount => ({
  ...account,
  lines: { ...account.lines, [lineId]: hold },
});

export const evolve = (account: BillingAccount, event: BillingEvent): BillingAccount => {
  switch (event.type) {
    case 'SubscriptionStarted': {
      const { subscriptionId: id, startsOn: nextFrom, site, terms, lineId = null } = event;
      const started = { id, site, terms, nextFrom, lineId, ended: false };
      return { ...account, subscriptions: { ...account.subscriptions, [id]: started } };
    }
    case 'SubscriptionEnded':
      return withSubscription(account, event.subscriptionId, { ended: true });
    case 'PeriodsSkipped':
      return withSubscription(account, event.subscriptionId, { nextFrom: event.nextFrom });
    case 'BillIssued': {
      const { type: _type, at: _at, billId: id, ...bill } = event;
      const state = { number: '', paidRupiah: 0, isVoid: false, isGiven: false, isOverdue: false };
      const issued = { ...account, bills: { ...account.bills, [id]: { ...bill, ...state, id } } };
      return withSubscription(issued, bill.subscriptionId, { nextFrom: bill.to });
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
    case 'BillOverdue':
    case 'GraceExtended':
      return withBill(account, event.billId, { isOverdue: event.type === 'BillOverdue' });
    case 'LineHoldAsked':
      return withLine(account, event.lineId, 'unsure');
    case 'LineHoldConfirmed':
      return withLine(account, event.lineId, event.held ? 'held' : 'free');
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

/** The line that a bill is for; null: none. */
export const lineOf = ({ subscriptions }: BillingAccount, { subscriptionId }: Bill): string | null =>
  subscriptions[subscriptionId]?.lineId ?? null;

/** Paid, or of nothing to pay, and not given yet. */
export const mustGive = (bill: Bill): boolean => !bill.isVoid && !bill.isGiven && owedRupiah(bill) === 0;
