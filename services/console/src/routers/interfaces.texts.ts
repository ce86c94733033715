// interfaces.texts.ts — the words of a router's interfaces, and of what it carried.
import type { Texts } from '../language/language';

type Key =
  | 'interfaces'
  | 'name'
  | 'received'
  | 'sent'
  | 'measuring'
  | 'down'
  | 'hotspot'
  | 'interfaces.caption'
  | 'carried'
  | 'carried.caption'
  | 'carried.none'
  | 'hour'
  | 'total'
  | 'carriedBytes'
  | 'chargedBytes'
  | 'strangersBytes'
  | 'heldBytes'
  | 'unclaimedBytes'
  | 'byHandBytes'
  | 'unexplainedBytes'
  | 'overchargedBytes';

export const interfaceTexts: Texts<Key> = {
  interfaces: ['Antarmuka', 'Interfaces'],
  name: ['Nama', 'Name'],
  received: ['Masuk', 'In'],
  sent: ['Keluar', 'Out'],
  measuring: ['mengukur…', 'measuring…'],
  down: ['tidak terhubung', 'not connected'],
  hotspot: ['hotspot', 'hotspot'],
  'interfaces.caption': [
    'Lalu lintas sekarang, dihitung dari pencacah router setiap 3 detik.',
    'Traffic now, from the counters of the router every 3 seconds.',
  ],
  carried: ['Kuota dan lalu lintas', 'Carried and charged'],
  'carried.caption': [
    'Jam demi jam: yang dilewatkan antarmuka hotspot, dan milik siapa. Yang tak terjelaskan seharusnya nol.',
    'Hour by hour: what the hotspot interfaces carried, and whose it was. Nothing should be unexplained.',
  ],
  'carried.none': ['Belum ada lalu lintas dalam 24 jam.', 'No traffic within 24 hours.'],
  hour: ['Jam', 'Hour'],
  total: ['Jumlah', 'Total'],
  carriedBytes: ['Dilewatkan', 'Carried'],
  chargedBytes: ['Dipotong dari kuota', 'Charged'],
  strangersBytes: ['Tanpa akun dan walled garden', 'Strangers and walled garden'],
  heldBytes: ['Ditahan', 'Held'],
  unclaimedBytes: ['Tidak ditagih', 'Unclaimed'],
  byHandBytes: ['Diloloskan manual', 'Let through by hand'],
  unexplainedBytes: ['Tak terjelaskan', 'Unexplained'],
  overchargedBytes: ['Lebih dari yang lewat', 'Beyond what passed'],
};
