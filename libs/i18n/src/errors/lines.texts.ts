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
  'LINE.CANDIDATE_GONE': {
    id: { title: 'Secret tidak ada lagi', detail: '{username} sudah dihapus atau sudah menjadi jalur.' },
    en: { title: 'Secret is gone', detail: '{username} was removed, or is a line already.' },
  },
} as const satisfies ErrorTexts;
