// billing-account.ts — what one subscriber has subscribed to, owes and has paid: one stream of rupiah. Every payment goes
// to the bills oldest first; what is too much stays as balance and pays the next bill by itself.
import type { Instant } from '@saring/kernel';
import type { Charge } from './bill-charge';
import { noPayments, type BillPayments } from './bill-payments';
import type { BillingEvent } from './billing-events';
import type { PackageAnswer, PackageAsk } from './package-ask';
import type { LineQuotaState, LineSpeed, PlanTerms } from './plan-terms';

export type Subscription = {
  readonly id: string;
  readonly site: string;
  readonly terms: PlanTerms;
  /** The first day that no bill is of yet. */
  readonly nextFrom: string;
  /** Where its running count of periods began: with it, or with its last change. */
  readonly countsFrom: string;
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
  /** Held as a security until it is over. */
  readonly depositRupiah: number;
  /** Its last bill held the hotspot and lapsed, and none was given since: the next has no grace. */
  readonly isLapsed: boolean;
  /** How often it was changed or paused: a day may be billed anew after each. */
  readonly revision: number;
  /** Another package, from the first day of a later period on; null: none. */
  readonly planned: { readonly terms: PlanTerms; readonly holdsFrom: string } | null;
  /** The change of package that its subscriber asked for last; null: none. */
  readonly ask: PackageAsk | null;
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
  /** Of it: a loss, and no more waited for. Null: it is not written off. */
  readonly writtenOffRupiah: number | null;
  readonly isVoid: boolean;
  /** The ledger has given what the period gives; a line is simply on. */
  readonly isGiven: boolean;
  /** It was not paid within its grace: while it is owed, its line or the hotspot is held. */
  readonly isOverdue: boolean;
};
/** What the gateway, or the ledger, has: `unsure` from before it is asked until its answer is stored. */
export type LineHold = 'free' | 'held' | 'unsure';
/** Money that was taken in hand. */
type Untold = { readonly amountRupiah: number; readonly at: Instant };

export type BillingAccount = {
  readonly subscriptions: Readonly<Record<string, Subscription>>;
  readonly bills: Readonly<Record<string, Bill>>;
  readonly balanceRupiah: number;
  /** What of each receipt is still here, by its id: none is booked twice, nor once its money has gone back. */
  readonly receipts: Readonly<Record<string, number>>;
  /** What was taken in hand, and what it paid. */
  readonly payments: BillPayments;
  /** Receipts whose money is asked back, by the key of who asks. */
  readonly asksBack: Readonly<Record<string, string>>;
  /** What receipts brought whose payer is still to be written to, by their ids. */
  readonly untold: Readonly<Record<string, Untold>>;
  /** Answers to changes of package whose subscriber is still to be written to, by request. */
  readonly answers: Readonly<Record<string, PackageAnswer>>;
  /** By line; absent: free. */
  readonly lines: Readonly<Record<string, LineHold>>;
  /** Of everything that is no line. */
  readonly hotspot: LineHold;
  /** By line: what the gateway must still be told of. */
  readonly speeds: Readonly<Record<string, LineSpeed>>;
  /** By line: what the gateway has of its package; absent: nothing. */
  readonly quotas: Readonly<Record<string, LineQuotaState>>;
};

export const initialState = (): BillingAccount => ({
  subscriptions: {},
  bills: {},
  balanceRupiah: 0,
  receipts: {},
  payments: noPayments,
  asksBack: {},
  untold: {},
  answers: {},
  lines: {},
  hotspot: 'free',
  speeds: {},
  quotas: {},
});

export const unpaidRupiah = ({ isVoid, amountRupiah, paidRupiah }: Bill): number =>
  isVoid ? 0 : amountRupiah - paidRupiah;

/** What is waited for: nothing of what was written off. */
export const owedRupiah = (bill: Bill): number => (bill.writtenOffRupiah === null ? unpaidRupiah(bill) : 0);

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

/** Also those that nobody waits for any more. */
export const unpaidBills = ({ bills }: BillingAccount): readonly Bill[] =>
  Object.values(bills).filter((bill) => unpaidRupiah(bill) > 0);

/** Past its grace and not paid: what is written off is no service for nothing. */
export const holdingBills = (account: BillingAccount): readonly Bill[] =>
  unpaidBills(account).filter(({ isOverdue }) => isOverdue);

/**
 * What may be handed out: what goes back already is kept, of several receipts all, so that whichever of two comes first
 * leaves the other what it takes.
 * @param without the receipt that asks itself.
 */
export const freeRupiah = (account: BillingAccount, without = ''): number => {
  const asked = new Set(Object.values(account.asksBack).filter((receiptId) => receiptId !== without));
  const kept = [...asked].reduce((sum, receiptId) => sum + (account.receipts[receiptId] ?? 0), 0);
  const onBills = Object.values(account.bills).reduce((sum, { paidRupiah }) => sum + paidRupiah, 0);
  return account.balanceRupiah + onBills - kept;
};

/** What holds on a day: a period costs and gives what held on its first one. */
export const termsOn = ({ terms, planned }: Subscription, day: string): PlanTerms =>
  planned !== null && day >= planned.holdsFrom ? planned.terms : terms;

/** The line that a bill is for; null: none. */
export const lineOf = ({ subscriptions }: BillingAccount, { subscriptionId }: Bill): string | null =>
  subscriptions[subscriptionId]?.lineId ?? null;

/** What was written off of it is taken back. */
export const reclaimed = (
  { id: billId, site, writtenOffRupiah: amountRupiah }: Bill,
  at: Instant,
): readonly BillingEvent[] =>
  amountRupiah === null ? [] : [{ type: 'BillReclaimed', billId, amountRupiah, site, at }];

/** Paid, or of nothing to pay, and not given yet. */
export const mustGive = (bill: Bill): boolean => !bill.isVoid && !bill.isGiven && unpaidRupiah(bill) === 0;
