// bills.texts.ts — what is wrong with a subscription or a bill, in both languages.
import type { ErrorTexts } from './error-text';

export const billErrors = {
  'BILLING.SUBSCRIPTION_UNKNOWN': {
    id: { title: 'Langganan tidak dikenal', detail: 'Muat ulang halaman ini, lalu coba lagi.' },
    en: { title: 'Unknown subscription', detail: 'Reload this page, then try again.' },
  },
  'BILLING.BILL_UNKNOWN': {
    id: { title: 'Tagihan tidak dikenal', detail: 'Muat ulang halaman ini, lalu coba lagi.' },
    en: { title: 'Unknown bill', detail: 'Reload this page, then try again.' },
  },
  'BILLING.BILL_VOID': {
    id: { title: 'Tagihan sudah batal', detail: 'Tidak ada lagi yang harus dibayar untuk tagihan ini.' },
    en: { title: 'The bill is void', detail: 'Nothing is to be paid on it any more.' },
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
