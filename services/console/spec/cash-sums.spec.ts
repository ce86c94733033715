// cash-sums.spec.ts — given a price, the sums that a cashier is handed.
import { cashAbove, isLargeChange } from '../src/subscribers/cash-sums';

it.each([
  [3_000, [5_000, 10_000, 20_000, 50_000]],
  [20_000, [50_000, 100_000]],
  [35_000, [40_000, 50_000, 100_000]],
  [50_000, [60_000, 100_000]],
  [100_000, []],
  [125_000, [130_000, 140_000, 150_000, 200_000]],
])('%d: %j', (price, sums) => expect(cashAbove(price)).toEqual(sums));

it.each([
  [5_000, 100_000, false],
  [5_000, 200_000, true],
  [100_000, 600_000, false],
  [100_000, 600_001, true],
  [0, 600_001, false],
])('of %d paid with %d asks: %s', (price, paid, isAsked) => expect(isLargeChange(price, paid)).toBe(isAsked));
