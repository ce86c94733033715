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
  | 'payOf';

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
  payOf: ['Terima pembayaran {name}', 'Take a payment of {name}'],
};
