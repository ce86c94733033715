import type { Texts } from '../language/language';

type Fault = 'tooLarge' | 'unreadable' | 'tooManyLines' | 'empty' | 'noPhone' | 'tooManyRows';
type Key =
  | 'open'
  | 'title'
  | 'hint'
  | 'file'
  | 'paste'
  | 'paste.hint'
  | 'prefix'
  | 'prefix.hint'
  | 'down'
  | 'up'
  | 'check'
  | 'again'
  | 'row'
  | 'name'
  | 'speed'
  | 'from'
  | 'verdict'
  | 'fine'
  | 'good'
  | 'bad'
  | 'make'
  | 'make.rest'
  | 'said'
  | `fault.${Fault}`;

export const newLineTexts: Texts<Key> = {
  open: ['Buat banyak jalur', 'Make many lines'],
  title: ['Buat banyak jalur', 'Make many lines'],
  hint: [
    'Judul kolom: No HP (wajib), Username, Sandi, Unduh, Unggah (Mbps), Pool, IP, MAC. Pelanggannya harus sudah terdaftar. Yang kosong memakai nilai di bawah; sandi dibuatkan.',
    'Headings: Phone (needed), Username, Password, Download, Upload (Mbps), Pool, IP, MAC. Their people must be registered. What is empty takes the values below; passwords are made.',
  ],
  file: ['Berkas CSV atau XLSX', 'CSV or XLSX file'],
  paste: ['Atau tempel dari lembar kerja', 'Or paste from a sheet'],
  'paste.hint': ['Baris pertama: nama kolom', 'First line: the names of the columns'],
  prefix: ['Awalan nama', 'Prefix of names'],
  'prefix.hint': [
    'Baris tanpa nama menjadi rumah-0001, rumah-0002, …',
    'Rows without a name become house-0001, house-0002, …',
  ],
  down: ['Unduh (Mbps)', 'Download (Mbps)'],
  up: ['Unggah (Mbps)', 'Upload (Mbps)'],
  check: ['Periksa', 'Check'],
  again: ['Ubah', 'Change'],
  row: ['Baris', 'Row'],
  name: ['Jalur', 'Line'],
  speed: ['Unduh / unggah', 'Down / up'],
  from: ['Alamat dari', 'Address from'],
  verdict: ['Hasil', 'Verdict'],
  fine: ['Siap', 'Ready'],
  good: ['{count} jalur siap dibuat.', '{count} {count|line is|lines are} ready to be made.'],
  bad: ['{count} baris bermasalah.', '{count} {count|row has|rows have} a fault.'],
  make: ['Buat {count} jalur', 'Make {count} {count|line|lines}'],
  'make.rest': [
    'Buat {count} jalur, lewati yang bermasalah',
    'Make {count} {count|line|lines}, leave the others',
  ],
  said: ['{count} jalur dibuat.', '{count} {count|line is|lines are} made.'],
  'fault.tooLarge': ['Berkasnya lebih dari 2 MB.', 'The file is larger than 2 MB.'],
  'fault.unreadable': ['Berkasnya tidak dapat dibaca.', 'The file cannot be read.'],
  'fault.tooManyLines': ['Terlalu banyak baris.', 'There are too many rows.'],
  'fault.tooManyRows': ['Paling banyak 500 jalur sekaligus.', 'At most 500 lines at once.'],
  'fault.empty': [
    'Isi baris judul dan paling sedikit satu baris.',
    'Give a line of headings and at least one row.',
  ],
  'fault.noPhone': ['Tidak ada kolom nomor.', 'There is no column of phones.'],
};
