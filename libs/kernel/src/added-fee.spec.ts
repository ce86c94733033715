// added-fee.spec.ts — who bears the fee: what is added leaves the price whole, and not a rupiah more than that.
import fc from 'fast-check';
import { addedFeeOf, feeOfAmount } from './added-fee';

it.each([
  [25_000, { rupiah: 0, percent: 0.7 }, 175, 176],
  [25_000, { rupiah: 4_000, percent: 0 }, 4_000, 4_000],
  [25_000, { rupiah: 750, percent: 0.7 }, 925, 932],
  [100_000, { rupiah: 0, percent: 2 }, 2_000, 2_041],
  [1, { rupiah: 0, percent: 0.7 }, 0, 0],
  [50_000, { rupiah: 0, percent: 0 }, 0, 0],
])('of %i by %j keeps %i and adds %i', (amount, rule, fee, added) => {
  expect([feeOfAmount(amount, rule), addedFeeOf(amount, rule)]).toEqual([fee, added]);
});

it('leaves the whole price with the house, by the least that does', () => {
  const rules = fc.record({
    rupiah: fc.integer({ min: 0, max: 10_000 }),
    percent: fc.integer({ min: 0, max: 2_000 }).map((parts) => parts / 100),
  });
  fc.assert(
    fc.property(fc.integer({ min: 100_000, max: 100_000_000 }), rules, (price, rule) => {
      const added = addedFeeOf(price, rule);
      expect(Number.isSafeInteger(added)).toBe(true);
      expect(added - feeOfAmount(price + added, rule)).toBeGreaterThanOrEqual(0);
      if (added > 0) expect(added - 1 - feeOfAmount(price + added - 1, rule)).toBeLessThan(0);
    }),
  );
});
