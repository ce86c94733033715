import type { Texts } from '../language/language';

type Key =
  | 'lines'
  | 'period'
  | 'package'
  | 'seller'
  | 'batch'
  | 'stock'
  | 'sold'
  | 'redeemed'
  | 'soldRupiah'
  | 'returnedRupiah'
  | 'costRupiah'
  | 'margin'
  | 'noSeller'
  | 'hint';

export const voucherReportTexts: Texts<Key> = {
  lines: ['Voucher per apa', 'Vouchers by what'],
  period: ['Waktu', 'When'],
  package: ['Paket', 'Package'],
  seller: ['Penjual', 'Seller'],
  batch: ['Kelompok', 'Batch'],
  stock: ['Stok', 'Stock'],
  sold: ['Terjual', 'Sold'],
  redeemed: ['Dipakai', 'Redeemed'],
  soldRupiah: ['Penjualan', 'Sales'],
  returnedRupiah: ['Dikembalikan', 'Given back'],
  costRupiah: ['Modal', 'Cost'],
  margin: ['Margin', 'Margin'],
  noSeller: ['Tanpa penjual', 'No seller'],
  hint: [
    'Margin: penjualan dikurangi yang dikembalikan dan modal. Stok adalah yang belum terjual sekarang.',
    'Margin: sales less what was given back and cost. Stock is what is unsold now.',
  ],
};
