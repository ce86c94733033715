// catalogue.ts — what a subscriber is written to about, on a page of its own: words that the portal does not load.
import type { Locale } from '../locale';

export const notices = {
  title: { id: 'Pesan untuk saya', en: 'Messages to me' },
  intro: {
    id: 'Pilih pesan yang ingin Anda terima. Kode masuk, kuitansi, dan tagihan selalu dikirim.',
    en: 'Choose the messages that you want. Login codes, receipts and bills always come.',
  },
  quota: { id: 'Kuota', en: 'Quota' },
  'quota.help': { id: 'Hampir habis, habis, atau berakhir.', en: 'Running low, used up, or over.' },
  account: { id: 'Akun', en: 'Account' },
  'account.help': {
    id: 'Pendaftaran, blokir, dan jawaban atas permintaan Anda.',
    en: 'Registration, blocks, and answers to what you asked for.',
  },
  family: { id: 'Kuota keluarga', en: 'Family quota' },
  'family.help': { id: 'Ajakan, dan siapa yang ikut memakai.', en: 'Invitations, and who shares it.' },
  broadcast: { id: 'Kabar dari pengelola', en: 'News of the operator' },
  'broadcast.help': { id: 'Gangguan, perbaikan, dan penawaran.', en: 'Outages, repairs and offers.' },
  ways: { id: 'Jalan lain selain WhatsApp', en: 'Ways beside WhatsApp' },
  save: { id: 'Simpan', en: 'Save' },
  saved: { id: 'Tersimpan.', en: 'Saved.' },
  noNumber: {
    id: 'Akun ini tidak punya nomor HP, jadi tidak ada pesan.',
    en: 'This account has no phone number, so there are no messages.',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type NoticesKey = keyof typeof notices;

export const noticesText = (key: NoticesKey, locale: Locale): string => notices[key][locale];
