import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'silent'
  | 'search'
  | 'none'
  | 'name'
  | 'value'
  | 'default'
  | 'source'
  | 'source.default'
  | 'source.machine'
  | 'set'
  | 'unset'
  | 'empty'
  | 'unknown'
  | 'changed'
  | 'secret'
  | 'choices'
  | 'least'
  | 'most'
  | 'between'
  | 'group.machine'
  | 'group.elsewhere'
  | 'group.simulators'
  | 'group.routers'
  | 'group.people'
  | 'group.whatsapp'
  | 'group.payment'
  | 'group.shop'
  | 'group.seller'
  | 'group.door';

export const settingsTexts: Texts<Key> = {
  title: ['Setelan', 'Settings'],
  intro: [
    'Setelan diubah di berkas .env dan berlaku mulai program dinyalakan lagi.',
    'Settings are changed in .env and hold from the next start.',
  ],
  silent: ['Tidak menjawab: {services}', 'No answer from: {services}'],
  search: ['Cari setelan', 'Find a setting'],
  none: ['Tidak ada yang cocok.', 'Nothing matches.'],
  name: ['Setelan', 'Setting'],
  value: ['Yang berlaku', 'In force'],
  default: ['Bawaan', 'Default'],
  source: ['Asal', 'From'],
  'source.default': ['Bawaan program', 'The program'],
  'source.machine': ['Mesin ini', 'This machine'],
  set: ['Diisi', 'Set'],
  unset: ['Tidak diisi', 'Not set'],
  empty: ['(kosong)', '(empty)'],
  unknown: ['Tidak dilaporkan', 'Not reported'],
  changed: ['Diubah', 'Changed'],
  secret: ['Rahasia: isinya tidak pernah ditampilkan', 'Secret: its value is never shown'],
  choices: ['Pilihan: {choices}', 'One of: {choices}'],
  least: ['Paling sedikit {least}', 'At least {least}'],
  most: ['Paling banyak {most}', 'At most {most}'],
  between: ['{least} sampai {most}', '{least} to {most}'],
  'group.machine': ['Mesin', 'The machine'],
  'group.elsewhere': ['Yang berjalan di tempat lain', 'What runs elsewhere'],
  'group.simulators': ['Simulator dan demo', 'Simulators and demo'],
  'group.routers': ['Router', 'Routers'],
  'group.people': ['Pelanggan dan operator', 'People'],
  'group.whatsapp': ['WhatsApp', 'WhatsApp'],
  'group.payment': ['Pembayaran', 'Payment'],
  'group.shop': ['Toko', 'The shop'],
  'group.seller': ['Penjual', 'Who sells'],
  'group.door': ['Portal dan alamat', 'The door'],
};
