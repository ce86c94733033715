// bills.texts.ts — what is wrong with a subscription or a bill, in both languages.
import type { ErrorTexts } from './error-text';

export const billErrors = {
  'BILLING.AGENT_UNKNOWN': {
    id: { title: 'Agen tidak dikenal', detail: 'Operator ini belum dijadikan agen.' },
    en: { title: 'Unknown agent', detail: 'Nobody has made an agent of this operator.' },
  },
  'BILLING.AGENT_PAUSED': {
    id: { title: 'Penjualan dihentikan', detail: 'Agen ini sedang tidak boleh menjual. Tanyakan pengelola.' },
    en: { title: 'Selling is paused', detail: 'This agent may sell nothing for now. Ask the operator.' },
  },
  'BILLING.DEPOSIT_SHORT': {
    id: {
      title: 'Deposit tidak cukup',
      detail: 'Yang dapat dipakai tinggal {leftRupiah}. Isi deposit lebih dulu.',
    },
    en: {
      title: 'The deposit is too small',
      detail: '{leftRupiah} can still be used. Top up the deposit first.',
    },
  },
  'BILLING.TOP_UP_AMOUNT': {
    id: {
      title: 'Jumlah isi deposit tidak dapat dipakai',
      detail: 'Isi deposit dari {leastRupiah} sampai {mostRupiah} sekali bayar.',
    },
    en: {
      title: 'The deposit cannot be topped up by that much',
      detail: 'Top it up by {leastRupiah} to {mostRupiah} at once.',
    },
  },
  'BILLING.TOP_UP_GOES_BACK_WHOLE': {
    id: {
      title: 'Isi deposit dikembalikan seluruhnya',
      detail: 'Kembalikan seluruh uangnya; sebagian dikembalikan lewat “Kembalikan deposit” di halaman Agen.',
    },
    en: {
      title: 'A top-up goes back as a whole',
      detail: 'Give all of its money back; a part is paid out of the deposit on the page of agents.',
    },
  },
  'BILLING.SUBSCRIPTION_UNKNOWN': {
    id: { title: 'Langganan tidak dikenal', detail: 'Muat ulang halaman ini, lalu coba lagi.' },
    en: { title: 'Unknown subscription', detail: 'Reload this page, then try again.' },
  },
  'BILLING.PAYMENT_UNKNOWN': {
    id: {
      title: 'Pembayaran tidak ditemukan',
      detail: 'Muat ulang halaman, lalu pilih pembayaran dari daftar.',
    },
    en: {
      title: 'Payment not found',
      detail: 'Load the page again, then choose the payment from the list.',
    },
  },
  'BILLING.BILL_UNKNOWN': {
    id: { title: 'Tagihan tidak dikenal', detail: 'Muat ulang halaman ini, lalu coba lagi.' },
    en: { title: 'Unknown bill', detail: 'Reload this page, then try again.' },
  },
  'BILLING.LINE_NEEDED': {
    id: {
      title: 'Jalur ini masih dipakai langganan',
      detail: 'Akhiri langganannya dulu, atau pilih jalur lain untuknya.',
    },
    en: {
      title: 'A subscription pays for this line',
      detail: 'End the subscription first, or give it another line.',
    },
  },
  'BILLING.LINE_TAKEN': {
    id: {
      title: 'Jalur ini sudah punya langganan',
      detail: 'Satu jalur dibayar oleh satu langganan. Akhiri dulu langganan yang lain.',
    },
    en: {
      title: 'The line has a subscription already',
      detail: 'One line is paid by one subscription. End the other one first.',
    },
  },
  'BILLING.SUBSCRIPTION_ENDED': {
    id: { title: 'Langganan sudah berakhir', detail: 'Mulai langganan baru untuk pelanggan ini.' },
    en: { title: 'The subscription has ended', detail: 'Begin a new one for this subscriber.' },
  },
  'BILLING.SUBSCRIPTION_ENDING': {
    id: {
      title: 'Langganan ini akan berakhir',
      detail: 'Paketnya tidak dapat diganti lagi. Hubungi pengelola untuk melanjutkannya.',
    },
    en: {
      title: 'This subscription is about to end',
      detail: 'Its package cannot be changed any more. Ask the operator to go on with it.',
    },
  },
  'BILLING.PACKAGE_NOT_OFFERED': {
    id: {
      title: 'Paket ini tidak dapat dipilih',
      detail: 'Pilih paket lain dari daftar untuk langganan ini.',
    },
    en: {
      title: 'This package cannot be chosen',
      detail: 'Choose another one of the list for this subscription.',
    },
  },
  'BILLING.PACKAGE_CHANGE_WAITING': {
    id: {
      title: 'Masih ada permintaan yang menunggu',
      detail: 'Tunggu jawaban pengelola, atau tarik permintaan itu lebih dulu.',
    },
    en: {
      title: 'A request is still waiting',
      detail: 'Wait for the operator’s answer, or withdraw that request first.',
    },
  },
  'BILLING.PACKAGE_CHANGE_ANSWERED': {
    id: {
      title: 'Permintaan ini sudah tidak menunggu',
      detail: 'Permintaan sudah dijawab atau ditarik. Muat ulang halaman ini.',
    },
    en: {
      title: 'This request waits no more',
      detail: 'It was answered or withdrawn. Reload this page.',
    },
  },
  'BILLING.PACKAGE_CHANGE_UNKNOWN': {
    id: { title: 'Permintaan tidak dikenal', detail: 'Muat ulang halaman ini, lalu coba lagi.' },
    en: { title: 'Unknown request', detail: 'Reload this page, then try again.' },
  },
  'BILLING.SUBSCRIPTION_PAUSED': {
    id: { title: 'Langganan sedang dijeda', detail: 'Lanjutkan dulu langganannya, lalu ganti paketnya.' },
    en: { title: 'The subscription is paused', detail: 'Resume it first, then change its package.' },
  },
  'BILLING.POSTPAID_NEEDS_LINE': {
    id: {
      title: 'Pascabayar hanya untuk jalur PPPoE',
      detail: 'Pilih jalur yang dibayar langganan ini, atau tagih sebelum masanya.',
    },
    en: {
      title: 'Only PPPoE lines are billed afterwards',
      detail: 'Choose the line that the subscription pays for, or bill before its periods.',
    },
  },
  'BILLING.BALANCE_SHORT': {
    id: { title: 'Saldo tidak cukup', detail: 'Saldo pelanggan tinggal {leftRupiah}.' },
    en: { title: 'The balance is too small', detail: 'The balance is {leftRupiah}.' },
  },
  'BILLING.BILL_VOID': {
    id: { title: 'Tagihan sudah batal', detail: 'Tidak ada lagi yang harus dibayar untuk tagihan ini.' },
    en: { title: 'The bill is void', detail: 'Nothing is to be paid on it any more.' },
  },
  'BILLING.NO_BILL_DUE': {
    id: { title: 'Tidak ada tagihan yang harus dibayar', detail: 'Semua tagihan Anda sudah lunas.' },
    en: { title: 'No bill is due', detail: 'All of your bills are paid.' },
  },
  'BILLING.BILL_GIVEN': {
    id: {
      title: 'Masa tagihan ini sudah diberikan',
      detail: 'Kuotanya sudah ada di akun pelanggan. Tarik kembali kuotanya di halaman pelanggan.',
    },
    en: {
      title: 'The period of this bill was given',
      detail: 'Its quota is in the account. Take the quota back on the page of the subscriber.',
    },
  },
} as const satisfies ErrorTexts;
