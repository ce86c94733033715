// site.texts.ts — what is wrong with the profile of a site, in both languages.
import type { ErrorTexts } from './error-text';

export const siteErrors = {
  'SITE.UNKNOWN': {
    id: {
      title: 'Lokasi tidak dikenal',
      detail: 'Tidak ada router, nama portal, atau profil lokasi "{site}". Yang ada: {sites}.',
    },
    en: {
      title: 'Unknown site',
      detail: 'No router, portal name or profile belongs to a site "{site}". There are: {sites}.',
    },
  },
  'BILLING.SITE_INVALID': {
    id: {
      title: 'Nama lokasi salah',
      detail: 'Tulis 1–32 huruf kecil, angka, atau tanda hubung, misalnya kos-melati.',
    },
    en: {
      title: 'Site name is wrong',
      detail: 'Write 1–32 small letters, digits or dashes, such as kos-melati.',
    },
  },
  'BILLING.TOO_MANY_SITES': {
    id: {
      title: 'Lokasi terlalu banyak',
      detail: 'Paling banyak {most} lokasi dapat memiliki profil sendiri.',
    },
    en: { title: 'Too many sites', detail: 'At most {most} sites can have a profile of their own.' },
  },
  'BILLING.PROFILE_TEXT_INVALID': {
    id: { title: 'Teks terlalu panjang', detail: '{field} paling panjang {mostCharacters} karakter.' },
    en: { title: 'Text is too long', detail: '{field} may have at most {mostCharacters} characters.' },
  },
  'BILLING.PROFILE_TEXT_NOT_PLAIN': {
    id: {
      title: 'Teks berisi tanda tersembunyi',
      detail: '{field} harus satu baris, tanpa tanda yang membalik arah tulisan.',
    },
    en: {
      title: 'Text holds hidden marks',
      detail: '{field} is one line, without marks that turn the direction of text.',
    },
  },
  'BILLING.PROFILE_PHONE_INVALID': {
    id: { title: 'Nomor salah', detail: 'Tulis nomor dengan angka, misalnya 0812 3456 7890.' },
    en: { title: 'Wrong number', detail: 'Write the number in digits, like 0812 3456 7890.' },
  },
  'BILLING.PROFILE_URL_INVALID': {
    id: { title: 'Alamat salah', detail: '{field} harus dimulai dengan https:// atau http://.' },
    en: { title: 'Address is wrong', detail: '{field} must begin with https:// or http://.' },
  },
  'BILLING.COLOR_INVALID': {
    id: { title: 'Warna salah', detail: 'Tulis sebagai #rrggbb, misalnya #0b6b47.' },
    en: { title: 'Colour is wrong', detail: 'Write it as #rrggbb, e.g. #0b6b47.' },
  },
  'BILLING.COLOR_TOO_LIGHT': {
    id: {
      title: 'Warna terlalu terang',
      detail:
        'Kontras huruf putih di atasnya {contrast}; paling sedikit {leastContrast}. Pilih yang lebih gelap.',
    },
    en: {
      title: 'Colour is too light',
      detail:
        'White letters on it have a contrast of {contrast}; at least {leastContrast} is needed. Choose a darker one.',
    },
  },
  'BILLING.TIME_ZONE_UNKNOWN': {
    id: {
      title: 'Zona waktu tidak dikenal',
      detail: 'Tulis Asia/Jakarta (WIB), Asia/Makassar (WITA), atau Asia/Jayapura (WIT).',
    },
    en: {
      title: 'Time zone is unknown',
      detail: 'Write Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT).',
    },
  },
  'BILLING.LOGO_INVALID': {
    id: {
      title: 'Logo tidak dapat dipakai',
      detail: 'Kirim PNG atau JPEG utuh, paling besar {mostBytes} bita dan 1.500 piksel per sisi.',
    },
    en: {
      title: 'Logo cannot be used',
      detail: 'Send a whole PNG or JPEG of at most {mostBytes} bytes and 1,500 pixels a side.',
    },
  },
  'BILLING.LOGO_UNKNOWN': {
    id: { title: 'Tidak ada logo', detail: 'Lokasi ini tidak memiliki logo.' },
    en: { title: 'No logo', detail: 'This site has no logo.' },
  },
} satisfies ErrorTexts;
