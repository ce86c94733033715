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
  | 'person'
  | 'graph'
  | 'graph.title'
  | 'graph.jump'
  | 'graph.carried'
  | 'graph.unwitnessed'
  | 'graph.most'
  | 'graph.none'
  | 'graph.label';

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
  graph: ['Grafik', 'Graph'],
  'graph.title': ['Lonjakan {bytes}', 'A jump of {bytes}'],
  'graph.jump': ['Terbaca {at}, dalam {seconds} detik.', 'Read at {at}, within {seconds} seconds.'],
  'graph.carried': [
    'Antarmuka hotspot mengalirkan {bytes} selama itu, untuk semua perangkat.',
    'The hotspot’s interfaces carried {bytes} meanwhile, for all devices.',
  ],
  'graph.unwitnessed': [
    'Antarmuka hotspot tidak terbaca saat itu.',
    'The hotspot’s interfaces could not be read then.',
  ],
  'graph.most': [
    'Jam tersibuk perangkat ini dalam sehari itu: {bytes}.',
    'The busiest hour of this device in that day: {bytes}.',
  ],
  'graph.none': [
    'Perangkat ini tidak memakai apa pun dalam sehari itu.',
    'This device used nothing in that day.',
  ],
  'graph.label': ['Pemakaian per jam perangkat ini', 'Usage of this device by hour'],
};
