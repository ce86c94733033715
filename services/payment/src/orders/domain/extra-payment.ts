// extra-payment.ts — money of a transaction beside the one that paid its order (only the page of Snap lets a payer begin
// several): it is held until it goes back or buys the same once more, and its bank may take it back like any other.
import {
  assertNever,
  type ExtraPaymentState,
  type Instant,
  type PaidBackChannel,
  type Rupiah,
} from '@saring/kernel';
import { allFailed, isRequested, requested, sumOf, withFailed, withRefund, type Refund } from './refunds';

type OfExtra<Type extends string, More = unknown> = {
  readonly type: Type;
  readonly at: Instant;
  readonly transactionId: string;
} & More;

export type ExtraEvent =
  /** Another transaction of the same order was paid, too: it bought nothing yet. */
  | OfExtra<
      'PaidAgain',
      {
        readonly amountRupiah: Rupiah;
        /** As the gateway calls it; absent in events from before it was kept. */
        readonly paymentType?: string;
      }
    >
  /** `vendor`: in its dashboard by a person. Absent: by us. */
  | OfExtra<
      'ExtraRefundRequested',
      { readonly key: string; readonly amountRupiah: Rupiah; readonly by?: 'vendor' }
    >
  | OfExtra<'ExtraRefundFailed', { readonly key: string; readonly reason: string }>
  /** The bank has confirmed a refund. `returnedRupiah`: all that has gone back through the gateway by now. */
  | OfExtra<
      'ExtraRefunded',
      { readonly key: string; readonly amountRupiah: Rupiah; readonly returnedRupiah: Rupiah }
    >
  /**
   * `payout`: paid out by hand. `purchase`: it stays, and buys the same once more. `gateway`: in events from before
   * refunds were asked about until the bank has confirmed them.
   */
  | OfExtra<'ExtraPaymentReturned', { readonly by: PaidBackChannel }>
  /** The bank took it back: all of it, whatever it was used for. */
  | OfExtra<'ExtraPaymentReversed', { readonly returnedRupiah: Rupiah }>;

export type ExtraPayment = {
  readonly transactionId: string;
  readonly amountRupiah: Rupiah;
  readonly paidAt: Instant;
  /** Empty: not known. */
  readonly paymentType: string;
  readonly refunds: readonly Refund[];
  /** What has gone back through the gateway. */
  readonly returnedRupiah: Rupiah;
  readonly isReversed: boolean;
  /** How it was used by us; null: not yet, or given back by the gateway. */
  readonly usedBy: 'payout' | 'purchase' | null;
};

export const stateOf = (extra: ExtraPayment): ExtraPaymentState => {
  if (extra.isReversed) return 'reversed';
  if (extra.returnedRupiah >= extra.amountRupiah) return 'returned';
  if (extra.usedBy !== null) return extra.usedBy === 'purchase' ? 'kept' : 'returned';
  return extra.refunds.some(isRequested) ? 'returning' : 'held';
};

/** Null: it has not gone back, and bought nothing. */
export const returnedBy = (extra: ExtraPayment): PaidBackChannel | null => {
  if (extra.usedBy !== null) return extra.usedBy;
  return extra.returnedRupiah >= extra.amountRupiah ? 'gateway' : null;
};

const evolveExtra = (
  extra: ExtraPayment,
  event: Exclude<ExtraEvent, { type: 'PaidAgain' }>,
): ExtraPayment => {
  switch (event.type) {
    case 'ExtraRefundRequested':
      return { ...extra, refunds: withRefund(extra.refunds, requested(event)) };
    case 'ExtraRefundFailed':
      return { ...extra, refunds: withFailed(extra.refunds, event.key) };
    case 'ExtraRefunded':
      return {
        ...extra,
        returnedRupiah: event.returnedRupiah,
        refunds: withRefund(extra.refunds, { ...event, askedAt: event.at, standing: 'done' }),
      };
    case 'ExtraPaymentReturned':
      return event.by === 'gateway'
        ? { ...extra, returnedRupiah: extra.amountRupiah }
        : { ...extra, usedBy: event.by };
    case 'ExtraPaymentReversed':
      return {
        ...extra,
        isReversed: true,
        returnedRupiah: event.returnedRupiah,
        refunds: allFailed(extra.refunds),
      };
    default:
      return assertNever(event);
  }
};

export const evolveExtras = (extras: readonly ExtraPayment[], event: ExtraEvent): readonly ExtraPayment[] => {
  if (event.type !== 'PaidAgain')
    return extras.map((extra) =>
      extra.transactionId === event.transactionId ? evolveExtra(extra, event) : extra,
    );
  const { transactionId, amountRupiah, at, paymentType = '' } = event;
  const fresh = { refunds: [], returnedRupiah: 0, isReversed: false, usedBy: null };
  return [...extras, { transactionId, amountRupiah, paidAt: at, paymentType, ...fresh }];
};

/** What is neither back nor on its way back. */
export const leftOf = ({ amountRupiah, returnedRupiah, refunds }: ExtraPayment): Rupiah =>
  amountRupiah - returnedRupiah - sumOf(refunds.filter(isRequested));
