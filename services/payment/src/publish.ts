import {
  ExtraPaymentChangedSchema,
  PaymentAlertRaisedSchema,
  PaymentStateChangedSchema,
} from '@saring/contracts';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { publicFact, type PublicFact } from '@saring/service-kit';
import { keptOf } from './orders/domain/fees';
import { stateAfter, type PaymentEvent } from './orders/domain/payment-order';

const STREAM_PREFIX = 'payment-';
const orderIdIn = (stream: string): string => stream.slice(STREAM_PREFIX.length);

const PRIVATE = [
  'RefundRequested',
  'RefundFailed',
  'ExtraRefundRequested',
  'ExtraRefundFailed',
  'TransactionIdentified',
  'PaymentRouted',
  'ChargeRepeated',
] as const;
type PrivateEvent = Extract<PaymentEvent, { type: (typeof PRIVATE)[number] }>;
const isPrivate = (event: PaymentEvent): event is PrivateEvent => PRIVATE.some((type) => type === event.type);

const OF_EXTRAS = ['PaidAgain', 'ExtraRefunded', 'ExtraPaymentReversed', 'ExtraPaymentReturned'] as const;
type ExtraChange = Extract<PaymentEvent, { type: (typeof OF_EXTRAS)[number] }>;
const isOfExtra = (event: PaymentEvent): event is ExtraChange =>
  OF_EXTRAS.some((type) => type === event.type);

const changeOf = (event: ExtraChange) => {
  const none = { amountRupiah: 0, returnedRupiah: 0 };
  if (event.type === 'PaidAgain') return { ...none, amountRupiah: event.amountRupiah };
  if (event.type === 'ExtraPaymentReturned') return { ...none, returnedBy: event.by };
  return { ...none, returnedRupiah: event.returnedRupiah };
};

/** A private event as what others may know. */
export const publish = (recorded: RecordedEvent): readonly PublicFact[] => {
  const event = fromRecorded<PaymentEvent>(recorded);
  if (isPrivate(event)) return [];
  if (isOfExtra(event)) {
    const { transactionId, at } = event;
    const orderId = orderIdIn(recorded.stream);
    const version = recorded.revision + 1;
    const change = changeOf(event);
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
      addedRupiah: terms.addedRupiah ?? 0,
      refundedRupiah,
      method: terms.method,
      ...(terms.bank ? { bank: terms.bank } : {}),
      gateway: terms.gateway,
      ...(terms.plugin === undefined ? {} : { plugin: terms.plugin.split('@', 1)[0] ?? terms.plugin }),
      feeRupiah: event.type === 'PaymentPaid' ? keptOf(event) : (terms.feeRupiah ?? 0),
      at,
      reason,
      ...(event.type === 'PaymentPaid' && event.settledAt ? { paidAt: event.settledAt } : {}),
    }),
  ];
};
