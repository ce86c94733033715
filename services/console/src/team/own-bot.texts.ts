// own-bot.texts.ts — the words of one’s own number for the bot.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'hint'
  | 'now'
  | 'begin'
  | 'send'
  | 'open'
  | 'unreachable'
  | 'ended'
  | 'check'
  | 'end'
  | 'said.ended';

export const ownBotTexts: Texts<Key> = {
  title: ['Bot pengelola', 'Bot for operators'],
  hint: [
    'Tanyakan pelanggan, pembayaran, dan router lewat WhatsApp. Kirim kode dari nomor Anda: itu membuktikan nomornya. Uang tidak bergerak lewat pesan.',
    'Ask about subscribers, payments and routers by WhatsApp. Send a code from your number: that proves it. No money moves by message.',
  ],
  now: [
    '{phone}, berlaku sampai {until}. Balas BANTUAN di WhatsApp.',
    '{phone}, good until {until}. Answer HELP in WhatsApp.',
  ],
  begin: ['Buktikan nomor', 'Prove a number'],
  send: ['Kirim ini ke {phone} dalam {minutes} menit:', 'Send this to {phone} within {minutes} minutes:'],
  open: ['Buka WhatsApp', 'Open WhatsApp'],
  unreachable: [
    'WhatsApp belum menerima pesan di sini. Periksa salurannya di halaman Pesan, lalu coba lagi.',
    'WhatsApp takes no messages here now. Look at its channel on the page Messages, then try again.',
  ],
  ended: [
    'Kode tidak disimpan di sini. Minta yang baru bila sudah lewat waktunya.',
    'The code is kept nowhere here. Ask for another one when its time is over.',
  ],
  check: ['Sudah saya kirim', 'I have sent it'],
  end: ['Akhiri bot', 'End the bot'],
  'said.ended': ['Nomor itu tidak membuka bot lagi.', 'That number opens the bot no more.'],
};
