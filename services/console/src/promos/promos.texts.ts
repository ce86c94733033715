// promos.texts.ts — the words of promos.
import type { Texts } from '../language/language';

type Key =
  | 'preview.none'
  | ('title' | 'empty' | 'new' | 'edit' | 'save' | 'said' | 'name' | 'kind' | 'description' | 'published')
  | ('startsAt' | 'endsAt' | 'endsAt.hint' | 'from' | 'until' | 'noEnd' | 'percent' | 'rupiah' | 'gigabytes')
  | ('days' | 'days.hint' | 'packages' | 'packages.all' | 'percentOff' | 'rupiahOff' | 'bonus')
  | `kind.${'registration_bonus' | 'discount' | 'bonus_quota'}`
  | `state.${'draft' | 'scheduled' | 'active' | 'ended'}`;

export const promoTexts: Texts<Key> = {
  'preview.none': [
    'Tidak tampil di toko: diterima begitu mendaftar.',
    'Not shown in the shop: it is given on registration.',
  ],
  title: ['Promo', 'Promos'],
  empty: ['Belum ada promo.', 'No promos yet.'],
  new: ['Tambah promo', 'Add a promo'],
  edit: ['Ubah', 'Change'],
  save: ['Simpan', 'Save'],
  said: ['Promo tersimpan.', 'The promo is saved.'],
  name: ['Nama', 'Name'],
  kind: ['Jenis', 'Kind'],
  description: ['Keterangan', 'Description'],
  published: ['Tampilkan kepada pelanggan', 'Show it to buyers'],
  startsAt: ['Mulai', 'Begins'],
  endsAt: ['Berakhir', 'Ends'],
  'endsAt.hint': ['Kosong: tanpa akhir', 'Empty: without an end'],
  from: ['mulai {at}', 'from {at}'],
  until: ['sampai {at}', 'until {at}'],
  noEnd: ['tanpa akhir', 'without an end'],
  percent: ['Potongan (%)', 'Discount (%)'],
  rupiah: ['atau potongan (Rp)', 'or discount (Rp)'],
  gigabytes: ['Bonus (GB)', 'Bonus (GB)'],
  days: ['Berlaku (hari)', 'Valid for (days)'],
  'days.hint': ['0: tanpa akhir', '0: it never expires'],
  packages: ['Paket', 'Packages'],
  'packages.all': ['Semua paket', 'All packages'],
  percentOff: ['Potongan {count} %', '{count} % off'],
  rupiahOff: ['Potongan {amount}', '{amount} off'],
  bonus: ['Bonus {amount}', 'Bonus of {amount}'],
  'kind.registration_bonus': ['Bonus pendaftaran', 'Registration bonus'],
  'kind.discount': ['Potongan harga', 'Discount'],
  'kind.bonus_quota': ['Bonus kuota', 'Bonus quota'],
  'state.draft': ['konsep', 'draft'],
  'state.scheduled': ['terjadwal', 'scheduled'],
  'state.active': ['berjalan', 'running'],
  'state.ended': ['berakhir', 'ended'],
};
