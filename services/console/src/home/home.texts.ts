import type { Texts } from '../language/language';

type Key =
  | 'title'
  | 'pending'
  | 'requests'
  | 'unfulfilled'
  | 'openOrders'
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
  | 'drawerClosed';

export const homeTexts: Texts<Key> = {
  title: ['Beranda', 'Home'],
  requests: ['Permintaan Komandan', 'Komandan requests'],
  pending: ['Menunggu persetujuan', 'Waiting for approval'],
  unfulfilled: ['Dibayar, belum diberikan', 'Paid, not given'],
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
  drawer: ['Laci kas Anda', 'Your cash drawer'],
  drawerClosed: ['Tertutup', 'Closed'],
};
