// The lines of a drawer add up to what it must hold, whatever came and went, and each kind of cash has one of its own.
import fc from 'fast-check';
import { drawerLines } from './shifts.rows';

const CAUSES = [
  ...['DrawerOpened', 'OrderPaid', 'RefundAsked', 'RefundReleased', 'VoucherSold', 'VoucherVoided'],
  ...['MoneyReceived', 'BalancePaidOut', 'DepositTaken', 'DepositReceived', 'DepositPaidOut'],
  ...['CashPaidIn', 'CashPaidOut', 'of a later version'],
];
const sums = fc.uniqueArray(
  fc.record({
    cause: fc.constantFrom(...CAUSES),
    count: fc.integer({ min: 1, max: 9 }),
    amount: fc.integer({ min: -500_000, max: 500_000 }),
  }),
  { selector: ({ cause }) => cause },
);

it('adds up, with what the books do not have yet', () => {
  fc.assert(
    fc.property(sums, fc.integer({ min: 0, max: 5_000_000 }), (found, expectedRupiah) => {
      const lines = drawerLines(found, expectedRupiah);
      expect(lines.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0)).toBe(expectedRupiah);
      expect(new Set(lines.map(({ kind }) => kind)).size).toBe(lines.length);
    }),
  );
});

it('counts a refund that was asked for and released as none', () => {
  const lines = drawerLines(
    [
      { cause: 'DrawerOpened', count: 1, amount: 100_000 },
      { cause: 'RefundAsked', count: 2, amount: -30_000 },
      { cause: 'RefundReleased', count: -1, amount: 10_000 },
    ],
    80_000,
  );
  expect(lines).toEqual([
    { kind: 'float', count: 1, amountRupiah: 100_000 },
    { kind: 'refunds', count: 1, amountRupiah: -20_000 },
  ]);
});
