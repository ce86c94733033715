// own-messages.texts.ts — the words of what one is written to about.
import type { OperatorMessage } from '@saring/i18n';
import type { Texts } from '../language/language';

type Key = OperatorMessage | 'title' | 'hint' | 'noPhone' | 'save' | 'said';

export const ownMessagesTexts: Texts<Key> = {
  title: ['Pesan untuk Anda', 'Messages to you'],
  hint: ['Dikirim ke nomor Anda lewat WhatsApp, masing-masing sekali.', 'Sent to your number, each once.'],
  noPhone: [
    'Simpan nomor HP Anda dulu; ke sanalah pesan dikirim.',
    'Keep your phone number first: messages go there.',
  ],
  save: ['Simpan pilihan', 'Keep the choice'],
  said: ['Pilihan tersimpan.', 'The choice is kept.'],
  money_alert: ['Peringatan uang', 'Alerts about money'],
  evening: ['Ringkasan setiap malam', 'A summary every evening'],
  debt_limit: ['Pelanggan mencapai batas tunggakan', 'Subscribers who reach the limit of debt'],
  router: ['Router tidak terjangkau, dan terjangkau lagi', 'Routers that go away, and come back'],
  registration: ['Pendaftaran yang menunggu persetujuan', 'Registrations that wait to be approved'],
  quota_request: ['Permintaan kuota', 'Requests for quota'],
  held_usage: ['Pemakaian yang ditahan untuk diperiksa', 'Usage that is held to be looked at'],
};
