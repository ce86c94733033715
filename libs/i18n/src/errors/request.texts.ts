// request.texts.ts — what a person reads when a request cannot be read or answered: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const requestErrors = {
  'PHONE.INVALID': {
    id: { title: 'Nomor tidak dikenali', detail: 'Tulis nomor ponsel Indonesia, misalnya 0812 3456 7890.' },
    en: { title: 'Number not recognised', detail: 'Write an Indonesian mobile number, e.g. 0812 3456 7890.' },
  },
  'MAC.INVALID': {
    id: {
      title: 'Alamat perangkat salah',
      detail: 'Tulis dua belas angka heksadesimal, misalnya AA:BB:CC:DD:EE:FF.',
    },
    en: {
      title: 'Device address is wrong',
      detail: 'Write twelve hexadecimal digits, e.g. AA:BB:CC:DD:EE:FF.',
    },
  },
  'BYTES.INVALID': {
    id: { title: 'Jumlah byte salah', detail: 'Tulis bilangan bulat yang tidak negatif.' },
    en: { title: 'Number of bytes is wrong', detail: 'Write a whole number that is not negative.' },
  },
  'RUPIAH.INVALID': {
    id: { title: 'Jumlah rupiah salah', detail: 'Tulis bilangan bulat yang tidak negatif.' },
    en: { title: 'Amount in rupiah is wrong', detail: 'Write a whole number that is not negative.' },
  },
  'BACKUP.NOT_SET_UP': {
    id: {
      title: 'Cadangan belum disiapkan',
      detail: 'Isi BACKUP_PASSPHRASE di .env mesin, lalu nyalakan Saring lagi.',
    },
    en: {
      title: 'Backups are not set up',
      detail: 'Set BACKUP_PASSPHRASE in .env of the machine, then start Saring again.',
    },
  },
  'BACKUP.NOT_HERE': {
    id: {
      title: 'Di sini tidak ada cadangan otomatis',
      detail:
        'Saring yang terbagi di beberapa mesin mengarsipkan PostgreSQL dengan caranya sendiri; npm start membuat cadangan setiap hari.',
    },
    en: {
      title: 'No backups are made here',
      detail:
        'A Saring that is split over machines has PostgreSQL archived by its own means; npm start makes a backup every day.',
    },
  },
  'BACKUP.UNKNOWN': {
    id: { title: 'Cadangan tidak ditemukan', detail: 'Cadangan itu sudah dihapus, atau belum pernah ada.' },
    en: { title: 'Unknown backup', detail: 'That backup was removed, or there never was one.' },
  },
  'BACKUP.PLACE_AWAY': {
    id: { title: 'Tempat cadangan tidak bisa dibaca', detail: '{reason}' },
    en: { title: 'The place of backups cannot be read', detail: '{reason}' },
  },
  'JOB.UNKNOWN': {
    id: { title: 'Pekerjaan tidak dikenal', detail: 'Layanan itu tidak punya pekerjaan {name}.' },
    en: { title: 'Unknown job', detail: 'That service has no job {name}.' },
  },
  'COMMAND.BUSY': {
    id: {
      title: 'Sedang diubah orang lain',
      detail: 'Banyak perubahan datang bersamaan; perintah ini belum dijalankan. Ulangi sebentar lagi.',
    },
    en: {
      title: 'Others are changing it',
      detail: 'Many changes came at once, and this one was not made. Try again in a moment.',
    },
  },
  'COMMAND.ID_REUSED': {
    id: {
      title: 'Kunci perintah terpakai',
      detail: 'Kunci yang sama sudah dipakai untuk perintah dengan isi lain.',
    },
    en: { title: 'Command key was used', detail: 'The same key was used for a command with other content.' },
  },
  'REQUEST.MALFORMED': {
    id: { title: 'Permintaan tidak terbaca', detail: 'Periksa isi permintaan.' },
    en: { title: 'Request cannot be read', detail: 'Check what the request holds.' },
  },
  'REQUEST.INVALID': {
    id: { title: 'Isian salah', detail: '{reason}' },
    en: { title: 'Input is wrong', detail: '{reason}' },
  },
  'REQUEST.TOO_LARGE': {
    id: { title: 'Permintaan terlalu besar', detail: 'Kirim isi yang lebih kecil.' },
    en: { title: 'Request too large', detail: 'Send a smaller body.' },
  },
  'REQUEST.TOO_MANY': {
    id: { title: 'Terlalu banyak permintaan', detail: 'Coba lagi {wait} lagi.' },
    en: { title: 'Too many requests', detail: 'Try again in {wait}.' },
  },
  'REQUEST.NOT_FOUND': {
    id: { title: 'Tidak ditemukan', detail: 'Alamat ini tidak ada.' },
    en: { title: 'Not found', detail: 'There is nothing at this address.' },
  },
  'REQUEST.METHOD_NOT_ALLOWED': {
    id: { title: 'Metode tidak didukung', detail: 'Alamat ini tidak menerima metode itu.' },
    en: { title: 'Method not supported', detail: 'This address does not take that method.' },
  },
  'REQUEST.HEADERS_TOO_LARGE': {
    id: { title: 'Header permintaan terlalu besar', detail: 'Hapus cookie situs ini lalu coba lagi.' },
    en: {
      title: 'The headers of the request are too large',
      detail: 'Clear the cookies of this site and try again.',
    },
  },
  'REQUEST.TOO_SLOW': {
    id: {
      title: 'Permintaan terlalu lambat',
      detail: 'Permintaan tidak selesai diterima pada waktunya. Coba lagi.',
    },
    en: { title: 'Request too slow', detail: 'The request did not arrive whole in time. Try again.' },
  },
  'REQUEST.IDEMPOTENCY_KEY_MISSING': {
    id: {
      title: 'Idempotency-Key belum dikirim',
      detail:
        'Kirim header Idempotency-Key dengan teks baru untuk setiap perintah, dan yang sama saat mengulang.',
    },
    en: {
      title: 'Idempotency-Key is missing',
      detail: 'Send the header Idempotency-Key: a new text for each command, the same one to repeat it.',
    },
  },
  'REQUEST.CROSS_SITE': {
    id: {
      title: 'Permintaan dari situs lain ditolak',
      detail:
        'Muat ulang halaman ini, lalu coba lagi. Program: kirim isi cookie saring_csrf sebagai X-CSRF-Token dengan Origin situs ini, atau pakai kunci API.',
    },
    en: {
      title: 'Request of another site refused',
      detail:
        'Reload this page and try again. Programs: send the cookie saring_csrf as X-CSRF-Token with the Origin of this site, or use an API key.',
    },
  },
  'SERVICE.UNAVAILABLE': {
    id: { title: 'Layanan sedang terganggu', detail: 'Coba lagi sebentar.' },
    en: { title: 'Service disturbed', detail: 'Try again in a moment.' },
  },
  'SERVICE.FAILED': {
    id: {
      title: 'Terjadi kesalahan',
      detail: 'Coba lagi. Bila berulang, sebutkan kode {traceId} kepada pengelola.',
    },
    en: {
      title: 'Something went wrong',
      detail: 'Try again. If it goes on, tell the operator the code {traceId}.',
    },
  },
  'OBSERVATION.UNREADABLE': {
    id: {
      title: 'Pengamatan tidak terbaca',
      detail: 'Pengamatan dari router ini disisihkan untuk diperiksa.',
    },
    en: {
      title: 'Observation cannot be read',
      detail: 'The observation of this router was set aside to be looked at.',
    },
  },
  'COMMAND.ID_MISSING': {
    id: { title: 'Kunci perintah belum ada', detail: 'Sertakan kunci perintah.' },
    en: { title: 'Command key is missing', detail: 'Name a command key.' },
  },
  'COMMAND.ID_REQUIRED': {
    id: { title: 'Kunci perintah belum ada', detail: 'Sertakan kunci perintah.' },
    en: { title: 'Command key is missing', detail: 'Name a command key.' },
  },
} satisfies ErrorTexts;
