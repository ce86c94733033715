// catalogue.ts — the words of the statement: the portal loads them with it.
import { fill, type Params } from '../fill';
import type { Locale } from '../locale';

export const statementTexts = {
  title: { id: 'Riwayat kuota', en: 'Quota statement' },
  intro: {
    id: 'Setiap kuota yang masuk dan setiap pemakaian, dengan sisa sesudahnya.',
    en: 'Every grant and every use, with what was left afterwards.',
  },
  day: { id: 'Tampilkan tanggal', en: 'Show a date' },
  allDays: { id: 'Semua tanggal', en: 'All dates' },
  empty: { id: 'Belum ada riwayat.', en: 'Nothing here yet.' },
  emptyDay: { id: 'Tidak ada riwayat pada tanggal ini.', en: 'Nothing on this date.' },
  more: { id: 'Lihat yang lebih lama', en: 'Show older ones' },
  after: { id: 'sisa {balance}', en: '{balance} left' },
  grant: { id: 'Kuota masuk', en: 'Quota added' },
  usage: { id: 'Pemakaian', en: 'Used' },
  expiry: { id: 'Masa aktif berakhir', en: 'Expired' },
  debt: { id: 'Tunggakan', en: 'Debt' },
  settlement: { id: 'Pelunasan tunggakan', en: 'Debt settled' },
  reset: { id: 'Diatur ulang', en: 'Reset' },
  correction: { id: 'Koreksi', en: 'Correction' },
  revocation: { id: 'Kuota ditarik kembali', en: 'Quota taken back' },
  extension: { id: 'Masa aktif diperpanjang', en: 'Quota extended' },
  family: { id: 'Keluarga', en: 'Family' },
  held: { id: 'Pemakaian diperiksa', en: 'Use being checked' },
  status: { id: 'Status berubah', en: 'Status changed' },
  other: { id: 'Perubahan lain', en: 'Other change' },
  'reason.registration': { id: 'pendaftaran', en: 'registration' },
  'reason.joined': { id: 'mulai memakai kuota bersama', en: 'began to use a shared quota' },
  'reason.left-member': { id: 'keluar sendiri', en: 'left' },
  'reason.left-payer': { id: 'dikeluarkan oleh pemilik kuota', en: 'removed by the payer' },
  'reason.left-operator': { id: 'dikeluarkan oleh pengelola', en: 'removed by the operator' },
  'reason.refunded': { id: 'uang dikembalikan', en: 'money returned' },
  'reason.reversed': { id: 'pembayaran dibatalkan oleh bank', en: 'payment reversed' },
} as const satisfies Readonly<Record<string, Readonly<Record<Locale, string>>>>;

export type StatementKey = keyof typeof statementTexts;

export const isStatementKey = (key: string): key is StatementKey => Object.hasOwn(statementTexts, key);

export const statementText = (key: StatementKey, locale: Locale, params: Params = {}): string =>
  fill(statementTexts[key][locale], params);
