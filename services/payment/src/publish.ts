import { PaymentAlertRaisedSchema, PaymentStateChangedSchema } from '@saring/contracts';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { publicFact, type PublicFact } from '@saring/service-kit';
import { stateAfter, type PaymentEvent } from './orders/domain/payment-order';

/** A private event as what others may know. */
export const publish = (recorded: RecordedEvent): readonly PublicFact[] => {
  const event = fromRecorded<PaymentEvent>(recorded);
  if (event.type === 'RefundRequested' || event.type === 'RefundFailed') return [];
  if (event.type === 'PaidAgain' || event.type === 'ExtraPaymentReturned') return [];
  if (event.type === 'PaymentAlerted') {
    const { orderNumber, orderId, kind, at } = event;
    const alert = { orderNumber, kind, at, ...(orderId === '' ? {} : { orderId }) };
    return [publicFact(PaymentAlertRaisedSchema, alert)];
  }
  const { terms, previousState, refundedRupiah, at, reason } = event;
  return [
    publicFact(PaymentStateChangedSchema, {
      orderId: terms.orderId,
      orderNumber: terms.orderNumber,
      subscriberId: terms.subscriberId,
      version: recorded.revision + 1,
      state: stateAfter(event),
      ...(previousState ? { previousState } : {}),
      amountRupiah: terms.amountRupiah,
      refundedRupiah,
      method: terms.method,
      ...(terms.bank ? { bank: terms.bank } : {}),
      gateway: terms.gateway,
      at,
      reason,
      ...(event.type === 'PaymentPaid' && event.settledAt ? { paidAt: event.settledAt } : {}),
    }),
  ];
};
