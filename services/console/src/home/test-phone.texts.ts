// test-phone.texts.ts — the words of the page that follows a test phone from the WiFi to being online.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'why'
  | 'steps'
  | 'join'
  | 'join.how'
  | 'join.router'
  | 'join.seen'
  | 'join.nobody'
  | 'join.none'
  | 'join.away'
  | 'toRouters'
  | 'code'
  | 'code.how'
  | 'code.sent'
  | 'code.failed'
  | 'code.none'
  | 'toMessages'
  | 'signedIn'
  | 'signedIn.how'
  | 'signedIn.who'
  | 'online'
  | 'online.how'
  | 'online.end'
  | 'online.unseen'
  | 'quota'
  | 'device'
  | 'toPerson'
  | 'other'
  | 'state.done'
  | 'state.now'
  | 'state.stuck'
  | 'state.later';

export const testPhoneTexts: Texts<Key> = {
  title: ['Masukkan satu HP percobaan', 'Let a test phone in'],
  why: [
    'Halaman ini mengikuti HP-nya sendiri. Boleh ditinggalkan dan dibuka lagi.',
    'This page follows the phone by itself. You can leave it and come back.',
  ],
  steps: ['Jalan HP sampai online', 'The way of the phone until it is online'],
  join: ['HP tersambung ke WiFi', 'The phone joins the WiFi'],
  'join.how': [
    'Sambungkan HP ke WiFi dari router ini, lalu buka halaman masuk yang muncul:',
    'Join the WiFi of this router with the phone, then open the login page that appears:',
  ],
  'join.router': ['{router}, lokasi {site}', '{router}, site {site}'],
  'join.seen': [
    '{count} perangkat terlihat di router.',
    '{count} {count|device is|devices are} seen on the router.',
  ],
  'join.nobody': ['Belum ada perangkat di router.', 'No device on the router yet.'],
  'join.none': ['Belum ada router. Sambungkan satu dulu.', 'There is no router. Connect one first.'],
  'join.away': [
    'Tidak ada router yang online. Lihat apa yang menghalangi di halaman Router.',
    'No router is online. See what is in the way on the page Routers.',
  ],
  toRouters: ['Buka router', 'Open routers'],
  code: ['Kode diminta dengan nomor WhatsApp', 'A code is asked for with a WhatsApp number'],
  'code.how': [
    'Di halaman masuk HP itu, tekan “Kirim kode ke saya” kalau ada, lalu isi nomor WhatsApp.',
    'On the login page of the phone, press “Send me a code” if it is there, then enter a WhatsApp number.',
  ],
  'code.sent': ['Kode untuk {phone} dikirim {at}.', 'The code for {phone} was sent {at}.'],
  'code.failed': ['Kode untuk {phone} tidak terkirim:', 'The code for {phone} was not sent:'],
  'code.none': ['Didaftarkan tanpa kode.', 'Registered without a code.'],
  toMessages: ['Buka pesan', 'Open messages'],
  signedIn: ['HP masuk', 'The phone signs in'],
  'signedIn.how': [
    'Isi kode 6 angka dari WhatsApp di HP itu.',
    'Enter the 6 digits from WhatsApp on the phone.',
  ],
  'signedIn.who': ['{who} terdaftar {at}.', '{who} registered {at}.'],
  online: ['HP online', 'The phone is online'],
  'online.how': [
    'Sesudah masuk dan punya kuota, router membuka aksesnya.',
    'Once signed in and with quota, the router lets it through.',
  ],
  'online.end': ['{who} online di {router}, terlihat {at}.', '{who} is online at {router}, seen {at}.'],
  'online.unseen': ['{who} online di {router}.', '{who} is online at {router}.'],
  quota: ['Jual paket atau beri kuota di halaman orangnya.', 'Sell a package or give quota on their page.'],
  device: [
    'Di HP itu, buka halaman WiFi dan tekan "Daftarkan perangkat ini"; atau tambahkan perangkatnya di halaman orangnya.',
    'On the phone, open the WiFi page and press "Register this device"; or add the device on their page.',
  ],
  toPerson: ['Buka orangnya', 'Open the person'],
  other: ['Ikuti HP lain', 'Follow another phone'],
  'state.done': ['Selesai', 'Done'],
  'state.now': ['Ditunggu', 'Waited for'],
  'state.stuck': ['Ada yang menghalangi', 'Something is in the way'],
  'state.later': ['Nanti', 'Later'],
};
