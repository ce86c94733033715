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
  | 'gigabytes.empty'
  | 'gigabytes.unread'
  | 'gigabytes.least'
  | 'gigabytes.most'
  | 'quota.days'
  | 'quota.unlimited'
  | 'formerColleague';

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
  'gigabytes.empty': ['Isi berapa GB.', 'Fill in how many GB.'],
  'gigabytes.unread': [
    'Tulis seribu tanpa titik (1000), pecahan dengan koma (1,5).',
    'Write a thousand without a comma (1000), a fraction with a point (1.5).',
  ],
  'gigabytes.least': ['Paling sedikit {least} GB.', 'At least {least} GB.'],
  'gigabytes.most': ['Paling banyak 1.000.000 GB.', 'At most 1,000,000 GB.'],
  'quota.gigabytes': ['Kuota (GB)', 'Quota (GB)'],
  'quota.days': ['Hari', 'Days'],
  formerColleague: ['Mantan rekan kerja ({id})', 'Former colleague ({id})'],
  'quota.unlimited': ['Tanpa batas', 'Unlimited'],
  'reason.hint': ['Tercatat di riwayat pelanggan.', "Kept in the subscriber's history."],
};
