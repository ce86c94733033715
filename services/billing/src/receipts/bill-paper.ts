// bill-paper.ts — what a bill says on paper, in the layout of receipts.
import { rupiahText, type Locale } from '@saring/i18n';
import { owedRupiah, type Bill } from '../bills/domain/billing-account';
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

export const billPaper = (
  { bill, packageName, payer }: Billed,
  business: Business,
  locale: Locale,
): Receipt => {
  const words = WORDS[locale];
  const owed = owedRupiah(bill);
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
      { label: words.due, value: dayText(bill.from, locale) },
    ],
    item: packageName,
    details: [words.period(dayText(bill.from, locale), dayText(addDays(bill.to, -1), locale))],
    amounts: [
      { label: words.amount, value: rupiahText(bill.amountRupiah, locale) },
      ...(bill.paidRupiah > 0 ? [{ label: words.paid, value: rupiahText(-bill.paidRupiah, locale) }] : []),
    ],
    total: { label: words.owed, value: rupiahText(owed, locale) },
    refund: null,
    stamp: stamps[bill.isVoid ? 'void' : owed === 0 ? 'paid' : 'due'],
    footer: [],
  };
};
