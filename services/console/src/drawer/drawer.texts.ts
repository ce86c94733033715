// drawer.texts.ts — the words of cash drawers.
import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'closed'
  | 'closedOther'
  | 'closeOther'
  | 'expected'
  | 'openedAt'
  | 'open'
  | 'float'
  | 'float.hint'
  | 'payIn'
  | 'payOut'
  | 'close'
  | 'amount'
  | 'counted'
  | 'difference'
  | 'note'
  | 'kept'
  | 'goesTo'
  | 'goesTo.safe'
  | 'said.handed'
  | 'note.why'
  | 'said.open'
  | 'said.payIn'
  | 'said.payOut'
  | 'said.close'
  | 'said.closeExact'
  | 'all'
  | 'all.empty'
  | 'last'
  | 'balance'
  | 'balance.signs'
  | 'balance.empty'
  | 'balance.hint';

export const drawerTexts: Texts<Key> = {
  title: ['Laci kas', 'Cash drawer'],
  closed: ['Laci Anda tertutup.', 'Your drawer is closed.'],
  closedOther: ['Tertutup', 'Closed'],
  closeOther: ['Tutup laci {name}', "Close {name}'s drawer"],
  expected: ['Seharusnya ada', 'Should hold'],
  openedAt: ['Dibuka {at}', 'Opened {at}'],
  open: ['Buka laci', 'Open the drawer'],
  float: ['Uang kembalian yang sudah ada (Rp)', 'Change money in it already (Rp)'],
  'float.hint': [
    'Dicatat keluar dari brankas, dan masuk lagi saat laci ditutup.',
    'Booked out of the safe, and back into it when the drawer is closed.',
  ],
  payIn: ['Uang masuk', 'Pay in'],
  payOut: ['Uang keluar', 'Pay out'],
  close: ['Tutup hari ini', 'Close the day'],
  amount: ['Jumlah (Rp)', 'Amount (Rp)'],
  counted: ['Uang yang dihitung (Rp)', 'Money counted (Rp)'],
  difference: ['Selisih {amount}', 'Difference {amount}'],
  kept: ['Tercatat di pembukuan.', 'Kept in the books.'],
  goesTo: ['Uang diserahkan ke', 'The money goes to'],
  'goesTo.safe': ['Brankas', 'The safe'],
  'said.handed': [
    'Laci ditutup, uangnya sekarang di laci {name}.',
    "The drawer is closed, its money is in {name}'s drawer.",
  ],
  note: ['Catatan', 'Note'],
  'note.why': ['Selisih perlu penjelasan.', 'A difference needs a word.'],
  'said.open': ['Laci kas terbuka.', 'The drawer is open.'],
  'said.payIn': ['Uang masuk tercatat.', 'The money in is recorded.'],
  'said.payOut': ['Uang keluar tercatat.', 'The money out is recorded.'],
  'said.close': ['Laci ditutup dengan selisih {amount}.', 'The drawer is closed, difference {amount}.'],
  'said.closeExact': ['Laci ditutup, tanpa selisih.', 'The drawer is closed without a difference.'],
  all: ['Semua laci', 'All drawers'],
  'all.empty': ['Belum ada laci.', 'No drawers yet.'],
  last: ['Selisih terakhir {amount}', 'Last difference {amount}'],
  balance: ['Neraca saldo {from} – {to}', 'Trial balance {from} – {to}'],
  'balance.signs': [
    'Tanpa tanda: uang yang ada atau biaya. Dengan minus: dari mana asalnya.',
    'Without a sign: money that is there, or a cost. With a minus: where it came from.',
  ],
  'balance.empty': ['Belum ada catatan bulan ini.', 'Nothing is in the books this month.'],
  'balance.hint': ['Jumlah semua: {amount} (harus nol).', 'Sum of all: {amount} (must be zero).'],
};
