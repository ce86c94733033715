import type { Texts } from '../language/language';
import type { TableFault } from './read-table';
import type { ImportField } from './columns';

type Key =
  | 'title'
  | 'intro'
  | 'none'
  | 'import'
  | 'import.title'
  | 'import.intro'
  | 'file'
  | 'paste'
  | 'paste.hint'
  | 'read'
  | 'columns'
  | 'columns.none'
  | 'phoneNeeded'
  | 'check'
  | 'lines'
  | 'example'
  | 'said.draft'
  | 'said.started'
  | 'start'
  | 'draft'
  | 'running'
  | 'ended'
  | 'progress'
  | 'skipped'
  | 'by'
  | 'row'
  | 'fileRow'
  | 'person'
  | 'end'
  | 'all'
  | 'download'
  | 'rows.none'
  | 'days'
  | `fault.${TableFault}`
  | `field.${ImportField}`
  | `action.${Action}`
  | `state.${State}`;
export type Action = 'import' | 'block' | 'unblock' | 'approve' | 'grant' | 'reject' | 'remind';
export type State = 'waiting' | 'done' | 'skipped';

export const batchTexts: Texts<Key> = {
  title: ['Tugas massal', 'Bulk work'],
  intro: [
    'Impor dan tindakan untuk banyak pelanggan. Konsep menunggu sampai Anda memulainya; yang berjalan tetap berjalan walau halaman ditutup.',
    'Imports and acts for many subscribers. A draft waits until you start it; what runs goes on when the page is closed.',
  ],
  none: ['Belum ada tugas massal.', 'No bulk work yet.'],
  import: ['Impor pelanggan', 'Import subscribers'],
  'import.title': ['Impor pelanggan', 'Import subscribers'],
  'import.intro': [
    'Berkas CSV atau XLSX, paling banyak 2.000 baris dan 2 MB. Baris pertama berisi nama kolom. Belum ada yang dibuat sebelum Anda memulai.',
    'A CSV or XLSX file of at most 2,000 lines and 2 MB. The first line names the columns. Nothing is made before you start.',
  ],
  file: ['Pilih berkas CSV atau XLSX', 'Choose a CSV or XLSX file'],
  paste: ['Atau tempel dari lembar kerja', 'Or paste from a spreadsheet'],
  'paste.hint': [
    'Sertakan baris judul, misalnya: Nama, No HP, Kamar, Kuota, Hari',
    'Include the headings, such as: Name, Phone, Room, Quota, Days',
  ],
  read: ['Baca tempelan', 'Read what was pasted'],
  columns: ['Kolom mana berisi apa?', 'Which column holds what?'],
  'columns.none': ['Tidak ada', 'None'],
  phoneNeeded: ['Pilih kolom nomor HP.', 'Choose the column of the phone number.'],
  check: ['Periksa {count} baris', 'Check {count} {count|line|lines}'],
  lines: ['Tiga baris pertama', 'The first three lines'],
  example: ['Contoh', 'Example'],
  'said.draft': [
    'Baris sudah diperiksa. Belum ada yang dikerjakan.',
    'The rows are checked. Nothing is done yet.',
  ],
  'said.started': ['Dimulai untuk {count} baris.', 'Started for {count} {count|row|rows}.'],
  start: ['Mulai untuk {count} baris', 'Start for {count} {count|row|rows}'],
  draft: ['Konsep', 'Draft'],
  running: ['Berjalan', 'Running'],
  ended: ['Selesai', 'Ended'],
  progress: ['{done} dari {count} selesai', '{done} of {count} done'],
  skipped: ['{count} tidak bisa', '{count} refused'],
  by: ['{at}, {name}', '{at}, {name}'],
  row: ['Baris', 'Row'],
  fileRow: ['Baris berkas', 'Row of file'],
  person: ['Pelanggan', 'Subscriber'],
  end: ['Hasil', 'Result'],
  all: ['Semua', 'All'],
  download: ['Unduh laporan (CSV)', 'Download the report (CSV)'],
  'rows.none': ['Tidak ada baris seperti itu.', 'There is no such row.'],
  'fault.tooLarge': [
    'Berkas lebih besar dari 2 MB. Bagi menjadi beberapa.',
    'The file is larger than 2 MB. Divide it.',
  ],
  'fault.unreadable': [
    'Berkas ini tidak bisa dibaca sebagai CSV atau XLSX.',
    'This file cannot be read as CSV or XLSX.',
  ],
  'fault.tooManyLines': [
    'Lebih dari 2.000 baris. Bagi menjadi beberapa.',
    'More than 2,000 lines. Divide them.',
  ],
  'fault.empty': ['Tidak ada baris di bawah judul kolom.', 'There is no line below the headings.'],
  'field.phone': ['Nomor HP', 'Phone'],
  'field.name': ['Nama', 'Name'],
  'field.gigabytes': ['Kuota (GB)', 'Quota (GB)'],
  'field.days': ['Masa berlaku (hari)', 'Lasts (days)'],
  'field.address': ['Alamat', 'Address'],
  'field.room': ['Kamar', 'Room'],
  'field.note': ['Catatan', 'Note'],
  'action.import': ['Impor', 'Import'],
  'action.block': ['Blokir', 'Block'],
  'action.unblock': ['Buka blokir', 'Unblock'],
  'action.approve': ['Setujui', 'Approve'],
  'action.grant': ['Beri kuota', 'Give quota'],
  'action.reject': ['Tolak pendaftaran', 'Reject registrations'],
  'action.remind': ['Ingatkan tunggakan', 'Remind of debts'],
  days: ['{count} hari', '{count} {count|day|days}'],
  'state.waiting': ['Siap', 'Ready'],
  'state.done': ['Selesai', 'Done'],
  'state.skipped': ['Tidak bisa', 'Refused'],
};
