import type { OrderState } from '@saring/kernel';
import { OrderStateChangedSchema } from '@saring/contracts';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { publicFact, type PublicFact } from '@saring/service-kit';
import type { SaleEvent } from './sales/domain/sale';
import { orderIdOf } from './sales/sales';

const STATE_AFTER = {
  OrderPlaced: 'created',
  PaymentOpened: 'pending',
  OrderPaid: 'paid',
  OrderFulfilled: 'fulfilled',
  OrderExpired: 'expired',
  OrderCancelled: 'cancelled',
  OrderDenied: 'denied',
  OrderRefunded: 'refunded',
  OrderReversed: 'reversed',
} as const satisfies Partial<Record<SaleEvent['type'], OrderState>>;

/** The only events that others hear of. */
export const PUBLISHED: readonly string[] = Object.keys(STATE_AFTER);

const changesState = (event: SaleEvent): event is Extract<SaleEvent, { type: keyof typeof STATE_AFTER }> =>
  event.type in STATE_AFTER;

/** A private event as what others may know: the states of orders. The catalogue is asked for. */
export const publish = (recorded: RecordedEvent): readonly PublicFact[] => {
  const orderId = orderIdOf(recorded.stream);
  if (!orderId) return [];
  const event = fromRecorded<SaleEvent>(recorded);
  if (!changesState(event)) return [];
  const { subscriberId, purpose, amountRupiah, from, atCounter = false } = event.about;
  return [
    publicFact(OrderStateChangedSchema, {
      orderId,
      subscriberId,
      version: recorded.revision + 1,
      state: STATE_AFTER[event.type],
      ...(from === null ? {} : { previousState: from }),
      purpose,
      amountRupiah,
      at: event.at,
      atCounter,
    }),
  ];
};
