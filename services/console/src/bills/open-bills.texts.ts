// open-bills.texts.ts — the words of the list of what everybody owes for bills.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'which'
  | 'all'
  | 'due'
  | 'pastGrace'
  | 'site'
  | 'everySite'
  | 'empty'
  | 'sum'
  | 'who'
  | 'bill'
  | 'owes'
  | 'dueOn'
  | 'held'
  | 'late'
  | 'pay'
  | 'payOf'
  | 'search'
  | 'notFound'
  | 'notOwed';

export const openBillTexts: Texts<Key> = {
  title: ['Tagihan', 'Bills'],
  which: ['Yang ditampilkan', 'Shown'],
  all: ['Semua', 'All'],
  due: ['Jatuh tempo', 'Due'],
  pastGrace: ['Lewat tenggang', 'Past grace'],
  site: ['Lokasi', 'Site'],
  everySite: ['Semua lokasi', 'All sites'],
  empty: ['Tidak ada tagihan yang belum dibayar.', 'No bill is unpaid.'],
  sum: [
    '{bills} tagihan dari {people} orang: {amount}',
    '{bills} {bills|bill|bills} of {people} {people|person|people}: {amount}',
  ],
  who: ['Siapa', 'Who'],
  bill: ['Tagihan', 'Bill'],
  owes: ['Belum dibayar', 'Owes'],
  dueOn: ['Jatuh tempo', 'Due'],
  held: ['Diisolir', 'Suspended'],
  late: ['Terlambat', 'Overdue'],
  pay: ['Terima', 'Take money'],
  search: ['Cari nomor tagihan', 'Find a bill by its number'],
  notFound: ['Tidak ada tagihan dengan nomor itu.', 'No bill has that number.'],
  notOwed: ['Lunas atau batal', 'Paid or void'],
  payOf: ['Terima pembayaran {name}', 'Take a payment of {name}'],
};
