// notification.texts.ts — what a person reads when a message cannot be sent: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const notificationErrors = {
  'NOTIFICATION.TEXT_CHANGED_MEANWHILE': {
    id: { title: 'Teks sudah diubah orang lain', detail: 'Muat ulang, lalu ubah lagi.' },
    en: { title: 'Somebody changed the text meanwhile', detail: 'Load it again, then change it.' },
  },
  'NOTIFICATION.TEXT_VERSION_UNKNOWN': {
    id: { title: 'Versi tidak ditemukan', detail: 'Teks ini tidak punya versi {version}.' },
    en: { title: 'Version not found', detail: 'This text has no version {version}.' },
  },
  'NOTIFICATION.BROADCAST_UNKNOWN': {
    id: { title: 'Siaran tidak ditemukan', detail: 'Periksa daftarnya.' },
    en: { title: 'Broadcast not found', detail: 'Look into the list.' },
  },
  'NOTIFICATION.BROADCAST_STATE': {
    id: { title: 'Tidak bisa sekarang', detail: 'Siaran ini sedang {state}.' },
    en: { title: 'Not now', detail: 'This broadcast is {state}.' },
  },
  'NOTIFICATION.KIND_ALWAYS_SENT': {
    id: {
      title: 'Pesan ini selalu dikirim',
      detail: 'Kode, uang, dan pengaman akun tidak dapat dimatikan.',
    },
    en: {
      title: 'This message is always sent',
      detail: 'Codes, money and what guards an account cannot be switched off.',
    },
  },
  'NOTIFICATION.ATTACHMENT_INVALID': {
    id: {
      title: 'Berkas tidak diterima',
      detail: 'Kirim PDF, PNG, atau JPEG, paling besar {mostBytes} byte.',
    },
    en: { title: 'File not accepted', detail: 'Send a PDF, PNG or JPEG of at most {mostBytes} bytes.' },
  },
  'NOTIFICATION.LANE_INVALID': {
    id: { title: 'Jalur tidak dikenal', detail: 'Pilih own, known atau stranger.' },
    en: { title: 'Unknown lane', detail: 'Choose own, known or stranger.' },
  },
  'NOTIFICATION.UNAVAILABLE': {
    id: { title: 'Kode belum dapat dikirim', detail: 'Layanan pesan sedang terganggu. Coba lagi sebentar.' },
    en: { title: 'The code cannot be sent now', detail: 'Messages are disturbed. Try again in a moment.' },
  },
  'NOTIFICATION.WEBHOOK_UNPROVED': {
    id: { title: 'Pengirim tidak terbukti', detail: 'Tanda tangan atau kunci webhook salah.' },
    en: { title: 'The sender is not proved', detail: 'The signature or the key of the webhook is wrong.' },
  },
  'NOTIFICATION.CHANNEL_DOWN': {
    id: {
      title: 'WhatsApp sedang terganggu',
      detail: 'Kode belum dapat dikirim. Coba lagi beberapa menit lagi.',
    },
    en: { title: 'WhatsApp is disturbed', detail: 'The code cannot be sent now. Try again in some minutes.' },
  },
  'NOTIFICATION.OTP_BUDGET_SPENT': {
    id: { title: 'Jatah kode hari ini habis', detail: 'Coba lagi besok, atau hubungi pengelola.' },
    en: { title: 'No more codes today', detail: 'Try again tomorrow, or contact the operator.' },
  },
  'NOTIFICATION.OTP_BUSY': {
    id: { title: 'Banyak yang meminta kode', detail: 'Coba lagi {wait} lagi.' },
    en: { title: 'Many codes are asked for', detail: 'Try again in {wait}.' },
  },
  'NOTIFICATION.MESSAGE_UNKNOWN': {
    id: { title: 'Pesan tidak ditemukan', detail: 'Pesan dihapus setelah beberapa waktu.' },
    en: { title: 'Message not found', detail: 'Messages are deleted after a while.' },
  },
  'NOTIFICATION.TELEGRAM_OFF': {
    id: { title: 'Telegram belum tersedia', detail: 'Pesan tetap dikirim lewat WhatsApp.' },
    en: { title: 'There is no Telegram', detail: 'Messages still come by WhatsApp.' },
  },
  'NOTIFICATION.EMAIL_OFF': {
    id: { title: 'Surel belum tersedia', detail: 'Pesan tetap dikirim lewat WhatsApp.' },
    en: { title: 'There is no e-mail', detail: 'Messages still come by WhatsApp.' },
  },
  'NOTIFICATION.EMAIL_INVALID': {
    id: { title: 'Alamat surel tidak benar', detail: 'Tulis seperti budi@example.id.' },
    en: { title: 'No e-mail address', detail: 'Write it as budi@example.id.' },
  },
  'NOTIFICATION.EMAIL_BUSY': {
    id: {
      title: 'Terlalu sering meminta kode',
      detail: 'Coba lagi {wait} lagi. Satu kode tiap menit, paling banyak lima sehari.',
    },
    en: {
      title: 'Codes are asked for too often',
      detail: 'Try again in {wait}. One code a minute, at most five a day.',
    },
  },
  'NOTIFICATION.EMAIL_UNSENT': {
    id: { title: 'Surel tidak terkirim', detail: 'Periksa alamatnya, atau coba lagi nanti.' },
    en: { title: 'The e-mail did not go out', detail: 'Check the address, or try again later.' },
  },
  'NOTIFICATION.EMAIL_CODE_WRONG': {
    id: { title: 'Kode surel salah', detail: 'Periksa kodenya, atau minta kode baru.' },
    en: { title: 'The code is wrong', detail: 'Check it, or ask for a new one.' },
  },
  'NOTIFICATION.TESTS_SPENT': {
    id: {
      title: 'Terlalu banyak pesan uji',
      detail: 'Paling banyak {most} dalam satu jam. Coba lagi {wait} lagi.',
    },
    en: { title: 'Too many test messages', detail: 'At most {most} an hour. Try again in {wait}.' },
  },
  'NOTIFICATION.OTP_SENDING_OFF': {
    id: { title: 'Pengiriman kode dihentikan', detail: 'Hubungi pengelola.' },
    en: { title: 'Codes are switched off', detail: 'Contact the operator.' },
  },
  'NOTIFICATION.TEMPLATE_UNKNOWN': {
    id: { title: 'Templat tidak dikenal', detail: 'Tidak ada templat {template}.' },
    en: { title: 'Template not known', detail: 'There is no template {template}.' },
  },
  'NOTIFICATION.PARAM_MISSING': {
    id: { title: 'Isian templat kurang', detail: 'Isian {param} belum ada.' },
    en: { title: 'Template needs more', detail: 'The value {param} is missing.' },
  },
  'NOTIFICATION.PURPOSE_INVALID': {
    id: { title: 'Tujuan pesan tidak dikenal', detail: 'Pilih otp atau notice.' },
    en: { title: 'Purpose not known', detail: 'Choose otp or notice.' },
  },
  'NOTIFICATION.EXPIRY_INVALID': {
    id: { title: 'Batas waktu salah', detail: 'Tulis waktu menurut ISO 8601.' },
    en: { title: 'Expiry is wrong', detail: 'Write a time by ISO 8601.' },
  },
} satisfies ErrorTexts;
