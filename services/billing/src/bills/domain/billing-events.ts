// billing-events.ts — what happens to a billing account, as its stream keeps it.
import type { Instant, PaymentMethod } from '@saring/kernel';
import type { Charge } from './bill-charge';
import type { LineSpeed, PackageQuota, PlanTerms } from './plan-terms';

export type Receipt = {
  readonly receiptId: string;
  readonly amountRupiah: number;
  /** Of cash: what was handed over, with the change in it. Absent: as much as the amount. */
  readonly paidRupiah?: number;
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
  /** Taken in hand: its payer is written to. Absent: the order's receipt says it, or it is of before this was told. */
  readonly isToTell?: true;
};
export type Payout = {
  readonly amountRupiah: number;
  readonly method: 'cash' | 'transfer';
  readonly cashier: string;
  readonly site: string;
  /** Of cash: where the drawer stands. */
  readonly drawerSite: string | null;
  readonly reason: string;
};
/** `site`: whose revenue it is. */
export type Allocation = { readonly billId: string; readonly amountRupiah: number; readonly site: string };

/** Why a bill is void that nobody paid in its period. */
export const LAPSED = 'lapsed';

export type BillingEvent = { readonly at: Instant } & (
  | {
      readonly type: 'SubscriptionStarted';
      readonly subscriptionId: string;
      readonly site: string;
      readonly terms: PlanTerms;
      readonly startsOn: string;
      /** Absent: none. */
      readonly lineId?: string;
      /** Without this day; absent: it has no end. */
      readonly endsOn?: string;
    }
  /** It ends on a later day. */
  | {
      readonly type: 'SubscriptionEndSet';
      readonly subscriptionId: string;
      readonly endsOn: string;
      readonly reason: string;
      /** Bills went with it: the first day that is to be billed anew. */
      readonly nextFrom?: string;
    }
  | {
      readonly type: 'SubscriptionEnded';
      readonly subscriptionId: string;
      readonly reason: string;
      /** Its line is held until another subscription pays for it; absent: it stays as it is. */
      readonly holdsLine?: true;
    }
  | {
      readonly type: 'SubscriptionPlanChanged';
      readonly subscriptionId: string;
      readonly terms: PlanTerms;
      /** The first day of the new terms. */
      readonly nextFrom: string;
    }
  /** Another package from the period on that begins then: bills from that day on are by its terms. */
  | {
      readonly type: 'SubscriptionPlanScheduled';
      readonly subscriptionId: string;
      readonly terms: PlanTerms;
      readonly holdsFrom: string;
      /** Bills went with it: the first day that is to be billed anew. */
      readonly nextFrom?: string;
    }
  /** The day has come. */
  | { readonly type: 'ScheduledPlanBegun'; readonly subscriptionId: string }
  /** Its subscriber asks for another package, at the price that was shown. */
  | {
      readonly type: 'PackageChangeRequested';
      readonly subscriptionId: string;
      readonly requestId: string;
      readonly packageId: string;
      readonly packageName: string;
      readonly priceRupiah: number;
      readonly note: string;
    }
  | {
      readonly type: 'PackageChangeWithdrawn';
      readonly subscriptionId: string;
      readonly requestId: string;
    }
  | {
      readonly type: 'PackageChangeRefused';
      readonly subscriptionId: string;
      readonly requestId: string;
      readonly reason: string;
    }
  /** With the change itself. */
  | {
      readonly type: 'PackageChangeApproved';
      readonly subscriptionId: string;
      readonly requestId: string;
      readonly priceRupiah: number;
      readonly holdsFrom: string;
    }
  /** The subscriber was written to about the answer. */
  | { readonly type: 'PackageChangeTold'; readonly requestId: string }
  /** From then on nothing is billed, and its line is held. */
  | {
      readonly type: 'SubscriptionPaused';
      readonly subscriptionId: string;
      readonly reason: string;
      readonly nextFrom: string;
    }
  | { readonly type: 'SubscriptionResumed'; readonly subscriptionId: string; readonly nextFrom: string }
  | { readonly type: 'SubscriptionLineSet'; readonly subscriptionId: string; readonly lineId: string }
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
      /** Absent: on its first day. */
      readonly dueOn?: string;
      /** What the amount is made of; absent: the price alone. */
      readonly charge?: Charge;
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
      /** It was never booked here, and the sale has it in the books: absent where it was. */
      readonly unbookedRupiah?: number;
    }
  /** An operator gives its money back: until that is done or refused, nobody is paid out what it takes. */
  | { readonly type: 'ReceiptAskedBack'; readonly receiptId: string; readonly key: string }
  /** Its money stays after all, or went back as goodwill, which leaves the receipt. */
  | { readonly type: 'ReceiptAskReleased'; readonly key: string }
  /** The payer was written to about it. */
  | { readonly type: 'ReceiptTold'; readonly receiptId: string }
  /** Balance that was handed back to the payer. */
  | ({ readonly type: 'BalancePaidOut' } & Payout)
  /** What was paid on it is balance again. */
  | { readonly type: 'BillVoided'; readonly reason: string; readonly released: Allocation }
  /** Its days from `cutOn` on are not had: they are taken off it, and what was paid for them is balance again. */
  | {
      readonly type: 'BillCredited';
      readonly reason: string;
      readonly cutOn: string;
      readonly creditRupiah: number;
      readonly released: Allocation;
    }
  /** What is owed on it is not waited for any more: it is a loss. What holds a line or the hotspot for it stays. */
  | ({ readonly type: 'BillWrittenOff'; readonly reason: string } & Allocation)
  /** It is owed again; `amountRupiah`: what had been written off. */
  | ({ readonly type: 'BillReclaimed' } & Allocation)
  /** A security: the subscriber's money, held until the subscription is over. */
  | ({ readonly type: 'DepositTaken'; readonly subscriptionId: string } & Omit<Receipt, 'billId' | 'orderId'>)
  /** It is balance now, which pays what is owed by itself. */
  | {
      readonly type: 'DepositReleased';
      readonly subscriptionId: string;
      readonly amountRupiah: number;
      readonly site: string;
      readonly reason: string;
    }
  | { readonly type: 'BillGiven'; readonly billId: string }
  /** Its grace is over, and it is not paid: it holds its line, or the hotspot of its subscriber. */
  | { readonly type: 'BillOverdue'; readonly billId: string }
  /** The grace was made longer, or lines are not held any more. */
  | { readonly type: 'GraceExtended'; readonly billId: string }
  /** The gateway has given a line the speed of its new package. */
  | ({ readonly type: 'LineSpeedSet'; readonly lineId: string } & LineSpeed)
  /** The gateway is about to be asked: whether it has it is not known until it answers. */
  | { readonly type: 'LineHoldAsked'; readonly lineId: string }
  | { readonly type: 'LineHoldConfirmed'; readonly lineId: string; readonly held: boolean }
  /** The same of what its package says of its quota; null: it has none of it. */
  | { readonly type: 'LineQuotaAsked'; readonly lineId: string }
  | { readonly type: 'LineQuotaConfirmed'; readonly lineId: string; readonly quota: PackageQuota | null }
  /** The same of the subscriber's hotspot, which the ledger is asked for. */
  | { readonly type: 'HotspotHoldAsked' }
  | { readonly type: 'HotspotHoldConfirmed'; readonly held: boolean }
);
