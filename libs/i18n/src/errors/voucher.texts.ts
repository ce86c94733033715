// voucher.texts.ts — what is wrong with a voucher, in both languages.
import type { ErrorTexts } from './error-text';

export const voucherErrors = {
  'BILLING.VOUCHER_DAY_PAST': {
    id: {
      title: 'Hari terakhir sudah lewat',
      detail: 'Voucher ini tidak akan pernah dapat dipakai. Pilih hari ini atau sesudahnya.',
    },
    en: {
      title: 'The last day is over',
      detail: 'These vouchers could never be redeemed. Choose today or a later day.',
    },
  },
  'BILLING.VOUCHER_PRICE_ZERO': {
    id: {
      title: 'Voucher tanpa harga',
      detail:
        'Voucher dijual, jadi harganya paling sedikit Rp 1. Kosongkan harga untuk memakai harga paket; kuota gratis diberikan lewat promo atau "Beri kuota".',
    },
    en: {
      title: 'A voucher without a price',
      detail:
        'Vouchers are sold, so one costs at least Rp 1. Leave the price empty to take that of the package; quota for nothing is given by a promo or by "Give quota".',
    },
  },
  'BILLING.VOUCHER_UNKNOWN': {
    id: { title: 'Kode voucher tidak dikenal', detail: 'Periksa kembali kode di voucher Anda.' },
    en: { title: 'Unknown voucher code', detail: 'Check the code on your voucher once more.' },
  },
  'BILLING.VOUCHER_TRIES': {
    id: { title: 'Terlalu banyak kode salah', detail: 'Coba lagi {wait} lagi.' },
    en: { title: 'Too many wrong codes', detail: 'Try again in {wait}.' },
  },
  'BILLING.GIFT_TRIES': {
    id: { title: 'Terlalu banyak nomor dicoba', detail: 'Coba lagi {wait} lagi.' },
    en: { title: 'Too many numbers tried', detail: 'Try again in {wait}.' },
  },
  'BILLING.FAMILY_NUMBER_UNKNOWN': {
    id: {
      title: 'Nomor ini tidak dapat diajak',
      detail: 'Periksa nomornya. Ia harus sudah pernah masuk di WiFi ini, dan belum ikut keluarga lain.',
    },
    en: {
      title: 'This number cannot be invited',
      detail: 'Check the number. It must have logged in at this WiFi, and belong to no other family.',
    },
  },
  'BILLING.FAMILY_NUMBER_SELF': {
    id: { title: 'Ini nomor Anda sendiri', detail: 'Tulis nomor orang yang ingin Anda ajak.' },
    en: { title: 'This is your own number', detail: 'Write the number of whom you want to invite.' },
  },
  'BILLING.RECEIVER_UNKNOWN': {
    id: {
      title: 'Nomor ini tidak dapat menerima paket',
      detail: 'Periksa nomornya. Untuk siapa saja, belilah kode voucher.',
    },
    en: {
      title: 'This number cannot be given a package',
      detail: 'Check the number. For anybody at all, buy the code of a voucher.',
    },
  },
  'BILLING.RECEIVER_SELF': {
    id: { title: 'Ini nomor Anda sendiri', detail: 'Kosongkan nomornya untuk membeli bagi diri sendiri.' },
    en: { title: 'This is your own number', detail: 'Leave the number empty to buy for yourself.' },
  },
  'BILLING.VOUCHER_UNSOLD': {
    id: {
      title: 'Voucher belum dijual',
      detail: 'Minta penjualnya mencatat penjualan voucher ini, lalu coba lagi.',
    },
    en: {
      title: 'Voucher not sold yet',
      detail: 'Ask its seller to record the sale of this voucher, then try again.',
    },
  },
  'BILLING.VOUCHER_USED': {
    id: {
      title: 'Voucher sudah dipakai',
      detail: 'Kuotanya sudah ada di akun lain. Masuklah dengan nomor yang memakainya.',
    },
    en: {
      title: 'Voucher already used',
      detail: 'Its quota is in another account. Sign in with the number that used it.',
    },
  },
  'BILLING.VOUCHER_VOID': {
    id: { title: 'Voucher dibatalkan', detail: 'Hubungi pengelola untuk voucher ini.' },
    en: { title: 'Voucher is void', detail: 'Ask the operator about this voucher.' },
  },
  'BILLING.VOUCHER_OF_ORDER': {
    id: {
      title: 'Voucher ini dibeli di portal',
      detail: 'Kembalikan uangnya lewat pesanannya; kodenya batal dengan sendirinya.',
    },
    en: {
      title: 'This voucher was bought in the portal',
      detail: 'Refund its order; the code ends by itself.',
    },
  },
  'BILLING.VOUCHER_EXPIRED': {
    id: { title: 'Voucher kedaluwarsa', detail: 'Voucher ini hanya bisa dipakai sampai {until}.' },
    en: { title: 'Voucher has expired', detail: 'This voucher could be used until {until}.' },
  },
  'BILLING.VOUCHER_NOT_UNSOLD': {
    id: { title: 'Voucher sudah dijual', detail: 'Muat ulang halaman untuk melihat keadaannya.' },
    en: { title: 'Voucher already sold', detail: 'Reload the page to see its state.' },
  },
  'BILLING.VOUCHERS_SOLD_OUT': {
    id: { title: 'Stok voucher kurang', detail: 'Tinggal {left} voucher yang belum dijual.' },
    en: { title: 'Not enough vouchers', detail: 'Only {left} vouchers are left unsold.' },
  },
  'BILLING.VOUCHER_BATCH_UNKNOWN': {
    id: { title: 'Kelompok voucher tidak ada', detail: 'Muat ulang daftar voucher.' },
    en: { title: 'No such batch of vouchers', detail: 'Reload the list of vouchers.' },
  },
  'BILLING.VOUCHERS_PRINTED': {
    id: {
      title: 'Voucher sudah dicetak',
      detail: 'Mencetak lagi memerlukan izin khusus: setiap lembar kode bernilai uang.',
    },
    en: {
      title: 'Vouchers already printed',
      detail: 'Printing them again needs a permission of its own: each sheet of codes is worth money.',
    },
  },
  'BILLING.VOUCHER_CODES_SHORT': {
    id: {
      title: 'Kode terlalu pendek',
      detail: 'Dengan jumlah ini kode mudah ditebak. Pakai paling sedikit {least} karakter.',
    },
    en: {
      title: 'Codes are too short',
      detail: 'So many codes of this length are easy to guess. Use at least {least} characters.',
    },
  },
} satisfies ErrorTexts;
