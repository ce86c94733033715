// shift.texts.ts — the words of shifts of drawers and of their closings.
import type { Texts } from '../language/language';

type Key =
  | 'figures'
  | 'float'
  | 'sales'
  | 'elsewhere'
  | 'refunds'
  | 'vouchers'
  | 'vouchers_back'
  | 'bills'
  | 'balances_back'
  | 'deposits'
  | 'agents'
  | 'agents_back'
  | 'paid_in'
  | 'paid_out'
  | 'unbooked'
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
  vouchers: ['Voucher terjual ({count})', 'Vouchers sold ({count})'],
  vouchers_back: ['Voucher dibatalkan ({count})', 'Vouchers made void ({count})'],
  bills: ['Pembayaran tagihan ({count})', 'Payments of bills ({count})'],
  balances_back: ['Saldo dikembalikan ({count})', 'Balance handed back ({count})'],
  deposits: ['Deposit langganan ({count})', 'Deposits of subscriptions ({count})'],
  agents: ['Deposit agen diterima ({count})', 'Deposits of agents taken ({count})'],
  agents_back: ['Deposit agen dikembalikan ({count})', 'Deposits of agents paid out ({count})'],
  paid_in: ['Uang masuk', 'Paid in'],
  paid_out: ['Uang keluar', 'Paid out'],
  unbooked: ['Belum dibukukan', 'Not booked yet'],
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
