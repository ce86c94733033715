import type { Texts } from '../language/language';

type Key =
  | 'usage'
  | 'title'
  | 'month'
  | 'total'
  | 'span'
  | 'days'
  | 'chart'
  | 'table'
  | 'day'
  | 'down'
  | 'up'
  | 'sessions'
  | 'reboots'
  | 'none'
  | 'uncounted'
  | 'about';

export const lineUsageTexts: Texts<Key> = {
  usage: ['Pemakaian', 'Usage'],
  title: ['Pemakaian {username}', 'Usage of {username}'],
  month: ['Bulan ini', 'This month'],
  total: ['{count} hari terakhir', 'Last {count} {count|day|days}'],
  span: ['Rentang', 'Span'],
  days: ['{count} hari', '{count} {count|day|days}'],
  chart: [
    'Grafik pemakaian per hari; angkanya ada di tabel di bawah',
    'Chart of usage by day; the table below has the figures',
  ],
  table: ['Pemakaian per hari', 'Usage by day'],
  day: ['Hari', 'Day'],
  down: ['Unduh', 'Down'],
  up: ['Unggah', 'Up'],
  sessions: ['Sambungan', 'Sessions'],
  reboots: ['{count} sesudah router mulai ulang', '{count} behind a restart of the router'],
  none: ['Tidak ada pemakaian pada rentang ini.', 'Nothing was used in this span.'],
  uncounted: [
    '{bytes} terlihat tetapi tidak dihitung, karena tidak pasti milik sesi mana.',
    '{bytes} were seen and are not counted, because it is not certain of which session they are.',
  ],
  about: [
    'Jalur tidak memakai kuota hotspot. Tiap sambungan baru dihitung dari nol; yang mengalir sesudah pembacaan terakhir sebelum sambungan putus tidak terlihat.',
    'A line uses no hotspot quota. Each new session counts from zero; what flows between the last reading and the end of a session is not seen.',
  ],
};
