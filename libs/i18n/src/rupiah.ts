// rupiah.ts — money in words: Rp 6.000, in the spelling of Indonesia in every language.
const GROUPS = /\B(?=(?:\d{3})+$)/g;

/** @param amount whole rupiah; below 0 with a minus before it. */
export const rupiahText = (amount: number): string =>
  `${amount < 0 ? '-' : ''}Rp ${String(Math.abs(amount)).replace(GROUPS, '.')}`;
