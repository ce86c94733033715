// A bill on paper says what it is of, until when it is to be paid, and what is left of it.
import type { Bill } from '../bills/domain/billing-account';
import { billPaper } from './bill-paper';

const bill: Bill = {
  ...{ id: 'b', subscriptionId: 's', number: 'rw05/202612/0001', site: 'rw05' },
  ...{ from: '2026-12-01', to: '2027-01-01', startsAt: '2026-11-30T17:00:00.000Z', lastsUntil: '' },
  ...{ amountRupiah: 150_000, paidRupiah: 50_000, isVoid: false, isGiven: false, isOverdue: false },
};
const business = { name: 'WiFi RW 05', address: '', phone: '', logo: null };
const paper = (change: Partial<Bill>, locale: 'id' | 'en' = 'id') =>
  billPaper({ bill: { ...bill, ...change }, packageName: 'Rumah', payer: 'Ibu Sari' }, business, locale);

it('says the period by its last day, and what is still to be paid', () => {
  expect(paper({})).toMatchObject({
    facts: [{ value: 'rw05/202612/0001' }, { value: 'Ibu Sari' }, { value: '1 Desember 2026' }],
    ...{ item: 'Rumah', details: ['Masa 1 Desember 2026 sampai 31 Desember 2026'] },
    total: { label: 'Harus dibayar', value: 'Rp 100.000' },
    stamp: { text: 'BELUM LUNAS', tone: 'due' },
  });
});

it('is stamped as paid or void', () => {
  expect(paper({ paidRupiah: 150_000 }, 'en').stamp).toEqual({ text: 'PAID', tone: 'paid' });
  expect(paper({ isVoid: true }).stamp).toEqual({ text: 'BATAL', tone: 'returned' });
});
