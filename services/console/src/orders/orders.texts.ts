import type { Texts } from '../language/language';

type Key =
  | 'list.title'
  | 'list.number'
  | 'list.state'
  | 'list.all'
  | 'list.open'
  | 'list.unfulfilled'
  | 'list.fulfilled'
  | 'list.empty'
  | 'head.number'
  | 'head.what'
  | 'head.amount'
  | 'head.method'
  | 'head.at'
  | 'head.state'
  | 'order.invoice'
  | 'order.paidAt'
  | 'order.fulfilledAt'
  | 'order.createdAt'
  | 'order.refunded'
  | 'order.receipt'
  | 'order.proof'
  | 'order.waiting'
  | 'act.recheck'
  | 'act.confirm'
  | 'act.refund'
  | 'act.retry'
  | 'said.recheck'
  | 'said.confirm'
  | 'said.refund'
  | 'said.retry'
  | 'refund.left'
  | 'refund.nothing'
  | 'refund.takes'
  | 'refund.used'
  | 'refund.amount'
  | 'refund.keep'
  | 'refund.payout'
  | 'refund.payoutHint'
  | 'confirm.amount'
  | 'alerts.title'
  | 'alerts.empty'
  | 'alerts.seen'
  | 'alerts.done'
  | 'alerts.said';

export const orderTexts: Texts<Key> = {
  'list.title': ['Pesanan', 'Orders'],
  'list.number': ['Nomor pesanan', 'Order number'],
  'list.state': ['Keadaan', 'State'],
  'list.all': ['Semua', 'All'],
  'list.open': ['Belum dibayar', 'Not paid'],
  'list.unfulfilled': ['Dibayar, belum diberikan', 'Paid, not given'],
  'list.fulfilled': ['Selesai', 'Done'],
  'list.empty': ['Tidak ada pesanan yang cocok.', 'No order matches.'],
  'head.number': ['Nomor', 'Number'],
  'head.what': ['Apa', 'What'],
  'head.amount': ['Jumlah', 'Amount'],
  'head.method': ['Cara bayar', 'Method'],
  'head.at': ['Dibuat', 'Made'],
  'head.state': ['Keadaan', 'State'],
  'order.invoice': ['Faktur', 'Invoice'],
  'order.paidAt': ['Dibayar', 'Paid'],
  'order.fulfilledAt': ['Diberikan', 'Given'],
  'order.createdAt': ['Dibuat', 'Made'],
  'order.refunded': ['Dikembalikan', 'Refunded'],
  'order.receipt': ['Kuitansi PDF', 'Receipt PDF'],
  'order.proof': ['Bukti transfer', 'Proof of transfer'],
  'order.waiting': ['Menunggu: {reason}', 'Waiting: {reason}'],
  'act.recheck': ['Tanya bank lagi', 'Ask the gateway again'],
  'act.confirm': ['Konfirmasi pembayaran', 'Confirm the payment'],
  'act.refund': ['Kembalikan uang', 'Refund'],
  'act.retry': ['Coba berikan lagi', 'Try to give it again'],
  'said.recheck': ['Sudah ditanyakan.', 'It was asked.'],
  'said.confirm': ['Pembayaran dikonfirmasi.', 'The payment is confirmed.'],
  'said.refund': ['Pengembalian tercatat.', 'The refund is recorded.'],
  'said.retry': ['Dicoba lagi.', 'It is tried again.'],
  'refund.left': ['Dapat dikembalikan: {amount}.', 'Can be refunded: {amount}.'],
  'refund.nothing': [
    'Tidak ada kuota yang akan ditarik: yang dibeli sudah tidak ada.',
    'Nothing will be taken back: what was bought is not there any more.',
  ],
  'refund.takes': ['Kuota yang ditarik: {bytes}.', 'Quota that is taken back: {bytes}.'],
  'refund.used': ['Sudah terpakai {bytes}: menjadi tunggakan.', '{bytes} have been used: they become debt.'],
  'refund.amount': ['Jumlah (Rp)', 'Amount (Rp)'],
  'refund.keep': ['Kuota tetap milik pelanggan', 'The subscriber keeps the quota'],
  'refund.payout': ['Dibayarkan dengan tangan', 'Paid out by hand'],
  'refund.payoutHint': [
    'Cara membayarnya. Kosong: lewat gerbang pembayaran.',
    'How it was paid. Empty: by the gateway.',
  ],
  'confirm.amount': ['Jumlah yang terlihat (Rp)', 'Amount that was seen (Rp)'],
  'alerts.title': ['Peringatan pembayaran', 'Payment alerts'],
  'alerts.empty': ['Tidak ada peringatan.', 'No alerts.'],
  'alerts.seen': ['Sudah dilihat', 'Seen'],
  'alerts.done': ['Selesai', 'Done'],
  'alerts.said': ['Tersimpan.', 'Saved.'],
};
