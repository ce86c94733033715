// What happened to one order at its gateway, and what that makes of it. Knows no packages and no bytes, and nothing
// personal: how to pay, pictures and notes live in erasable tables.
import {
  assertNever,
  type Bank,
  type GatewayName,
  type Instant,
  type PaymentAlertKind,
  type PaymentMethod,
  type PaymentState,
  type Rupiah,
  type PaidBackChannel,
} from '@saring/kernel';

/** What was agreed when the order was made; nothing of it ever changes. */
export type PaymentTerms = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly subscriberId: string;
  readonly site: string;
  readonly amountRupiah: Rupiah;
  readonly method: PaymentMethod;
  readonly bank: Bank | null;
  readonly gateway: GatewayName;
  readonly expiresAt: Instant;
  /** What the gateway keeps of it; absent in orders from before it was noted. */
  readonly feeRupiah?: Rupiah;
};

/** Each carries the terms and where it came from, so that publishing it needs no fold. */
type Moved<Type extends string, More = unknown> = {
  readonly type: Type;
  readonly at: Instant;
  readonly terms: PaymentTerms;
  readonly previousState: PaymentState | null;
  readonly refundedRupiah: Rupiah;
  readonly reason: string;
} & More;

export type StateEvent =
  | Moved<'PaymentCreated'>
  | Moved<'PaymentPending' | 'PaymentExpired' | 'PaymentCancelled' | 'PaymentDenied'>
  /** `settledAt`: when the gateway says that the money moved; absent: when it was reported. */
  | Moved<
      'PaymentPaid',
      { readonly transactionId: string; readonly paymentType: string; readonly settledAt?: Instant }
    >
  /** `refundedRupiah` counts it in; the order is `refunded` once that is all of it. */
  | Moved<
      'PaymentRefunded',
      { readonly key: string; readonly amountRupiah: Rupiah; readonly by: 'gateway' | 'payout' }
    >
  | Moved<'PaymentReversed', { readonly transactionId: string }>;

export type SideEvent =
  | {
      readonly type: 'RefundRequested';
      readonly at: Instant;
      readonly key: string;
      readonly amountRupiah: Rupiah;
      /** `vendor`: made there by a person, and not confirmed yet. Absent: asked for by us. */
      readonly by?: 'vendor';
    }
  /** Another transaction of the same order was paid too: it bought nothing yet. */
  | {
      readonly type: 'PaidAgain';
      readonly at: Instant;
      readonly transactionId: string;
      readonly amountRupiah: Rupiah;
    }
  /** Its money went back: by the gateway, or paid out by hand. */
  | {
      readonly type: 'ExtraPaymentReturned';
      readonly at: Instant;
      readonly transactionId: string;
      /** `purchase`: it did not, it buys the same once more. */
      readonly by: PaidBackChannel;
    }
  | { readonly type: 'RefundFailed'; readonly at: Instant; readonly key: string; readonly reason: string }
  | {
      readonly type: 'PaymentAlerted';
      readonly at: Instant;
      readonly kind: PaymentAlertKind;
      readonly orderId: string;
      readonly orderNumber: string;
    };

export type PaymentEvent = StateEvent | SideEvent;

export type Refund = {
  readonly key: string;
  readonly amountRupiah: Rupiah;
  readonly askedAt: Instant;
  readonly standing: 'requested' | 'done' | 'failed';
  /** Made at the vendor by a person: never asked for by us. */
  readonly isForeign?: boolean;
};

/** Money of another transaction of an order that is paid already. */
export type ExtraPayment = {
  readonly transactionId: string;
  readonly amountRupiah: Rupiah;
  readonly isReturned: boolean;
  /** Absent: not, or in states from before it was kept. */
  readonly returnedBy?: PaidBackChannel;
};

export type PaymentOrder = {
  /** Null until created. */
  readonly terms: PaymentTerms | null;
  readonly state: PaymentState;
  readonly createdAt: Instant;
  readonly paidAt: Instant | null;
  /** The gateway's own id of what paid or was reversed last. */
  readonly transactionId: string;
  /** Reversed money comes back only under another id than all of these. */
  readonly reversedTransactionIds: readonly string[];
  /** What it was paid by as the gateway calls it: of Snap known only then. */
  readonly paymentType: string;
  readonly refundedRupiah: Rupiah;
  readonly refunds: readonly Refund[];
  readonly extraPayments: readonly ExtraPayment[];
  readonly alerts: readonly PaymentAlertKind[];
};

export const initialState = (): PaymentOrder => ({
  terms: null,
  state: 'created',
  createdAt: '',
  paidAt: null,
  transactionId: '',
  reversedTransactionIds: [],
  paymentType: '',
  refundedRupiah: 0,
  refunds: [],
  extraPayments: [],
  alerts: [],
});

const reverse = (order: PaymentOrder, transactionId: string): PaymentOrder => ({
  ...order,
  state: 'reversed',
  transactionId,
  reversedTransactionIds: [...order.reversedTransactionIds, order.transactionId, transactionId],
  // Money that is gone cannot be given back; a payer who pays again has asked for no refund.
  refunds: order.refunds.map((refund) =>
    refund.standing === 'requested' ? { ...refund, standing: 'failed' } : refund,
  ),
});

/** The state that an event leads to. */
export const stateAfter = (event: StateEvent): PaymentState => {
  switch (event.type) {
    case 'PaymentCreated':
      return 'created';
    case 'PaymentPending':
      return 'pending';
    case 'PaymentPaid':
      return 'paid';
    case 'PaymentExpired':
      return 'expired';
    case 'PaymentCancelled':
      return 'cancelled';
    case 'PaymentDenied':
      return 'denied';
    case 'PaymentRefunded':
      return event.refundedRupiah >= event.terms.amountRupiah ? 'refunded' : 'paid';
    case 'PaymentReversed':
      return 'reversed';
    default:
      return assertNever(event);
  }
};

export const evolve = (order: PaymentOrder, event: PaymentEvent): PaymentOrder => {
  switch (event.type) {
    case 'PaymentCreated':
      return { ...order, terms: event.terms, createdAt: event.at };
    case 'PaymentPaid': {
      const { at, transactionId, paymentType, refundedRupiah, settledAt = at } = event;
      return { ...order, state: 'paid', paidAt: settledAt, transactionId, paymentType, refundedRupiah };
    }
    case 'PaymentReversed':
      return reverse(order, event.transactionId);
    case 'PaymentPending':
    case 'PaymentExpired':
    case 'PaymentCancelled':
    case 'PaymentDenied':
      return { ...order, state: stateAfter(event) };
    case 'PaymentRefunded': {
      const done: Refund = {
        key: event.key,
        amountRupiah: event.amountRupiah,
        askedAt: event.at,
        standing: 'done',
      };
      const refunds = [...order.refunds.filter(({ key }) => key !== event.key), done];
      return { ...order, state: stateAfter(event), refundedRupiah: event.refundedRupiah, refunds };
    }
    case 'RefundRequested': {
      const { key, amountRupiah, at } = event;
      return {
        ...order,
        refunds: [
          ...order.refunds,
          {
            key,
            amountRupiah,
            askedAt: at,
            standing: 'requested',
            ...(event.by === 'vendor' ? { isForeign: true } : {}),
          },
        ],
      };
    }
    case 'RefundFailed':
      return {
        ...order,
        refunds: order.refunds.map((refund) =>
          refund.key === event.key ? { ...refund, standing: 'failed' } : refund,
        ),
      };
    case 'PaidAgain': {
      const { transactionId, amountRupiah } = event;
      const extra = { transactionId, amountRupiah, isReturned: false };
      return { ...order, extraPayments: [...order.extraPayments, extra] };
    }
    case 'ExtraPaymentReturned':
      return {
        ...order,
        extraPayments: order.extraPayments.map((extra) =>
          extra.transactionId === event.transactionId
            ? { ...extra, isReturned: true, returnedBy: event.by }
            : extra,
        ),
      };
    case 'PaymentAlerted':
      return { ...order, alerts: [...order.alerts, event.kind] };
    default:
      return assertNever(event);
  }
};

/** Nothing was paid, and it may yet be: `denied` too, since another try may succeed. */
export const isOpen = (state: PaymentState): boolean =>
  state === 'created' || state === 'pending' || state === 'denied';
