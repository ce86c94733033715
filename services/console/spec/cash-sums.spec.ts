// cash-sums.spec.ts — given a price, the sums that a cashier is handed.
import { cashAbove } from '../src/subscribers/cash-sums';

it.each([
  [3_000, [5_000, 10_000, 20_000, 50_000]],
  [20_000, [50_000, 100_000]],
  [35_000, [40_000, 50_000, 100_000]],
  [50_000, [60_000, 100_000]],
  [100_000, []],
  [125_000, [130_000, 140_000, 150_000, 200_000]],
])('%d: %j', (price, sums) => expect(cashAbove(price)).toEqual(sums));
