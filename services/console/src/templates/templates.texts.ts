import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'why'
  | 'find'
  | 'none'
  | 'changed'
  | 'off'
  | 'unfit'
  | 'unfit.why'
  | 'noKind'
  | 'back'
  | 'language'
  | 'language.id'
  | 'language.en'
  | 'text'
  | 'left'
  | 'values'
  | 'values.why'
  | 'value.insert'
  | 'value.required'
  | 'choices'
  | 'save'
  | 'said.saved'
  | 'undo'
  | 'test'
  | 'preview'
  | 'preview.more'
  | 'preview.empty'
  | 'send'
  | 'send.always'
  | 'said.on'
  | 'said.off'
  | 'off.since'
  | 'history'
  | 'version'
  | 'version.house'
  | 'version.now'
  | 'version.by'
  | 'restore'
  | 'restore.version'
  | 'said.restored'
  | `group.${Group}`;

export type Group =
  'login' | 'quota' | 'access' | 'family' | 'line' | 'purchase' | 'bill' | 'debt' | 'operator' | 'other';

export const templateTexts: Texts<Key> = {
  title: ['Templat pesan', 'Message texts'],
  why: [
    'Begini setiap pesan dikirim. Pilih satu untuk mengubah katanya.',
    'This is how each message is sent. Choose one to change its words.',
  ],
  find: ['Cari pesan atau kata', 'Find a message or a word'],
  none: ['Tidak ada pesan yang cocok.', 'No message matches.'],
  changed: ['Diubah', 'Changed'],
  off: ['Dimatikan', 'Switched off'],
  unfit: ['Tidak terpakai', 'Not used'],
  'unfit.why': [
    'Teks yang disimpan tidak cocok lagi dengan pesan ini, jadi teks bawaan yang dikirim. Perbaiki teks ini, lalu simpan.',
    "The stored text no longer fits this message, so Saring's own text is sent. Mend this text, then save it.",
  ],
  noKind: ['Pesan ini tidak ada.', 'There is no such message.'],
  back: ['Semua templat', 'All texts'],
  language: ['Bahasa pesan', 'Language of the message'],
  'language.id': ['Indonesia', 'Indonesian'],
  'language.en': ['Inggris', 'English'],
  text: ['Teks', 'Text'],
  left: ['{count} dari {most} huruf', '{count} of {most} characters'],
  values: ['Isian', 'Values'],
  'values.why': [
    'Diisi saat dikirim; * wajib disebut. Baris dengan {places} tidak dikirim bila kosong.',
    'Filled in when it is sent; * must be named. A line with {places} is left out where it is empty.',
  ],
  'value.insert': ['Sisipkan {place}', 'Insert {place}'],
  'value.required': ['Sisipkan {place}, wajib', 'Insert {place}, required'],
  choices: [
    'Boleh memakai *tebal*, _miring_, dan pilihan kata [[Halo|Hai]]: setiap pesan mendapat salah satunya.',
    '*Bold*, _italic_ and a choice of words [[Hello|Hi]] may be used: each message gets one of them.',
  ],
  save: ['Simpan teks', 'Save the text'],
  'said.saved': ['Tersimpan. Berlaku mulai pesan berikutnya.', 'Saved. It holds from the next message on.'],
  undo: ['Batalkan perubahan', 'Undo the changes'],
  test: ['Kirim contoh', 'Send an example'],
  preview: ['Pratinjau', 'Preview'],
  'preview.more': ['Pilihan kata lain', 'Other words'],
  'preview.empty': ['Belum ada yang dikirim.', 'Nothing would be sent.'],
  send: ['Kirim pesan ini', 'Send this message'],
  'send.always': [
    'Kode, uang, dan pengaman akun selalu dikirim.',
    'Codes, money and what guards an account are always sent.',
  ],
  'said.on': ['Pesan ini dikirim lagi.', 'This message is sent again.'],
  'said.off': ['Pesan ini tidak dikirim lagi.', 'This message is no longer sent.'],
  'off.since': ['Dimatikan oleh {name}, {at}.', 'Switched off by {name}, {at}.'],
  history: ['Versi sebelumnya', 'Earlier versions'],
  version: ['Versi {version}', 'Version {version}'],
  'version.house': ['Teks bawaan', "Saring's own text"],
  'version.now': ['Dipakai sekarang', 'Used now'],
  'version.by': ['{name}, {at}', '{name}, {at}'],
  restore: ['Pakai lagi', 'Use again'],
  'restore.version': ['Pakai lagi: {version}', 'Use again: {version}'],
  'said.restored': ['Teks itu berlaku lagi.', 'That text holds again.'],
  'group.login': ['Masuk dan nomor', 'Login and number'],
  'group.quota': ['Kuota', 'Quota'],
  'group.access': ['Akses, pendaftaran, dan perangkat', 'Access, registration and devices'],
  'group.family': ['Keluarga', 'Family'],
  'group.line': ['Jalur PPPoE', 'PPPoE lines'],
  'group.purchase': ['Pembelian dan voucher', 'Purchases and vouchers'],
  'group.bill': ['Tagihan dan langganan', 'Bills and subscriptions'],
  'group.debt': ['Tunggakan', 'Debts'],
  'group.operator': ['Untuk pengelola', 'To operators'],
  'group.other': ['Siaran dan uji', 'To many, and tests'],
};
