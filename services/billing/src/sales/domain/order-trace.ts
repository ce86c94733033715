// order-trace.ts — what happened to an order, from its making to its end; how its money went back is another story.
import type { Instant, OrderStepKind } from '@saring/kernel';
import type { Caused } from './refund-story';
import type { SaleEvent } from './sale';

type OrderStep = {
  readonly at: Instant;
  readonly kind: OrderStepKind;
  readonly actor: string;
  /** Of what waits: why. */
  readonly reason?: string;
};

const KINDS: Readonly<Partial<Record<SaleEvent['type'], OrderStepKind>>> = {
  OrderPlaced: 'placed',
  PaymentOpened: 'opened',
  OrderPaid: 'paid',
  FulfilmentDeferred: 'waiting',
  OrderFulfilled: 'given',
  OrderExpired: 'expired',
  OrderCancelled: 'cancelled',
  OrderDenied: 'denied',
  OrderRefunded: 'refunded',
  OrderReversed: 'reversed',
};

/** Said by payment's word, whichever command was in hand when it was heard. */
const BY_PAYMENT: ReadonlySet<OrderStepKind> = new Set(['paid', 'expired', 'denied', 'refunded', 'reversed']);

/** What payment knows of people: who confirmed the money, who called the order off. */
type ByHand = { readonly paid?: string; readonly cancelled?: string };

export const orderTrace = (history: readonly Caused[], byHand: ByHand): readonly OrderStep[] =>
  history.flatMap(({ event, actor }) => {
    const kind = KINDS[event.type];
    if (!kind) return [];
    const reason = event.type === 'FulfilmentDeferred' ? { reason: event.reason } : {};
    const heard = BY_PAYMENT.has(kind) ? 'payment' : actor;
    const who = (kind === 'paid' || kind === 'cancelled' ? byHand[kind] : undefined) ?? heard;
    return [{ at: event.type === 'OrderPaid' ? event.paidAt : event.at, kind, actor: who, ...reason }];
  });
