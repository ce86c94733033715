import type { Texts } from '../language/language';

type Key =
  | 'offline.title'
  | 'offline.detail'
  | 'strange.title'
  | 'strange.detail'
  | 'outdated'
  | 'outdated.why'
  | 'again'
  | 'loading'
  | 'more'
  | 'cancel'
  | 'close'
  | 'reason'
  | 'reason.hint'
  | 'sideways'
  | 'quota.gigabytes'
  | 'quota.days'
  | 'quota.unlimited';

export const partsTexts: Texts<Key> = {
  'offline.title': ['Server tidak menjawab', 'The server does not answer'],
  'offline.detail': ['Periksa jaringan Anda, lalu coba lagi.', 'Check your network, then try again.'],
  'strange.title': ['Jawaban tidak dikenal', 'A strange answer'],
  'strange.detail': ['Yang menjawab bukan Saring.', 'It was not Saring that answered.'],
  outdated: ['Ini keadaan {at}, bukan sekarang', 'This is how it was {at}, not now'],
  'outdated.why': ['Belum dapat diperbarui: {title}.', 'It could not be brought up to date: {title}.'],
  again: ['Coba lagi', 'Try again'],
  loading: ['Memuat…', 'Loading…'],
  more: ['Muat lagi', 'Load more'],
  cancel: ['Batal', 'Cancel'],
  close: ['Tutup', 'Close'],
  reason: ['Alasan', 'Reason'],
  sideways: ['Geser ke samping untuk kolom lain →', 'Scroll sideways for more columns →'],
  'quota.gigabytes': ['Kuota (GB)', 'Quota (GB)'],
  'quota.days': ['Hari', 'Days'],
  'quota.unlimited': ['Tanpa batas', 'Unlimited'],
  'reason.hint': ['Tercatat di riwayat pelanggan.', "Kept in the subscriber's history."],
};
