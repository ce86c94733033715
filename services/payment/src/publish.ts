import {
  ExtraPaymentChangedSchema,
  PaymentAlertRaisedSchema,
  PaymentStateChangedSchema,
} from '@saring/contracts';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { publicFact, type PublicFact } from '@saring/service-kit';
import { stateAfter, type PaymentEvent } from './orders/domain/payment-order';

const STREAM_PREFIX = 'payment-';
const orderIdIn = (stream: string): string => stream.slice(STREAM_PREFIX.length);

/** A private event as what others may know. */
export const publish = (recorded: RecordedEvent): readonly PublicFact[] => {
  const event = fromRecorded<PaymentEvent>(recorded);
  if (event.type === 'RefundRequested' || event.type === 'RefundFailed') return [];
  if (event.type === 'PaidAgain' || event.type === 'ExtraPaymentReturned') {
    const { transactionId, at } = event;
    const change =
      event.type === 'PaidAgain'
        ? { amountRupiah: event.amountRupiah }
        : { amountRupiah: 0, returnedBy: event.by };
    const orderId = orderIdIn(recorded.stream);
    const version = recorded.revision + 1;
    return [publicFact(ExtraPaymentChangedSchema, { orderId, transactionId, version, at, ...change })];
  }
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
      // Credited by hand: no gateway has kept anything of it.
      feeRupiah: event.type === 'PaymentPaid' && event.paymentType === 'manual' ? 0 : (terms.feeRupiah ?? 0),
      at,
      reason,
      ...(event.type === 'PaymentPaid' && event.settledAt ? { paidAt: event.settledAt } : {}),
    }),
  ];
};
