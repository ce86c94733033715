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
} from '@saring/kernel';
import { evolveExtras, type ExtraEvent, type ExtraPayment } from './extra-payment';
import { keptOf } from './fees';
import { allFailed, requested, withFailed, withRefund, type Refund } from './refunds';

/** What was agreed when the order was made; only its gateway may change, before anything of it can be paid. */
export type PaymentTerms = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly subscriberId: string;
  readonly site: string;
  readonly amountRupiah: Rupiah;
  /** The buyer pays it on top; absent: nothing. */
  readonly addedRupiah?: Rupiah;
  readonly method: PaymentMethod;
  readonly bank: Bank | null;
  readonly gateway: GatewayName;
  /** Of gateway `plugin`: which one and which version. */
  readonly plugin?: string;
  readonly expiresAt: Instant;
  /** What the gateway keeps of it; absent in orders from before it was noted. */
  readonly feeRupiah?: Rupiah;
  /** Where the payer chooses the method on the gateway's page: of each; absent elsewhere. */
  readonly feesRupiah?: Partial<Record<PaymentMethod, Rupiah>>;
};

/** What the buyer pays: the amount, and what was added to it. */
export const payableOf = ({ amountRupiah, addedRupiah = 0 }: PaymentTerms): Rupiah =>
  amountRupiah + addedRupiah;

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
      {
        readonly transactionId: string;
        readonly paymentType: string;
        readonly settledAt?: Instant;
        /** How it was paid, in our word; absent: the gateway does not say. */
        readonly method?: PaymentMethod;
      }
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
  | { readonly type: 'RefundFailed'; readonly at: Instant; readonly key: string; readonly reason: string }
  | {
      readonly type: 'PaymentAlerted';
      readonly at: Instant;
      readonly kind: PaymentAlertKind;
      readonly orderId: string;
      readonly orderNumber: string;
      /** The transaction or refund that it is about, so that another one is told, too; absent: the order. */
      readonly about?: string;
    }
  /** Its gateway has surely taken nothing: this one is asked in its place, under the same number. */
  | { readonly type: 'PaymentRouted'; readonly at: Instant; readonly terms: PaymentTerms }
  /** It is about to be charged again, since the first charge got no answer: from now on it stays where it is. */
  | { readonly type: 'ChargeRepeated'; readonly at: Instant }
  /** An order that was credited by hand: its gateway has proved the money after all. */
  | {
      readonly type: 'TransactionIdentified';
      readonly at: Instant;
      readonly transactionId: string;
      readonly paymentType: string;
    };

export type PaymentEvent = StateEvent | SideEvent | ExtraEvent;

export type PaymentOrder = {
  /** Null until created. */
  readonly terms: PaymentTerms | null;
  readonly state: PaymentState;
  readonly createdAt: Instant;
  /** Nobody can say that nothing was taken at its gateway: it never moves to another. */
  readonly isChargedAgain: boolean;
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
  /** What the gateway keeps of it; absent: it is not paid. */
  readonly keptRupiah?: Rupiah;
  /** Each kind once. */
  readonly alerts: readonly PaymentAlertKind[];
  /** What was told, by kind and what it is about. */
  readonly alerted: readonly string[];
};

export const initialState = (): PaymentOrder => ({
  terms: null,
  state: 'created',
  createdAt: '',
  isChargedAgain: false,
  paidAt: null,
  transactionId: '',
  reversedTransactionIds: [],
  paymentType: '',
  refundedRupiah: 0,
  refunds: [],
  extraPayments: [],
  alerts: [],
  alerted: [],
});

const reverse = (order: PaymentOrder, transactionId: string): PaymentOrder => ({
  ...order,
  state: 'reversed',
  transactionId,
  reversedTransactionIds: [...order.reversedTransactionIds, order.transactionId, transactionId],
  // Money that is gone cannot be given back; a payer who pays again has asked for no refund.
  refunds: allFailed(order.refunds),
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

/** Of an order or of a transaction or refund of it (`about`). */
export const alertKey = (kind: PaymentAlertKind, about = ''): string => `${kind}|${about}`;

export const evolve = (order: PaymentOrder, event: PaymentEvent): PaymentOrder => {
  switch (event.type) {
    case 'PaymentCreated':
      return { ...order, terms: event.terms, createdAt: event.at };
    case 'PaymentPaid': {
      const { at, transactionId, paymentType, refundedRupiah, settledAt = at } = event;
      const paid = { state: 'paid', paidAt: settledAt, transactionId, paymentType, refundedRupiah } as const;
      return { ...order, ...paid, keptRupiah: keptOf(event) };
    }
    case 'PaymentReversed':
      return reverse(order, event.transactionId);
    case 'PaymentPending':
    case 'PaymentExpired':
    case 'PaymentCancelled':
    case 'PaymentDenied':
      return { ...order, state: stateAfter(event) };
    case 'PaymentRefunded': {
      const refunds = withRefund(order.refunds, { ...event, askedAt: event.at, standing: 'done' });
      return { ...order, state: stateAfter(event), refundedRupiah: event.refundedRupiah, refunds };
    }
    case 'RefundRequested':
      return { ...order, refunds: withRefund(order.refunds, requested(event)) };
    case 'RefundFailed':
      return { ...order, refunds: withFailed(order.refunds, event.key) };
    case 'PaidAgain':
    case 'ExtraRefundRequested':
    case 'ExtraRefundFailed':
    case 'ExtraRefunded':
    case 'ExtraPaymentReturned':
    case 'ExtraPaymentReversed':
      return { ...order, extraPayments: evolveExtras(order.extraPayments, event) };
    case 'PaymentRouted':
      return { ...order, terms: event.terms };
    case 'ChargeRepeated':
      return { ...order, isChargedAgain: true };
    case 'TransactionIdentified':
      return { ...order, transactionId: event.transactionId, paymentType: event.paymentType };
    case 'PaymentAlerted':
      return {
        ...order,
        alerts: order.alerts.includes(event.kind) ? order.alerts : [...order.alerts, event.kind],
        alerted: [...order.alerted, alertKey(event.kind, event.about)],
      };
    default:
      return assertNever(event);
  }
};

/** Nothing was paid, and it may yet be: `denied` too, since another try may succeed. */
export const isOpen = (state: PaymentState): boolean =>
  state === 'created' || state === 'pending' || state === 'denied';
