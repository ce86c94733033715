import type { Texts } from '../language/language';

type Key =
  | 'list.title'
  | 'list.csv'
  | 'list.find'
  | 'list.state'
  | 'list.all'
  | 'list.open'
  | 'list.unfulfilled'
  | 'list.fulfilled'
  | 'list.empty'
  | 'head.number'
  | 'head.who'
  | 'order.agent'
  | 'order.receiver'
  | 'head.cashier'
  | 'head.what'
  | 'head.amount'
  | 'order.added'
  | 'order.due'
  | 'order.received'
  | 'order.hasProof'
  | 'head.method'
  | 'head.at'
  | 'head.state'
  | 'order.invoice'
  | 'order.paidAt'
  | 'order.fulfilledAt'
  | 'order.createdAt'
  | 'order.refunded'
  | 'order.surplus'
  | 'order.surplusUnlimited'
  | 'order.receipt'
  | 'order.receiptOn'
  | 'order.proof'
  | 'order.waiting'
  | 'act.recheck'
  | 'act.confirm'
  | 'act.refund'
  | 'act.retry'
  | 'act.callOff'
  | 'callOff.hint'
  | 'said.callOff'
  | 'said.recheck'
  | 'said.confirm'
  | 'said.retry'
  | 'confirm.amount'
  | 'alerts.title'
  | 'alerts.empty'
  | 'alerts.seen'
  | 'alerts.done'
  | 'alerts.said';

export const orderTexts: Texts<Key> = {
  'list.csv': ['Unduh CSV', 'Download CSV'],
  'list.title': ['Pesanan', 'Orders'],
  'list.find': [
    'Bagian nomor pesanan atau faktur, atau nomor HP',
    'Part of an order or invoice number, or a phone number',
  ],
  'list.state': ['Keadaan', 'State'],
  'list.all': ['Semua', 'All'],
  'list.open': ['Belum dibayar', 'Not paid'],
  'list.unfulfilled': ['Dibayar, belum diberikan', 'Paid, not given'],
  'list.fulfilled': ['Selesai', 'Done'],
  'list.empty': ['Tidak ada pesanan yang cocok.', 'No order matches.'],
  'head.number': ['Nomor', 'Number'],
  'head.who': ['Siapa', 'Who'],
  'order.agent': ['Agen', 'Agent'],
  'order.receiver': ['Penerima hadiah', 'Given to'],
  'head.cashier': ['Kasir', 'Cashier'],
  'head.what': ['Apa', 'What'],
  'head.amount': ['Jumlah', 'Amount'],
  'order.added': ['Ditambahkan', 'Added'],
  'order.due': ['Harus masuk', 'Must come in'],
  'order.received': ['Masuk', 'Came in'],
  'order.hasProof': ['Ada bukti', 'Has a proof'],
  'head.method': ['Cara bayar', 'Method'],
  'head.at': ['Dibuat', 'Made'],
  'head.state': ['Keadaan', 'State'],
  'order.invoice': ['Faktur', 'Invoice'],
  'order.paidAt': ['Dibayar', 'Paid'],
  'order.fulfilledAt': ['Diberikan', 'Given'],
  'order.createdAt': ['Dibuat', 'Made'],
  'order.refunded': ['Dikembalikan', 'Refunded'],
  'order.surplus': ['Sudah tidak terutang, menjadi kuota', 'No longer owed, became quota'],
  'order.surplusUnlimited': ['Tanpa batas', 'Unlimited'],
  'order.receipt': ['Kuitansi PDF', 'Receipt PDF'],
  'order.receiptOn': ['Cetak {paper}', 'Print {paper}'],
  'order.proof': ['Bukti transfer', 'Proof of transfer'],
  'order.waiting': ['Menunggu: {reason}', 'Waiting: {reason}'],
  'act.recheck': ['Tanya bank lagi', 'Ask the gateway again'],
  'act.confirm': ['Konfirmasi pembayaran', 'Confirm the payment'],
  'act.refund': ['Kembalikan uang', 'Refund'],
  'act.callOff': ['Batalkan pesanan', 'Cancel the order'],
  'callOff.hint': [
    'Pembeli tidak dapat membayarnya lagi. Bila ternyata sudah dibayar, pesanan tetap diberikan.',
    'The buyer can pay it no more. If it turns out to be paid already, it is given all the same.',
  ],
  'said.callOff': ['Pesanan dibatalkan.', 'The order is cancelled.'],
  'act.retry': ['Coba berikan lagi', 'Try to give it again'],
  'said.recheck': ['Sudah ditanyakan.', 'It was asked.'],
  'said.confirm': ['Pembayaran dikonfirmasi.', 'The payment is confirmed.'],
  'said.retry': ['Dicoba lagi.', 'It is tried again.'],
  'confirm.amount': ['Jumlah yang terlihat (Rp)', 'Amount that was seen (Rp)'],
  'alerts.title': ['Peringatan pembayaran', 'Payment alerts'],
  'alerts.empty': ['Tidak ada peringatan.', 'No alerts.'],
  'alerts.seen': ['Sudah dilihat', 'Seen'],
  'alerts.done': ['Selesai', 'Done'],
  'alerts.said': ['Tersimpan.', 'Saved.'],
};
