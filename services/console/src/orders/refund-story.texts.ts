// refund-story.texts.ts — the steps of a refund in words.
import type { Texts } from '../language/language';
import type { Answer } from '../parts/answer';

export type RefundStep = Answer<'/api/v1/orders/{id}/refunds'>['steps'][number];

type Key =
  | 'title'
  | RefundStep['kind']
  | `by.${NonNullable<RefundStep['method']>}`
  | 'taken_back.settlement'
  | 'taken_back.bills'
  | 'taken_back.voucher'
  | 'taken_back.deposit'
  | 'taken_back.unlimited'
  | 'takingBack'
  | 'reason'
  | 'nobody';

export const refundStoryTexts: Texts<Key> = {
  title: ['Pengembalian uang', 'Money given back'],
  waiting: [
    '{who} mengembalikan {amount} {way}. Menunggu kabar bahwa uangnya sudah keluar.',
    '{who} gives {amount} back {way}. Waiting to hear that the money went.',
  ],
  asked: ['{who} mengembalikan {amount} {way}.', '{who} gave {amount} back {way}.'],
  refused: [
    'Pengembalian {amount} ditolak: uangnya tidak keluar.',
    'Giving {amount} back was refused: no money went.',
  ],
  returned: ['{amount} sudah keluar.', '{amount} went.'],
  reversed: ['Bank menarik {amount} kembali dari kita.', 'The bank took {amount} back from us.'],
  kept: [
    'Yang dibeli tetap milik pelanggan, kata {who}.',
    'The subscriber keeps what was bought, {who} said.',
  ],
  part_taken_back: [
    'Kuota {bytes} ditarik kembali sebagai bagian uangnya.',
    '{bytes} of quota was taken back as the share of the money.',
  ],
  taken_back: [
    'Kuota yang dibeli ({bytes}) ditarik kembali; yang sudah terpakai dipotong dari kuota lain atau menjadi tunggakan.',
    'The quota that was bought ({bytes}) was taken back; what was used is taken from other grants, or owed.',
  ],
  'taken_back.deposit': ['Dikurangi dari deposit agen', 'Taken off the deposit of the agent'],
  'taken_back.voucher': ['Kode voucher dibatalkan', 'The code of the voucher is void'],
  'taken_back.bills': ['Tagihan yang dibayar terutang lagi', 'The bills that it paid are owed again'],
  'taken_back.settlement': [
    'Tunggakan yang dilunasi berlaku lagi.',
    'The debt that was settled is owed again.',
  ],
  'taken_back.unlimited': ['Paket tanpa batas ditarik kembali.', 'The unlimited package was taken back.'],
  takingBack: [
    'Yang dibeli masih akan ditarik kembali: dicoba sampai berhasil.',
    'What was bought is still to be taken back: it is tried until it is.',
  ],
  reason: ['Alasan: {reason}', 'Reason: {reason}'],
  nobody: ['Gerbang pembayaran', 'The gateway'],
  'by.gateway': ['lewat gerbang pembayaran', 'by the payment gateway'],
  'by.cash': ['tunai dari lacinya', 'in cash from their drawer'],
  'by.transfer': ['lewat transfer bank', 'by bank transfer'],
  'by.card': ['lewat kartu', 'by card'],
};
