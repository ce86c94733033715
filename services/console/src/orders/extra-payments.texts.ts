// extra-payments.texts.ts — the words of money that was paid for an order once too often.
import type { Texts } from '../language/language';
import type { Row } from '../parts/answer';

export type ExtraPayment = Row<'/api/v1/orders/{id}/transactions'>;
type Key =
  'title' | 'hint' | 'refund' | 'give' | 'give.hint' | 'said.refund' | 'said.give' | 'transaction' | 'back';

export const extraPaymentTexts: Texts<Key> = {
  title: ['Dibayar lebih dari sekali', 'Paid more than once'],
  hint: [
    'Uang ini masuk lewat transaksi lain dan belum membeli apa pun.',
    'This money came by another transaction and has bought nothing.',
  ],
  refund: ['Kembalikan yang ini', 'Refund this one'],
  give: ['Berikan sekali lagi', 'Give it again'],
  'give.hint': [
    'Pelanggan mendapat paket yang sama sekali lagi untuk uang ini.',
    'The subscriber gets the same package once more for this money.',
  ],
  'said.refund': ['Pengembalian diminta.', 'The refund is asked for.'],
  'said.give': ['Paket diberikan sekali lagi.', 'The package is given once more.'],
  transaction: ['Transaksi {id}', 'Transaction {id}'],
  back: ['Sudah kembali {amount}', '{amount} went back'],
};

/** One word for each state of the contract: a new one fails here until it has its words. */
export const extraStateTexts: Texts<ExtraPayment['state']> = {
  held: ['Menunggu keputusan', 'To be decided'],
  returning: ['Pengembalian diminta', 'Refund requested'],
  returned: ['Dikembalikan', 'Refunded'],
  kept: ['Diberikan sekali lagi', 'Given once more'],
  reversed: ['Ditarik bank', 'Taken back by the bank'],
};
