// payments.texts.ts — the words of money that was taken in hand for bills, and of its receipt.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'handed'
  | 'handed.hint'
  | 'short'
  | 'change'
  | 'taken'
  | 'receipt'
  | 'done'
  | 'at'
  | 'for'
  | 'balance'
  | 'fromBalance'
  | 'amount'
  | 'taker';

export const paymentTexts: Texts<Key> = {
  title: ['Pembayaran di tangan', 'Payments in hand'],
  handed: ['Uang yang diserahkan (Rp)', 'Cash handed over (Rp)'],
  'handed.hint': ['Kosong: uang pas', 'Empty: the exact amount'],
  short: ['Kurang {amount}', '{amount} short'],
  change: ['Kembalian {amount}', 'Change {amount}'],
  taken: ['{amount} diterima, nota {number}.', '{amount} taken, receipt {number}.'],
  receipt: ['Nota', 'Receipt'],
  done: ['Selesai', 'Done'],
  at: ['Dibayar', 'Paid'],
  for: ['Untuk', 'For'],
  balance: ['saldo {amount}', 'balance {amount}'],
  fromBalance: ['ditambah saldo {amount}', 'with {amount} of the balance'],
  amount: ['Jumlah', 'Amount'],
  taker: ['Diterima oleh', 'Taken by'],
};
