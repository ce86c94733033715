// refund.texts.ts — the words of giving money back.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'said'
  | 'left'
  | 'amount'
  | 'amount.hint'
  | 'goods'
  | 'goods.all'
  | 'goods.share'
  | 'goods.keep'
  | 'kept'
  | 'nothing'
  | 'takes'
  | 'takesUnlimited'
  | 'takesSettlement'
  | 'used'
  | 'payout'
  | 'payout.hint'
  | 'payout.byHand'
  | 'payoutMethod'
  | 'payoutMethod.same'
  | 'payoutMethod.cash'
  | 'aboveLimit'
  | 'refused';

export const refundTexts: Texts<Key> = {
  title: ['Kembalikan uang', 'Refund'],
  said: ['Pengembalian tercatat.', 'The refund is recorded.'],
  left: ['Dapat dikembalikan: {amount}.', 'Can be refunded: {amount}.'],
  amount: ['Jumlah (Rp)', 'Amount (Rp)'],
  'amount.hint': ['Kosong: semua yang tersisa.', 'Empty: all that is left.'],
  goods: ['Kuota yang dibeli', 'What was bought'],
  'goods.all': ['Ditarik kembali', 'Take it back'],
  'goods.share': ['Ditarik sebesar bagian uangnya', 'Take back the share of this amount'],
  'goods.keep': ['Tetap milik pelanggan', 'The subscriber keeps it'],
  kept: [
    'Tidak ada kuota yang akan ditarik: pelanggan tetap memilikinya.',
    'Nothing will be taken back: the subscriber keeps it.',
  ],
  nothing: [
    'Tidak ada kuota yang akan ditarik: yang dibeli sudah tidak ada.',
    'Nothing will be taken back: what was bought is not there any more.',
  ],
  takes: ['Kuota yang ditarik: {bytes}.', 'Quota that is taken back: {bytes}.'],
  takesUnlimited: ['Paket tanpa batas ditarik kembali.', 'The unlimited package is taken back.'],
  takesSettlement: ['Tunggakan yang dilunasi berlaku lagi.', 'The debt that was settled is owed again.'],
  used: ['Sudah terpakai {bytes}: menjadi tunggakan.', '{bytes} have been used: they become debt.'],
  payout: ['Dibayarkan dengan tangan', 'Paid out by hand'],
  'payout.hint': [
    'Cara membayarnya. Kosong: lewat gerbang pembayaran.',
    'How it was paid. Empty: by the gateway.',
  ],
  'payout.byHand': [
    'Uang ini diterima dengan tangan: tulis cara mengembalikannya, misalnya "tunai dari laci".',
    'This money was taken by hand: write how it is given back, for example "cash from the drawer".',
  ],
  payoutMethod: ['Dibayarkan dengan', 'Paid out by'],
  'payoutMethod.same': ['Seperti uangnya diterima', 'The way that the money came in'],
  'payoutMethod.cash': ['Diambil dari laci Anda sendiri.', 'Taken out of your own drawer.'],
  aboveLimit: [
    'Peran Anda hanya boleh mengembalikan {amount} lagi dari pesanan ini.',
    'Your role may give back {amount} more of this order.',
  ],
  refused: ['Pengembalian ini akan ditolak ({code}).', 'This refund would be refused ({code}).'],
};
