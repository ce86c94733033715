// auth.texts.ts — what a person reads when a login, a session or an account is refused: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const authErrors = {
  'AUTH.OTP_TOO_SOON': {
    id: { title: 'Tunggu sebentar', detail: 'Kode baru dapat diminta {wait} lagi.' },
    en: { title: 'One moment', detail: 'You can ask for another code in {wait}.' },
  },
  'AUTH.OTP_DAILY_LIMIT': {
    id: { title: 'Batas kode hari ini tercapai', detail: 'Coba lagi besok, atau hubungi pengelola.' },
    en: { title: 'No more codes today', detail: 'Try again tomorrow, or contact the operator.' },
  },
  'AUTH.OTP_UNDELIVERABLE': {
    id: {
      title: 'Kode tidak dapat dikirim',
      detail:
        'Nomor ini tidak memakai WhatsApp, atau WhatsApp menolaknya. Periksa nomornya atau pakai nomor lain.',
    },
    en: {
      title: 'The code cannot be sent',
      detail: 'This number has no WhatsApp, or WhatsApp refuses it. Check the number or use another one.',
    },
  },
  'AUTH.OTP_WRONG': {
    id: { title: 'Kode salah', detail: 'Periksa lagi kode di WhatsApp. Sisa percobaan: {triesLeft}.' },
    en: { title: 'Wrong code', detail: 'Check the code in WhatsApp again. Tries left: {triesLeft}.' },
  },
  'AUTH.OTP_DEAD': {
    id: { title: 'Kode hangus', detail: 'Terlalu banyak percobaan. Minta kode baru.' },
    en: { title: 'This code is void', detail: 'Too many tries. Ask for another code.' },
  },
  'AUTH.REVERSE_UNAVAILABLE': {
    id: { title: 'Belum bisa lewat pesan', detail: 'Minta kode seperti biasa dengan nomor Anda.' },
    en: { title: 'Not by message now', detail: 'Ask for a code with your number instead.' },
  },
  'AUTH.OTP_EXPIRED': {
    id: { title: 'Kode kedaluwarsa', detail: 'Minta kode baru.' },
    en: { title: 'This code has expired', detail: 'Ask for another code.' },
  },
  'AUTH.OTP_USED': {
    id: { title: 'Kode sudah dipakai', detail: 'Minta kode baru.' },
    en: { title: 'This code was used', detail: 'Ask for another code.' },
  },
  'AUTH.OTP_LOCKED': {
    id: {
      title: 'Nomor dikunci sementara',
      detail: 'Terlalu banyak kode salah. Coba lagi besok, atau hubungi pengelola.',
    },
    en: {
      title: 'Number locked for now',
      detail: 'Too many wrong codes. Try again tomorrow, or contact the operator.',
    },
  },
  'AUTH.DEVICE_OF_ANOTHER': {
    id: {
      title: 'Perangkat milik nomor lain',
      detail: 'Perangkat ini terdaftar pada nomor lain. Setujui pemindahan untuk melanjutkan.',
    },
    en: {
      title: 'Device of another number',
      detail: 'This device is registered to another number. Agree to move it to go on.',
    },
  },
  'AUTH.DEVICE_NEEDS_OWNER': {
    id: {
      title: 'Perangkat di akun lain',
      detail: 'Pemiliknya perlu menghapusnya di halaman Perangkat, atau tanya pengelola WiFi.',
    },
    en: {
      title: 'Device in another account',
      detail: 'Its owner removes it on their Devices page, or who runs this WiFi does.',
    },
  },
  'AUTH.DEVICE_STAYS': {
    id: { title: 'Sudah miliknya', detail: 'Perangkat ini sudah milik pelanggan itu. Pilih orang lain.' },
    en: { title: 'Already theirs', detail: "The device is that subscriber's already. Choose someone else." },
  },
  'AUTH.DEVICE_NOT_FOUND': {
    id: { title: 'Perangkat tidak ditemukan lagi', detail: 'Nyalakan perangkatnya, lalu cari lagi.' },
    en: { title: 'Device no longer found', detail: 'Switch the device on, then search again.' },
  },
  'AUTH.DEVICES_FULL': {
    id: {
      title: 'Jatah perangkat penuh',
      detail:
        'Akun ini sudah memakai semua jatah perangkat. Pilih yang dikeluarkan; perangkat baru menggantikannya.',
    },
    en: {
      title: 'No place for another device',
      detail:
        'All places of this account are taken. Choose the device to remove; the new one takes its place.',
    },
  },
  'AUTH.DEVICES_ONLINE': {
    id: {
      title: 'Semua perangkat sedang dipakai',
      detail: 'Akun Anda sudah memakai semua jatah perangkat. Pilih perangkat yang dikeluarkan.',
    },
    en: {
      title: 'All devices are in use',
      detail: 'Your account has as many devices as it may. Choose the one to put out.',
    },
  },
  'AUTH.DEVICE_UNKNOWN': {
    id: { title: 'Perangkat tidak ditemukan', detail: 'Perangkat ini tidak (lagi) terdaftar.' },
    en: { title: 'Device not found', detail: 'This device is not registered, or no longer.' },
  },
  'AUTH.SESSION_REVOKED': {
    id: { title: 'Sesi berakhir', detail: 'Masuk lagi dengan nomor Anda.' },
    en: { title: 'Session ended', detail: 'Log in with your number again.' },
  },
  'AUTH.SESSION_EXPIRED': {
    id: { title: 'Sesi berakhir', detail: 'Masuk lagi dengan nomor Anda.' },
    en: { title: 'Session ended', detail: 'Log in with your number again.' },
  },
  'AUTH.SESSION_REUSED': {
    id: {
      title: 'Sesi berakhir',
      detail: 'Sesi ini dipakai dua kali, jadi diakhiri demi keamanan. Masuk lagi.',
    },
    en: {
      title: 'Session ended',
      detail: 'This session was used twice, so it was ended for safety. Log in again.',
    },
  },
  'AUTH.UNAUTHENTICATED': {
    id: { title: 'Belum masuk', detail: 'Masuk dengan nomor Anda.' },
    en: { title: 'Not logged in', detail: 'Log in with your number.' },
  },
  'AUTH.SUBSCRIBER_UNKNOWN': {
    id: { title: 'Pelanggan tidak ditemukan', detail: 'Periksa nomor atau id pelanggan.' },
    en: { title: 'Subscriber not found', detail: 'Check the number or the id.' },
  },
  'AUTH.SUBSCRIBER_EXISTS': {
    id: { title: 'Pelanggan sudah ada', detail: 'Pelanggan ini sudah terdaftar.' },
    en: { title: 'Subscriber exists', detail: 'This subscriber is registered already.' },
  },
  'AUTH.PHONE_TAKEN': {
    id: { title: 'Nomor sudah terdaftar', detail: 'Nomor ini milik pelanggan lain.' },
    en: { title: 'Number is registered', detail: 'This number belongs to another subscriber.' },
  },
  'AUTH.PHONE_SAME': {
    id: { title: 'Nomornya sama', detail: 'Tulis nomor yang berbeda dari nomor sekarang.' },
    en: { title: 'Same number', detail: 'Write a number other than the present one.' },
  },
  'AUTH.DELETION_HINDERED': {
    id: {
      title: 'Belum bisa dihapus',
      detail: 'Masih ada yang terbuka. Selesaikan dulu, lalu hapus lagi.',
    },
    en: {
      title: 'Cannot be deleted yet',
      detail: 'Something is still open. Settle it, then delete again.',
    },
  },
  'AUTH.CONFIRMATION_WRONG': {
    id: { title: 'Konfirmasi tidak cocok', detail: 'Tulis empat angka terakhir nomor orang ini.' },
    en: {
      title: 'Confirmation does not match',
      detail: "Type the last four digits of this person's number.",
    },
  },
  'AUTH.PHONE_MISSING': {
    id: {
      title: 'Akun tanpa nomor',
      detail: 'Nomor akun ini sudah dilepas. Pengelola dapat memberi nomor baru.',
    },
    en: {
      title: 'Account without a number',
      detail: 'The number of this account was released. An operator can set another one.',
    },
  },
  'AUTH.NUMBER_SILENT': {
    id: { title: 'Nomor ini lama tidak dipakai', detail: 'Pilih apakah akun lama nomor ini milik Anda.' },
    en: {
      title: 'This number was long unused',
      detail: 'Choose whether the old account of this number is yours.',
    },
  },
  'AUTH.REASON_MISSING': {
    id: { title: 'Alasan belum diisi', detail: 'Tulis alasannya.' },
    en: { title: 'Reason is missing', detail: 'Write the reason.' },
  },
  'AUTH.ROLE_INVALID': {
    id: { title: 'Peran tidak dikenal', detail: 'Pilih peran yang tersedia.' },
    en: { title: 'Role not known', detail: 'Choose one of the roles.' },
  },
  'AUTH.PERSONAL_DATA_TOO_LONG': {
    id: {
      title: 'Data terlalu panjang',
      detail: 'Nama paling banyak 100 karakter; isian paling banyak 30, masing-masing 200 karakter.',
    },
    en: {
      title: 'Data too long',
      detail: 'A name has at most 100 characters; at most 30 fields of 200 characters.',
    },
  },
} satisfies ErrorTexts;
