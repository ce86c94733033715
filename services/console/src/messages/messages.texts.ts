import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'channel'
  | 'otpLeft'
  | 'queued'
  | 'stopped'
  | 'sendOtp'
  | 'said.on'
  | 'said.off'
  | 'state.all'
  | 'state.queued'
  | 'state.sending'
  | 'state.sent'
  | 'state.failed'
  | 'state.expired'
  | 'state.unknown'
  | 'empty'
  | 'attempts'
  | 'state';

export const messageTexts: Texts<Key> = {
  title: ['Pesan', 'Messages'],
  channel: ['Saluran {channel}', 'Channel {channel}'],
  otpLeft: ['{count} kode tersisa hari ini', '{count} codes left today'],
  queued: ['{count} menunggu', '{count} waiting'],
  stopped: ['Berhenti: {reason}', 'Stopped: {reason}'],
  sendOtp: ['Kirim kode masuk', 'Send login codes'],
  'said.on': ['Kode dikirim lagi.', 'Codes are sent again.'],
  'said.off': ['Kode tidak dikirim lagi.', 'No more codes are sent.'],
  'state.all': ['Semua', 'All'],
  'state.queued': ['Menunggu', 'Queued'],
  'state.sending': ['Dikirim', 'Sending'],
  'state.sent': ['Terkirim', 'Sent'],
  'state.failed': ['Gagal', 'Failed'],
  'state.expired': ['Kedaluwarsa', 'Expired'],
  'state.unknown': ['Tidak pasti', 'Unknown'],
  empty: ['Tidak ada pesan.', 'No messages.'],
  attempts: ['Percobaan: {count}', 'Attempts: {count}'],
  state: ['Keadaan', 'State'],
};
