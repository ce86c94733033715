// report-titles.ts — what a report is called on paper.
import type { Locale } from '@saring/i18n';

const TITLES = {
  takings: ['Uang masuk dan pendapatan', 'Money in and income'],
  packages: ['Paket terlaris', 'Top packages'],
  cashiers: ['Kasir', 'Cashiers'],
  methods: ['Cara bayar', 'Ways to pay'],
  usage: ['Pemakaian', 'Usage'],
  debts: ['Tunggakan', 'Debts'],
  vouchers: ['Voucher', 'Vouchers'],
} as const;

export const reportTitle = (name: keyof typeof TITLES, locale: Locale): string =>
  TITLES[name][locale === 'id' ? 0 : 1];
