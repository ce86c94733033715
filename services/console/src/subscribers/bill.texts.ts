// bill.texts.ts — the words of a bill that is sent to a person, and of what became of it.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'hint'
  | 'debts'
  | 'method'
  | 'send'
  | 'made'
  | 'again'
  | 'opening'
  | 'price'
  | 'order'
  | 'message'
  | 'ordered'
  | 'link'
  | 'link.hint'
  | 'link.local'
  | 'copy'
  | 'copied'
  | 'done';

export const billTexts: Texts<Key> = {
  title: ['Kirim tagihan', 'Send a bill'],
  hint: [
    'Pesanan dibuat untuknya, dan tautan bayarnya dikirim ke WhatsApp {phone}. Bila yang sama masih terbuka, pesanan itu dikirim lagi.',
    'An order is made for them, and the link to pay it goes to WhatsApp {phone}. If the same is open already, that order is sent again.',
  ],
  debts: ['Untuk semua tunggakannya', 'For all that they owe'],
  method: ['Cara bayar', 'Way to pay'],
  send: ['Kirim', 'Send'],
  made: ['Tagihan {amount} dibuat.', 'A bill over {amount} is made.'],
  again: [
    'Tagihan {amount} yang dibuat {at} masih terbuka; dikirim lagi (ke-{times}).',
    'The bill over {amount} made {at} is still open; it is sent again (time {times}).',
  ],
  opening: [
    'Layanan pembayaran belum menjawab. WhatsApp dikirim begitu tagihan ini dapat dibayar.',
    'The payment service has not answered yet. WhatsApp is sent as soon as this bill can be paid.',
  ],
  price: [
    'Harga paketnya sekarang {now}. Untuk menagih harga itu, batalkan dulu pesanan ini.',
    'The package costs {now} now. To bill that price, cancel this order first.',
  ],
  order: ['Lihat pesanan {number}', 'See order {number}'],
  message: ['WhatsApp ke {phone}', 'WhatsApp to {phone}'],
  ordered: ['Pesannya sedang disiapkan…', 'The message is being made…'],
  link: ['Tautan bayar', 'Link to pay'],
  'link.hint': [
    'Bisa dikirim sendiri bila pesannya tidak sampai.',
    'You can send it yourself if the message does not arrive.',
  ],
  'link.local': [
    'Tautan ini hanya terbuka di komputer server. Atur PUBLIC_URL di Pengaturan agar terbuka di HP pelanggan.',
    'This link opens on the server’s own computer only. Set PUBLIC_URL in Settings so that it opens on phones.',
  ],
  copy: ['Salin tautan', 'Copy the link'],
  copied: ['Tersalin', 'Copied'],
  done: ['Selesai', 'Done'],
};
