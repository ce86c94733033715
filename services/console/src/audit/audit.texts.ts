// audit.texts.ts — the words of the audit log.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'outcome'
  | 'outcome.all'
  | 'outcome.done'
  | 'outcome.refused'
  | 'outcome.failed'
  | 'outcome.begun'
  | 'action'
  | 'action.all'
  | 'own'
  | 'when'
  | 'who'
  | 'who.all'
  | 'person'
  | 'what'
  | 'change'
  | 'end'
  | 'key'
  | 'was'
  | 'empty'
  | 'more'
  | 'csv'
  | 'about'
  | 'everything'
  | 'machine';

export const auditTexts: Texts<Key> = {
  title: ['Catatan tindakan', 'Audit log'],
  outcome: ['Hasil', 'Outcome'],
  'outcome.all': ['Semua', 'All'],
  'outcome.done': ['Berhasil', 'Done'],
  'outcome.refused': ['Ditolak', 'Refused'],
  'outcome.failed': ['Gagal', 'Failed'],
  'outcome.begun': ['Tidak diketahui', 'Unknown'],
  action: ['Tindakan', 'Action'],
  'action.all': ['Semua tindakan', 'All actions'],
  own: ['Akun sendiri', 'Own account'],
  when: ['Waktu', 'Time'],
  who: ['Siapa', 'Who'],
  'who.all': ['Semua orang', 'Everybody'],
  person: ['Pelanggan {id}…', 'Subscriber {id}…'],
  what: ['Apa', 'What'],
  change: ['Isi', 'Content'],
  end: ['Hasil', 'Outcome'],
  key: ['lewat kunci API', 'by an API key'],
  was: ['sebelumnya {value}', 'before: {value}'],
  empty: ['Tidak ada tindakan yang cocok.', 'No action matches.'],
  more: ['Tampilkan lebih banyak', 'Show more'],
  csv: ['Unduh CSV', 'Download CSV'],
  about: ['Hanya tentang {id}', 'Only about {id}'],
  machine: ['Orang di mesin', 'Somebody at the machine'],
  everything: ['Tampilkan semua', 'Show everything'],
};
