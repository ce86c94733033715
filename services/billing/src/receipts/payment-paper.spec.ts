// The receipt of money for bills taken in hand names who paid, what it paid and left, the cash and who took it.
import { initialState, type Bill } from '../bills/domain/billing-account';
import type { BillPayment } from '../bills/domain/bill-payments';
import type { PlanTerms } from '../bills/domain/plan-terms';
import { layOut, SHEETS } from './layout';
import { paymentPaper } from './payment-paper';

const bill: Bill = {
  ...{ id: 'b', subscriptionId: 's', number: 'rw05/202612/0001', site: 'rw05' },
  ...{ from: '2026-12-01', to: '2027-01-01', startsAt: '2026-11-30T17:00:00.000Z', lastsUntil: '' },
  ...{ dueOn: '2026-12-01', charge: null, creditedRupiah: 0, cutOn: null },
  terms: { packageName: 'Rumah 10 Mbps' } as PlanTerms,
  ...{ amountRupiah: 150_000, paidRupiah: 150_000, writtenOffRupiah: null },
  ...{ isVoid: false, isGiven: false, isOverdue: false },
};
const payment: BillPayment = {
  ...{ receiptId: '0fa1b2c3-0000-4000-8000-000000000001', at: '2026-11-29T02:00:00.000Z', method: 'cash' },
  ...{ amountRupiah: 180_000, paidRupiah: 200_000, cashier: 'ani', site: 'rw05', note: '' },
  bills: [{ billId: 'b', amountRupiah: 150_000 }],
};
const business = { name: 'WiFi RW 05', address: '', phone: '', logo: null };
const paper = (change: Partial<BillPayment> = {}, taker = 'Ani', locale: 'id' | 'en' = 'id') =>
  paymentPaper(
    {
      ...{ payment: { ...payment, ...change }, payer: 'Citra Kirana', taker },
      account: { ...initialState(), bills: { b: bill } },
    },
    ...([business, locale, 'Asia/Jakarta'] as const),
  );

it('names number, time, payer, site and taker, the bills with their periods, and what became balance', () => {
  const made = paper();
  expect(made.facts.map(({ value }) => value)).toEqual([
    ...['K-0FA1B2C3', '29 November 2026, 09.00 WIB', 'Tunai', 'Citra Kirana', 'rw05', 'Ani'],
  ]);
  expect(made.details).toEqual([
    'rw05/202612/0001 · Rumah 10 Mbps · Rp 150.000',
    '1 Desember 2026 – 31 Desember 2026',
    'Masuk saldo: Rp 30.000',
  ]);
  expect(made.amounts.map(({ value }) => value)).toEqual(['Rp 200.000', 'Rp 20.000']);
  expect(made.total.value).toBe('Rp 180.000');
});

it('says nothing of change, balance and a taker where there is none, and what balance added', () => {
  const made = paper({ amountRupiah: 50_000, paidRupiah: 50_000, method: 'transfer' }, '', 'en');
  expect(made.amounts).toEqual([]);
  expect(made.facts).toHaveLength(5);
  expect(made.details.at(-1)).toBe('Added from the balance: Rp 100,000');
});

it('fits the rolls of thermal printers', () => {
  for (const roll of ['58mm', '80mm'] as const)
    for (const mark of layOut(paper(), roll).marks)
      if (mark.kind === 'text') expect(mark.x).toBeGreaterThanOrEqual(SHEETS[roll].margin - 0.5);
});
