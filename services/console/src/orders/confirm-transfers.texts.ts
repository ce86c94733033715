import type { Texts } from '../language/language';

type Key =
  | 'act'
  | 'hint'
  | 'none'
  | 'sum'
  | 'submit'
  | 'proof'
  | 'noProof'
  | 'note'
  | 'said'
  | 'done'
  | 'cancelled'
  | 'expired';

export const confirmTexts: Texts<Key> = {
  act: ['Konfirmasi transfer', 'Confirm transfers'],
  hint: [
    'Centang yang uangnya sudah terlihat di rekening. Masing-masing dikonfirmasi sendiri dan tercatat sendiri.',
    'Tick those whose money was seen on the account. Each is confirmed and recorded by itself.',
  ],
  none: ['Tidak ada transfer yang menunggu.', 'No transfer waits.'],
  sum: ['{count} dipilih, {amount}', '{count} chosen, {amount}'],
  submit: ['Konfirmasi {count} pembayaran', 'Confirm {count} {count|payment|payments}'],
  proof: ['Bukti {number}', 'Proof {number}'],
  noProof: ['tanpa bukti', 'without a proof'],
  note: ['Catatan', 'Note'],
  said: ['{done} dikonfirmasi, {left} tidak bisa.', '{done} confirmed, {left} refused.'],
  cancelled: ['dibatalkan pembeli', 'cancelled by the buyer'],
  expired: ['waktunya habis', 'its time is over'],
  done: ['Dikonfirmasi', 'Confirmed'],
};
