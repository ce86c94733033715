// rupiah.ts — money in words: Rp 6.000, in English Rp 6,000.
import type { Locale } from './locale';

/** @param amount whole rupiah; below 0 with a minus in front. */
export const rupiahText = (amount: number, locale: Locale): string =>
  `${amount < 0 ? '−' : ''}Rp ${Math.abs(amount).toLocaleString(locale)}`;
