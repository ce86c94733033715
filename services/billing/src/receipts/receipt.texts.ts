import type { PaymentMethod } from '@saring/kernel';
import type { Locale } from '@saring/i18n';

export type ReceiptWords = {
  readonly title: string;
  readonly number: string;
  readonly order: string;
  readonly paidAt: string;
  readonly method: string;
  readonly price: string;
  readonly discount: string;
  readonly added: string;
  readonly total: string;
  readonly refunded: string;
  readonly kept: string;
  readonly takenBack: (bytes: string) => string;
  readonly shareTakenBack: (bytes: string) => string;
  readonly owedAgain: (bytes: string) => string;
  readonly stays: string;
  readonly unlimited: string;
  readonly lasts: (time: string) => string;
  readonly lastsFromFirstUse: (time: string) => string;
  readonly forever: string;
  readonly gift: (name: string) => string;
  readonly endsLatest: (time: string) => string;
  readonly hours: (hours: string) => string;
  readonly bonus: (bytes: string) => string;
  readonly settles: (bytes: string) => string;
  readonly surplus: (size: string) => string;
  readonly settlesDebt: (bytes: string, amount: string | null) => string;
  readonly settlesAll: string;
  readonly settlesOne: string;
  readonly paysBills: string;
  readonly bill: (bill: { readonly number: string; readonly packageName: string }, amount: string) => string;
  readonly billsOwedAgain: string;
  readonly topsUp: string;
  readonly offTheDeposit: string;
  readonly bills: (count: number) => string;
  /** How one stands after a payment. */
  readonly billRest: (owed: string, owedRupiah: number, balance: string, balanceRupiah: number) => string;
  readonly paid: string;
  readonly returned: string;
  readonly reversed: string;
  readonly footer: string;
  readonly thanks: string;
};

export const RECEIPT_WORDS: Readonly<Record<Locale, ReceiptWords>> = {
  id: {
    title: 'Bukti Pembayaran',
    number: 'Nomor nota',
    order: 'Nomor pesanan',
    paidAt: 'Dibayar',
    method: 'Cara bayar',
    price: 'Harga',
    discount: 'Diskon',
    added: 'Biaya pembayaran',
    total: 'Total dibayar',
    refunded: 'Dikembalikan',
    kept: 'Uang dikembalikan; yang dibeli tetap milik Anda.',
    takenBack: (bytes) => `Yang dibeli ditarik kembali seluruhnya: ${bytes}.`,
    shareTakenBack: (bytes) => `Kuota yang ditarik bersama pengembalian: ${bytes}. Sisanya tetap milik Anda.`,
    owedAgain: (bytes) => `Tunggakan yang kembali berlaku: ${bytes}.`,
    stays: 'tidak ada; yang Anda beli tetap milik Anda',
    unlimited: 'Tanpa batas kuota',
    lasts: (time) => `berlaku ${time}`,
    lastsFromFirstUse: (time) => `berlaku ${time} sejak pertama dipakai`,
    forever: 'tanpa batas waktu',
    gift: (name) => `${name} (hadiah)`,
    endsLatest: (time) => `Berakhir paling lambat ${time}`,
    hours: (hours) => `Setiap hari pukul ${hours}`,
    bonus: (bytes) => `Termasuk bonus ${bytes}`,
    settles: (bytes) => `Tunggakan ${bytes}`,
    surplus: (size) => `Sudah tidak terutang, menjadi kuota: ${size}`,
    settlesDebt: (bytes, amount) =>
      `Melunasi tunggakan ${bytes}${amount === null ? '' : ` seharga ${amount}`}`,
    settlesAll: 'Pelunasan semua tunggakan',
    settlesOne: 'Pelunasan satu tunggakan',
    paysBills: 'Pembayaran tagihan',
    bill: ({ number, packageName }, amount) => `${number} · ${packageName} · ${amount}`,
    billsOwedAgain: 'Tagihan yang dibayar kembali terutang.',
    topsUp: 'Isi deposit agen',
    offTheDeposit: 'Jumlah ini sudah dikurangi dari deposit agen.',
    bills: (count) => `${count} tagihan`,
    billRest: (owed, owedRupiah, balance, balanceRupiah) => {
      if (owedRupiah > 0) return `Sisa tagihan: ${owed}`;
      return balanceRupiah > 0 ? `Tagihan lunas. Saldo: ${balance}` : 'Tagihan lunas.';
    },
    paid: 'LUNAS',
    returned: 'DIKEMBALIKAN',
    reversed: 'DIBATALKAN',
    footer: 'Simpan nota ini sebagai bukti pembayaran yang sah.',
    thanks: 'Terima kasih.',
  },
  en: {
    title: 'Receipt',
    number: 'Invoice number',
    order: 'Order number',
    paidAt: 'Paid',
    method: 'Paid by',
    price: 'Price',
    discount: 'Discount',
    added: 'Payment fee',
    total: 'Total paid',
    refunded: 'Refunded',
    kept: 'The money was returned; what was bought stays yours.',
    takenBack: (bytes) => `What was bought was taken back whole: ${bytes}.`,
    shareTakenBack: (bytes) => `Quota taken back with the refund: ${bytes}. The rest stays yours.`,
    owedAgain: (bytes) => `Debt that is owed again: ${bytes}.`,
    stays: 'none; what you bought stays yours',
    unlimited: 'Unlimited quota',
    lasts: (time) => `valid for ${time}`,
    lastsFromFirstUse: (time) => `valid for ${time} from first use`,
    forever: 'never expires',
    gift: (name) => `${name} (gift)`,
    endsLatest: (time) => `Ends on ${time} at the latest`,
    hours: (hours) => `Every day ${hours}`,
    bonus: (bytes) => `Bonus of ${bytes} included`,
    settles: (bytes) => `Debt of ${bytes}`,
    surplus: (size) => `No longer owed, became quota: ${size}`,
    settlesDebt: (bytes, amount) => `Settles ${bytes} of debt${amount === null ? '' : ` worth ${amount}`}`,
    settlesAll: 'Settlement of all debt',
    settlesOne: 'Settlement of one debt',
    paysBills: 'Payment of bills',
    bill: ({ number, packageName }, amount) => `${number} · ${packageName} · ${amount}`,
    billsOwedAgain: 'The bills that it paid are owed again.',
    topsUp: 'Money for the deposit of an agent',
    offTheDeposit: 'It is taken off the deposit of the agent.',
    bills: (count) => `${count} bills`,
    billRest: (owed, owedRupiah, balance, balanceRupiah) => {
      if (owedRupiah > 0) return `Still to pay: ${owed}`;
      return balanceRupiah > 0 ? `All bills are paid. Balance: ${balance}` : 'All bills are paid.';
    },
    paid: 'PAID',
    returned: 'REFUNDED',
    reversed: 'REVERSED',
    footer: 'Keep this receipt as proof of payment.',
    thanks: 'Thank you.',
  },
};

type OtherMethod = 'manual' | 'snap' | 'cash' | 'transfer' | 'card';
const METHOD_NAMES: Readonly<Record<Exclude<PaymentMethod, 'va' | OtherMethod>, string>> = {
  qris: 'QRIS',
  gopay: 'GoPay',
  shopeepay: 'ShopeePay',
  static_qris: 'QRIS',
};
const OTHER_METHODS: Readonly<Record<Locale, Readonly<Record<OtherMethod, string>>>> = {
  id: {
    manual: 'Transfer bank',
    snap: 'Pembayaran daring',
    cash: 'Tunai',
    transfer: 'Transfer bank',
    card: 'Kartu',
  },
  en: {
    manual: 'Bank transfer',
    snap: 'Online payment',
    cash: 'Cash',
    transfer: 'Bank transfer',
    card: 'Card',
  },
};

/** `Virtual Account BCA` */
export const methodText = (method: PaymentMethod, bank: string | null, locale: Locale): string => {
  if (method === 'va') return `Virtual Account ${(bank ?? '').toUpperCase()}`.trim();
  return method in METHOD_NAMES
    ? METHOD_NAMES[method as keyof typeof METHOD_NAMES]
    : OTHER_METHODS[locale][method as OtherMethod];
};
