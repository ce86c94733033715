// publish.spec.ts — what others hear of a payment.
import { newId } from '@saring/kernel';
import type { RecordedEvent } from '@saring/event-sourcing';
import { publish } from './publish';

const terms = {
  ...{ orderId: newId(), orderNumber: 'SRG', subscriberId: newId(), site: 'a', amountRupiah: 50_000 },
  ...{ method: 'qris', gateway: 'midtrans-core', feeRupiah: 350, expiresAt: '2026-11-21T04:15:00.000Z' },
};
const snap = { ...terms, method: 'snap', feeRupiah: 0, feesRupiah: { qris: 350, va: 4_000 } };
const paid = (paymentType: string, more: object = {}): RecordedEvent =>
  ({
    ...{ stream: `payment-${terms.orderId}`, revision: 2, type: 'PaymentPaid', id: newId(), metadata: {} },
    data: {
      ...{ at: '2026-11-21T04:05:00.000Z', terms, previousState: 'pending', refundedRupiah: 0 },
      ...{ reason: '', transactionId: '', paymentType, ...more },
    },
  }) as unknown as RecordedEvent;

it.each<[string, string, number, object?]>([
  ['a gateway paid, with what it keeps', 'qris', 350],
  ['an operator credited by hand: nobody kept anything of it', 'manual', 0],
  ['a gateway paid on its page, by how it was paid', 'bank_transfer', 4_000, { terms: snap, method: 'va' }],
  ['was paid on its page in a way without a fee', 'akulaku', 0, { terms: snap }],
  ['an operator credited of a page', 'manual', 0, { terms: snap }],
])('says of what %s', (_what, paymentType, feeRupiah, more = {}) => {
  expect(publish(paid(paymentType, more))).toMatchObject([{ fact: { state: 'paid', feeRupiah } }]);
});
