import type { Texts } from '../language/language';

type Key =
  | 'nav'
  | 'nav.open'
  | 'skip'
  | 'home'
  | 'subscribers'
  | 'orders'
  | 'jobs'
  | 'backups'
  | 'requests'
  | 'alerts'
  | 'routers'
  | 'routers.away'
  | 'bills'
  | 'debts'
  | 'goodwill'
  | 'drawer'
  | 'reports'
  | 'packages'
  | 'promos'
  | 'vouchers'
  | 'agents'
  | 'sell'
  | 'sites'
  | 'held'
  | 'messages'
  | 'broadcasts'
  | 'templates'
  | 'plugins'
  | 'audit'
  | 'settings'
  | 'team'
  | 'find'
  | 'find.title'
  | 'find.placeholder'
  | 'find.nothing'
  | 'find.hint'
  | 'find.subscribers'
  | 'find.orders'
  | 'find.lines'
  | 'find.bills'
  | 'find.actions'
  | 'find.pages'
  | 'find.routers'
  | 'find.team'
  | 'find.elsewhere'
  | 'theme'
  | 'language'
  | 'account'
  | 'about'
  | 'away'
  | 'away.why'
  | 'away.ask'
  | 'notLoaded'
  | 'notLoaded.why';

export const shellTexts: Texts<Key> = {
  nav: ['Halaman', 'Pages'],
  'nav.open': ['Buka daftar halaman', 'Open the list of pages'],
  skip: ['Langsung ke isi', 'Skip to the content'],
  home: ['Beranda', 'Home'],
  subscribers: ['Pelanggan', 'Subscribers'],
  orders: ['Pesanan', 'Orders'],
  requests: ['Permintaan', 'Requests'],
  jobs: ['Pekerjaan latar', 'Background jobs'],
  backups: ['Cadangan', 'Backups'],
  alerts: ['Peringatan', 'Alerts'],
  routers: ['Router', 'Routers'],
  'routers.away': ['{count} tidak tersambung', '{count} not online'],
  bills: ['Tagihan', 'Bills'],
  debts: ['Tunggakan', 'Debts'],
  goodwill: ['Kompensasi', 'Goodwill'],
  reports: ['Laporan', 'Reports'],
  drawer: ['Laci kas', 'Cash drawer'],
  packages: ['Paket', 'Packages'],
  promos: ['Promo', 'Promos'],
  vouchers: ['Voucher', 'Vouchers'],
  agents: ['Agen', 'Agents'],
  sell: ['Jual', 'Sell'],
  sites: ['Lokasi dan merek', 'Sites and brand'],
  held: ['Pemakaian ditahan', 'Held usage'],
  messages: ['Pesan', 'Messages'],
  broadcasts: ['Siaran', 'Messages to many'],
  templates: ['Templat pesan', 'Message texts'],
  plugins: ['Plugin pembayaran', 'Payment plugins'],
  audit: ['Catatan tindakan', 'Audit log'],
  settings: ['Setelan', 'Settings'],
  team: ['Tim', 'Team'],
  find: ['Cari', 'Find'],
  'find.title': [
    'Cari pelanggan, pesanan, router, halaman, atau tindakan',
    'Find a subscriber, order, router, page or action',
  ],
  'find.placeholder': ['Nama, nomor HP, nomor pesanan, tindakan…', 'Name, phone, order number, action…'],
  'find.nothing': ['Tidak ada yang cocok.', 'Nothing matches.'],
  'find.hint': ['Ketik paling sedikit dua huruf.', 'Type at least two characters.'],
  'find.subscribers': ['Pelanggan', 'Subscribers'],
  'find.orders': ['Pesanan', 'Orders'],
  'find.lines': ['Jalur PPPoE', 'PPPoE lines'],
  'find.bills': ['Tagihan', 'Bills'],
  'find.actions': ['Tindakan', 'Actions'],
  'find.pages': ['Halaman', 'Pages'],
  'find.routers': ['Router', 'Routers'],
  'find.elsewhere': ['Di halaman lain', 'On other pages'],
  'find.team': ['Tim', 'Team'],
  theme: ['Terang atau gelap', 'Light or dark'],
  language: ['Bahasa: English', 'Language: Bahasa Indonesia'],
  account: ['Akun saya', 'My account'],
  about: ['Tentang Saring', 'About Saring'],
  away: [
    'Server tidak menjawab sejak {at}; mencoba lagi…',
    'No answer from the server since {at}; trying again…',
  ],
  'away.why': [
    'Yang tampil di sini mungkin sudah berubah. Pesan ini hilang sendiri begitu server menjawab.',
    'What is shown here may have changed. This goes away by itself when the server answers.',
  ],
  'away.ask': ['Coba sekarang', 'Try now'],
  notLoaded: ['Halaman ini belum dapat dimuat', 'This page could not be loaded yet'],
  'notLoaded.why': [
    'Server tidak mengirim halamannya. Begitu server menjawab, halaman ini dimuat sendiri.',
    'The server did not send it. It is loaded by itself as soon as the server answers.',
  ],
};
