// billing-account.evolve.ts — what events make of a billing account.
import { assertNever } from '@saring/kernel';
import { termsOn, type Bill, type BillingAccount, type LineHold, type Subscription } from './billing-account';
import { paymentsAfter } from './bill-payments';
import { LAPSED, type Allocation, type BillingEvent } from './billing-events';
import { asked, closed } from './package-asks';
import { changedSpeed, discountEnd, type LineQuotaState, type PlanTerms } from './plan-terms';

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

const withQuota = (account: BillingAccount, lineId: string, quota: LineQuotaState): BillingAccount => ({
  ...account,
  quotas: { ...account.quotas, [lineId]: quota },
});

/** In doubt from before it is asked until the answer is stored. */
const holdOf = (event: object): LineHold => {
  if (!('held' in event)) return 'unsure';
  return event.held === true ? 'held' : 'free';
};

export const evolve = (account: BillingAccount, event: BillingEvent): BillingAccount => ({
  ...changed(account, event),
  payments: paymentsAfter(account.payments, event),
});

const changed = (account: BillingAccount, event: BillingEvent): BillingAccount => {
  switch (event.type) {
    case 'SubscriptionStarted':
    case 'SubscriptionEndSet':
    case 'SubscriptionEnded':
    case 'SubscriptionPlanChanged':
    case 'SubscriptionPlanScheduled':
    case 'ScheduledPlanBegun':
    case 'SubscriptionPaused':
    case 'SubscriptionResumed':
    case 'SubscriptionLineSet':
    case 'DepositTaken':
    case 'DepositReleased':
    case 'PeriodsSkipped':
      return lived(account, event);
    case 'PackageChangeRequested':
    case 'PackageChangeWithdrawn':
    case 'PackageChangeRefused':
    case 'PackageChangeApproved':
    case 'PackageChangeTold':
      return asked(account, event);
    case 'BillIssued':
      return billed(account, event);
    case 'BillNumbered':
      return withBill(account, event.billId, { number: event.number });
    case 'MoneyReceived':
    case 'ReceiptTakenBack':
    case 'ReceiptAskedBack':
    case 'ReceiptAskReleased':
    case 'ReceiptTold':
      return receipted(account, event);
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
    case 'BillWrittenOff':
      return withBill(account, event.billId, { writtenOffRupiah: event.amountRupiah });
    case 'BillReclaimed':
      return withBill(account, event.billId, { writtenOffRupiah: null });
    case 'BillGiven': {
      const given = withBill(account, event.billId, { isGiven: true });
      return withSubscription(given, account.bills[event.billId]?.subscriptionId ?? '', { isLapsed: false });
    }
    case 'BillOverdue':
    case 'GraceExtended':
      return withBill(account, event.billId, { isOverdue: event.type === 'BillOverdue' });
    case 'LineSpeedSet':
    case 'LineHoldAsked':
    case 'LineHoldConfirmed':
    case 'LineQuotaAsked':
    case 'LineQuotaConfirmed':
    case 'HotspotHoldAsked':
    case 'HotspotHoldConfirmed':
      return withAnswer(account, event);
    default:
      return assertNever(event);
  }
};

type OthersEvent = Extract<
  BillingEvent,
  { readonly type: 'LineSpeedSet' | `${'Line' | 'Hotspot'}${'Hold' | 'Quota'}${'Asked' | 'Confirmed'}` }
>;

/** What the gateway or the ledger is asked, and has answered. */
const withAnswer = (account: BillingAccount, event: OthersEvent): BillingAccount => {
  switch (event.type) {
    case 'LineSpeedSet':
      return withoutSpeed(account, event);
    case 'LineHoldAsked':
    case 'LineHoldConfirmed':
      return withLine(account, event.lineId, holdOf(event));
    case 'LineQuotaAsked':
      return withQuota(account, event.lineId, 'unsure');
    case 'LineQuotaConfirmed':
      return withQuota(account, event.lineId, event.quota);
    case 'HotspotHoldAsked':
    case 'HotspotHoldConfirmed':
      return { ...account, hotspot: holdOf(event) };
    default:
      return assertNever(event);
  }
};

/** What comes, is asked back, and goes back. */
const receipted = (
  account: BillingAccount,
  event: Extract<
    BillingEvent,
    {
      type: 'MoneyReceived' | 'ReceiptTakenBack' | 'ReceiptAskedBack' | 'ReceiptAskReleased' | 'ReceiptTold';
    }
  >,
): BillingAccount => {
  switch (event.type) {
    case 'MoneyReceived': {
      const { receiptId, amountRupiah, isToTell, at } = event;
      const receipts = { ...account.receipts, [receiptId]: amountRupiah };
      const untold = isToTell ? { ...account.untold, [receiptId]: { amountRupiah, at } } : account.untold;
      return { ...account, receipts, untold, balanceRupiah: account.balanceRupiah + amountRupiah };
    }
    case 'ReceiptTakenBack': {
      const { receiptId, amountRupiah } = event;
      const receipts = { ...account.receipts, [receiptId]: 0 };
      const asks = Object.entries(account.asksBack).filter(([, asked]) => asked !== receiptId);
      const asksBack = Object.fromEntries(asks);
      return { ...account, receipts, asksBack, balanceRupiah: account.balanceRupiah - amountRupiah };
    }
    case 'ReceiptAskedBack':
      return { ...account, asksBack: { ...account.asksBack, [event.key]: event.receiptId } };
    case 'ReceiptAskReleased': {
      const { [event.key]: _asked, ...asksBack } = account.asksBack;
      return { ...account, asksBack };
    }
    case 'ReceiptTold': {
      const { [event.receiptId]: _told, ...untold } = account.untold;
      return { ...account, untold };
    }
    default:
      return assertNever(event);
  }
};

const billed = (
  account: BillingAccount,
  event: Extract<BillingEvent, { type: 'BillIssued' }>,
): BillingAccount => {
  const { type: _type, at: _at, billId: id, dueOn = event.from, charge = null, ...bill } = event;
  const subscription = account.subscriptions[bill.subscriptionId];
  if (!subscription) throw new Error('a bill has no subscription');
  const terms = termsOn(subscription, event.from);
  const state = {
    number: '',
    paidRupiah: 0,
    writtenOffRupiah: null,
    isVoid: false,
    isGiven: false,
    isOverdue: false,
  };
  const whole = { ...bill, terms, dueOn, charge, creditedRupiah: 0, cutOn: null };
  const issued = { ...account, bills: { ...account.bills, [id]: { ...whole, ...state, id } } };
  return withSubscription(issued, bill.subscriptionId, { nextFrom: bill.to });
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

type AskEvent = { readonly type: `PackageChange${string}` };
type LifeEvent = Extract<BillingEvent, { readonly subscriptionId: string }>;

const lived = (
  account: BillingAccount,
  event: Exclude<LifeEvent, { readonly type: 'BillIssued' } | AskEvent>,
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
      return withSubscription(closed(account, subscriptionId), subscriptionId, {
        ...{ ended: true, isPaused: false, holdsLine: event.holdsLine ?? false, planned: null },
      });
    case 'SubscriptionPlanChanged': {
      const { terms } = event;
      const fast = withSpeed(account, subscriptionId, terms);
      return withNewCount(fast, subscriptionId, event.nextFrom, { terms, planned: null });
    }
    case 'SubscriptionPlanScheduled':
    case 'ScheduledPlanBegun':
      return planned(account, event);
    case 'SubscriptionPaused':
      return withNewCount(account, subscriptionId, event.nextFrom, { isPaused: true });
    case 'SubscriptionResumed':
      return withNewCount(account, subscriptionId, event.nextFrom, { isPaused: false });
    case 'SubscriptionLineSet':
      return withSubscription(account, subscriptionId, { lineId: event.lineId });
    case 'DepositTaken':
    case 'DepositReleased':
      return withDeposit(account, event);
    case 'PeriodsSkipped':
      return withSubscription(account, subscriptionId, { nextFrom: event.nextFrom });
    default:
      return assertNever(event);
  }
};

/** Money of the subscriber: it lies with the subscription, or is balance. */
const withDeposit = (
  account: BillingAccount,
  event: Extract<BillingEvent, { type: 'DepositTaken' | 'DepositReleased' }>,
): BillingAccount => {
  const { subscriptionId, amountRupiah } = event;
  const held = account.subscriptions[subscriptionId]?.depositRupiah ?? 0;
  if (event.type === 'DepositTaken') {
    const taken = withSubscription(account, subscriptionId, { depositRupiah: held + amountRupiah });
    return { ...taken, receipts: { ...taken.receipts, [event.receiptId]: amountRupiah } };
  }
  return {
    ...withSubscription(account, subscriptionId, { depositRupiah: held - amountRupiah }),
    balanceRupiah: account.balanceRupiah + amountRupiah,
  };
};

const startedBy = (event: Extract<BillingEvent, { type: 'SubscriptionStarted' }>): Subscription => {
  const { subscriptionId: id, startsOn, site, terms, lineId = null, endsOn = null } = event;
  return {
    ...{
      id,
      site,
      terms,
      lineId,
      endsOn,
      nextFrom: startsOn,
      countsFrom: startsOn,
      discountUntil: discountEnd(terms, startsOn),
    },
    ...{ ended: false, isPaused: false, holdsLine: false, isLapsed: false, depositRupiah: 0 },
    ...{ endReason: '', proratesFrom: null, revision: 0, planned: null, ask: null },
  };
};

/** Days are counted as before: today's period goes on. */
const planned = (
  account: BillingAccount,
  event: Extract<BillingEvent, { type: 'SubscriptionPlanScheduled' | 'ScheduledPlanBegun' }>,
): BillingAccount => {
  const { subscriptionId: id } = event;
  const subscription = account.subscriptions[id];
  if (event.type === 'SubscriptionPlanScheduled') {
    const { terms, holdsFrom, nextFrom } = event;
    const revision = (subscription?.revision ?? 0) + 1;
    const anew = nextFrom === undefined ? {} : { nextFrom, revision, isLapsed: false };
    return withSubscription(account, id, { planned: { terms, holdsFrom }, ...anew });
  }
  if (!subscription?.planned) return account;
  const { terms } = subscription.planned;
  return withSubscription(withSpeed(account, id, terms), id, { terms, planned: null });
};

const withSpeed = (account: BillingAccount, subscriptionId: string, terms: PlanTerms): BillingAccount => {
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
  const anew = { nextFrom, countsFrom: nextFrom, proratesFrom: nextFrom, revision, isLapsed: false };
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
