// top-up.texts.ts — words of an agent's own top-up.
import type { Texts } from '../language/language';

type Key =
  | 'topUp'
  | 'continue'
  | 'amount'
  | 'amount.hint'
  | 'method'
  | 'bank'
  | 'closed'
  | 'submit'
  | 'scan'
  | 'qr'
  | 'va'
  | 'billKey'
  | 'billerCode'
  | 'transferTo'
  | 'transfer.hint'
  | 'open'
  | 'noWay'
  | 'until'
  | 'waiting'
  | 'paid'
  | 'done'
  | 'ended'
  | 'cancel'
  | 'said.cancelled'
  | 'again'
  | 'close'
  | 'copy'
  | 'copied'
  | 'mustMakeUp';

export const topUpTexts: Texts<Key> = {
  topUp: ['Isi deposit', 'Top up'],
  continue: ['Lanjutkan isi deposit', 'Go on with the top-up'],
  amount: ['Jumlah (Rp)', 'Amount (Rp)'],
  'amount.hint': ['Dari {least} sampai {most}', 'From {least} to {most}'],
  method: ['Bayar dengan', 'Pay by'],
  bank: ['Bank', 'Bank'],
  closed: [
    'Pembayaran daring sedang tutup. Coba lagi nanti, atau bayar ke pengelola.',
    'Online payment is closed for now. Try again later, or pay the operator.',
  ],
  submit: ['Lanjut bayar', 'Go on to pay'],
  scan: [
    'Pindai dengan aplikasi bank atau dompet, atau simpan gambarnya.',
    'Scan it with a bank’s or wallet’s app, or keep the picture.',
  ],
  qr: ['Kode QRIS', 'QRIS code'],
  va: ['Nomor virtual account {bank}', 'Number of the virtual account, {bank}'],
  billKey: ['Kode bayar', 'Bill key'],
  billerCode: ['Kode perusahaan', 'Biller code'],
  transferTo: ['Transfer ke', 'Transfer to'],
  'transfer.hint': [
    'Deposit bertambah setelah pengelola melihat uangnya.',
    'The deposit grows once an operator has seen the money.',
  ],
  open: ['Buka halaman bayar', 'Open the page to pay'],
  noWay: [
    'Kode bayar belum ada. Batalkan, lalu coba lagi.',
    'There is no code to pay by. Cancel it and try again.',
  ],
  until: ['Bayar sebelum {time}', 'Pay before {time}'],
  waiting: ['Menunggu pembayaran…', 'Waiting for the payment…'],
  paid: ['Sudah dibayar. Deposit segera bertambah.', 'Paid. The deposit grows in a moment.'],
  done: ['Deposit bertambah {amount}.', 'The deposit has grown by {amount}.'],
  ended: [
    'Tidak jadi dibayar. Kalau uangnya tetap terkirim, deposit tetap bertambah.',
    'It was not paid. Should the money come after all, the deposit grows all the same.',
  ],
  cancel: ['Batalkan', 'Cancel it'],
  'said.cancelled': ['Dibatalkan.', 'Cancelled.'],
  again: ['Isi lagi', 'Top up again'],
  close: ['Selesai', 'Done'],
  copy: ['Salin', 'Copy'],
  copied: ['Tersalin', 'Copied'],
  mustMakeUp: [
    'Uang isi deposit ditarik kembali setelah terpakai: deposit kurang {amount}. Penjualan terbuka lagi setelah itu terisi.',
    'Money that topped the deposit up went back after it was spent: {amount} are missing. Selling opens again once that is made up for.',
  ],
};
