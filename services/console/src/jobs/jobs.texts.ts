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
  | 'nothingWaits';

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
};
