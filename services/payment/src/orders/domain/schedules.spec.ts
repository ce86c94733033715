import { nextCheckAt } from './check-schedule';
import { initialState, type PaymentOrder, type PaymentTerms } from './payment-order';

const start = Date.parse('2026-11-21T00:00:00.000Z');
const minutes = (count: number): string => new Date(start + count * 60_000).toISOString();
const order = (
  expiryMinutes: number,
  change: Partial<PaymentOrder> = {},
  terms: Partial<PaymentTerms> = {},
) => ({
  ...initialState(),
  terms: {
    orderId: 'o',
    orderNumber: 'n',
    subscriberId: 's',
    site: 'x',
    amountRupiah: 1,
    method: 'qris' as const,
    bank: null,
    gateway: 'midtrans-core' as const,
    expiresAt: minutes(expiryMinutes),
    ...terms,
  },
  createdAt: minutes(0),
  ...change,
});
const timesOf = (one: PaymentOrder, from = 0): number[] => {
  const times: number[] = [];
  for (let at = nextCheckAt(one, minutes(from)); at !== null && times.length < 100; at = nextCheckAt(one, at))
    times.push((Date.parse(at) - start) / 60_000);
  return times;
};

describe('when a gateway is asked again', () => {
  it('an open order at 1, 5, 15, 30 min, a minute after its time, then hourly until 24 h after it', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => (hour + 1) * 60);
    expect(timesOf(order(15))).toEqual([1, 5, 15, 16, 30, ...hours, 15 + 1_440]);
  });
  it.each(['expired', 'cancelled', 'denied'] as const)('also one that is %s: money may still come', (state) =>
    expect(timesOf(order(15, { state }), 1_400)).toEqual([1_440, 1_455]),
  );
  it('at its expiry, whenever that is', () => {
    expect(timesOf(order(20))).toContain(20);
  });
  it('within the hour after a bank paid that may take it back', () => {
    const paid = { state: 'paid' as const, paidAt: minutes(10) };
    const hour = (one: PaymentOrder) => timesOf(one, 10).filter((minute) => minute <= 70);
    expect(hour(order(1_440, paid, { method: 'va', bank: 'permata' }))).toEqual([12, 15, 20, 30, 50, 70]);
    expect(hour(order(1_440, paid, { method: 'va', bank: 'bca' }))).toEqual([]);
    const snap = { ...paid, paymentType: 'echannel' };
    expect(timesOf(order(1_440, snap, { gateway: 'midtrans-snap' }), 10)[0]).toBe(12);
  });
  it('while a refund is on its way', () => {
    const refunds = [{ key: 'k', amountRupiah: 1, askedAt: minutes(10), standing: 'requested' as const }];
    const times = timesOf(order(15, { state: 'paid', paidAt: minutes(5), refunds }), 10);
    expect(times.slice(0, 5)).toEqual([11, 15, 25, 70, 130]);
  });
  it('of a manual order only its expiry', () => {
    expect(timesOf(order(60, {}, { gateway: 'manual' }))).toEqual([60]);
  });
  it.each(['paid', 'refunded'] as const)(
    'what is %s daily for a week, then weekly for 90 days: a chargeback whose notice was lost',
    (state) => {
      const days = timesOf(order(15, { state, paidAt: minutes(10) }), 10).map(
        (minute) => (minute - 10) / 1_440,
      );
      expect(days).toEqual([1, 2, 3, 4, 5, 6, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 91]);
    },
  );
  it('of a reversed order as of an unpaid one: another try may pay it', () => {
    expect(timesOf(order(15, { state: 'reversed' }))).toEqual(timesOf(order(15)));
  });
});
