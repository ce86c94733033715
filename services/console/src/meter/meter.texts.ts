import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'intro'
  | 'empty'
  | 'accept'
  | 'reject'
  | 'said.accept'
  | 'said.reject'
  | 'said.some'
  | 'chosen'
  | 'choose'
  | 'within'
  | 'person';

export const meterTexts: Texts<Key> = {
  title: ['Pemakaian ditahan', 'Held usage'],
  intro: [
    'Penghitung router melonjak lebih cepat daripada jaringannya. Ini belum dibebankan kepada siapa pun.',
    'A counter of the router jumped faster than its link. Nobody is charged for it yet.',
  ],
  empty: ['Tidak ada yang ditahan.', 'Nothing is held.'],
  accept: ['Bebankan', 'Charge it'],
  reject: ['Abaikan', 'Drop it'],
  'said.accept': ['{count} dibebankan.', '{count} charged.'],
  'said.reject': ['{count} diabaikan.', '{count} dropped.'],
  'said.some': ['{count} diputuskan, {refused} ditolak.', '{count} decided, {refused} refused.'],
  chosen: ['{count} dipilih', '{count} chosen'],
  choose: ['Pilih {bytes}, {at}', 'Choose {bytes}, {at}'],
  within: ['dalam {seconds} detik', 'within {seconds} seconds'],
  person: ['Pelanggan', 'Subscriber'],
};
