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
  | 'formerColleague'
  | 'field.missing'
  | 'field.choose'
  | 'field.tick'
  | 'field.email'
  | 'field.short'
  | 'field.wrong'
  | 'number.least'
  | 'number.most'
  | 'number.unread'
  | 'forbidden.detail';

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
  'field.missing': ['Isi dulu bagian ini.', 'Fill this in.'],
  'field.choose': ['Pilih salah satu.', 'Choose one.'],
  'field.tick': ['Centang bila benar.', 'Tick it if it is right.'],
  'field.email': [
    'Tulis alamat email, misalnya sari@contoh.id.',
    'Write an e-mail address, such as sari@example.com.',
  ],
  'field.short': ['Paling sedikit {least} karakter.', 'At least {least} characters.'],
  'field.wrong': ['Isian ini belum benar.', 'This is not right yet.'],
  'number.least': ['Paling sedikit {least}.', 'At least {least}.'],
  'number.most': ['Paling banyak {most}.', 'At most {most}.'],
  'number.unread': ['Tulis sebuah angka.', 'Write a number.'],
  'forbidden.detail': [
    'Peran Anda tidak mencakup ini. Pemilik dapat mengubah peran di halaman Tim.',
    'Your role does not include this. An owner can change roles on the page Team.',
  ],
  'reason.hint': ['Tercatat di riwayat pelanggan.', "Kept in the subscriber's history."],
};
