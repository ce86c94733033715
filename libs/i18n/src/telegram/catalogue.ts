// catalogue.ts — messages by Telegram, on a page of its own: words that the portal does not load.
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';

export const telegram = {
  title: { id: 'Pesan lewat Telegram', en: 'Messages by Telegram' },
  intro: {
    id: 'Hubungkan Telegram, supaya pesan dan kode tetap sampai bila WhatsApp terganggu.',
    en: 'Link Telegram, so that messages and codes still arrive while WhatsApp is disturbed.',
  },
  off: { id: 'Telegram belum tersedia di sini.', en: 'Telegram is not offered here.' },
  linked: { id: 'Telegram Anda terhubung.', en: 'Your Telegram is linked.' },
  link: { id: 'Hubungkan Telegram', en: 'Link Telegram' },
  open: { id: 'Buka Telegram', en: 'Open Telegram' },
  'open.help': {
    id: 'Ketuk, lalu tekan Start (Mulai) di Telegram. Tautan berlaku 30 menit, sekali pakai; jangan bagikan.',
    en: 'Tap it, then press Start in Telegram. The link is good for 30 minutes, once; do not share it.',
  },
  check: { id: 'Sudah, periksa', en: 'Done, check it' },
  notYet: {
    id: 'Belum terhubung. Ketuk Hubungkan Telegram, buka tautannya, lalu tekan Start (Mulai) di Telegram.',
    en: 'Not linked yet. Tap Link Telegram, open the link, then press Start in Telegram.',
  },
  end: { id: 'Putuskan', en: 'Unlink' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type TelegramKey = keyof typeof telegram;

export const telegramText = (key: TelegramKey, locale: Locale, params: Params = {}): string =>
  fill(telegram[key][locale], params);
