// catalogue.ts — messages by e-mail, on a page of its own: words that the portal does not load.
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';

const emailPage = {
  title: { id: 'Pesan lewat surel', en: 'Messages by e-mail' },
  intro: {
    id: 'Daftarkan alamat surel (email), supaya pesan tetap sampai bila WhatsApp terganggu.',
    en: 'Add an e-mail address, so that messages still arrive while WhatsApp is disturbed.',
  },
  off: { id: 'Surel belum tersedia di sini.', en: 'E-mail is not offered here.' },
  address: { id: 'Alamat surel (email)', en: 'E-mail address' },
  'address.hint': {
    id: 'Kami kirim kode 6 angka ke alamat ini.',
    en: 'We send a code of 6 digits to this address.',
  },
  send: { id: 'Kirim kode', en: 'Send the code' },
  sent: {
    id: 'Kode dikirim ke {email}. Berlaku 15 menit. Belum sampai? Periksa juga folder spam.',
    en: 'The code went to {email}. It is good for 15 minutes. Not there yet? Look in the spam folder, too.',
  },
  code: { id: 'Kode 6 angka', en: '6-digit code' },
  confirm: { id: 'Konfirmasi', en: 'Confirm' },
  again: { id: 'Kirim kode baru', en: 'Send a new code' },
  other: { id: 'Pakai alamat lain', en: 'Use another address' },
  linked: { id: 'Pesan juga bisa dikirim ke:', en: 'Messages may also come to:' },
  proved: { id: 'Alamat Anda sudah terhubung.', en: 'Your address is linked.' },
  ended: { id: 'Alamat sudah dihapus.', en: 'The address is removed.' },
  change: { id: 'Ganti alamat', en: 'Change the address' },
  end: { id: 'Hapus alamat ini', en: 'Remove this address' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type EmailPageKey = keyof typeof emailPage;

/** A text of the page on which a subscriber adds an e-mail address. */
export const emailPageText = (key: EmailPageKey, locale: Locale, params: Params = {}): string =>
  fill(emailPage[key][locale], params);
