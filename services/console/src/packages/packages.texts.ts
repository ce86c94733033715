import type { Texts } from '../language/language';

type Key =
  | 'preview'
  | ('presets' | 'preset.time' | 'preset.day' | 'preset.week' | 'preset.month' | 'preset.use' | 'daysLong')
  | 'title'
  | 'empty'
  | 'new'
  | 'edit'
  | 'name'
  | 'price'
  | 'days'
  | 'hours'
  | 'noEnd'
  | 'gigabytes'
  | 'unlimited'
  | ('onlineHours' | 'onlineMinutes' | 'onlineHelp' | 'noOnline')
  | 'speedDown'
  | 'speedUp'
  | 'noSpeed'
  | 'description'
  | 'active'
  | 'inactive'
  | ('sellFrom' | 'sellUntil' | 'validUntil' | 'always' | 'always.end' | 'byDuration')
  | ('validFrom' | 'validTo' | 'allDay' | 'fastFrom' | 'fastTo' | 'sameSpeed' | 'fastDown' | 'fastUp')
  | ('notNow' | 'from' | 'until' | 'endsLatest')
  | 'startsAtFirstUse'
  | 'save'
  | 'said';

export const packageTexts: Texts<Key> = {
  preview: ['Begini di portal', 'As the portal shows it'],
  presets: [
    'Belum ada paket. Mulai dari contoh, lalu ubah sesuka Anda:',
    'No packages yet. Begin with an example and change it as you like:',
  ],
  'preset.time': ['Tiket 3 jam', 'A ticket of 3 hours'],
  'preset.day': ['Harian', 'A day'],
  'preset.week': ['Mingguan', 'A week'],
  'preset.month': ['Bulanan', 'A month'],
  'preset.use': ['Pakai contoh ini', 'Use this example'],
  daysLong: ['{count} hari', '{count} {count|day|days}'],
  title: ['Paket', 'Packages'],
  empty: ['Belum ada paket.', 'No packages yet.'],
  new: ['Paket baru', 'New package'],
  edit: ['Ubah', 'Change'],
  name: ['Nama', 'Name'],
  price: ['Harga (Rp)', 'Price (Rp)'],
  days: ['Hari', 'Days'],
  hours: ['Jam', 'Hours'],
  noEnd: ['Tanpa batas waktu', 'Without an end'],
  gigabytes: ['Kuota (GB)', 'Quota (GB)'],
  unlimited: ['Tanpa batas', 'Unlimited'],
  onlineHours: ['Lama pakai (jam)', 'Time of use (hours)'],
  onlineMinutes: ['Lama pakai (menit)', 'Time of use (minutes)'],
  onlineHelp: ['Berjalan hanya saat dipakai', 'Runs only while in use'],
  noOnline: ['0 dan 0: tidak dihitung', '0 and 0: not counted'],
  speedDown: ['Unduh (kbit/s)', 'Download (kbit/s)'],
  speedUp: ['Unggah (kbit/s)', 'Upload (kbit/s)'],
  noSpeed: ['0: tanpa batas', '0: no limit'],
  description: ['Keterangan', 'Description'],
  active: ['Dijual', 'On sale'],
  inactive: ['Tidak dijual', 'Not on sale'],
  sellFrom: ['Dijual mulai', 'Sold from'],
  sellUntil: ['Dijual sampai', 'Sold until'],
  validUntil: ['Kuota berakhir paling lambat', 'Quota ends at the latest'],
  always: ['Kosong: sejak sekarang', 'Empty: from now on'],
  'always.end': ['Kosong: tanpa akhir', 'Empty: without an end'],
  byDuration: ['Kosong: menurut masa aktif saja', 'Empty: by its days and hours alone'],
  validFrom: ['Berlaku dari jam', 'Good only from'],
  validTo: ['sampai jam', 'until'],
  allDay: [
    'Kosong: sepanjang hari. Misalnya 00.00 sampai 06.00',
    'Empty: all day. For example 00:00 until 06:00',
  ],
  fastFrom: ['Kecepatan lain dari', 'Another speed from'],
  fastTo: ['sampai pukul', 'till'],
  sameSpeed: ['Kosong: sama sepanjang hari', 'Empty: the same all day'],
  fastDown: ['Unduh pada jam itu (kbit/s)', 'Download in these hours (kbit/s)'],
  fastUp: ['Unggah pada jam itu (kbit/s)', 'Upload in these hours (kbit/s)'],
  notNow: ['Tidak dijual saat ini', 'Not on sale at this time'],
  from: ['mulai {time}', 'from {time}'],
  until: ['sampai {time}', 'until {time}'],
  endsLatest: ['kuota berakhir {time}', 'quota ends {time}'],
  startsAtFirstUse: ['Masa aktif mulai saat dipakai pertama kali', 'The time starts at first use'],
  save: ['Simpan', 'Save'],
  said: ['Paket tersimpan.', 'The package is saved.'],
};
