// What was taken in hand is told by its receipt: the bills that its money paid, and what it left; later money is not its own.
import fc from 'fast-check';
import { leftRupiah, paymentNumber, paymentsOf } from './bill-payments';
import { initialState, type BillingAccount } from './billing-account';
import { billingAccountDecider, type BillingCommand } from './billing-account.decide';
import type { BillingEvent } from './billing-events';
import type { PlanTerms } from './plan-terms';

const site = 'rw05';
const at = '2026-11-29T02:00:00.000Z';
const later = '2026-11-29T03:00:00.000Z';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 0, unlimited: true, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000, deviceLimit: 3 },
  ...{ unit: 'month', count: 1, anchorDay: 1, priceRupiah: 150_000, prorates: true },
  ...{ issueDaysBefore: 7, graceDays: 3 },
};
const { decide, evolve } = billingAccountDecider;
const after = (account: BillingAccount, events: readonly BillingEvent[]) => events.reduce(evolve, account);
const started: BillingEvent = {
  ...{ type: 'SubscriptionStarted', subscriptionId: 's', site, terms, startsOn: '2026-12-01', at },
};
const bill = (from: string, to: string): BillingEvent => ({
  ...{ type: 'BillIssued', billId: from, subscriptionId: 's', site, from, to, amountRupiah: 150_000 },
  ...{ startsAt: `${from}T00:00:00.000Z`, lastsUntil: `${to}T00:00:00.000Z`, at },
});
const december = bill('2026-12-01', '2027-01-01');
const january = bill('2027-01-01', '2027-02-01');
const receive = (receiptId: string, amountRupiah: number, change: object = {}): BillingCommand => ({
  ...{ type: 'ReceiveMoney', receiptId, amountRupiah, method: 'cash', cashier: 'ani', site },
  ...{ drawerSite: site, note: '', at },
  ...change,
});
const done = (account: BillingAccount, ...commands: readonly BillingCommand[]): BillingAccount =>
  commands.reduce((state, command) => {
    const decision = decide(state, command);
    return decision.accepted ? after(state, decision.events) : state;
  }, account);
const owing = after(initialState(), [started, december, january]);

it('tells which bills were paid, what was left, and what was handed over', () => {
  const paid = done(owing, receive('r', 350_000, { paidRupiah: 400_000 }));
  const [payment] = paymentsOf(paid.payments);
  expect(payment).toMatchObject({
    ...{ receiptId: 'r', amountRupiah: 350_000, paidRupiah: 400_000, cashier: 'ani', at },
    bills: [
      { billId: '2026-12-01', amountRupiah: 150_000 },
      { billId: '2027-01-01', amountRupiah: 150_000 },
    ],
  });
  expect(payment && leftRupiah(payment)).toBe(50_000);
});

it('leaves a receipt as it was when balance pays a later bill, or an order brings money', () => {
  const before = done(after(initialState(), [started, december]), receive('r', 200_000));
  const issued = after(before, [
    january,
    { type: 'MoneyAllocated', billId: '2027-01-01', amountRupiah: 50_000, site, at },
  ]);
  const ordered = done(issued, receive('o', 100_000, { orderId: 'order', at: later }));
  expect(paymentsOf(ordered.payments)).toEqual(paymentsOf(before.payments));
});

it('tells that a loss was reached with balance', () => {
  const loss: BillingEvent = {
    type: 'BillWrittenOff',
    billId: '2026-12-01',
    amountRupiah: 150_000,
    site,
    reason: 'x',
    at,
  };
  const with100 = { ...after(initialState(), [started, december, loss]), balanceRupiah: 100_000 };
  const [payment] = paymentsOf(done(with100, receive('r', 50_000)).payments);
  expect(payment?.bills).toEqual([{ billId: '2026-12-01', amountRupiah: 150_000 }]);
  expect(payment && leftRupiah(payment)).toBe(-100_000);
});

it('lists the newest first under short numbers', () => {
  const paid = done(
    owing,
    receive('0fa1b2c3-0000-4000-8000-000000000001', 1),
    receive('b', 1, { at: later }),
  );
  const [newest, oldest] = paymentsOf(paid.payments);
  expect(newest?.receiptId).toBe('b');
  expect(oldest && paymentNumber(oldest)).toBe('K-0FA1B2C3');
});

it('holds whatever else happens: a receipt has exactly what its own decision allocated, ever after', () => {
  const step = fc.oneof(
    fc.integer({ min: 1, max: 400_000 }).map((amountRupiah) => ({ kind: 'receive' as const, amountRupiah })),
    fc.integer({ min: 1, max: 400_000 }).map((amountRupiah) => ({ kind: 'order' as const, amountRupiah })),
    fc
      .constantFrom('2026-12-01', '2027-01-01')
      .chain((billId) =>
        fc
          .constantFrom('VoidBill' as const, 'WriteBillOff' as const, 'ReclaimBill' as const)
          .map((kind) => ({ kind, billId })),
      ),
    fc.nat(3).map((index) => ({ kind: 'takeBack' as const, index })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let account = owing;
      const told = new Map<string, unknown>();
      for (const [index, one] of steps.entries()) {
        const command: BillingCommand =
          one.kind === 'receive' || one.kind === 'order'
            ? receive(`r${index}`, one.amountRupiah, one.kind === 'order' ? { orderId: `o${index}` } : {})
            : one.kind === 'takeBack'
              ? { type: 'TakeReceiptBack', receiptId: `r${one.index}`, site, at }
              : ({ type: one.kind, billId: one.billId, reason: 'x', at } as BillingCommand);
        const decision = decide(account, command);
        if (!decision.accepted) continue;
        account = after(account, decision.events);
        if (one.kind === 'receive' && decision.events.length > 0)
          told.set(
            `r${index}`,
            decision.events.flatMap((event) =>
              event.type === 'MoneyAllocated'
                ? [{ billId: event.billId, amountRupiah: event.amountRupiah }]
                : [],
            ),
          );
        const now = paymentsOf(account.payments).map(({ receiptId, bills }) => [receiptId, bills] as const);
        expect(new Map(now)).toEqual(told);
      }
    }),
  );
});
