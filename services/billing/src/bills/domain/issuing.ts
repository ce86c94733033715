// issuing.ts — which bills are due: before each period, or after it; none twice, and none for what nobody had.
import { daysBetween, type Instant } from '@saring/kernel';
import { amountOf, chargeFor, isPlain, type Tax } from './bill-charge';
import {
  endOf,
  holdingBills,
  lineOf,
  openBills,
  termsOn,
  type Bill,
  type BillingAccount,
  type Subscription,
} from './billing-account';
import { LAPSED, type BillingEvent } from './billing-events';
import { addDays, periodFrom } from './periods';

/** What is known when bills are issued. */
export type Issuing = {
  readonly at: Instant;
  /** The date of each site now. */
  readonly today: Readonly<Record<string, string>>;
  /** @param revision absent: the first. */
  readonly billIdOf: (subscriptionId: string, from: string, ...revision: readonly string[]) => string;
  /** The first moment of a date where a site is. */
  readonly startOf: (site: string, date: string) => Instant;
  /** Absent: bills have none. */
  readonly tax?: Tax;
};
type BillIssued = Extract<BillingEvent, { type: 'BillIssued' }>;

const ENDED = 'contract end';
/** Of one subscription in one look; the rest follows in the next. */
const BILLS_AT_ONCE = 100;

/** Whether an older bill held the line of this one. */
const isBehindOverdue = (account: BillingAccount, bill: Bill): boolean =>
  holdingBills(account).some((one) => one.subscriptionId === bill.subscriptionId && one.from < bill.from);

/**
 * Each period is paid before it is had: one that is over unpaid was not had, and is owed no more. One that was given,
 * and whose money went back after that, was had. A line is on until it is held: only what an older bill held it for
 * was not had. What is billed after it was had is owed.
 */
export const lapsed = (account: BillingAccount, { at, today }: Issuing): readonly BillingEvent[] =>
  openBills(account)
    .filter((bill) => !bill.isGiven && endOf(bill) <= (today[bill.site] ?? ''))
    .filter((bill) => !account.subscriptions[bill.subscriptionId]?.terms.postpaid)
    .filter((bill) => lineOf(account, bill) === null || isBehindOverdue(account, bill))
    .map(({ id: billId, paidRupiah, site }) => ({
      ...{ type: 'BillVoided', reason: LAPSED, released: { billId, amountRupiah: paidRupiah, site }, at },
    }));

/** A period, cut short where the subscription ends, and the whole one that its price is of. */
const nextPeriod = (
  { terms, endsOn }: Subscription,
  from: string,
): { readonly to: string; readonly wholeFrom: string; readonly wholeTo: string } => {
  const { to: wholeTo, wholeFrom } = periodFrom(from, terms);
  return { to: endsOn !== null && endsOn < wholeTo ? endsOn : wholeTo, wholeFrom, wholeTo };
};

/** What is to be paid once, while no bill that holds is for it. */
const installationOf = (account: BillingAccount, { id, terms }: Subscription): number => {
  const isBilled = Object.values(account.bills).some(
    (bill) => bill.subscriptionId === id && !bill.isVoid && (bill.charge?.installationRupiah ?? 0) > 0,
  );
  return isBilled ? 0 : (terms.installationRupiah ?? 0);
};

/** For the days up to, without, another. */
const billFor = (
  account: BillingAccount,
  subscription: Subscription,
  { from, to }: { readonly from: string; readonly to: string },
  { at, billIdOf, startOf, tax }: Issuing,
  isFirst: boolean,
): BillIssued => {
  const { id, site, revision, discountUntil } = subscription;
  const terms = termsOn(subscription, from);
  const { wholeFrom, wholeTo } = nextPeriod(subscription, from);
  const wholeDays = daysBetween(wholeFrom, wholeTo);
  const isCut = to < wholeTo || from === subscription.proratesFrom || terms.prorates;
  const discount = discountUntil !== null && from < discountUntil ? (terms.discount ?? null) : null;
  const charge = chargeFor(
    terms.priceRupiah,
    { days: isCut ? daysBetween(from, to) : wholeDays, wholeDays },
    discount,
    isFirst ? installationOf(account, subscription) : 0,
    tax ?? null,
  );
  return {
    ...{ type: 'BillIssued', billId: billIdOf(id, from, ...(revision > 0 ? [String(revision)] : [])) },
    ...{ subscriptionId: id, site, from, to, startsAt: startOf(site, from), at },
    lastsUntil: startOf(site, addDays(to, terms.graceDays)),
    amountRupiah: amountOf(charge),
    ...(terms.postpaid ? { dueOn: addDays(to, terms.issueDaysBefore) } : {}),
    ...(isPlain(charge) ? {} : { charge }),
  };
};

/** A line that an older bill held throughout gave nothing. */
const isHeldThroughout = (account: BillingAccount, { id }: Subscription, from: string): boolean =>
  holdingBills(account).some((bill) => bill.subscriptionId === id && bill.dueOn < from);

const dueOf = (account: BillingAccount, subscription: Subscription, issuing: Issuing) => {
  const { id, site, terms, endsOn } = subscription;
  const now = issuing.today[site] ?? '';
  const bills: BillingEvent[] = [];
  const isOpen = (day: string): boolean => endsOn === null || day < endsOn;
  let from = subscription.nextFrom;
  if (!terms.postpaid)
    while (isOpen(from) && nextPeriod(subscription, from).to <= now) from = nextPeriod(subscription, from).to;
  const skipTo = (nextFrom: string): void =>
    void bills.push({ type: 'PeriodsSkipped', subscriptionId: id, nextFrom, at: issuing.at });
  if (from !== subscription.nextFrom) skipTo(from);
  let isFirst = true;
  while (bills.length < BILLS_AT_ONCE && isOpen(from)) {
    const { to } = nextPeriod(subscription, from);
    if ((terms.postpaid ? to : addDays(from, -terms.issueDaysBefore)) > now) break;
    if (terms.postpaid && isHeldThroughout(account, subscription, from)) skipTo(to);
    else {
      bills.push(billFor(account, subscription, { from, to }, issuing, isFirst));
      isFirst = false;
    }
    from = to;
  }
  return bills;
};

/** Bills of a subscription that are due, and its end where the day has come. */
export const dueBills = (
  account: BillingAccount,
  subscription: Subscription,
  issuing: Issuing,
): readonly BillingEvent[] => {
  const { id, site, endsOn, endReason, ended, isPaused, planned } = subscription;
  const now = issuing.today[site];
  if (ended || now === undefined) return [];
  const bills = isPaused ? [] : [...dueOf(account, subscription, issuing)];
  if (planned !== null && planned.holdsFrom <= now)
    bills.push({ type: 'ScheduledPlanBegun', subscriptionId: id, at: issuing.at });
  if (endsOn === null || now < endsOn) return bills;
  const reason = endReason === '' ? ENDED : endReason;
  const { at } = issuing;
  return [
    ...bills,
    { type: 'SubscriptionEnded', subscriptionId: id, reason, holdsLine: true, at },
    ...releasedBy(subscription, reason, at),
  ];
};

/** The security of what is over: it pays what is left to pay, and what is too much is balance to hand back. */
export const releasedBy = (
  { id, site, depositRupiah }: Subscription,
  reason: string,
  at: Instant,
): readonly BillingEvent[] =>
  depositRupiah > 0
    ? [{ type: 'DepositReleased', subscriptionId: id, amountRupiah: depositRupiah, site, reason, at }]
    : [];

/** What was had of a period that is billed after it, up to a day. */
export const closingBill = (
  account: BillingAccount,
  subscription: Subscription,
  on: string,
  issuing: Issuing,
): readonly BillingEvent[] => {
  const { terms, nextFrom, isPaused } = subscription;
  if (!terms.postpaid || isPaused || nextFrom >= on || isHeldThroughout(account, subscription, nextFrom))
    return [];
  return [billFor(account, subscription, { from: nextFrom, to: on }, issuing, true)];
};

/** The day on which the period begins that comes after today's. */
export const nextPeriodFrom = (
  { bills }: BillingAccount,
  subscription: Subscription,
  today: string,
): string => {
  const ahead = Object.values(bills)
    .filter((bill) => bill.subscriptionId === subscription.id && !bill.isVoid && endOf(bill) > today)
    .sort((one, other) => one.from.localeCompare(other.from));
  const [first] = ahead;
  if (first) return first.from <= today ? endOf(first) : first.from;
  let from = subscription.nextFrom;
  while (from <= today) from = nextPeriod({ ...subscription, endsOn: null }, from).to;
  return from;
};

/** When the next bill of a subscription may be due, or another package begins; null: never as it stands. */
export const issueOn = (subscription: Subscription): string | null => {
  const { planned } = subscription;
  const bill = billOn(subscription);
  return planned !== null && (bill === null || planned.holdsFrom < bill) ? planned.holdsFrom : bill;
};

const billOn = (subscription: Subscription): string | null => {
  const { terms, nextFrom, endsOn, isPaused } = subscription;
  if (isPaused) return endsOn;
  if (endsOn !== null && nextFrom >= endsOn) return endsOn;
  return terms.postpaid ? nextPeriod(subscription, nextFrom).to : addDays(nextFrom, -terms.issueDaysBefore);
};
