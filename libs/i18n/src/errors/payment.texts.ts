// payment.texts.ts — what a person reads when a payment is refused: what happened, then what to do.
import type { ErrorTexts } from './error-text';

export const paymentErrors = {
  'PAYMENT.UNKNOWN': {
    id: { title: 'Pesanan tidak ditemukan', detail: 'Periksa nomor pesanan.' },
    en: { title: 'Order not found', detail: 'Check the number of the order.' },
  },
  'PAYMENT.NOT_OPEN': {
    id: { title: 'Pesanan sudah berakhir', detail: 'Status pesanan: {state}. Buat yang baru.' },
    en: { title: 'Order has ended', detail: 'This order is {state}; make a new one.' },
  },
  'PAYMENT.PROOF_SENT': {
    id: {
      title: 'Buktinya sedang diperiksa',
      detail: 'Pembayar sudah mengirim bukti. Periksa dulu uangnya.',
    },
    en: {
      title: 'Its proof is being checked',
      detail: 'The payer has sent a proof. Look for the money first.',
    },
  },
  'PAYMENT.NOT_MANUAL': {
    id: { title: 'Bukan pesanan manual', detail: 'Hanya transfer dan tunai yang dikonfirmasi pengelola.' },
    en: { title: 'Not a manual order', detail: 'Only transfers and cash are confirmed by hand.' },
  },
  'PAYMENT.NOTE_REQUIRED': {
    id: {
      title: 'Tulis catatannya',
      detail: 'Penyedia pembayaran belum membuktikan uang ini. Catat di mana Anda melihatnya.',
    },
    en: {
      title: 'Write a note',
      detail: 'The payment provider does not prove this money. Write down where you saw it.',
    },
  },
  'PAYMENT.GATEWAY_TESTS_SPENT': {
    id: {
      title: 'Terlalu banyak uji pembayaran',
      detail: 'Paling banyak {most} dalam satu jam. Coba lagi {wait} lagi.',
    },
    en: { title: 'Too many payment tests', detail: 'At most {most} an hour. Try again in {wait}.' },
  },
  'PAYMENT.NO_QR_PICTURE': {
    id: { title: 'Gambar QR tidak ada', detail: 'Batalkan pesanan ini, lalu mulai lagi.' },
    en: { title: 'No QR picture', detail: 'Cancel this order, then begin anew.' },
  },
  'PAYMENT.TRANSACTION_UNKNOWN': {
    id: { title: 'Transaksi tidak ditemukan', detail: 'Pesanan ini tidak punya transaksi lain itu.' },
    en: { title: 'Transaction not found', detail: 'This order has no such other transaction.' },
  },
  'PAYMENT.TRANSACTION_SPENT': {
    id: {
      title: 'Uang transaksi ini sudah dipakai atau dikembalikan',
      detail: 'Muat ulang daftar transaksi pesanan ini.',
    },
    en: {
      title: 'The money of this transaction is spent or has gone back',
      detail: 'Load the transactions of this order again.',
    },
  },
  'PAYMENT.TRANSACTION_RETURNING': {
    id: {
      title: 'Pengembalian sedang berjalan',
      detail: 'Penyedia pembayaran belum memastikan pengembalian transaksi ini. Tunggu kabarnya.',
    },
    en: {
      title: 'A refund is under way',
      detail:
        'The payment provider has not confirmed the refund of this transaction yet. Wait for its answer.',
    },
  },
  'PAYMENT.ALERT_UNKNOWN': {
    id: { title: 'Peringatan tidak ditemukan', detail: 'Muat ulang daftar peringatan.' },
    en: { title: 'Alert not found', detail: 'Load the list of alerts again.' },
  },
  'PAYMENT.AMOUNT_MISMATCH': {
    id: { title: 'Jumlah tidak sama', detail: 'Nilai pesanan {expectedRupiah}. Periksa yang dibayar.' },
    en: { title: 'Amount differs', detail: 'The order is for {expectedRupiah}. Check what was paid.' },
  },
  'PAYMENT.ALREADY_PAID': {
    id: { title: 'Sudah dibayar', detail: 'Status pesanan: {state}.' },
    en: { title: 'Paid already', detail: 'This order is {state}.' },
  },
  'PAYMENT.NOT_PAID': {
    id: { title: 'Belum dibayar', detail: 'Hanya pesanan lunas yang dikembalikan; status: {state}.' },
    en: { title: 'Not paid', detail: 'Only a paid order is refunded; this one is {state}.' },
  },
  'PAYMENT.ALREADY_REFUNDED': {
    id: { title: 'Sudah dikembalikan', detail: 'Uang pesanan ini sudah dikembalikan seluruhnya.' },
    en: { title: 'Refunded already', detail: 'All the money of this order has been given back.' },
  },
  'PAYMENT.REFUND_TOO_MUCH': {
    id: { title: 'Melebihi yang dibayar', detail: 'Paling banyak {leftRupiah} dapat dikembalikan.' },
    en: { title: 'More than was paid', detail: 'At most {leftRupiah} can still be refunded.' },
  },
  'PAYMENT.REFUND_WHOLE_ONLY': {
    id: { title: 'Harus seluruhnya', detail: 'Cara bayar ini hanya mengembalikan seluruh jumlah.' },
    en: { title: 'All or nothing', detail: 'This way of paying refunds the whole amount only.' },
  },
  'PAYMENT.REFUND_BY_HAND': {
    id: {
      title: 'Kembalikan secara manual',
      detail: 'Cara bayar ini tidak punya pengembalian. Bayarkan lalu catat caranya.',
    },
    en: {
      title: 'Refund by hand',
      detail: 'This way of paying has no refund. Pay it out, and write down how.',
    },
  },
  'PAYMENT.REFUND_FAILED': {
    id: {
      title: 'Pengembalian ditolak',
      detail: 'Penyedia pembayaran menolak. Bayarkan manual lalu catat caranya.',
    },
    en: {
      title: 'Refund was refused',
      detail: 'The payment provider refused it. Pay it out by hand, and write down how.',
    },
  },
  'PAYMENT.ORDER_ID_INVALID': {
    id: { title: 'Pesanan belum lengkap', detail: 'Sertakan pesanan dan pelanggannya.' },
    en: { title: 'Order is incomplete', detail: 'Name an order and its subscriber.' },
  },
  'PAYMENT.AMOUNT_INVALID': {
    id: { title: 'Jumlah salah', detail: 'Bayar dalam rupiah bulat, paling banyak {mostRupiah}.' },
    en: { title: 'Amount is wrong', detail: 'Pay whole rupiah, at most {mostRupiah}.' },
  },
  'PAYMENT.AMOUNT_TOO_SMALL': {
    id: {
      title: 'Jumlah terlalu kecil',
      detail: 'Cara bayar ini mulai dari {leastRupiah}. Pilih cara lain.',
    },
    en: { title: 'Amount too small', detail: 'This way of paying begins at {leastRupiah}. Choose another.' },
  },
  'PAYMENT.AMOUNT_TOO_LARGE': {
    id: {
      title: 'Jumlah terlalu besar',
      detail: 'Cara bayar ini paling banyak {mostRupiah}. Pilih cara lain.',
    },
    en: {
      title: 'Amount too large',
      detail: 'This way of paying takes {mostRupiah} at most. Choose another.',
    },
  },
  'PAYMENT.AMOUNTS_TAKEN': {
    id: {
      title: 'Terlalu banyak yang menunggu',
      detail: 'Sudah {most} orang menunggu dengan jumlah ini. Pilih cara bayar lain, atau coba lagi nanti.',
    },
    en: {
      title: 'Too many are waiting',
      detail: '{most} people wait to pay this amount. Choose another way of paying, or try again later.',
    },
  },
  'PAYMENT.METHOD_UNAVAILABLE': {
    id: { title: 'Tidak tersedia', detail: 'Pilih cara bayar lain.' },
    en: { title: 'Not available here', detail: 'Choose another way of paying.' },
  },
  'PAYMENT.BANK_INVALID': {
    id: { title: 'Bank tidak dikenal', detail: 'Pilih salah satu dari {banks}.' },
    en: { title: 'Bank not known', detail: 'Choose one of {banks}.' },
  },
  'PAYMENT.TEXT_INVALID': {
    id: { title: 'Pesanan tidak terbaca', detail: 'Periksa keterangan dan alamatnya.' },
    en: { title: 'Order cannot be read', detail: 'Check its description and address.' },
  },
  'PAYMENT.STATE_INVALID': {
    id: { title: 'Status tidak dikenal', detail: 'Pilih salah satu dari {states}.' },
    en: { title: 'State not known', detail: 'Choose one of {states}.' },
  },
  'PAYMENT.GATEWAY_UNAVAILABLE': {
    id: {
      title: 'Pembayaran sedang terganggu',
      detail: 'Tidak ada tagihan yang dibuat. Coba beberapa menit lagi.',
    },
    en: { title: 'Payment is disturbed', detail: 'Nothing was charged. Try again in some minutes.' },
  },
  'PAYMENT.GATEWAY_REJECTED': {
    id: {
      title: 'Ditolak penyedia pembayaran',
      detail: 'Tidak ada tagihan yang dibuat. Pilih cara bayar lain.',
    },
    en: {
      title: 'The payment provider refused',
      detail: 'Nothing was charged. Choose another way of paying.',
    },
  },
  'PAYMENT.PROOF_TOO_LARGE': {
    id: {
      title: 'Gambar terlalu besar',
      detail: 'Paling besar {mostBytes} byte. Kirim tangkapan layarnya, yang lebih kecil.',
    },
    en: {
      title: 'Picture too large',
      detail: 'Send at most {mostBytes} bytes. A screenshot of it is smaller.',
    },
  },
  'PAYMENT.PROOF_INVALID': {
    id: { title: 'Gambar tidak dikenali', detail: 'Kirim JPEG, PNG, atau WebP.' },
    en: { title: 'Picture not recognised', detail: 'Send a JPEG, PNG or WebP.' },
  },
  'PAYMENT.PROOF_AWAY': {
    id: {
      title: 'Gambar belum bisa dibuka',
      detail: 'Tempat penyimpanan berkas tidak menjawab. Coba lagi sebentar lagi.',
    },
    en: {
      title: 'The picture cannot be read now',
      detail: 'The place of files does not answer. Try again soon.',
    },
  },
  'PAYMENT.PROOF_UNKNOWN': {
    id: { title: 'Belum ada gambar', detail: 'Pesanan ini belum punya bukti transfer.' },
    en: { title: 'No picture', detail: 'No proof was sent for this order.' },
  },
} satisfies ErrorTexts;
