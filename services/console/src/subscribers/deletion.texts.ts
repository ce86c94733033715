// deletion.texts.ts — a person is deleted: what goes, what stays, what must be settled first.
import type { Texts } from '../language/language';

export const deletionTexts: Texts<
  | 'goes'
  | 'stays'
  | 'open'
  | 'quota'
  | 'unlimited'
  | 'debt'
  | 'family'
  | 'order'
  | 'bill'
  | 'balance'
  | 'subscription'
  | 'payment'
  | 'line'
  | 'forfeit'
  | 'confirm'
  | 'said'
  | 'waiting'
  | 'done'
> = {
  goes: [
    'Hilang selamanya: nomor, nama, data isian, perangkat, pesan, bukti bayar, catatan.',
    'Gone for good: number, name, fields, devices, messages, proofs of payment, notes.',
  ],
  stays: [
    'Tetap ada tanpa nama: pesanan, nomor struk, tagihan, pembukuan, pemakaian.',
    'Kept without a name: orders, receipt numbers, bills, books, usage.',
  ],
  open: ['Selesaikan dulu:', 'Settle first:'],
  quota: ['Kuota tersisa {bytes}', '{bytes} of quota left'],
  unlimited: ['Kuota tanpa batas', 'Unlimited quota'],
  debt: ['Tunggakan', 'Debts'],
  family: ['Keluarga', 'A family'],
  order: ['Pesanan terbuka', 'Open orders'],
  bill: ['Tagihan belum lunas', 'Unpaid bills'],
  balance: ['Saldo', 'A balance'],
  subscription: ['Langganan berjalan', 'A running subscription'],
  payment: ['Pembayaran yang masih bisa dibayar', 'Payments that can still be paid'],
  line: ['Jalur PPPoE', 'A PPPoE line'],
  forfeit: ['Sisa kuota dilepas', 'What is left of the quota is given up'],
  confirm: [
    'Empat angka terakhir nomornya (tanpa nomor: dari id)',
    'The last four digits of the number (without one: of the id)',
  ],
  said: ['Penghapusan dimulai.', 'The deletion has begun.'],
  waiting: ['Masih menunggu: {services}', 'Still waiting for: {services}'],
  done: ['Orang ini sudah dihapus.', 'This person was deleted.'],
};
