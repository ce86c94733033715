// heads.ts — what the columns of files are called: one word in each language, and the API's own name for programs.
import type { Locale } from '@saring/i18n';
import type { FastifyRequest } from 'fastify';
import { localeOf } from '../request-context';

/** Indonesian and English. Behind a colon stands which of two meanings a name has; programs read what is before it. */
const HEADS = {
  account: ['Akun', 'Account'],
  address: ['Alamat', 'Address'],
  'address:network': ['Alamat jaringan', 'Network address'],
  amountRupiah: ['Jumlah (Rp)', 'Amount (Rp)'],
  apiKeyId: ['ID kunci API', 'API key ID'],
  approval: ['Persetujuan', 'Approval'],
  at: ['Waktu', 'Time'],
  bank: ['Bank', 'Bank'],
  beforeJson: ['Sebelumnya (JSON)', 'Before (JSON)'],
  blockReason: ['Alasan blokir', 'Reason of block'],
  bodyJson: ['Permintaan (JSON)', 'Request (JSON)'],
  carriedBytes: ['Lewat jaringan (byte)', 'Carried (bytes)'],
  cashier: ['ID kasir', 'Cashier ID'],
  cashierName: ['Kasir', 'Cashier'],
  cause: ['Sebab', 'Cause'],
  chargedBytes: ['Ditagih (byte)', 'Charged (bytes)'],
  code: ['Kode', 'Code'],
  costRupiah: ['Modal (Rp)', 'Cost (Rp)'],
  createdAt: ['Dibuat', 'Created'],
  day: ['Hari', 'Day'],
  daysLate: ['Terlambat (hari)', 'Days late'],
  debts: ['Tunggakan', 'Debts'],
  description: ['Keterangan', 'Description'],
  discountRupiah: ['Diskon (Rp)', 'Discount (Rp)'],
  dueAt: ['Jatuh tempo', 'Due'],
  earliestDueAt: ['Jatuh tempo terawal', 'Earliest due'],
  fulfilledAt: ['Diberikan', 'Fulfilled'],
  httpMethod: ['Metode HTTP', 'HTTP method'],
  invoiceNumber: ['Nomor faktur', 'Invoice number'],
  incomeRupiah: ['Pendapatan (Rp)', 'Income (Rp)'],
  'label:cashier': ['Kasir', 'Cashier'],
  'label:method': ['Keterangan', 'Label'],
  'label:package': ['Paket', 'Package'],
  'label:period': ['Keterangan', 'Label'],
  marginRupiah: ['Margin (Rp)', 'Margin (Rp)'],
  method: ['Cara bayar', 'Way to pay'],
  name: ['Nama', 'Name'],
  'name:batch': ['ID kelompok', 'Batch ID'],
  'name:cashier': ['ID kasir', 'Cashier ID'],
  'name:method': ['Cara bayar', 'Way to pay'],
  'name:package': ['ID paket', 'Package ID'],
  'name:period': ['Waktu', 'When'],
  'name:seller': ['Penjual', 'Seller'],
  netRupiah: ['Bersih (Rp)', 'Net (Rp)'],
  note: ['Catatan', 'Note'],
  number: ['Baris berkas', 'Row of file'],
  operatorId: ['ID operator', 'Operator ID'],
  operatorName: ['Operator', 'Operator'],
  orderId: ['ID pesanan', 'Order ID'],
  orderNumber: ['Nomor pesanan', 'Order number'],
  otherFields: ['Isian lain', 'Other fields'],
  outcome: ['Hasil', 'Outcome'],
  paidAt: ['Dibayar', 'Paid'],
  params: ['Parameter', 'Parameters'],
  party: ['ID pihak', 'Party ID'],
  partyName: ['Pihak', 'Party'],
  payments: ['Pembayaran', 'Payments'],
  phone: ['Nomor HP', 'Phone'],
  purpose: ['Tujuan', 'Purpose'],
  reason: ['Alasan', 'Reason'],
  receivedRupiah: ['Diterima (Rp)', 'Received (Rp)'],
  redeemed: ['Dipakai', 'Redeemed'],
  refundedRupiah: ['Dikembalikan (Rp)', 'Refunded (Rp)'],
  returnedRupiah: ['Kembali (Rp)', 'Returned (Rp)'],
  role: ['Peran', 'Role'],
  room: ['Kamar', 'Room'],
  route: ['Rute', 'Route'],
  settledRupiah: ['Pelunasan (Rp)', 'Settled (Rp)'],
  site: ['Lokasi', 'Site'],
  sold: ['Terjual', 'Sold'],
  soldBytes: ['Kuota terjual (byte)', 'Quota sold (bytes)'],
  soldRupiah: ['Penjualan (Rp)', 'Sales (Rp)'],
  state: ['Status', 'State'],
  status: ['Status HTTP', 'HTTP status'],
  stock: ['Stok', 'Stock'],
  subscriberId: ['ID pelanggan', 'Subscriber ID'],
  subscriberName: ['Pelanggan', 'Subscriber'],
  subscriberPhone: ['HP pelanggan', "Subscriber's phone"],
  unclaimedBytes: ['Tidak ditagih (byte)', 'Charged to nobody (bytes)'],
  unpaidBytes: ['Belum dibayar (byte)', 'Unpaid (bytes)'],
  unpaidRupiah: ['Belum dibayar (Rp)', 'Unpaid (Rp)'],
  why: ['Sebab', 'Why'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type Column = keyof typeof HEADS;

export const headIn = (locale: Locale, column: Column): string => HEADS[column][locale === 'id' ? 0 : 1];

/** The API's own name of a column. */
const nameOf = (column: Column): string => column.replace(/:.*/, '');

/** In the language of who asks; a program, which sends its key with each request, reads the names of the API, unless it chooses one by `?lang`. */
export const headsFor = (request: FastifyRequest, columns: readonly Column[]): readonly string[] => {
  const { lang } = request.query as { readonly lang?: unknown };
  const isProgram = request.headers.authorization !== undefined && lang === undefined;
  const locale = localeOf(request);
  return columns.map((column) => (isProgram ? nameOf(column) : headIn(locale, column)));
};
