// payment-paper.ts — what the receipt of money for bills says that was taken in hand, in the layout of receipts.
import { rupiahText, type Locale } from '@saring/i18n';
import { endOf, type BillingAccount } from '../bills/domain/billing-account';
import { leftRupiah, paymentNumber, type BillPayment } from '../bills/domain/bill-payments';
import { addDays } from '../bills/domain/periods';
import { dateText, timeText } from './format';
import type { Business, Line, Receipt } from './receipt';
import { methodText, RECEIPT_WORDS } from './receipt.texts';

export type PaidInHand = {
  readonly payment: BillPayment;
  readonly account: BillingAccount;
  readonly payer: string;
  /** Who took it; empty: nobody can say. */
  readonly taker: string;
};

const WORDS = {
  id: {
    payer: 'Dari',
    site: 'Lokasi',
    taker: 'Diterima oleh',
    period: (from: string, to: string) => `${from} – ${to}`,
    toBalance: (amount: string) => `Masuk saldo: ${amount}`,
    fromBalance: (amount: string) => `Ditambah dari saldo: ${amount}`,
    received: 'Uang diterima',
    change: 'Kembalian',
    stamp: 'DITERIMA',
  },
  en: {
    payer: 'From',
    site: 'Site',
    taker: 'Taken by',
    period: (from: string, to: string) => `${from} – ${to}`,
    toBalance: (amount: string) => `To the balance: ${amount}`,
    fromBalance: (amount: string) => `Added from the balance: ${amount}`,
    received: 'Cash received',
    change: 'Change',
    stamp: 'RECEIVED',
  },
} as const satisfies Record<Locale, object>;

/** Dates are local already: they are read as they are written. */
const dayText = (date: string, locale: Locale): string => dateText(new Date(date), locale, 'UTC');

const billLines = ({ payment, account }: PaidInHand, locale: Locale): readonly string[] =>
  payment.bills.flatMap(({ billId, amountRupiah }) => {
    const bill = account.bills[billId];
    if (!bill) return [];
    const last = addDays(endOf(bill), -1);
    const period =
      last > bill.from
        ? WORDS[locale].period(dayText(bill.from, locale), dayText(last, locale))
        : dayText(bill.from, locale);
    const { number, terms } = bill;
    const amount = rupiahText(amountRupiah, locale);
    return [RECEIPT_WORDS[locale].bill({ number, packageName: terms.packageName }, amount), period];
  });

const balanceLines = ({ payment }: PaidInHand, locale: Locale): readonly string[] => {
  const words = WORDS[locale];
  const left = leftRupiah(payment);
  if (left === 0) return [];
  return [(left > 0 ? words.toBalance : words.fromBalance)(rupiahText(Math.abs(left), locale))];
};

const changeLines = (
  { payment: { amountRupiah, paidRupiah } }: PaidInHand,
  locale: Locale,
): readonly Line[] => {
  if (paidRupiah === amountRupiah) return [];
  const words = WORDS[locale];
  return [
    { label: words.received, value: rupiahText(paidRupiah, locale) },
    { label: words.change, value: rupiahText(paidRupiah - amountRupiah, locale) },
  ];
};

export const paymentPaper = (
  paid: PaidInHand,
  business: Business,
  locale: Locale,
  timeZone: string,
): Receipt => {
  const words = { ...RECEIPT_WORDS[locale], ...WORDS[locale] };
  const { payment, payer, taker } = paid;
  const { method, site, amountRupiah, at } = payment;
  return {
    business,
    title: words.title,
    facts: [
      { label: words.number, value: paymentNumber(payment) },
      { label: words.paidAt, value: timeText(new Date(at), locale, timeZone) },
      { label: words.method, value: methodText(method, null, locale) },
      ...(payer === '' ? [] : [{ label: words.payer, value: payer }]),
      ...(site === '' ? [] : [{ label: words.site, value: site }]),
      ...(taker === '' ? [] : [{ label: words.taker, value: taker }]),
    ],
    item: words.paysBills,
    details: [...billLines(paid, locale), ...balanceLines(paid, locale)],
    amounts: changeLines(paid, locale),
    total: { label: words.total, value: rupiahText(amountRupiah, locale) },
    refund: null,
    stamp: { text: words.stamp, tone: 'paid' },
    footer: [words.footer, words.thanks],
  };
};
