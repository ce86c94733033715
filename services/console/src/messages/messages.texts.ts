import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'channel'
  | 'channel.log'
  | 'channel.log.why'
  | 'works'
  | 'stopped'
  | 'tryAgainAt'
  | 'otpUsed'
  | 'queued'
  | 'failedToday'
  | 'sendOtp'
  | 'said.on'
  | 'said.off'
  | 'state'
  | 'state.all'
  | 'state.queued'
  | 'state.sending'
  | 'state.sent'
  | 'state.failed'
  | 'state.expired'
  | 'state.unknown'
  | 'state.switched_off'
  | 'end.switched_off'
  | 'kind'
  | 'kind.all'
  | 'phone'
  | 'empty'
  | 'empty.person'
  | 'look'
  | 'test'
  | 'templates'
  | 'test.phone'
  | 'test.hint'
  | 'test.send'
  | 'test.again'
  | 'said.test'
  | 'end.queued'
  | 'end.sending'
  | 'end.sent'
  | 'end.sent.log'
  | 'end.sent.more'
  | 'end.failed'
  | 'end.unknown'
  | 'detail.to'
  | 'detail.language'
  | 'detail.created'
  | 'detail.sent'
  | 'detail.delivered'
  | 'detail.read'
  | 'detail.attempts'
  | 'detail.next'
  | 'detail.words'
  | 'detail.person'
  | 'language.id'
  | 'language.en';

export const messageTexts: Texts<Key> = {
  title: ['Pesan', 'Messages'],
  channel: ['WhatsApp lewat {channel}', 'WhatsApp by {channel}'],
  'channel.log': ['Belum ada WhatsApp', 'No WhatsApp yet'],
  'channel.log.why': [
    'Pesan hanya ditulis di log server. Isi CLOUD_TOKEN atau FONNTE_TOKEN di Setelan, atau GOWA_BASE_URL atau WAHA_BASE_URL di .env.',
    "Messages are only written to the server's log. Set CLOUD_TOKEN or FONNTE_TOKEN in the settings, or GOWA_BASE_URL or WAHA_BASE_URL in .env.",
  ],
  works: ['Berjalan', 'Works'],
  stopped: ['Berhenti', 'Stopped'],
  tryAgainAt: ['Dicoba lagi {time}.', 'Tried again at {time}.'],
  otpUsed: ['Kode masuk hari ini: {used} dari {all}', 'Login codes today: {used} of {all}'],
  queued: ['{count} menunggu', '{count} waiting'],
  failedToday: ['{count} gagal dalam 24 jam', '{count} failed in 24 hours'],
  sendOtp: ['Kirim kode masuk', 'Send login codes'],
  'said.on': ['Kode dikirim lagi.', 'Codes are sent again.'],
  'said.off': ['Kode tidak dikirim lagi.', 'No more codes are sent.'],
  state: ['Keadaan', 'State'],
  'state.all': ['Semua', 'All'],
  'state.queued': ['Menunggu', 'Queued'],
  'state.sending': ['Dikirim', 'Sending'],
  'state.sent': ['Terkirim', 'Sent'],
  'state.failed': ['Gagal', 'Failed'],
  'state.expired': ['Kedaluwarsa', 'Expired'],
  'state.unknown': ['Tidak pasti', 'Unknown'],
  'state.switched_off': ['Dimatikan', 'Switched off'],
  'end.switched_off': [
    'Tidak dikirim: jenis pesan ini dimatikan pada Templat pesan.',
    'Not sent: this kind of message is switched off on the page Message texts.',
  ],
  kind: ['Jenis', 'Kind'],
  'kind.all': ['Semua jenis', 'All kinds'],
  phone: ['Nomor', 'Number'],
  empty: ['Tidak ada pesan.', 'No messages.'],
  'empty.person': ['Belum ada pesan ke nomor ini.', 'No messages to this number yet.'],
  look: ['Lihat {kind}, {time}', 'Look at {kind}, {time}'],
  test: ['Kirim pesan uji', 'Send a test message'],
  templates: ['Templat pesan', 'Message texts'],
  'test.phone': ['Nomor WhatsApp', 'WhatsApp number'],
  'test.hint': ['Paling banyak 10 dalam satu jam.', 'At most 10 an hour.'],
  'test.send': ['Kirim', 'Send'],
  'test.again': ['Kirim lagi', 'Send again'],
  'said.test': ['Pesan uji masuk antrean.', 'The test message is queued.'],
  'end.queued': ['Menunggu giliran…', 'Waits for its turn…'],
  'end.sending': ['Sedang diserahkan ke {channel}…', 'Being handed to {channel}…'],
  'end.sent': ['Diserahkan ke {channel} pukul {time}.', 'Delivered to {channel} at {time}.'],
  'end.sent.log': ['Hanya ditulis di log server.', "Only written to the server's log."],
  'end.sent.more': [
    'Lihat HP-nya: pesan muncul dalam beberapa detik.',
    'Look at the phone: it shows within seconds.',
  ],
  'end.failed': ['Tidak terkirim: {fault}.', 'Not sent: {fault}.'],
  'end.unknown': ['Tidak pasti terkirim: {fault}.', 'It is not certain that it was sent: {fault}.'],
  'detail.to': ['Ke', 'To'],
  'detail.language': ['Bahasa', 'Language'],
  'detail.created': ['Dibuat', 'Made'],
  'detail.sent': ['Diserahkan', 'Handed over'],
  'detail.delivered': ['Sampai', 'Arrived'],
  'detail.read': ['Dibaca', 'Read'],
  'detail.attempts': ['Percobaan', 'Attempts'],
  'detail.next': ['Percobaan berikut', 'Next attempt'],
  'detail.words': ['Kata penyedia', "The vendor's words"],
  'detail.person': ['Cari orangnya', 'Find the person'],
  'language.id': ['Indonesia', 'Indonesian'],
  'language.en': ['Inggris', 'English'],
};
