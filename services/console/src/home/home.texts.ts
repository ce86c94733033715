import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'packageChanges'
  | 'pending'
  | 'requests'
  | 'unfulfilled'
  | 'openOrders'
  | 'proofs'
  | 'alerts'
  | 'routers'
  | 'routersOffline'
  | 'otp'
  | 'otpLeft'
  | 'otpClosed'
  | 'jobs'
  | 'jobsFailing'
  | 'allWell'
  | 'anomalies'
  | 'atLeast'
  | 'drawer'
  | 'sell'
  | 'drawerClosed'
  | 'takings'
  | 'income'
  | 'toReports'
  | 'today'
  | 'yesterday'
  | 'week'
  | 'month'
  | 'thirtyDays'
  | 'payments'
  | 'givenBack'
  | 'byDay'
  | 'byDay.none'
  | 'byMethod'
  | 'byCashier'
  | 'online'
  | 'sold'
  | 'chart'
  | 'people'
  | 'overdue'
  | 'overdueOf'
  | 'ending'
  | 'charged'
  | 'unclaimed'
  | 'devices'
  | 'failed';

export const homeTexts: Texts<Key> = {
  title: ['Beranda', 'Home'],
  requests: ['Permintaan Komandan', 'Komandan requests'],
  packageChanges: ['Minta ganti paket', 'Changes of package asked for'],
  pending: ['Menunggu persetujuan', 'Waiting for approval'],
  unfulfilled: ['Dibayar, belum diberikan', 'Paid, not given'],
  proofs: ['Bukti pembayaran menunggu', 'Proofs of payment waiting'],
  openOrders: ['Pesanan belum dibayar', 'Orders not paid yet'],
  alerts: ['Peringatan pembayaran', 'Payment alerts'],
  routers: ['Router tersambung', 'Routers online'],
  routersOffline: ['{count} terputus', '{count} offline'],
  otp: ['Kode WhatsApp tersisa hari ini', 'WhatsApp codes left today'],
  otpLeft: ['Saluran {channel}: {queued} menunggu', 'Channel {channel}: {queued} waiting'],
  otpClosed: ['Pengiriman berhenti: {reason}', 'Sending has stopped: {reason}'],
  jobs: ['Pekerjaan gagal', 'Failing jobs'],
  jobsFailing: ['{name}: {error}', '{name}: {error}'],
  allWell: ['Semua berjalan.', 'All is well.'],
  anomalies: ['Pemakaian ditahan', 'Held usage'],
  atLeast: ['{count} atau lebih', '{count} or more'],
  sell: ['Jual: cari pelanggan', 'Sell: find a person'],
  drawer: ['Laci kas Anda', 'Your cash drawer'],
  drawerClosed: ['Tertutup', 'Closed'],
  takings: ['Uang masuk', 'Money in'],
  income: ['Pendapatan {amount}', 'Income {amount}'],
  toReports: ['Lihat laporan', 'See the reports'],
  today: ['Hari ini', 'Today'],
  yesterday: ['Kemarin', 'Yesterday'],
  week: ['7 hari', '7 days'],
  month: ['Bulan ini', 'This month'],
  thirtyDays: ['30 hari', '30 days'],
  payments: ['{count} pembayaran', '{count} {count|payment|payments}'],
  givenBack: ['{amount} dikembalikan', '{amount} given back'],
  'byDay.none': ['Belum ada uang masuk.', 'No money has come in yet.'],
  byDay: ['30 hari terakhir', 'The last 30 days'],
  byMethod: ['Cara bayar, 30 hari', 'Ways to pay, 30 days'],
  byCashier: ['Kasir, 30 hari', 'Cashiers, 30 days'],
  online: ['Bayar sendiri', 'Paid by themselves'],
  sold: ['Kuota terjual 30 hari: {bytes}', 'Quota sold in 30 days: {bytes}'],
  chart: ['Uang masuk per hari, paling banyak {most}', 'Money in by day, {most} at the most'],
  people: ['Pelanggan', 'Subscribers'],
  overdue: ['Tunggakan lewat jatuh tempo', 'Overdue debts'],
  overdueOf: ['{count} orang; semua utang {all}', '{count} {count|person|people}; all debts {all}'],
  ending: ['Kuota berakhir dalam 7 hari', 'Quota ends within 7 days'],
  charged: ['Kuota terpakai, 24 jam', 'Quota used, 24 hours'],
  unclaimed: ['Tidak ditagih, 24 jam', 'Charged to nobody, 24 hours'],
  devices: ['{count} perangkat tersambung', '{count} {count|device|devices} connected'],
  failed: ['{count} gagal hari ini', '{count} failed today'],
};
