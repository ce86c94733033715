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
  | 'quota.package'
  | 'quota.packageSays'
  | 'quota.packageNone'
  | 'quota.packageKeeps'
  | 'quota.byHand'
  | 'quota.noneByHand'
  | 'quota.month'
  | 'quota.days'
  | 'quota.thenSlow'
  | 'quota.thenHeld'
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
  'quota.package': ['Ikut paket', 'As its package'],
  'quota.packageSays': ['Paketnya: {quota}.', 'Its package: {quota}.'],
  'quota.packageNone': [
    'Paketnya tidak membatasi, atau jalur ini belum dibayar oleh langganan.',
    'Its package sets no limit, or no subscription pays for this line yet.',
  ],
  'quota.packageKeeps': [
    'Jalur ini memakai profil router sendiri, jadi tidak dapat diperlambat: kuota paketnya tidak berlaku.',
    'This line keeps the profile of its router and cannot be slowed: the quota of its package is not in force.',
  ],
  'quota.byHand': [
    '{quota} (diatur sendiri, bukan menurut paket)',
    '{quota} (set by hand, not as its package)',
  ],
  'quota.noneByHand': [
    'Tanpa batas kuota (diatur sendiri, bukan menurut paket)',
    'No quota (set by hand, not as its package)',
  ],
  'quota.month': ['{bytes} sebulan sejak tanggal {day}, {then}', '{bytes} a month from day {day} on, {then}'],
  'quota.days': ['{bytes} tiap {count} hari, {then}', '{bytes} every {count} {count|day|days}, {then}'],
  'quota.thenSlow': ['lalu {down}', 'then {down}'],
  'quota.thenHeld': ['lalu dihentikan', 'then held'],
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
