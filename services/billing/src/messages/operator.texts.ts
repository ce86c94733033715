// operator.texts.ts — the words of messages to operators that are no template: kinds of alerts, lines of an evening.
import type { Locale } from '@saring/i18n';
import type { PaymentAlertKind } from '@saring/kernel';

/** `agent_below_nothing`: billing's own; the others are payment's. */
type AlertKind = PaymentAlertKind | 'agent_below_nothing';

const ALERTS: Readonly<Record<Locale, Readonly<Record<AlertKind, string>>>> = {
  id: {
    bad_signature: 'pemberitahuan dengan tanda tangan palsu',
    amount_mismatch: 'jumlah yang dibayar tidak sama dengan pesanan',
    currency_mismatch: 'mata uang bukan rupiah',
    merchant_mismatch: 'pembayaran milik merchant lain',
    unknown_order: 'pembayaran untuk pesanan yang tidak dikenal',
    paid_after_end: 'dibayar setelah pesanan berakhir; kuota tetap diberikan',
    reversal: 'bank menarik kembali uangnya; kuota yang dibelinya ditarik',
    part_reversal: 'bank menarik kembali sebagian uangnya; kuota tetap',
    challenge: 'bank minta pembayaran diperiksa',
    refund_failed: 'pengembalian uang gagal',
    refund_excess: 'uang yang dikembalikan lebih dari yang dibayar',
    refund_after_failure: 'pengembalian yang dikira gagal ternyata berhasil',
    paid_twice: 'satu pesanan dibayar dua kali',
    agent_below_nothing: 'uang isi deposit agen ditarik kembali setelah terpakai; ia tidak dapat menjual',
  },
  en: {
    bad_signature: 'a notice with a forged signature',
    amount_mismatch: 'what was paid is not the amount of the order',
    currency_mismatch: 'a currency that is not rupiah',
    merchant_mismatch: 'a payment of another merchant',
    unknown_order: 'a payment for an order that is not known',
    paid_after_end: 'paid after the order had ended; the quota is given all the same',
    reversal: 'the bank took the money back; what it bought is taken back',
    part_reversal: 'the bank took back a part of the money; the quota stays',
    challenge: 'the bank asks to have a payment looked at',
    refund_failed: 'a refund failed',
    refund_excess: 'more money went back than was paid',
    refund_after_failure: 'a refund that was believed to have failed went through',
    paid_twice: 'one order was paid twice',
    agent_below_nothing: 'money of an agent’s deposit went back after it was spent; the agent cannot sell',
  },
};

/** A kind of a later version is said by its name. */
export const alertText = (kind: string, locale: Locale): string =>
  (ALERTS[locale] as Readonly<Record<string, string>>)[kind] ?? kind;

type TakingTexts = {
  readonly method: string;
  /** Null: no cashier took it. */
  readonly cashier: string | null;
  readonly amount: string;
  /** Null: nothing went back. */
  readonly refunded: string | null;
  readonly payments: number;
};
type EveningWords = {
  readonly taking: (taking: TakingTexts) => string;
  readonly settled: (count: number, amount: string) => string;
  readonly sold: (name: string, count: number, amount: string) => string;
  readonly more: (count: number) => string;
  readonly none: string;
};
export const EVENING_WORDS: Readonly<Record<Locale, EveningWords>> = {
  id: {
    taking: ({ method, cashier, amount, refunded, payments }) =>
      `• ${method}${cashier === null ? '' : `, ${cashier}`}: ${amount} (${payments} pembayaran)` +
      (refunded === null ? '' : `, dikembalikan ${refunded}`),
    settled: (count, amount) => `${count} × = ${amount}`,
    sold: (name, count, amount) => `• ${name}: ${count} × = ${amount}`,
    more: (count) => `• dan ${count} lainnya`,
    none: 'tidak ada',
  },
  en: {
    taking: ({ method, cashier, amount, refunded, payments }) =>
      `• ${method}${cashier === null ? '' : `, ${cashier}`}: ${amount} (${payments} payments)` +
      (refunded === null ? '' : `, given back ${refunded}`),
    settled: (count, amount) => `${count} × = ${amount}`,
    sold: (name, count, amount) => `• ${name}: ${count} × = ${amount}`,
    more: (count) => `• and ${count} more`,
    none: 'none',
  },
};
