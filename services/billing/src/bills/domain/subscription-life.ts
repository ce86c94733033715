// subscription-life.ts — a subscription that changes, rests or ends: days of a line that are billed and not had are
// credited, what comes later is billed anew (ADR 37).
import { accept, refuse, type Decision } from '@saring/event-sourcing';
import { daysBetween } from '@saring/kernel';
import { creditFor, type Charge } from './bill-charge';
import {
  endOf,
  mustGive,
  reclaimed,
  type Bill,
  type BillingAccount,
  type Subscription,
} from './billing-account';
import { evolve } from './billing-account.evolve';
import type { BillingEvent } from './billing-events';
import { closingBill, nextPeriodFrom, releasedBy, type Issuing } from './issuing';
import type { PlanTerms } from './plan-terms';

export type LifeCommand = Issuing & { readonly subscriptionId: string } &
  /** `fromNextPeriod`: today's period stays as it is. */
  (
    | { readonly type: 'ChangePlan'; readonly terms: PlanTerms; readonly fromNextPeriod?: boolean }
    | { readonly type: 'PauseSubscription'; readonly reason: string }
    | { readonly type: 'ResumeSubscription' }
    /** `endsOn` absent: today. `voidsRunning`: an unpaid bill of quota whose period has begun is void, too. */
    | {
        readonly type: 'EndSubscription';
        readonly reason: string;
        readonly endsOn?: string;
        readonly voidsRunning?: boolean;
      }
    | { readonly type: 'SetSubscriptionLine'; readonly lineId: string }
  );
export type LifeRefusal =
  | 'BILLING.SUBSCRIPTION_UNKNOWN'
  | 'BILLING.SUBSCRIPTION_ENDED'
  | 'BILLING.SUBSCRIPTION_PAUSED'
  | 'BILLING.SUBSCRIPTION_ENDING'
  | 'QUOTA.REASON_REQUIRED';
type LifeDecision = Decision<BillingEvent, LifeRefusal>;

const CHANGED = 'plan changed';
const PAUSED = 'paused';

/** Of bills from before they said what they are made of: the price alone. */
const chargeOf = ({ charge, amountRupiah, creditedRupiah }: Bill): Charge =>
  charge ?? {
    ...{ periodRupiah: amountRupiah + creditedRupiah, discountRupiah: 0, installationRupiah: 0 },
    ...{ taxRupiah: 0, taxBasisPoints: 0, isTaxIncluded: false },
  };

/** Quota that was given is had, and so is what is about to be given. */
const isHad = ({ lineId }: Subscription, bill: Bill, { at }: Issuing): boolean =>
  lineId === null && (bill.isGiven || (mustGive(bill) && bill.startsAt <= at));

/**
 * What an end leaves as it is, of bills whose period has begun: what was written off is a loss, not forgiven; and what is
 * owed for quota is owed, as long as nobody says otherwise. Days of a line are credited, and what was had stays owed.
 */
const staysAtEnd = (subscription: Subscription, bill: Bill, command: LifeCommand): boolean =>
  command.type === 'EndSubscription' &&
  bill.startsAt <= command.at &&
  (bill.writtenOffRupiah !== null || (subscription.lineId === null && command.voidsRunning !== true));

const cutOff = (bill: Bill, on: string, reason: string, { at }: Issuing): BillingEvent => {
  const unused = { days: daysBetween(on, endOf(bill)), wholeDays: daysBetween(bill.from, bill.to) };
  const creditRupiah = Math.min(bill.amountRupiah, creditFor(chargeOf(bill), unused));
  const paidTooMuch = Math.max(0, bill.paidRupiah - (bill.amountRupiah - creditRupiah));
  const released = { billId: bill.id, amountRupiah: paidTooMuch, site: bill.site };
  return { type: 'BillCredited', reason, cutOn: on, creditRupiah, released, at };
};

/**
 * What was billed from a day on is taken back, and whole periods of quota that nobody has yet.
 * @returns also the first day from today on that no bill is of afterwards.
 */
const freed = (
  account: BillingAccount,
  subscription: Subscription,
  on: string,
  reason: string,
  issuing: LifeCommand,
): { readonly events: readonly BillingEvent[]; readonly nextFrom: string } => {
  const events: BillingEvent[] = [];
  let [begin, kept] = [subscription.nextFrom, issuing.today[subscription.site] ?? on];
  for (const bill of Object.values(account.bills)) {
    if (bill.subscriptionId !== subscription.id || bill.isVoid || endOf(bill) <= on) continue;
    if (isHad(subscription, bill, issuing) || staysAtEnd(subscription, bill, issuing)) {
      if (endOf(bill) > kept) kept = endOf(bill);
      continue;
    }
    // What is billed anew was no loss.
    events.push(...reclaimed(bill, issuing.at));
    const isCut = subscription.lineId !== null && bill.from < on;
    const released = { billId: bill.id, amountRupiah: bill.paidRupiah, site: bill.site };
    events.push(
      isCut ? cutOff(bill, on, reason, issuing) : { type: 'BillVoided', reason, released, at: issuing.at },
    );
    const first = isCut ? on : bill.from;
    if (first < begin) begin = first;
  }
  return { events, nextFrom: begin > kept ? begin : kept };
};

/** What was had and not billed yet, and what was billed and will not be had. */
const settled = (
  account: BillingAccount,
  subscription: Subscription,
  on: string,
  reason: string,
  issuing: LifeCommand,
): { readonly events: readonly BillingEvent[]; readonly nextFrom: string } => {
  const closing = closingBill(account, subscription, on, issuing);
  const closed = closing.reduce(evolve, account);
  const now = closed.subscriptions[subscription.id] ?? subscription;
  const { events, nextFrom } = freed(closed, now, on, reason, issuing);
  return { events: [...closing, ...events], nextFrom };
};

const end = (
  account: BillingAccount,
  subscription: Subscription,
  today: string,
  command: Extract<LifeCommand, { type: 'EndSubscription' }>,
): LifeDecision => {
  const { subscriptionId, at, endsOn = today } = command;
  const reason = command.reason.trim();
  if (reason === '') return refuse('QUOTA.REASON_REQUIRED');
  if (subscription.ended) return accept();
  const isLater = endsOn > today;
  if (!isLater) {
    const { events } = settled(account, subscription, today, reason, command);
    return accept(
      ...events,
      { type: 'SubscriptionEnded', subscriptionId, reason, holdsLine: true, at },
      ...releasedBy(subscription, reason, at),
    );
  }
  // What is billed after it was had is billed on the day of its end.
  const { events, nextFrom } = freed(account, subscription, endsOn, reason, command);
  const anew = events.length > 0 ? { nextFrom } : {};
  return accept(...events, { type: 'SubscriptionEndSet', subscriptionId, endsOn, reason, ...anew, at });
};

/** Another package from today on, or from the next period on; where its subscriber asked for it, that is the answer. */
const changePlan = (
  account: BillingAccount,
  subscription: Subscription,
  today: string,
  command: Extract<LifeCommand, { type: 'ChangePlan' }>,
): LifeDecision => {
  const { terms, at } = command;
  const { id: subscriptionId, ask, endsOn, isPaused } = subscription;
  if (isPaused) return refuse('BILLING.SUBSCRIPTION_PAUSED');
  const approved = (holdsFrom: string): readonly BillingEvent[] => {
    if (ask?.state !== 'waiting' || ask.packageId !== terms.packageId) return [];
    const { requestId } = ask;
    const { priceRupiah } = terms;
    return [{ type: 'PackageChangeApproved', subscriptionId, requestId, priceRupiah, holdsFrom, at }];
  };
  if (command.fromNextPeriod !== true) {
    const { events, nextFrom } = settled(account, subscription, today, CHANGED, command);
    const changed = { type: 'SubscriptionPlanChanged', subscriptionId, terms, nextFrom, at } as const;
    return accept(...events, changed, ...approved(nextFrom));
  }
  const holdsFrom = nextPeriodFrom(account, subscription, today);
  if (endsOn !== null && holdsFrom >= endsOn) return refuse('BILLING.SUBSCRIPTION_ENDING');
  // Bills of later periods by the old terms are issued anew.
  const { events, nextFrom } = freed(account, subscription, holdsFrom, CHANGED, command);
  const anew = events.length > 0 ? { nextFrom } : {};
  return accept(
    ...events,
    { type: 'SubscriptionPlanScheduled', subscriptionId, terms, holdsFrom, ...anew, at },
    ...approved(holdsFrom),
  );
};

/** Before money is allocated: the caller does that. */
export const decideLife = (account: BillingAccount, command: LifeCommand): LifeDecision => {
  const { subscriptionId, at } = command;
  const subscription = account.subscriptions[subscriptionId];
  if (!subscription) return refuse('BILLING.SUBSCRIPTION_UNKNOWN');
  const today = command.today[subscription.site];
  if (today === undefined) throw new Error('the site of a subscription has no date');
  if (command.type === 'EndSubscription') return end(account, subscription, today, command);
  if (subscription.ended) return refuse('BILLING.SUBSCRIPTION_ENDED');
  const on = today;
  switch (command.type) {
    case 'ChangePlan':
      return changePlan(account, subscription, on, command);
    case 'PauseSubscription': {
      const reason = command.reason.trim();
      if (reason === '') return refuse('QUOTA.REASON_REQUIRED');
      if (subscription.isPaused) return accept();
      const { events, nextFrom } = settled(account, subscription, on, PAUSED, command);
      return accept(...events, { type: 'SubscriptionPaused', subscriptionId, reason, nextFrom, at });
    }
    case 'ResumeSubscription': {
      if (!subscription.isPaused) return accept();
      const nextFrom = subscription.nextFrom > on ? subscription.nextFrom : on;
      return accept({ type: 'SubscriptionResumed', subscriptionId, nextFrom, at });
    }
    default:
      return subscription.lineId === command.lineId
        ? accept()
        : accept({ type: 'SubscriptionLineSet', subscriptionId, lineId: command.lineId, at });
  }
};
