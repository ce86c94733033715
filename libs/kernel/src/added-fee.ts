// added-fee.ts — what a gateway keeps of an amount, and what a buyer who bears it pays on top.
import type { Rupiah } from './rupiah';

/** So much of each payment, and a share in percent with at most four decimals. */
export type FeeRule = { readonly rupiah: Rupiah; readonly percent: number };

const PARTS_OF_PERCENT = 10_000;
const PARTS_OF_ALL = 100 * PARTS_OF_PERCENT;
/** Each step comes nearer by the share: a fee below half of the amount is found in far fewer. */
const MOST_STEPS = 64;

/** Whole rupiah, at most the amount; the share is rounded to the nearest rupiah, half up. */
export const feeOfAmount = (amountRupiah: Rupiah, { rupiah, percent }: FeeRule): Rupiah => {
  const parts = Math.round(percent * PARTS_OF_PERCENT);
  return Math.min(amountRupiah, rupiah + Math.round((amountRupiah * parts) / PARTS_OF_ALL));
};

/**
 * The least that is added to an amount so that all of it is left when the gateway has kept its fee of both: the fee of
 * the added part is the buyer's, too. Of a share of half or more nothing can be found, and nothing is added.
 */
export const addedFeeOf = (amountRupiah: Rupiah, rule: FeeRule): Rupiah => {
  if (rule.percent >= 50) return 0;
  let added = feeOfAmount(amountRupiah, rule);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const fee = feeOfAmount(amountRupiah + added, rule);
    if (fee <= added) return added;
    added = fee;
  }
  return added;
};
