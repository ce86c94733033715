// settings.texts.ts — the words of the settings page.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'silent'
  | 'search'
  | 'none'
  | 'source.default'
  | 'source.machine'
  | 'source.console'
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
  | 'said.atOnce'
  | 'said.nextStart'
  | 'newValue'
  | 'number'
  | 'on'
  | 'off'
  | 'show'
  | 'save'
  | 'cancel'
  | 'change'
  | 'changeOf'
  | 'back'
  | 'backTo'
  | 'defaultIs'
  | 'changedBy'
  | 'returnedBy'
  | 'byMachine'
  | 'waitsFor'
  | 'waits'
  | 'unfit'
  | 'effect.at_once'
  | 'effect.next_start'
  | 'effect.machine'
  | 'effect.site'
  | 'unit.seconds'
  | 'unit.minutes'
  | 'unit.hours'
  | 'unit.days'
  | 'group.machine'
  | 'group.backups'
  | 'group.files'
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
    'Yang diubah di sini berlaku sebelum nilai di berkas .env mesin. Di tiap setelan tertulis apakah langsung berlaku.',
    'What is changed here holds before the values in .env of the machine. Each setting says whether it holds at once.',
  ],
  silent: ['Tidak menjawab: {services}', 'No answer from: {services}'],
  search: ['Cari setelan', 'Find a setting'],
  none: ['Tidak ada yang cocok.', 'Nothing matches.'],
  'source.default': ['Bawaan program', 'The program'],
  'source.machine': ['Mesin ini', 'This machine'],
  'source.console': ['Konsol', 'The console'],
  set: ['Diisi', 'Set'],
  unset: ['Tidak diisi', 'Not set'],
  empty: ['(kosong)', '(empty)'],
  unknown: ['Tidak dipakai di sini', 'Not used here'],
  changed: ['Diubah', 'Changed'],
  secret: ['Rahasia: isinya tidak pernah ditampilkan', 'Secret: its value is never shown'],
  choices: ['Pilihan: {choices}', 'One of: {choices}'],
  least: ['Paling sedikit {least}', 'At least {least}'],
  most: ['Paling banyak {most}', 'At most {most}'],
  between: ['{least} sampai {most}', '{least} to {most}'],
  'said.atOnce': ['{name}: berlaku sekarang.', '{name}: in force now.'],
  'said.nextStart': [
    '{name} disimpan. Berlaku mulai layanan dinyalakan lagi: {services}',
    '{name} is stored. It holds from the next start of: {services}',
  ],
  newValue: ['Nilai baru {name}', 'New value of {name}'],
  number: ['Angka saja', 'A number'],
  on: ['Hidup', 'On'],
  off: ['Mati', 'Off'],
  show: ['Tampilkan yang diketik', 'Show what is typed'],
  save: ['Simpan', 'Save'],
  cancel: ['Batal', 'Cancel'],
  change: ['Ubah', 'Change'],
  changeOf: ['Ubah {name}', 'Change {name}'],
  back: ['Kembali ke nilai mesin', "Back to the machine's value"],
  backTo: ['Kembali ke nilai mesin: {value}', "Back to the machine's value: {value}"],
  defaultIs: ['Bawaan: {value}', 'Default: {value}'],
  changedBy: ['Diubah {name}, {at}', 'Changed by {name}, {at}'],
  returnedBy: [
    'Dikembalikan ke nilai mesin oleh {name}, {at}',
    "Given back to the machine's value by {name}, {at}",
  ],
  byMachine: ['orang di mesin', 'somebody at the machine'],
  waitsFor: [
    'Mulai dinyalakan lagi: {value} (menunggu: {services})',
    'From the next start: {value} (waiting: {services})',
  ],
  waits: [
    'Masih memakai nilai lama sampai dinyalakan lagi: {services}',
    'Still with the old value until the next start: {services}',
  ],
  unfit: [
    'Nilai dari konsol tidak dipakai oleh {service}: {problem}',
    '{service} does not use the value of the console: {problem}',
  ],
  'effect.at_once': ['Langsung berlaku setelah disimpan.', 'In force as soon as it is saved.'],
  'effect.next_start': [
    'Berlaku mulai program dinyalakan lagi.',
    'In force from the next start of the program.',
  ],
  'effect.machine': ['Di .env mesin', 'In .env of the machine'],
  'effect.site': ['Di profil lokasi', 'In the profile of a site'],
  'unit.seconds': ['detik', 'seconds'],
  'unit.minutes': ['menit', 'minutes'],
  'unit.hours': ['jam', 'hours'],
  'unit.days': ['hari', 'days'],
  'group.machine': ['Mesin', 'The machine'],
  'group.backups': ['Cadangan', 'Backups'],
  'group.files': ['Berkas', 'Files'],
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
