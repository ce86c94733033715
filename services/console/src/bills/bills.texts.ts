import type { Texts } from '../language/language';

type Key =
  | 'balance'
  | 'owed'
  | 'none'
  | 'start'
  | 'start.submit'
  | 'package'
  | 'price'
  | 'price.hint'
  | 'unit'
  | 'day'
  | 'week'
  | 'month'
  | 'count'
  | 'anchor'
  | 'anchor.hint'
  | 'startsOn'
  | 'startsOn.hint'
  | 'before'
  | 'grace'
  | 'said.started'
  | 'every'
  | 'next'
  | 'ended'
  | 'end'
  | 'end.title'
  | 'said.ended'
  | 'pay'
  | 'pay.amount'
  | 'pay.hint'
  | 'pay.method'
  | 'cash'
  | 'transfer'
  | 'card'
  | 'said.paid'
  | 'said.paidBalance'
  | 'bill'
  | 'period'
  | 'amount'
  | 'state'
  | 'acts'
  | 'paid'
  | 'given'
  | 'open'
  | 'overdue'
  | 'line'
  | 'void'
  | 'void.act'
  | 'void.title'
  | 'said.void';

export const billTexts: Texts<Key> = {
  balance: ['Saldo {amount}', 'Balance {amount}'],
  owed: ['Belum dibayar {amount}', 'Owed {amount}'],
  none: [
    'Belum berlangganan. Mulai langganan, dan tagihannya terbit sendiri sebelum tiap masa.',
    'No subscription yet. Begin one, and its bills are issued by themselves before each period.',
  ],
  start: ['Mulai langganan', 'Begin a subscription'],
  'start.submit': ['Mulai', 'Begin'],
  package: ['Paket', 'Package'],
  price: ['Harga satu masa (Rp)', 'Price of one period (Rp)'],
  'price.hint': ['Kosong: harga paket', 'Empty: as the package costs'],
  unit: ['Masa', 'Period'],
  day: ['Hari', 'Days'],
  week: ['Minggu', 'Weeks'],
  month: ['Bulan', 'Months'],
  count: ['Berapa', 'How many'],
  anchor: ['Tanggal tagihan', 'Day of the month'],
  'anchor.hint': ['Kosong: tanggal mulai', 'Empty: that of the first day'],
  startsOn: ['Mulai', 'Begins'],
  'startsOn.hint': ['Kosong: hari ini', 'Empty: today'],
  before: ['Terbit sebelum (hari)', 'Issued before (days)'],
  grace: ['Tenggang (hari)', 'Grace (days)'],
  'said.started': ['Langganan dimulai.', 'The subscription has begun.'],
  every: ['{amount} tiap {count} {unit}', '{amount} every {count} {unit}'],
  next: ['tagihan berikutnya mulai {date}', 'next bill from {date}'],
  ended: ['berakhir', 'ended'],
  end: ['Akhiri', 'End'],
  'end.title': ['Akhiri langganan {name}', 'End the subscription {name}'],
  'said.ended': ['Langganan berakhir.', 'The subscription has ended.'],
  pay: ['Terima pembayaran', 'Take a payment'],
  'pay.amount': ['Diterima (Rp)', 'Received (Rp)'],
  'pay.hint': [
    'Tagihan terlama dibayar dulu; lebihnya menjadi saldo.',
    'The oldest bill is paid first; what is too much stays as balance.',
  ],
  'pay.method': ['Cara bayar', 'Paid by'],
  cash: ['Tunai', 'Cash'],
  transfer: ['Transfer', 'Transfer'],
  card: ['Kartu', 'Card'],
  'said.paid': ['Pembayaran diterima. Belum dibayar {owed}.', 'The payment is taken. Still owed {owed}.'],
  'said.paidBalance': ['Lunas. Saldo {balance}.', 'All is paid. Balance {balance}.'],
  bill: ['Tagihan', 'Bill'],
  period: ['Masa', 'Period'],
  amount: ['Jumlah', 'Amount'],
  state: ['Keadaan', 'State'],
  acts: ['Tindakan', 'Actions'],
  paid: ['Lunas', 'Paid'],
  given: ['Lunas, sudah diberikan', 'Paid and given'],
  overdue: [
    'Kurang {owed}, lewat tenggang: jalur diisolir',
    '{owed} owed, past its grace: the line is suspended',
  ],
  line: ['Jalur', 'Line'],
  open: ['Belum dibayar {owed}', 'Owed {owed}'],
  void: ['Batal', 'Void'],
  'void.act': ['Batalkan', 'Make void'],
  'void.title': ['Batalkan tagihan {number}', 'Make bill {number} void'],
  'said.void': ['Tagihan {number} batal.', 'Bill {number} is void.'],
};
