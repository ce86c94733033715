// money-words.texts.ts — settings of payment, of the shop and of who sells, in the order of .env.example.
import type { Texts } from '../language/language';

export const paymentWords = {
  MIDTRANS_SERVER_KEY: [
    'Kunci server Midtrans; tanpa ini hanya pesanan manual',
    'Server key of Midtrans; without it only manual orders',
  ],
  MIDTRANS_CLIENT_KEY: ['Kunci klien Midtrans', 'Client key of Midtrans'],
  MIDTRANS_MERCHANT_ID: [
    'ID merchant, dicocokkan dengan jawaban Midtrans',
    'Merchant id, compared with what Midtrans says',
  ],
  MIDTRANS_MODE: [
    'core: kode tampil di portal; snap: halaman Midtrans',
    'core: the portal shows the code; snap: the page of Midtrans',
  ],
  MIDTRANS_QRIS_ACQUIRER: ['Penerima QRIS', 'Who takes QRIS for the merchant'],
  MIDTRANS_BASE_URL: ['Alamat API Midtrans', 'Address of the Midtrans API'],
  MIDTRANS_SNAP_BASE_URL: ['Alamat Snap Midtrans', 'Address of Midtrans Snap'],
  MIDTRANS_TIMEOUT_MILLISECONDS: [
    'Batas tunggu jawaban Midtrans, milidetik',
    'Wait for an answer of Midtrans, milliseconds',
  ],
  MANUAL_TRANSFER_TEXT: [
    'Rekening tujuan transfer, tampil ke pelanggan',
    'Bank account to transfer to, shown to subscribers',
  ],
  STATIC_QRIS: ['Teks kode QRIS cetak', 'Text of the printed QRIS code'],
  STATIC_QRIS_BY_SITE: [
    'Lokasi dengan kode QRIS cetak sendiri',
    'Sites with a printed QRIS code of their own',
  ],
  STATIC_QRIS_MOST_ADDED: [
    'Tambahan rupiah terbanyak sebagai pembeda pada QRIS cetak',
    'Most rupiah that tell payments by printed QRIS apart',
  ],
  STATIC_QRIS_EXPIRY_MINUTES: [
    'Pembayaran QRIS cetak berlaku, menit',
    'Minutes that a payment by printed QRIS holds',
  ],
  QRIS_EXPIRY_MINUTES: ['QRIS berlaku, menit', 'Minutes that a QRIS code holds'],
  WALLET_EXPIRY_MINUTES: ['Pembayaran dompet digital berlaku, menit', 'Minutes that a wallet payment holds'],
  VA_EXPIRY_MINUTES: ['Virtual account berlaku, menit', 'Minutes that a virtual account holds'],
  SNAP_EXPIRY_MINUTES: ['Halaman Snap berlaku, menit', 'Minutes that a Snap page holds'],
  MANUAL_EXPIRY_MINUTES: ['Pesanan manual berlaku, menit', 'Minutes that a manual order holds'],
  PAYMENT_PLUGIN_PUBLISHERS: [
    'Penerbit plugin pembayaran yang dipercaya',
    'Trusted publishers of payment plugins',
  ],
  PAYMENT_PLUGIN_UNSIGNED: [
    'Terima plugin tanpa tanda tangan tepercaya',
    'Take plugins without a trusted signature',
  ],
  PAYMENT_PLUGIN_PRIVATE_HOSTS: [
    'Alamat jaringan sendiri yang boleh dihubungi plugin',
    'Private addresses that plugins may call',
  ],
  PAYMENT_PLUGIN_CALLBACK_ORIGIN: [
    'Alamat portal untuk kabar dari penyedia plugin',
    'Address of the portal for callbacks to plugins',
  ],
  PAYMENT_ROUTES: [
    'Urutan penyedia tiap cara bayar, mis. qris=plugin:duitku>midtrans',
    'Gateways of each way to pay, in order, e.g. qris=plugin:duitku>midtrans',
  ],
  PAYMENT_FEES: ['Potongan tiap cara bayar', 'What each way to pay costs'],
  PAYMENT_FEES_ADDED: [
    'Cara bayar yang biayanya ditambahkan ke pembeli',
    'Ways to pay whose fee the buyer pays on top',
  ],
  PAYMENT_LIMITS: [
    'Pesanan terkecil dan terbesar tiap cara bayar',
    'Smallest and largest order by way to pay',
  ],
  PROOF_RETENTION_DAYS: ['Bukti transfer disimpan, hari', 'Days that pictures of transfers are kept'],
} as const satisfies Texts<string>;

export const shopWords = {
  EXPIRY_POLICY: [
    'Pengaruh pembelian pada masa aktif yang ada',
    'What a purchase does to the ends of what the buyer has',
  ],
  EXPIRY_POLICY_BY_SITE: ['Lokasi dengan aturan masa aktif lain', 'Sites with another rule of ends'],
  COUNTER_MOST_RUPIAH_BY_ROLE: ['Penjualan tunai terbesar tiap peran', 'Largest sale at the counter by role'],
  REFUND_MOST_RUPIAH_BY_ROLE: ['Pengembalian terbesar tiap peran', 'Largest refund by role'],
  DEBT_ITEMS_PAID_BY: [
    'Utang berharga dilunasi dengan uang atau kuota',
    'Debts with a price are settled by money or bytes',
  ],
  QUOTA_MESSAGES: ['Kabar kuota dan utang yang dikirim', 'Messages of quota and debts that are sent'],
  EVENING_AT: ['Jam laporan sore; off: tidak dikirim', 'Time of the evening message; off: never'],
  BILL_REMINDER_DAYS: [
    'Hari pengingat tagihan sebelum jatuh tempo (0: hari itu, -1: sehari sesudahnya); none: tidak ada',
    'Days of reminders before a bill is due (0: that day, -1: the day after); none: never',
  ],
  BILL_ISOLIR_DAYS: [
    'Hari tenggang setelah jatuh tempo sampai jalur PPPoE atau hotspot diisolir (0: besoknya); off: tidak pernah',
    'Days of grace after the due day until a PPPoE line or hotspot is suspended (0: the next day); off: never',
  ],
  BILL_TAX_PERCENT: [
    'PPN tagihan yang terbit mulai sekarang, persen (mis. 11); off: tanpa PPN',
    'Tax (PPN) of bills issued from now on, in percent (e.g. 11); off: none',
  ],
  BILL_TAX_IN_PRICES: [
    'PPN: added ditambahkan ke harga, included sudah termasuk',
    'Tax: added on top of prices, or included in them',
  ],
  AGENT_TOP_UP_LEAST_RUPIAH: [
    'Isi deposit paling sedikit oleh agen (Rp)',
    'Least that an agent tops the own deposit up by (Rp)',
  ],
  AGENT_TOP_UP_MOST_RUPIAH: [
    'Isi deposit paling banyak sekali oleh agen (Rp)',
    'Most that an agent tops the own deposit up by at once (Rp)',
  ],
} as const satisfies Texts<string>;

export const sellerWords = {
  BUSINESS_NAME: ['Nama usaha di faktur dan kuitansi', 'Name on invoices and receipts'],
  BUSINESS_ADDRESS: ['Alamat usaha', 'Address of the business'],
  BUSINESS_PHONE: ['Nomor kontak usaha', 'Contact number of the business'],
  BUSINESS_LOGO_FILE: ['Berkas logo faktur (PNG atau JPEG)', 'Logo file of invoices (PNG or JPEG)'],
  TERMS_URL: ['Halaman syarat layanan', 'Page of the terms'],
  PRIVACY_URL: ['Halaman kebijakan privasi', 'Page of the privacy policy'],
} as const satisfies Texts<string>;
