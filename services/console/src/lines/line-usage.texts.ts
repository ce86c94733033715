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
  | 'about'
  | 'quota'
  | 'quota.title'
  | 'quota.submit'
  | 'quota.none'
  | 'quota.has'
  | 'quota.bytes'
  | 'quota.then'
  | 'quota.slow'
  | 'quota.hold'
  | 'quota.down'
  | 'quota.up'
  | 'quota.day'
  | 'quota.dayHint'
  | 'quota.said';

export const lineUsageTexts: Texts<Key> = {
  usage: ['Pemakaian', 'Usage'],
  title: ['Pemakaian {username}', 'Usage of {username}'],
  month: ['Periode ini', 'This period'],
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
  quota: ['Kuota', 'Quota'],
  'quota.title': ['Kuota {username}', 'Quota of {username}'],
  'quota.submit': ['Simpan kuota', 'Save the quota'],
  'quota.none': ['Tanpa batas', 'No limit'],
  'quota.has': ['Berkuota', 'With a quota'],
  'quota.bytes': ['Kuota per periode (GB)', 'Quota a period (GB)'],
  'quota.then': ['Sesudah habis', 'Beyond it'],
  'quota.slow': ['Diperlambat (FUP)', 'Slowed (FUP)'],
  'quota.hold': ['Dihentikan', 'Held'],
  'quota.down': ['Unduh sesudah habis (kbps)', 'Download beyond it (kbps)'],
  'quota.up': ['Unggah sesudah habis (kbps)', 'Upload beyond it (kbps)'],
  'quota.day': ['Tanggal mulai periode', 'Day on which a period begins'],
  'quota.dayHint': ['Pada bulan yang lebih pendek: hari terakhirnya', 'In a shorter month its last day'],
  'quota.said': ['Kuota {username} disimpan.', 'The quota of {username} is saved.'],
  about: [
    'Jalur tidak memakai kuota hotspot. Tiap sambungan baru dihitung dari nol; yang mengalir sesudah pembacaan terakhir sebelum sambungan putus tidak terlihat.',
    'A line uses no hotspot quota. Each new session counts from zero; what flows between the last reading and the end of a session is not seen.',
  ],
};
