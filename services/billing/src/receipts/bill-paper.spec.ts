// A bill on paper says what it is of, until when it is to be paid, and what is left of it.
import type { Bill } from '../bills/domain/billing-account';
import type { PlanTerms } from '../bills/domain/plan-terms';
import { billPaper } from './bill-paper';

const bill: Bill = {
  ...{ id: 'b', subscriptionId: 's', number: 'rw05/202612/0001', site: 'rw05' },
  ...{ from: '2026-12-01', to: '2027-01-01', startsAt: '2026-11-30T17:00:00.000Z', lastsUntil: '' },
  ...{ dueOn: '2026-12-01', charge: null, creditedRupiah: 0, cutOn: null, terms: {} as PlanTerms },
  ...{
    amountRupiah: 150_000,
    paidRupiah: 50_000,
    writtenOffRupiah: null,
    isVoid: false,
    isGiven: false,
    isOverdue: false,
  },
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

it('says what the amount is made of, with the tax, and what was credited since', () => {
  const charge = {
    ...{ periodRupiah: 150_000, discountRupiah: 15_000, installationRupiah: 100_000 },
    ...{ taxRupiah: 25_850, taxBasisPoints: 1_100, isTaxIncluded: false },
  };
  const made = paper({ charge, amountRupiah: 220_850, creditedRupiah: 40_000, cutOn: '2026-12-21' });
  expect(made.amounts).toEqual([
    { label: 'Harga masa ini', value: 'Rp 150.000' },
    { label: 'Diskon', value: '−Rp 15.000' },
    { label: 'Biaya pemasangan', value: 'Rp 100.000' },
    { label: 'PPN 11%', value: 'Rp 25.850' },
    { label: 'Dikurangi: hari yang tidak dipakai', value: '−Rp 40.000' },
    { label: 'Jumlah tagihan', value: 'Rp 220.850' },
    { label: 'Sudah dibayar', value: '−Rp 50.000' },
  ]);
  expect(made.details).toEqual(['Masa 1 Desember 2026 sampai 20 Desember 2026']);
  const included = { ...charge, isTaxIncluded: true, taxBasisPoints: 1_150 };
  expect(paper({ charge: included }, 'en').amounts).toContainEqual({
    ...{ label: 'Tax (PPN) 11.5% included', value: expect.any(String) },
  });
});

it('is stamped as paid or void', () => {
  expect(paper({ paidRupiah: 150_000 }, 'en').stamp).toEqual({ text: 'PAID', tone: 'paid' });
  expect(paper({ isVoid: true }).stamp).toEqual({ text: 'BATAL', tone: 'returned' });
});
