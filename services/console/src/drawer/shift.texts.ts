// shift.texts.ts — the words of shifts of drawers and of their closings.
import type { Texts } from '../language/language';

type Key =
  | 'figures'
  | 'float'
  | 'sales'
  | 'elsewhere'
  | 'refunds'
  | 'paidIn'
  | 'paidOut'
  | 'expected'
  | 'counted'
  | 'difference'
  | 'closings'
  | 'closings.empty'
  | 'closing'
  | 'openedAt'
  | 'closedAt'
  | 'closedBy'
  | 'handedTo'
  | 'toSafe'
  | 'who'
  | 'note'
  | 'print'
  | 'signature';

export const shiftTexts: Texts<Key> = {
  figures: ['Uang dalam sif ini', 'Money of this shift'],
  float: ['Uang kembalian awal', 'Opening float'],
  sales: ['Penjualan: {method} ({count})', 'Sales: {method} ({count})'],
  elsewhere: ['Tidak masuk laci', 'Not in the drawer'],
  refunds: ['Pengembalian tunai ({count})', 'Refunds in cash ({count})'],
  paidIn: ['Uang masuk', 'Paid in'],
  paidOut: ['Uang keluar', 'Paid out'],
  expected: ['Seharusnya ada', 'Should hold'],
  counted: ['Dihitung', 'Counted'],
  difference: ['Selisih', 'Difference'],
  closings: ['Penutupan sebelumnya', 'Past closings'],
  'closings.empty': ['Belum ada laci yang ditutup.', 'No drawer was closed yet.'],
  closing: ['Penutupan laci {name}', "Closing of {name}'s drawer"],
  openedAt: ['Dibuka', 'Opened'],
  closedAt: ['Ditutup', 'Closed'],
  closedBy: ['oleh {name}', 'by {name}'],
  handedTo: ['Uangnya diserahkan ke {name}', 'The money went to {name}'],
  toSafe: ['Uangnya masuk brankas', 'The money went to the safe'],
  who: ['Laci', 'Drawer'],
  note: ['Catatan', 'Note'],
  print: ['Cetak', 'Print'],
  signature: ['Tanda tangan: ______________________', 'Signature: ______________________'],
};
