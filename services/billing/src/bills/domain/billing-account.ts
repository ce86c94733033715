// billing-account.ts — what one subscriber has subscribed to, owes and has paid: one stream of rupiah. Every payment goes
// to the bills oldest first; what is too much stays as balance and pays the next bill by itself.
import { assertNever, type Instant } from '@saring/kernel';
import type { Charge } from './bill-charge';
import { LAPSED, type Allocation, type BillingEvent } from './billing-events';
import { changedSpeed, discountEnd, type LineSpeed, type PlanTerms } from './plan-terms';

export type Subscription = {
  readonly id: string;
  readonly site: string;
  readonly terms: PlanTerms;
  /** The first day that no bill is of yet. */
  readonly nextFrom: string;
  readonly ended: boolean;
  /** On holiday: nothing is billed, and its line is held. */
  readonly isPaused: boolean;
  /** The PPPoE line that it pays for; null: none. */
  readonly lineId: string | null;
  /** It ended, and its line is held until another subscription pays for it. */
  readonly holdsLine: boolean;
  /** The first day that it is over; null: it has no end. */
  readonly endsOn: string | null;
  readonly endReason: string;
  /** The first day without its discount; null: it has none. */
  readonly discountUntil: string | null;
  /** A period that begins on this day is charged by its days, whatever was agreed: the plan changed then. */
  readonly proratesFrom: string | null;
  /** Its last bill held the hotspot and lapsed, and none was given since: the next has no grace. */
  readonly isLapsed: boolean;
  /** How often it was changed or paused: a day may be billed anew after each. */
  readonly revision: number;
};
export type Bill = {
  readonly id: string;
  readonly subscriptionId: string;
  /** As they were when it was issued. */
  readonly terms: PlanTerms;
  readonly number: string;
  readonly site: string;
  readonly from: string;
  /** Without this day. */
  readonly to: string;
  /** Its first moment where the site is. */
  readonly startsAt: Instant;
  /** Its last, with the days of grace. */
  readonly lastsUntil: Instant;
  /** The first day on which it is late is the next. */
  readonly dueOn: string;
  /** What is to be paid in all, without what was credited. */
  readonly amountRupiah: number;
  /** What it was made of when it was issued; null: of the price alone. */
  readonly charge: Charge | null;
  /** For days that were not had. */
  readonly creditedRupiah: number;
  /** The first of them; null: all were had. */
  readonly cutOn: string | null;
  readonly paidRupiah: number;
  readonly isVoid: boolean;
  /** The ledger has given what the period gives; a line is simply on. */
  readonly isGiven: boolean;
  /** It was not paid within its grace: while it is owed, its line or the hotspot is held. */
  readonly isOverdue: boolean;
};
/** What the gateway, or the ledger, has: `unsure` from before it is asked until its answer is stored. */
export type LineHold = 'free' | 'held' | 'unsure';
export type BillingAccount = {
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  readonly bills: Readonly<Record<string, Bill>>;
  readonly balanceRupiah: number;
  /** What of each receipt is still here, by its id: none is booked twice, nor once its money has gone back. */
  readonly receipts: Readonly<Record<string, number>>;
  /** By line; absent: free. */
  readonly lines: Readonly<Record<string, LineHold>>;
  /** Of everything that is no line. */
  readonly hotspot: LineHold;
  /** By line: what the gateway must still be told of. */
  readonly speeds: Readonly<Record<string, LineSpeed>>;
};

export const initialState = (): BillingAccount => ({
  subscriptions: {},
  bills: {},
  balanceRupiah: 0,
  receipts: {},
  lines: {},
  hotspot: 'free',
  speeds: {},
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
    case 'SubscriptionStarted':
    case 'SubscriptionEndSet':
    case 'SubscriptionEnded':
    case 'SubscriptionPlanChanged':
    case 'SubscriptionPaused':
    case 'SubscriptionResumed':
    case 'SubscriptionLineSet':
    case 'PeriodsSkipped':
      return lived(account, event);
    case 'BillIssued': {
      const { type: _type, at: _at, billId: id, dueOn = event.from, charge = null, ...bill } = event;
      const terms = account.subscriptions[bill.subscriptionId]?.terms;
      if (!terms) throw new Error('a bill has no subscription');
      const state = { number: '', paidRupiah: 0, isVoid: false, isGiven: false, isOverdue: false };
      const whole = { ...bill, terms, dueOn, charge, creditedRupiah: 0, cutOn: null };
      const issued = { ...account, bills: { ...account.bills, [id]: { ...whole, ...state, id } } };
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
    case 'BalancePaidOut':
      return { ...account, balanceRupiah: account.balanceRupiah - event.amountRupiah };
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
    case 'BillVoided':
      return voided(account, event);
    case 'BillCredited':
      return credited(account, event);
    case 'BillGiven': {
      const given = withBill(account, event.billId, { isGiven: true });
      return withSubscription(given, account.bills[event.billId]?.subscriptionId ?? '', { isLapsed: false });
    }
    case 'BillOverdue':
    case 'GraceExtended':
      return withBill(account, event.billId, { isOverdue: event.type === 'BillOverdue' });
    case 'LineSpeedSet':
      return withoutSpeed(account, event);
    case 'LineHoldAsked':
      return withLine(account, event.lineId, 'unsure');
    case 'LineHoldConfirmed':
      return withLine(account, event.lineId, event.held ? 'held' : 'free');
    case 'HotspotHoldAsked':
      return { ...account, hotspot: 'unsure' };
    case 'HotspotHoldConfirmed':
      return { ...account, hotspot: event.held ? 'held' : 'free' };
    default:
      return assertNever(event);
  }
};

const voided = (
  account: BillingAccount,
  { reason, released: { billId, amountRupiah } }: Extract<BillingEvent, { type: 'BillVoided' }>,
): BillingAccount => {
  const bill = account.bills[billId];
  const after = {
    ...withBill(account, billId, { isVoid: true, paidRupiah: 0 }),
    balanceRupiah: account.balanceRupiah + amountRupiah,
  };
  return bill?.isOverdue && reason === LAPSED
    ? withSubscription(after, bill.subscriptionId, { isLapsed: true })
    : after;
};

type LifeEvent = Extract<BillingEvent, { readonly subscriptionId: string }>;

const lived = (
  account: BillingAccount,
  event: Exclude<LifeEvent, { readonly type: 'BillIssued' }>,
): BillingAccount => {
  const { subscriptionId } = event;
  switch (event.type) {
    case 'SubscriptionStarted': {
      const started = startedBy(event);
      return { ...account, subscriptions: { ...account.subscriptions, [started.id]: started } };
    }
    case 'SubscriptionEndSet': {
      const { endsOn, reason: endReason, nextFrom } = event;
      return nextFrom === undefined
        ? withSubscription(account, subscriptionId, { endsOn, endReason })
        : withNewCount(account, subscriptionId, nextFrom, { endsOn, endReason });
    }
    case 'SubscriptionEnded':
      return withSubscription(account, subscriptionId, {
        ...{ ended: true, isPaused: false, holdsLine: event.holdsLine ?? false },
      });
    case 'SubscriptionPlanChanged':
      return withNewCount(withSpeed(account, event), subscriptionId, event.nextFrom, { terms: event.terms });
    case 'SubscriptionPaused':
      return withNewCount(account, subscriptionId, event.nextFrom, { isPaused: true });
    case 'SubscriptionResumed':
      return withNewCount(account, subscriptionId, event.nextFrom, { isPaused: false });
    case 'SubscriptionLineSet':
      return withSubscription(account, subscriptionId, { lineId: event.lineId });
    case 'PeriodsSkipped':
      return withSubscription(account, subscriptionId, { nextFrom: event.nextFrom });
    default:
      return assertNever(event);
  }
};

const startedBy = (event: Extract<BillingEvent, { type: 'SubscriptionStarted' }>): Subscription => {
  const { subscriptionId: id, startsOn, site, terms, lineId = null, endsOn = null } = event;
  return {
    ...{ id, site, terms, lineId, endsOn, nextFrom: startsOn, discountUntil: discountEnd(terms, startsOn) },
    ...{ ended: false, isPaused: false, holdsLine: false, isLapsed: false },
    ...{ endReason: '', proratesFrom: null, revision: 0 },
  };
};

const withSpeed = (
  account: BillingAccount,
  { subscriptionId, terms }: Extract<BillingEvent, { type: 'SubscriptionPlanChanged' }>,
): BillingAccount => {
  const { lineId = null, terms: before } = account.subscriptions[subscriptionId] ?? {};
  const speed = before ? changedSpeed(before, terms) : null;
  return lineId === null || speed === null
    ? account
    : { ...account, speeds: { ...account.speeds, [lineId]: speed } };
};

/** Unless its package changed again meanwhile. */
const withoutSpeed = (
  account: BillingAccount,
  event: Extract<BillingEvent, { type: 'LineSpeedSet' }>,
): BillingAccount => {
  const { [event.lineId]: asked, ...speeds } = account.speeds;
  const isSame =
    asked?.uploadKilobitsPerSecond === event.uploadKilobitsPerSecond &&
    asked.downloadKilobitsPerSecond === event.downloadKilobitsPerSecond;
  return isSame ? { ...account, speeds } : account;
};

/** Days are counted anew from one on. */
const withNewCount = (
  account: BillingAccount,
  id: string,
  nextFrom: string,
  change: Partial<Subscription>,
): BillingAccount => {
  const revision = (account.subscriptions[id]?.revision ?? 0) + 1;
  const anew = { nextFrom, proratesFrom: nextFrom, revision, isLapsed: false };
  return withSubscription(account, id, { ...change, ...anew });
};

const credited = (
  account: BillingAccount,
  { released, creditRupiah, cutOn }: Extract<BillingEvent, { type: 'BillCredited' }>,
): BillingAccount => {
  const { billId } = released;
  const { amountRupiah = 0, creditedRupiah = 0 } = account.bills[billId] ?? {};
  const cut = { cutOn, amountRupiah: amountRupiah - creditRupiah };
  return movedFrom(
    withBill(account, billId, { ...cut, creditedRupiah: creditedRupiah + creditRupiah }),
    released,
  );
};

/** Money of a bill is balance again. */
const movedFrom = (account: BillingAccount, { billId, amountRupiah }: Allocation): BillingAccount => ({
  ...withBill(account, billId, { paidRupiah: (account.bills[billId]?.paidRupiah ?? 0) - amountRupiah }),
  balanceRupiah: account.balanceRupiah + amountRupiah,
});

export const owedRupiah = ({ isVoid, amountRupiah, paidRupiah }: Bill): number =>
  isVoid ? 0 : amountRupiah - paidRupiah;

/** The first day that it is not of any more. */
export const endOf = ({ cutOn, to }: Bill): string => cutOn ?? to;

/** What is due first comes first. */
export const openBills = ({ bills }: BillingAccount): readonly Bill[] =>
  Object.values(bills)
    .filter((bill) => owedRupiah(bill) > 0)
    .sort(
      (one, other) =>
        one.dueOn.localeCompare(other.dueOn) ||
        one.from.localeCompare(other.from) ||
        one.id.localeCompare(other.id),
    );

/** The line that a bill is for; null: none. */
export const lineOf = ({ subscriptions }: BillingAccount, { subscriptionId }: Bill): string | null =>
  subscriptions[subscriptionId]?.lineId ?? null;

/** Paid, or of nothing to pay, and not given yet. */
export const mustGive = (bill: Bill): boolean => !bill.isVoid && !bill.isGiven && owedRupiah(bill) === 0;
