import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'empty'
  | 'hosts'
  | 'uptime'
  | 'site'
  | 'lastSeen'
  | 'drift.title'
  | 'drift.none'
  | 'drift.sweptAt'
  | 'drift.never'
  | 'drift.pending'
  | 'act.sweep'
  | 'said.sweep'
  | 'said.sweepDrift'
  | 'days'
  | 'hours';

export const routerTexts: Texts<Key> = {
  title: ['Router', 'Routers'],
  empty: ['Belum ada router.', 'No routers yet.'],
  hosts: ['{count} perangkat di jaringan', '{count} {count|device|devices} on the network'],
  uptime: ['Menyala {time}', 'Up for {time}'],
  site: ['Lokasi', 'Site'],
  lastSeen: ['Terakhir menjawab {at}', 'Last answered {at}'],
  'drift.title': ['Yang seharusnya dan yang ada', 'Wanted and actual'],
  'drift.none': ['Router sama dengan yang seharusnya.', 'The router is as it should be.'],
  'drift.sweptAt': ['Diperiksa {at}', 'Checked {at}'],
  'drift.never': ['Belum pernah diperiksa.', 'Never checked.'],
  'drift.pending': ['{count} perintah menunggu', '{count} {count|command|commands} waiting'],
  'act.sweep': ['Periksa dan perbaiki sekarang', 'Check and repair now'],
  'said.sweep': ['Diperiksa: router sama dengan yang seharusnya.', 'Checked: the router is as it should be.'],
  'said.sweepDrift': [
    'Diperiksa: {count} perbedaan diperbaiki.',
    'Checked: {count} {count|difference|differences} repaired.',
  ],
  days: ['{count} hari', '{count} {count|day|days}'],
  hours: ['{count} jam', '{count} {count|hour|hours}'],
};
