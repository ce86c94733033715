import type { Texts } from '../language/language';

type Change =
  | 'binding_added'
  | 'binding_changed'
  | 'binding_removed'
  | 'list_joined'
  | 'list_changed'
  | 'list_left'
  | 'host_removed'
  | 'lane'
  | 'garden'
  | 'fixed_address'
  | 'line'
  | 'other';
type Key =
  | 'health.answer'
  | 'health.cpu'
  | 'health.memory'
  | 'health.rest'
  | 'tables'
  | 'table'
  | 'hosts'
  | 'bindings'
  | 'lists'
  | 'search'
  | 'search.hint'
  | 'total'
  | 'none'
  | 'whose'
  | 'device'
  | 'target'
  | 'more'
  | 'ours'
  | 'foreign'
  | 'other'
  | 'stranger'
  | 'off'
  | 'writes'
  | 'writes.caption'
  | 'writes.none'
  | 'when'
  | 'what'
  | 'who'
  | 'result'
  | 'done'
  | 'failed'
  | 'waiting'
  | 'command'
  | 'preview'
  | 'preview.caption'
  | 'preview.none'
  | 'repair.all'
  | 'repair.row'
  | 'said.row'
  | 'remove'
  | 'remove.caption'
  | 'remove.name'
  | 'remove.leave'
  | 'said.removed'
  | 'said.left'
  | `change.${Change}`;

export const holdingsTexts: Texts<Key> = {
  'health.answer': ['Menjawab dalam {count} md', 'Answers in {count} ms'],
  'health.cpu': ['CPU {count} %', 'CPU {count} %'],
  'health.memory': ['memori kosong {free} dari {total}', '{free} of {total} memory free'],
  'health.rest': [
    'Gagal {count} kali; diistirahatkan di antara percobaan sejak {at}',
    'Failed {count} {count|time|times}; left alone between tries since {at}',
  ],
  tables: ['Isi router', 'On the router'],
  table: ['Tabel', 'Table'],
  hosts: ['Perangkat', 'Hosts'],
  bindings: ['Ip-binding', 'Ip-bindings'],
  lists: ['Address-list', 'Address-lists'],
  search: ['Cari', 'Find'],
  'search.hint': ['MAC, alamat, atau nama daftar, utuh', 'A whole MAC, address or list name'],
  total: ['{count} baris', '{count} {count|row|rows}'],
  none: ['Tidak ada baris.', 'No rows.'],
  whose: ['Milik', 'Whose'],
  device: ['Perangkat', 'Device'],
  target: ['Jenis atau daftar', 'Type or list'],
  more: ['Keterangan', 'Remark'],
  ours: ['Saring', 'Saring'],
  foreign: ['Bukan Saring', 'Not Saring'],
  other: ['Saring lain', 'Another Saring'],
  stranger: ['Belum terdaftar', 'Not registered'],
  off: ['nonaktif', 'disabled'],
  writes: ['Yang ditulis Saring', 'Written by Saring'],
  'writes.caption': [
    'Sehari terakhir, tanpa perpanjangan waktu yang rutin.',
    'The last day, without the routine renewals of time-outs.',
  ],
  'writes.none': ['Tidak ada yang ditulis sehari ini.', 'Nothing was written within a day.'],
  when: ['Waktu', 'When'],
  what: ['Apa', 'What'],
  who: ['Untuk', 'For'],
  result: ['Hasil', 'Result'],
  done: ['Berhasil', 'Done'],
  failed: ['Ditolak router', 'Refused by the router'],
  waiting: ['Menunggu', 'Waiting'],
  command: ['Perintah', 'Command'],
  preview: ['Lihat yang akan diperbaiki', 'See what a repair would do'],
  'preview.caption': [
    'Belum ada yang dikirim. Ini yang akan ditulis ke router:',
    'Nothing is sent yet. This would be written to the router:',
  ],
  'preview.none': ['Tidak ada yang perlu diperbaiki.', 'There is nothing to repair.'],
  'repair.all': ['Perbaiki semua', 'Repair all'],
  'repair.row': ['Perbaiki ini', 'Repair this'],
  'said.row': [
    'Diperbaiki; {count} perbedaan tersisa.',
    'Repaired; {count} {count|difference|differences} left.',
  ],
  remove: ['Hapus router', 'Remove the router'],
  'remove.caption': [
    'Semua yang dibuat Saring di router ini dihapus dulu, lalu routernya dilupakan. Pembukuan dan riwayat pemakaian tetap ada.',
    'Everything that Saring made on this router is taken off first, then the router is forgotten. Books and usage stay.',
  ],
  'remove.name': [
    'Ketik nama router untuk memastikan: {name}',
    'Type the name of the router to confirm: {name}',
  ],
  'remove.leave': [
    'Router sudah tidak ada: lupakan saja. Binding yang ada di sana tetap, dan perangkatnya tetap online tanpa dihitung.',
    'The router is gone: just forget it. Bindings stay there, and their devices stay online, uncounted.',
  ],
  'said.removed': ['{name} dibersihkan dan dihapus.', '{name} was cleaned and removed.'],
  'said.left': [
    '{name} dihapus. Yang tertinggal di sana: {left}',
    '{name} was removed. What stays there: {left}',
  ],
  'change.binding_added': [
    'Perangkat mendapat ip-binding {target}',
    'The device gets the ip-binding {target}',
  ],
  'change.binding_changed': ['Ip-binding diubah menjadi {target}', 'The ip-binding becomes {target}'],
  'change.binding_removed': ['Ip-binding {target} dihapus', 'The ip-binding {target} is removed'],
  'change.list_joined': ['Alamat masuk daftar {target}', 'The address joins {target}'],
  'change.list_changed': ['Alamat pindah ke daftar {target}', 'The address moves to {target}'],
  'change.list_left': ['Alamat keluar dari daftar {target}', 'The address leaves {target}'],
  'change.host_removed': [
    'Sambungan diputus supaya mengikuti ip-binding',
    'The connection ends so that it follows its ip-binding',
  ],
  'change.lane': ['Antrean kecepatan {target}', 'Speed queue {target}'],
  'change.garden': ['Situs yang tetap terbuka {target}', 'Host that stays open {target}'],
  'change.fixed_address': ['Alamat tetap', 'Fixed address'],
  'change.line': ['Jalur PPPoE', 'PPPoE line'],
  'change.other': ['Baris lain milik Saring', 'Another row of Saring'],
};
