// lines.texts.ts — what a person reads when something cannot be done with a PPPoE line.
import type { ErrorTexts } from './error-text';

export const lineErrors = {
  'LINE.UNKNOWN': {
    id: { title: 'Jalur tidak ditemukan', detail: 'Muat ulang daftar jalur.' },
    en: { title: 'Line not found', detail: 'Load the list of lines again.' },
  },
  'LINE.REMOVED': {
    id: { title: 'Jalur sudah dihapus', detail: 'Buat jalur baru bila masih diperlukan.' },
    en: { title: 'Line is removed', detail: 'Make a new line if one is needed still.' },
  },
  'LINE.HELD_FOR_QUOTA': {
    id: {
      title: 'Kuota jalur ini habis',
      detail: 'Tambah kuotanya; bila tidak, jalur pulih sendiri pada periode berikutnya.',
    },
    en: {
      title: 'This line has used up its quota',
      detail: 'Give it more; else it is back by itself in its next period.',
    },
  },
  'LINE.QUOTA_INVALID': {
    id: {
      title: 'Kuota ini tidak lengkap',
      detail:
        'Isi kecepatan sesudah kuota untuk unduh dan unggah, atau kosongkan keduanya. Jalur dengan profil asal router hanya dapat dihentikan.',
    },
    en: {
      title: 'This quota is not whole',
      detail:
        'Give a speed beyond the quota both ways, or none. A line that keeps the profile of its router can only be held.',
    },
  },
  'LINE.ROW_NAME_INVALID': {
    id: {
      title: 'Nama pengguna tidak dapat dipakai',
      detail: 'Pakai huruf, angka, titik, garis, atau @; atau isi awalan untuk baris tanpa nama.',
    },
    en: {
      title: 'This user name cannot be used',
      detail: 'Use letters, digits, dots, dashes or @; or give a prefix for rows without a name.',
    },
  },
  'LINE.ROW_NAME_TWICE': {
    id: { title: 'Nama pengguna muncul dua kali', detail: 'Satu nama hanya untuk satu jalur.' },
    en: { title: 'This user name stands twice', detail: 'One name is one line’s.' },
  },
  'LINE.ROW_HAS_LINE': {
    id: {
      title: 'Pelanggan ini sudah punya jalur berawalan ini',
      detail: 'Untuk jalur lain lagi, isi nama penggunanya sendiri.',
    },
    en: {
      title: 'This person has a line of this prefix already',
      detail: 'For one more, give it a user name of its own.',
    },
  },
  'LINE.ROW_NO_OWNER': {
    id: {
      title: 'Pelanggannya tidak diketahui',
      detail: 'Tulis satu nomor HP pelanggan di komentar secret, atau ambil alih satu per satu.',
    },
    en: {
      title: 'Nobody knows whose it is',
      detail:
        'Write one phone number of a subscriber in the comment of the secret, or take it over by itself.',
    },
  },
  'LINE.ROW_PROFILE_MISSING': {
    id: {
      title: 'Profilnya tidak ada di router',
      detail: 'Buat profilnya di router, atau ganti profil secret ini.',
    },
    en: {
      title: 'Its profile is not on the router',
      detail: 'Make the profile on the router, or give the secret another one.',
    },
  },
  'LINE.ROW_PASSWORD_INVALID': {
    id: {
      title: 'Sandi tidak dapat dipakai',
      detail: 'Paling sedikit 8 karakter tanpa spasi; kosong: dibuatkan.',
    },
    en: {
      title: 'This password cannot be used',
      detail: 'At least 8 characters without spaces; empty: one is made.',
    },
  },
  'LINE.ROW_SPEED_INVALID': {
    id: { title: 'Kecepatan tidak terbaca', detail: 'Tulis angka dalam Mbps, misalnya 10 atau 2,5.' },
    en: { title: 'This speed cannot be read', detail: 'Write a number of Mbps, such as 10 or 2.5.' },
  },
  'LINE.ROW_POOL_INVALID': {
    id: { title: 'Nama pool tidak dapat dipakai', detail: 'Tulis nama pool seperti di router.' },
    en: {
      title: 'This pool name cannot be used',
      detail: 'Write the name of the pool as the router has it.',
    },
  },
  'LINE.ROW_POOL_MISSING': {
    id: {
      title: 'Pool-nya tidak ada di router',
      detail: 'Buat pool itu di router, atau tulis pool yang ada.',
    },
    en: {
      title: 'Its pool is not on the router',
      detail: 'Make that pool on the router, or write one that is there.',
    },
  },
  'LINE.ROW_ADDRESS_INVALID': {
    id: { title: 'Alamat tetap tidak terbaca', detail: 'Tulis satu alamat IPv4, misalnya 10.20.0.7.' },
    en: { title: 'This fixed address cannot be read', detail: 'Write one IPv4 address, such as 10.20.0.7.' },
  },
  'LINE.ROW_MAC_INVALID': {
    id: { title: 'MAC tidak terbaca', detail: 'Misalnya C0:4A:00:00:00:01.' },
    en: { title: 'This MAC cannot be read', detail: 'For example C0:4A:00:00:00:01.' },
  },
  'LINE.HELD_FOR_BILL': {
    id: {
      title: 'Tagihan jalur ini belum dibayar',
      detail: 'Terima pembayarannya atau batalkan tagihannya; jalur pulih dengan sendirinya.',
    },
    en: {
      title: 'A bill of this line is not paid',
      detail: 'Take its payment or make the bill void; the line then comes back by itself.',
    },
  },
  'LINE.DISABLED': {
    id: { title: 'Jalur dimatikan', detail: 'Jalur yang mati tidak dapat diisolir. Pulihkan dulu.' },
    en: { title: 'Line is disabled', detail: 'A disabled line cannot be suspended. Restore it first.' },
  },
  'LINE.TERMS_INVALID': {
    id: {
      title: 'Isian jalur kurang',
      detail:
        'Isi pool atau alamat tetap, salah satu saja; kecepatan naik dan turun diisi keduanya atau tidak.',
    },
    en: {
      title: 'Line is incomplete',
      detail: 'Give either a pool or a fixed address, and both speeds or none.',
    },
  },
  'LINE.NAME_TAKEN': {
    id: { title: 'Nama sudah dipakai', detail: 'Ada jalur lain dengan nama ini di router yang sama.' },
    en: { title: 'Name is taken', detail: 'Another line of this router has that name.' },
  },
  'LINE.ADDRESS_TAKEN': {
    id: { title: 'Alamat sudah dipakai', detail: 'Ada jalur lain dengan alamat ini di router yang sama.' },
    en: { title: 'Address is taken', detail: 'Another line of this router has that address.' },
  },
  'LINE.ROUTER_FULL': {
    id: { title: 'Router penuh', detail: 'Router ini sudah memuat jalur sebanyak batasnya.' },
    en: { title: 'Router is full', detail: 'This router carries as many lines as it may.' },
  },
  'LINE.PASSWORD_UNKNOWN': {
    id: {
      title: 'Sandi tidak diketahui',
      detail: 'Jalur ini diambil alih dari router yang menyembunyikan sandinya. Beri sandi baru bila perlu.',
    },
    en: {
      title: 'Password not known',
      detail: 'The line was taken over from a router that hides it. Give it a new one if need be.',
    },
  },
  'LINE.NOT_TAKEN_OVER': {
    id: {
      title: 'Jalur ini tidak bisa dilepas',
      detail: 'Hanya jalur yang diambil alih dan masih memakai profil asalnya. Jalur lain dihapus.',
    },
    en: {
      title: 'This line cannot be let go',
      detail: 'Only one that was taken over and still has the profile that it had. Others are removed.',
    },
  },
  'LINE.CANDIDATE_GONE': {
    id: { title: 'Secret tidak ada lagi', detail: '{username} sudah dihapus atau sudah menjadi jalur.' },
    en: { title: 'Secret is gone', detail: '{username} was removed, or is a line already.' },
  },
} as const satisfies ErrorTexts;
