// purchase-parts.spec.ts — which debt items the bytes of a purchase settle, and for how many rupiah.
import { GB } from '@saring/kernel';
import fc from 'fast-check';
import { unpaidRupiah, type Debt } from './debt';
import { purchaseParts } from './purchase-parts';

const debt = (debtId: string, gigabytes: number, priceRupiah: number, change: Partial<Debt> = {}): Debt => ({
  debtId,
  sizeBytes: gigabytes * GB,
  unpaidBytes: gigabytes * GB,
  unlimited: gigabytes === 0,
  priceRupiah,
  ...change,
});
const owed = (...items: Debt[]) => ({ autoDebtBytes: GB, items });

describe('by money', () => {
  it('a cheap package leaves a dear debt as it is', () =>
    expect(purchaseParts(owed(debt('d', 1, 50_000)), 3 * GB, 'money')).toEqual([]));
  it('the bytes settle items that have no price, after the auto debt', () =>
    expect(purchaseParts(owed(debt('priced', 1, 50_000), debt('free', 4, 0)), 3 * GB, 'money')).toEqual([
      { debtId: 'free', bytes: 2 * GB, amountRupiah: 0 },
    ]));
});

describe('by bytes', () => {
  it('the bytes settle items oldest first, and say their share of the price', () =>
    expect(purchaseParts(owed(debt('old', 1, 50_000), debt('new', 2, 30_001)), 3 * GB, 'bytes')).toEqual([
      { debtId: 'old', bytes: GB, amountRupiah: 50_000 },
      { debtId: 'new', bytes: GB, amountRupiah: 15_000 },
    ]));
  it('an unlimited item has no bytes to settle', () =>
    expect(purchaseParts(owed(debt('u', 0, 400_000)), 3 * GB, 'bytes')).toEqual([]));
  it('nothing is left for items where the auto debt takes it all', () =>
    expect(purchaseParts(owed(debt('d', 1, 1)), GB, 'bytes')).toEqual([]));
  it('the parts of an item add up to its price, in whatever steps it is settled', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 }),
        (priceRupiah, steps) => {
          const sizeBytes = steps.reduce((sum, step) => sum + step, 0);
          let left: Debt = { ...debt('d', 1, priceRupiah), sizeBytes, unpaidBytes: sizeBytes };
          let paidRupiah = 0;
          for (const step of steps) {
            const [part] = purchaseParts({ autoDebtBytes: 0, items: [left] }, step, 'bytes');
            paidRupiah += part?.amountRupiah ?? 0;
            left = { ...left, unpaidBytes: left.unpaidBytes - (part?.bytes ?? 0) };
            expect(paidRupiah + (left.unpaidBytes > 0 ? unpaidRupiah(left) : 0)).toBe(priceRupiah);
          }
        },
      ),
    ));
});
