// own-fee.spec.ts — given an order's terms, when its gateway says its own fee, then the books have it and the buyer's price stays.
import type { FeeQuestion } from '../gateways/gateway';
import type { PaymentTerms } from './domain/payment-order';
import { withOwnFee } from './own-fee';

const TERMS: PaymentTerms = {
  ...{ orderId: '00000000-0000-4000-8000-000000000001', orderNumber: 'SRG-rw05-AAAAAAAAAAAAAAAAAAAA' },
  ...{
    subscriberId: 's1',
    site: 'rw05',
    amountRupiah: 50_000,
    addedRupiah: 4_000,
    method: 'va',
    bank: 'bca',
  },
  ...{ gateway: 'plugin', plugin: 'duitku@1.0.0', expiresAt: '2026-12-01T00:00:00.000Z', feeRupiah: 4_000 },
};
const asked: FeeQuestion[] = [];
const says = (fee: number | null) => ({
  ownFee: async (question: FeeQuestion) => {
    asked.push(question);
    return fee;
  },
});

it('takes the fee that the gateway says of what is paid in all, and changes nothing else', async () => {
  expect(await withOwnFee(TERMS, says(3_250))).toEqual({ ...TERMS, feeRupiah: 3_250 });
  expect(asked).toEqual([{ method: 'va', bank: 'bca', amountRupiah: 54_000 }]);
  expect(await withOwnFee(TERMS, says(0))).toEqual({ ...TERMS, feeRupiah: 0 });
});

it('keeps the fee of the manifest where the gateway says none', async () => {
  expect(await withOwnFee(TERMS, says(null))).toBe(TERMS);
});
