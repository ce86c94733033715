// first-steps.texts.ts — the words of the list that leads a new owner to the first phone online.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'progress'
  | 'done'
  | 'open'
  | 'hide'
  | 'show'
  | 'show.why'
  | 'site'
  | 'site.why'
  | 'router'
  | 'router.why'
  | 'hotspot'
  | 'hotspot.why'
  | 'packages'
  | 'packages.why'
  | 'messages'
  | 'messages.why'
  | 'payments'
  | 'payments.why'
  | 'phone'
  | 'phone.why';

export const firstStepsTexts: Texts<Key> = {
  title: ['Langkah pertama', 'First steps'],
  progress: ['{done} dari {all} selesai', '{done} of {all} done'],
  done: ['Selesai', 'Done'],
  open: ['Kerjakan', 'Do it'],
  hide: ['Sembunyikan', 'Hide'],
  show: ['Tunjukkan langkah pertama', 'Show the first steps'],
  'show.why': [
    'Daftar langkah pertama di Beranda disembunyikan di peramban ini.',
    'The list of first steps on the home page is hidden in this browser.',
  ],
  site: ['Nama usaha, logo, dan zona waktu', 'Name of the business, logo and time zone'],
  'site.why': [
    'Terlihat pelanggan di halaman WiFi dan nota',
    'People see them on the WiFi pages and receipts',
  ],
  router: ['Sambungkan router pertama', 'Connect the first router'],
  'router.why': ['Satu baris ditempel di terminal router', "One line pasted into the router's terminal"],
  hotspot: ['Siapkan hotspot di router', 'Give the router a hotspot'],
  'hotspot.why': [
    'Perintahnya ditunjukkan dulu dan bisa dibatalkan',
    'The commands are shown first and can be undone',
  ],
  packages: ['Buat paket yang dijual', 'Make the packages to sell'],
  'packages.why': ['Ada tiga contoh untuk mulai', 'There are three examples to begin with'],
  messages: ['Kirim kode lewat WhatsApp', 'Send codes by WhatsApp'],
  'messages.why': [
    'Isi FONNTE_TOKEN di Setelan, lalu kirim pesan uji; sampai itu kode tertulis di log',
    'Set FONNTE_TOKEN in the settings, then send a test; until then codes are in the log',
  ],
  payments: ['Terima pembayaran', 'Take payments'],
  'payments.why': [
    'Isi kunci Midtrans di Setelan dan ujilah, atau isi teks transfer; tunai selalu bisa',
    'Set the Midtrans keys in the settings and test them, or set a transfer text; cash always works',
  ],
  phone: ['Masukkan satu HP percobaan', 'Let a test phone in'],
  'phone.why': [
    'Sambungkan HP ke WiFi dan lihat di sini sampai HP itu online',
    'Join the WiFi with a phone and watch here until it is online',
  ],
};
