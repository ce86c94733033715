import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'from'
  | 'to'
  | 'site'
  | 'allSites'
  | 'by'
  | 'day'
  | 'month'
  | 'takings'
  | 'income'
  | 'income.hint'
  | 'usage'
  | 'debts'
  | 'packages'
  | 'cashiers'
  | 'methods'
  | 'vouchers'
  | 'period'
  | 'payments'
  | 'received'
  | 'settled'
  | 'refunded'
  | 'net'
  | 'sold'
  | 'soldBytes'
  | 'carried'
  | 'charged'
  | 'unclaimed'
  | 'total'
  | 'empty'
  | 'nobody'
  | 'package'
  | 'cashier'
  | 'method'
  | 'file'
  | 'what';

export const reportTexts: Texts<Key> = {
  title: ['Laporan', 'Reports'],
  from: ['Dari', 'From'],
  to: ['Sampai', 'To'],
  site: ['Lokasi', 'Site'],
  allSites: ['Semua lokasi', 'All sites'],
  by: ['Per', 'By'],
  day: ['Hari', 'Day'],
  month: ['Bulan', 'Month'],
  takings: ['Uang masuk dan pendapatan', 'Money in and income'],
  income: ['Pendapatan', 'Income'],
  'income.hint': [
    'Diterima: semua uang yang masuk, juga deposit dan saldo yang masih milik orang lain. Pendapatan: yang benar-benar diperoleh menurut pembukuan, dikurangi yang dikembalikan dan dihapuskan.',
    'Received: all money that came in, deposits and balances of others among it. Income: what was earned by the books, less what went back and what was given up.',
  ],
  usage: ['Pemakaian', 'Usage'],
  debts: ['Tunggakan', 'Debts'],
  packages: ['Paket terlaris', 'Top packages'],
  cashiers: ['Kasir', 'Cashiers'],
  methods: ['Cara bayar', 'Ways to pay'],
  vouchers: ['Voucher', 'Vouchers'],
  period: ['Waktu', 'When'],
  payments: ['Pembayaran', 'Payments'],
  received: ['Diterima', 'Received'],
  settled: ['Pelunasan utang', 'Debts settled'],
  refunded: ['Dikembalikan', 'Given back'],
  net: ['Bersih', 'Net'],
  sold: ['Terjual', 'Sold'],
  soldBytes: ['Kuota terjual', 'Quota sold'],
  carried: ['Lewat jaringan', 'Carried'],
  charged: ['Ditagih', 'Charged'],
  unclaimed: ['Tidak ditagih', 'Charged to nobody'],
  total: ['Jumlah', 'Total'],
  empty: ['Tidak ada apa-apa dalam waktu ini.', 'Nothing in this time.'],
  nobody: ['Bayar sendiri', 'Paid by themselves'],
  package: ['Paket', 'Package'],
  cashier: ['Kasir', 'Cashier'],
  method: ['Cara bayar', 'Way to pay'],
  file: ['Unduh {kind}', 'Download {kind}'],
  what: ['Laporan apa', 'Which report'],
};
