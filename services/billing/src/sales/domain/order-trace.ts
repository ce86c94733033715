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

export const orderTrace = (history: readonly Caused[]): readonly OrderStep[] =>
  history.flatMap(({ event, actor }) => {
    const kind = KINDS[event.type];
    if (!kind) return [];
    const reason = event.type === 'FulfilmentDeferred' ? { reason: event.reason } : {};
    return [{ at: event.type === 'OrderPaid' ? event.paidAt : event.at, kind, actor, ...reason }];
  });
