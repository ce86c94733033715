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
  | 'takesBills'
  | 'takesVoucher'
  | 'takesDeposit'
  | 'used'
  | 'said.taken'
  | 'said.gateway'
  | 'said.cash'
  | 'said.transfer'
  | 'said.card'
  | 'payoutMethod'
  | 'payout.gateway'
  | 'payout.cash'
  | 'payout.transfer'
  | 'payout.card'
  | 'payout.leaves'
  | 'payout.note'
  | 'payout.note.hint'
  | 'aboveLimit'
  | 'refused';

export const refundTexts: Texts<Key> = {
  title: ['Kembalikan uang', 'Refund'],
  said: ['Pengembalian {amount} tercatat, {way}.', 'The refund of {amount} is recorded, {way}.'],
  'said.taken': [
    'Pengembalian {amount} tercatat, {way}; kuotanya ditarik, jumlahnya ada di halaman ini.',
    'The refund of {amount} is recorded, {way}; its quota is taken back: this page says how much.',
  ],
  'said.gateway': ['lewat gerbang pembayaran', 'by the gateway'],
  'said.cash': ['tunai dari laci Anda', 'in cash from your drawer'],
  'said.transfer': ['lewat transfer', 'by transfer'],
  'said.card': ['lewat kartu', 'by card'],
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
  takesDeposit: [
    'Depositnya berkurang sebesar ini. Yang sudah terpakai membuat deposit minus dan menghentikan penjualan agen.',
    'The deposit shrinks by this. What was spent of it leaves it below nothing and stops the agent from selling.',
  ],
  takesVoucher: [
    'Kode vouchernya batal; kuota yang sudah diambil dengannya ditarik kembali.',
    'The code of the voucher is void; quota that was taken by it is taken back.',
  ],
  takesBills: ['Tagihan yang dibayar terutang lagi.', 'The bills that it paid are owed again.'],
  takesSettlement: ['Tunggakan yang dilunasi berlaku lagi.', 'The debt that was settled is owed again.'],
  used: ['Sudah terpakai {bytes}: menjadi tunggakan.', '{bytes} have been used: they become debt.'],
  payoutMethod: ['Dibayarkan dengan', 'Paid out by'],
  'payout.gateway': ['Lewat gerbang pembayaran', 'By the payment gateway'],
  'payout.cash': ['Tunai dari laci Anda', 'Cash from your drawer'],
  'payout.transfer': ['Transfer bank', 'Bank transfer'],
  'payout.card': ['Kartu', 'Card'],
  'payout.leaves': ['{amount} keluar dari laci Anda.', '{amount} leaves your drawer.'],
  'payout.note': ['Catatan pembayaran', 'Note on the payment'],
  'payout.note.hint': ['Boleh kosong, misalnya nomor rekening.', 'May be empty; for example the account.'],
  aboveLimit: [
    'Peran Anda hanya boleh mengembalikan {amount} lagi dari pesanan ini.',
    'Your role may give back {amount} more of this order.',
  ],
  refused: ['Pengembalian ini akan ditolak ({code}).', 'This refund would be refused ({code}).'],
};
