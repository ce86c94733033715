import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'scheduled'
  | 'queued'
  | 'silent'
  | 'job'
  | 'last'
  | 'next'
  | 'state'
  | 'never'
  | 'fine'
  | 'running'
  | 'failed'
  | 'waiting'
  | 'due'
  | 'nothingWaits'
  | 'run'
  | 'runOf'
  | 'end.looking'
  | 'end.done'
  | 'end.failed'
  | 'end.unended'
  | 'end.silent';

export const jobTexts: Texts<Key> = {
  title: ['Pekerjaan latar', 'Background jobs'],
  scheduled: ['Menurut jam', 'By the clock'],
  queued: ['Yang menunggu', 'What waits'],
  silent: ['Tidak menjawab: {services}', 'No answer from: {services}'],
  job: ['Pekerjaan', 'Job'],
  last: ['Terakhir berhasil', 'Last success'],
  next: ['Berikutnya', 'Next'],
  state: ['Keadaan', 'State'],
  never: ['belum pernah', 'never yet'],
  fine: ['Beres', 'Fine'],
  running: ['Berjalan sejak {at}', 'Running since {at}'],
  failed: ['Gagal {count}×: {error}', 'Failed {count}×: {error}'],
  waiting: ['Menunggu', 'Waiting'],
  due: ['Terlambat', 'Overdue'],
  nothingWaits: ['Tidak ada yang menunggu.', 'Nothing waits.'],
  run: ['Jalankan sekarang', 'Run now'],
  runOf: ['Jalankan sekarang: {name}', 'Run now: {name}'],
  'end.looking': ['Menunggu selesai…', 'Waiting for its end…'],
  'end.done': ['Selesai pukul {at}.', 'Done at {at}.'],
  'end.failed': ['Gagal pukul {at}: {error}', 'Failed at {at}: {error}'],
  'end.unended': [
    'Pukul {at} belum selesai. Selesainya akan terlihat di sini.',
    'Not done yet at {at}. Its end will be seen here.',
  ],
  'end.silent': [
    'Hasilnya belum diketahui: pukul {at} server tidak menjawab.',
    'Its end is not known: at {at} the server did not answer.',
  ],
};
