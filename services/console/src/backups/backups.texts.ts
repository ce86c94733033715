import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'make'
  | 'making'
  | 'asked'
  | 'place'
  | 'daily'
  | 'kept'
  | 'off'
  | 'off.how'
  | 'failed'
  | 'away'
  | 'none'
  | 'taken'
  | 'size'
  | 'state'
  | 'verified'
  | 'unverified'
  | 'unverified.why'
  | 'file'
  | 'download'
  | 'downloadOf'
  | 'restore'
  | 'restore.how'
  | 'restore.key';

export const backupTexts: Texts<Key> = {
  title: ['Cadangan', 'Backups'],
  make: ['Buat cadangan sekarang', 'Make a backup now'],
  making: ['Sedang dibuat sejak {at}…', 'Being made since {at}…'],
  asked: [
    'Cadangan akan dibuat. Ia muncul di daftar setelah dibaca ulang dan terbukti utuh.',
    'The backup will be made. It is listed once it was read back and proved.',
  ],
  place: ['Tempat: {place}', 'Place: {place}'],
  daily: ['Setiap hari pukul {time} ({zone}).', 'Every day at {time} ({zone}).'],
  kept: [
    'Disimpan: {daily} harian, {weekly} mingguan, {monthly} bulanan; yang terbaru selalu disimpan.',
    'Kept: {daily} daily, {weekly} weekly, {monthly} monthly; the newest always stays.',
  ],
  off: ['Belum ada cadangan otomatis', 'No backup is made by itself'],
  'off.how': [
    'Isi BACKUP_PASSPHRASE di .env mesin (paling sedikit 12 huruf), simpan juga di tempat lain, lalu nyalakan Saring lagi.',
    'Set BACKUP_PASSPHRASE in .env of the machine (at least 12 characters), keep it elsewhere too, and start Saring again.',
  ],
  failed: ['Cadangan terakhir gagal dibuat', 'The last backup could not be made'],
  away: ['Tempat cadangan tidak bisa dibaca', 'The place of backups cannot be read'],
  none: ['Belum ada cadangan di sini.', 'There is no backup here yet.'],
  taken: ['Waktu', 'Time'],
  size: ['Ukuran', 'Size'],
  state: ['Keadaan', 'State'],
  verified: ['Terbukti utuh {at}', 'Proved {at}'],
  unverified: ['Belum terbukti', 'Not proved'],
  'unverified.why': [
    'Isinya belum dibaca ulang, atau rusak di tempatnya.',
    'It was not read back, or was damaged in its place.',
  ],
  file: ['Berkas', 'File'],
  download: ['Unduh', 'Download'],
  downloadOf: ['Unduh cadangan {at}', 'Download the backup of {at}'],
  restore: ['Memulihkan', 'Restoring'],
  'restore.how': [
    'Pemulihan dijalankan di mesin yang kosong, bukan dari sini:',
    'A restore is run on an empty machine, not from here:',
  ],
  'restore.key': [
    'Perlu juga kata sandi cadangan dan secrets-key (atau SECRETS_KEY) mesin ini, yang disimpan terpisah.',
    'It also needs the passphrase and the secrets-key (or SECRETS_KEY) of this machine, kept apart.',
  ],
};
