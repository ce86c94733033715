// people-words.texts.ts — settings of people and of messages, in the order of .env.example.
import type { Texts } from '../language/language';

export const peopleWords = {
  OPERATOR_EMAIL: ['Surel operator pertama', 'E-mail of the first operator'],
  OPERATOR_PASSWORD: ['Kata sandi operator pertama', 'Password of the first operator'],
  SELF_REGISTRATION: [
    'Nomor baru: langsung diterima, menunggu persetujuan, atau ditolak',
    'New numbers: approved at once, pending, or off',
  ],
  DEVICE_LIMIT: ['Perangkat paling banyak tiap pelanggan', 'Most devices of a subscriber'],
  NUMBER_SILENT_DAYS: [
    'Setelah sekian hari tanpa kode, masuk dari perangkat baru ditanyakan',
    'After so many days without a code a login from a new device is asked',
  ],
  AUDIT_RETENTION_DAYS: ['Catatan tindakan disimpan, hari', 'Days that the record of acts is kept'],
  CODE_RETENTION_DAYS: ['Kode masuk disimpan, hari', 'Days that login codes are kept'],
  LOGIN_TRIES_RETENTION_DAYS: [
    'Percobaan masuk pengelola disimpan, hari',
    'Days that wrong passwords of operators are kept',
  ],
  NUMBER_CHANGES_RETENTION_DAYS: [
    'Riwayat ganti nomor disimpan, hari',
    'Days that changes of numbers are kept',
  ],
  FUP_THRESHOLD_BYTES: [
    'Sisa kuota yang mulai diperlambat, byte',
    'Remaining bytes from which an account is slowed',
  ],
  METER_BATCH_MESSAGES: ['Pesan router yang dihitung sekaligus', 'Messages of routers metered at once'],
  ARCHIVE_FOLDER: ['Folder arsip bulan yang sudah ditutup', 'Folder of archives of closed months'],
  ARCHIVE_IN_FILES: [
    'Arsip bulan yang sudah ditutup disimpan bersama berkas lain (FILES_…)',
    'Archives of closed months lie with the other files (FILES_…)',
  ],
  DEBT_LIMIT_BYTES: [
    'Batas utang kuota sebelum diblokir, byte; 0: tanpa batas',
    'Debt in bytes that blocks; 0: no limit',
  ],
  DEBT_LIMIT_RUPIAH: [
    'Batas utang sebelum diblokir, rupiah; 0: tanpa batas',
    'Debt in rupiah that blocks; 0: no limit',
  ],
  DEBT_WARNING_PERCENT: [
    'Peringatan pada sekian persen batas utang',
    'Percent of a debt limit from which people are warned',
  ],
  DEBT_OVERDUE_BLOCKS: ['Utang lewat jatuh tempo memblokir', 'A debt past its due date blocks'],
  KOMANDAN_MOST_GIGABYTES: [
    'Permintaan Komandan paling banyak, GB',
    'Most that a Komandan asks for at once, GB',
  ],
  KOMANDAN_MOST_DAYS: ['Permintaan Komandan paling lama, hari', 'Longest that a Komandan asks for, days'],
  KOMANDAN_REQUESTS_PER_DAY: ['Permintaan Komandan per hari', 'Requests of a Komandan a day'],
  KOMANDAN_COOL_DOWN_HOURS: ['Jeda setelah keputusan, jam', 'Wait after a decision, hours'],
  FAMILY_MEMBERS_LIMIT: [
    'Anggota keluarga yang memakai satu kuota; 0: tidak ada',
    'Members of a family who share a quota; 0: none',
  ],
  FREE_DAILY_MEGABYTES: [
    'Kuota gratis per hari dan perangkat, MB; 0: tidak ada',
    'Free a day and device, MB; 0: none',
  ],
  FREE_DAILY_MINUTES: [
    'Waktu online gratis per hari dan perangkat, menit; 0: tidak dihitung',
    'Free time online a day and device, minutes; 0: not counted',
  ],
  FREE_DAILY_KILOBITS_PER_SECOND: [
    'Kecepatan kuota gratis, kbit/s; 0: secepat jaringan',
    'Speed of what is free, kbit/s; 0: as fast as the network goes',
  ],
  PAYMENT_LANE_MINUTES: [
    'Internet lambat untuk membayar, menit; 0: tidak ada',
    'Slow internet for paying, minutes; 0: none',
  ],
  PAYMENT_LANE_MEGABYTES: ['Kuota untuk membayar, MB', 'Megabytes of a payment lane'],
  PAYMENT_LANES_PER_DAY: ['Kesempatan itu per hari', 'Payment lanes a day'],
} as const satisfies Texts<string>;

export const whatsappWords = {
  CLOUD_BASE_URL: ['Alamat WhatsApp Cloud API', 'Address of the WhatsApp Cloud API'],
  CLOUD_API_VERSION: ['Versi Cloud API', 'Version of the Cloud API'],
  CLOUD_PHONE_NUMBER_ID: ['ID nomor telepon di WhatsApp Manager', 'Phone number id of the WhatsApp Manager'],
  CLOUD_TOKEN: ['Token Cloud API', 'Token of the Cloud API'],
  CLOUD_OTP_TEMPLATE: ['Template kode masuk di Cloud API', 'Template of login codes at the Cloud API'],
  CLOUD_TEMPLATES: [
    'Template Cloud API per jenis pesan, dipisah titik koma',
    'Templates of the Cloud API by kind of message, split by semicolons',
  ],
  CLOUD_PRICES: [
    'Harga pesan Cloud API per kategori, rupiah',
    'Prices of the Cloud API by category, rupiah a message',
  ],
  FONNTE_BASE_URL: ['Alamat layanan Fonnte', 'Address of Fonnte'],
  FONNTE_TOKEN: [
    'Token Fonnte; tanpa ini pesan hanya dicatat',
    'Token of Fonnte; without it messages are only logged',
  ],
  FONNTE_SENDER_CREDENTIALS: [
    'Nomor Fonnte lain: dua:<token>; tiga:<token>',
    'Further numbers of Fonnte: dua:<token>; tiga:<token>',
  ],
  GOWA_BASE_URL: ['Alamat gateway GOWA', 'Address of the GOWA gateway'],
  GOWA_USER: ['Pengguna GOWA', 'User of GOWA'],
  GOWA_PASSWORD: ['Kata sandi GOWA', 'Password of GOWA'],
  GOWA_DEVICE: ['Perangkat GOWA, bila ada beberapa', 'Device of GOWA, where it has several'],
  GOWA_SENDERS: ['HP GOWA lain: dua:<perangkat>', 'Further phones of GOWA: dua:<device>'],
  WAHA_BASE_URL: ['Alamat gateway WAHA', 'Address of the WAHA gateway'],
  WAHA_API_KEY: ['Kunci API WAHA', 'API key of WAHA'],
  WAHA_SESSION: ['Sesi WAHA', 'Session of WAHA'],
  WAHA_SENDERS: ['HP WAHA lain: dua:<sesi>', 'Further phones of WAHA: dua:<session>'],
  CLOUD_APP_SECRET: [
    'Rahasia aplikasi Meta, untuk webhook /webhooks/messages/cloud',
    'Secret of the Meta app, for the webhook /webhooks/messages/cloud',
  ],
  CLOUD_VERIFY_TOKEN: ['Token verifikasi webhook Meta', 'Verify token of the webhook of Meta'],
  FONNTE_WEBHOOK_KEY: [
    'Kunci di akhir alamat webhook Fonnte: /webhooks/messages/fonnte/<kunci>',
    'Key at the end of the webhook address of Fonnte: /webhooks/messages/fonnte/<key>',
  ],
  GOWA_WEBHOOK_SECRET: [
    'Rahasia webhook GOWA: /webhooks/messages/gowa',
    'Secret of the webhook of GOWA: /webhooks/messages/gowa',
  ],
  WAHA_WEBHOOK_SECRET: [
    'Rahasia webhook WAHA (hmac.key): /webhooks/messages/waha',
    'Secret of the webhook of WAHA (hmac.key): /webhooks/messages/waha',
  ],
  CLOUD_PHONE: ['Nomor WhatsApp Cloud API', 'WhatsApp number of the Cloud API'],
  FONNTE_PHONE: ['Nomor WhatsApp yang ditautkan ke Fonnte', 'WhatsApp number linked to Fonnte'],
  GOWA_PHONE: ['Nomor WhatsApp yang ditautkan ke GOWA', 'WhatsApp number linked to GOWA'],
  WAHA_PHONE: ['Nomor WhatsApp yang ditautkan ke WAHA', 'WhatsApp number linked to WAHA'],
  TELEGRAM_BASE_URL: ['Alamat Telegram', 'Address of Telegram'],
  TELEGRAM_BOT_TOKEN: ['Token bot Telegram', 'Token of the Telegram bot'],
  TELEGRAM_BOT_NAME: ['Nama bot Telegram, tanpa @', 'Name of the Telegram bot, without @'],
  SMTP_HOST: ['Server surel (SMTP)', 'Mail server (SMTP)'],
  SMTP_PORT: ['Port server surel', 'Port of the mail server'],
  SMTP_TLS: ['Enkripsi ke server surel', 'Encryption to the mail server'],
  SMTP_USER: ['Pengguna server surel', 'User of the mail server'],
  SMTP_PASSWORD: ['Kata sandi server surel', 'Password of the mail server'],
  SMTP_FROM: [
    'Pengirim surel: WiFi RW 05 <wifi@example.id>',
    'Sender of e-mails: WiFi RW 05 <wifi@example.id>',
  ],
  MESSAGE_CHANNELS: [
    'Urutan kanal; bila satu gagal, pesan lewat yang berikutnya',
    'Order of channels; where one fails, a message goes by the next',
  ],
  MESSAGE_CHAINS: [
    'Urutan lain per jenis pesan: otp=cloud,fonnte; bill=fonnte',
    'Another order by kind of message: otp=cloud,fonnte; bill=fonnte',
  ],
  MESSAGE_CHANNELS_OFF: [
    'Saluran yang dimatikan; tidak ada pesan lewat sana',
    'Channels switched off: nothing goes by them',
  ],
  SENDER_LIMITS: [
    'Bobot tiap nomor dan pesan per hari selama masih baru: fonnte=3; fonnte.dua=1/50',
    'Weight of each number, and messages a day while it is new: fonnte=3; fonnte.dua=1/50',
  ],
  MESSAGE_BOT: ['Jawab kata seperti SALDO yang ditulis pelanggan', 'Answer words as SALDO that people write'],
  OTP_SENDING: ['Kirim kode masuk', 'Send login codes'],
  OTP_DAILY_BUDGET: ['Kode masuk per hari, semua lokasi', 'Login codes a day, all sites'],
  OTP_DAILY_BUDGET_PER_SITE: ['Kode masuk per hari tiap lokasi', 'Login codes a day of one site'],
  MESSAGE_QUIET_HOURS: [
    'Jam tenang per jenis pesan: broadcast,debt=21:00-06:00',
    'Quiet hours by kind of message: broadcast,debt=21:00-06:00',
  ],
  MESSAGES_PER_MINUTE: ['Pesan per menit', 'Messages a minute'],
  MESSAGES_PER_SENDER_PER_MINUTE: [
    'Pesan per menit dari satu nomor pengirim; 0: tanpa batas sendiri',
    'Messages a minute from one number of ours; 0: no limit of its own',
  ],
  MESSAGES_PER_TARGET_PER_MINUTE: ['Pesan per menit ke satu nomor', 'Messages a minute to one number'],
  MESSAGE_RETENTION_DAYS: ['Pesan disimpan, hari', 'Days that messages are kept'],
  INBOUND_RETENTION_DAYS: ['Pesan masuk disimpan, hari', 'Days that incoming messages are kept'],
} as const satisfies Texts<string>;
