// catalogue.ts — the words around a code that the person sends: the portal loads them with that step.
import type { Locale } from '../locale';

const reverseCodeTexts = {
  offer: { id: 'Masuk dengan mengirim pesan WhatsApp', en: 'Log in by sending a WhatsApp message' },
  why: {
    id: 'Tanpa menunggu kode: kirim satu pesan dari nomor Anda untuk menyambungkan HP ini.',
    en: 'No code to wait for: send one message from your number to connect this phone.',
  },
  sendMe: { id: 'Kirim kode ke saya', en: 'Send me a code' },
  maySent: { id: 'Pesan sudah Anda kirim?', en: 'Have you sent your message?' },
  goOn: { id: 'Lanjut', en: 'Go on' },
  title: { id: 'Kirim pesan WhatsApp', en: 'Send a WhatsApp message' },
  intro: {
    id: 'Kirim pesan ini dari nomor Anda sendiri. HP ini langsung tersambung, walaupun halaman ini tertutup.',
    en: 'Send this message from your own number. This phone is connected at once, even if this page closes.',
  },
  introStay: {
    id: 'Kirim pesan ini dari nomor Anda sendiri, lalu kembali ke halaman ini: Anda langsung masuk.',
    en: 'Send this message from your own number, then come back to this page: you are logged in.',
  },
  open: { id: 'Buka WhatsApp', en: 'Open WhatsApp' },
  byHand: {
    id: 'Atau ketik sendiri, dari HP mana pun dengan nomor Anda:',
    en: 'Or type it yourself, on any phone with your number:',
  },
  to: { id: 'ke nomor', en: 'to the number' },
  copy: { id: 'Salin pesan', en: 'Copy the message' },
  copied: { id: 'Tersalin', en: 'Copied' },
  qr: { id: 'Kode QR: pindai dengan HP lain', en: 'QR code: scan it with another phone' },
  onlyThis: {
    id: 'Kode ini menyambungkan HP yang menampilkannya. Jangan kirim kode dari layar orang lain.',
    en: 'This code connects the phone that shows it. Never send a code from the screen of somebody else.',
  },
  waiting: {
    id: 'Menunggu pesan Anda… Setelah mengirim, kembali ke halaman ini.',
    en: 'Waiting for your message… Come back to this page once you have sent it.',
  },
  waitingHere: {
    id: 'Menunggu pesan dari HP ini… Sudah Anda kirim? Halaman ini lanjut sendiri.',
    en: 'Waiting for the message of this phone… Have you sent it? This page goes on by itself.',
  },
  proved: { id: 'Pesan Anda sudah kami terima.', en: 'We have your message.' },
  go: { id: 'Masuk', en: 'Log in' },
  connect: { id: 'Sambungkan HP ini', en: 'Connect this phone' },
  expired: { id: 'Waktunya habis. Mulai lagi.', en: 'The time is over. Begin again.' },
  closed: {
    id: 'Nomor ini belum terdaftar di WiFi ini. Hubungi pengelola.',
    en: 'This number is not registered at this WiFi. Contact the operator.',
  },
  numberless: {
    id: 'WhatsApp tidak memberi tahu nomor Anda kepada kami. Minta kode dengan nomor Anda.',
    en: 'WhatsApp does not tell us your number. Ask for a code with your number.',
  },
  back: { id: 'Minta kode dengan nomor', en: 'Ask for a code with a number' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type ReverseCodeKey = keyof typeof reverseCodeTexts;

export const reverseCodeText = (key: ReverseCodeKey, locale: Locale): string => reverseCodeTexts[key][locale];
