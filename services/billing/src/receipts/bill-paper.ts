// bill-paper.ts — what a bill says on paper, in the layout of receipts.
import { rupiahText, type Locale } from '@saring/i18n';
import { endOf, unpaidRupiah, type Bill } from '../bills/domain/billing-account';
import type { Charge } from '../bills/domain/bill-charge';
import { addDays } from '../bills/domain/periods';
import { dateText } from './format';
import type { Business, Receipt } from './receipt';

export type Billed = {
  readonly bill: Bill;
  readonly packageName: string;
  /** As whoever asks may read it. */
  readonly payer: string;
};

const WORDS = {
  id: {
    title: 'Tagihan',
    number: 'Nomor tagihan',
    payer: 'Pelanggan',
    due: 'Bayar paling lambat',
    period: (from: string, to: string) => `Masa ${from} sampai ${to}`,
    price: 'Harga masa ini',
    discount: 'Diskon',
    installation: 'Biaya pemasangan',
    tax: (percent: string) => `PPN ${percent}%`,
    taxIncluded: (percent: string) => `Sudah termasuk PPN ${percent}%`,
    credit: 'Dikurangi: hari yang tidak dipakai',
    amount: 'Jumlah tagihan',
    paid: 'Sudah dibayar',
    owed: 'Harus dibayar',
    stampPaid: 'LUNAS',
    stampDue: 'BELUM LUNAS',
    stampVoid: 'BATAL',
  },
  en: {
    title: 'Bill',
    number: 'Bill number',
    payer: 'Subscriber',
    due: 'Pay by',
    period: (from: string, to: string) => `From ${from} to ${to}`,
    price: 'Price of this period',
    discount: 'Discount',
    installation: 'Installation',
    tax: (percent: string) => `Tax (PPN) ${percent}%`,
    taxIncluded: (percent: string) => `Tax (PPN) ${percent}% included`,
    credit: 'Credited: days not used',
    amount: 'Amount',
    paid: 'Paid',
    owed: 'To be paid',
    stampPaid: 'PAID',
    stampDue: 'NOT PAID',
    stampVoid: 'VOID',
  },
} as const satisfies Record<Locale, object>;

/** Dates are local already: they are read as they are written. */
const dayText = (date: string, locale: Locale): string => dateText(new Date(date), locale, 'UTC');

const BASIS_POINTS = 100;

/** What the amount is made of, where it is more than the price. */
const partsOf = ({ charge, creditedRupiah }: Bill, locale: Locale): Receipt['amounts'] => {
  const words = WORDS[locale];
  const line = (label: string, rupiah: number, isShown = rupiah !== 0) =>
    isShown ? [{ label, value: rupiahText(rupiah, locale) }] : [];
  const percent = (basisPoints: number): string =>
    (basisPoints / BASIS_POINTS).toLocaleString(locale === 'id' ? 'id-ID' : 'en-GB');
  const tax = (of: Charge) => {
    const { taxBasisPoints, taxRupiah, isTaxIncluded } = of;
    return line((isTaxIncluded ? words.taxIncluded : words.tax)(percent(taxBasisPoints)), taxRupiah);
  };
  return [
    ...(charge
      ? [
          ...line(words.price, charge.periodRupiah, true),
          ...line(words.discount, -charge.discountRupiah),
          ...line(words.installation, charge.installationRupiah),
          ...tax(charge),
        ]
      : []),
    ...line(words.credit, -creditedRupiah),
  ];
};

export const billPaper = (
  { bill, packageName, payer }: Billed,
  business: Business,
  locale: Locale,
): Receipt => {
  const words = WORDS[locale];
  const owed = unpaidRupiah(bill);
  const stamps = {
    void: { text: words.stampVoid, tone: 'returned' },
    paid: { text: words.stampPaid, tone: 'paid' },
    due: { text: words.stampDue, tone: 'due' },
  } as const;
  return {
    business,
    title: words.title,
    facts: [
      { label: words.number, value: bill.number },
      ...(payer === '' ? [] : [{ label: words.payer, value: payer }]),
      { label: words.due, value: dayText(bill.dueOn, locale) },
    ],
    item: packageName,
    details: [words.period(dayText(bill.from, locale), dayText(addDays(endOf(bill), -1), locale))],
    amounts: [
      ...partsOf(bill, locale),
      { label: words.amount, value: rupiahText(bill.amountRupiah, locale) },
      ...(bill.paidRupiah > 0 ? [{ label: words.paid, value: rupiahText(-bill.paidRupiah, locale) }] : []),
    ],
    total: { label: words.owed, value: rupiahText(owed, locale) },
    refund: null,
    stamp: stamps[bill.isVoid ? 'void' : owed === 0 ? 'paid' : 'due'],
    footer: [],
  };
};
