// debt.ts — what a subscriber owes, and what is left of an agreed price.
import { rupiahShare } from '@saring/kernel';

export type Debt = {
  readonly debtId: string;
  readonly sizeBytes: number;
  readonly unpaidBytes: number;
  readonly unlimited: boolean;
  /** 0: none was agreed. */
  readonly priceRupiah: number;
};
export type Debts = { readonly autoDebtBytes: number; readonly items: readonly Debt[] };

/** The unpaid share of the agreed price, rounded up; 0 of an item without a price. */
export const unpaidRupiah = ({ priceRupiah, unlimited, unpaidBytes, sizeBytes }: Debt): number =>
  unlimited || sizeBytes === 0 ? priceRupiah : rupiahShare(priceRupiah, unpaidBytes, sizeBytes);
