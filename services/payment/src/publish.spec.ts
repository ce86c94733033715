// publish.spec.ts — what others hear of a payment.
import { newId } from '@saring/kernel';
import type { RecordedEvent } from '@saring/event-sourcing';
import { publish } from './publish';

const terms = {
  ...{ orderId: newId(), orderNumber: 'SRG', subscriberId: newId(), site: 'a', amountRupiah: 50_000 },
  ...{ method: 'qris', gateway: 'midtrans-core', feeRupiah: 350, expiresAt: '2026-11-21T04:15:00.000Z' },
};
const paid = (paymentType: string): RecordedEvent =>
  ({
    ...{ stream: `payment-${terms.orderId}`, revision: 2, type: 'PaymentPaid', id: newId(), metadata: {} },
    data: {
      ...{ at: '2026-11-21T04:05:00.000Z', terms, previousState: 'pending', refundedRupiah: 0 },
      ...{ reason: '', transactionId: '', paymentType },
    },
  }) as unknown as RecordedEvent;

it.each([
  ['a gateway paid, with what it keeps', 'qris', 350],
  ['an operator credited by hand: nobody kept anything of it', 'manual', 0],
])('says of what %s', (_what, paymentType, feeRupiah) => {
  expect(publish(paid(paymentType))).toMatchObject([{ fact: { state: 'paid', feeRupiah } }]);
});
