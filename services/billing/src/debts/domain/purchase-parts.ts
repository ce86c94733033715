// purchase-parts.ts — which debt items the bytes of a purchase settle, and what of their price goes with them.
import { unpaidRupiah, type Debt, type Debts } from './debt';

/** By money an item that has a price is settled by money alone; by bytes a purchase settles it, too. */
export const DEBT_PAYMENTS = ['money', 'bytes'] as const;
type DebtPayment = (typeof DEBT_PAYMENTS)[number];

export type DebtPart = {
  readonly debtId: string;
  readonly bytes: number;
  /** What of the item's price is settled; 0 of an item without a price. */
  readonly amountRupiah: number;
};

/** Whether the bytes of a purchase settle the item. Of an item without a price nobody knows what it costs. */
export const isPaidByPurchase = ({ priceRupiah, unlimited }: Debt, payment: DebtPayment): boolean =>
  !unlimited && (payment === 'bytes' || priceRupiah === 0);

/** Oldest first, after the auto debt, as far as the bytes go. */
export const purchaseParts = (
  { autoDebtBytes, items }: Debts,
  bytes: number,
  payment: DebtPayment,
): readonly DebtPart[] => {
  let restBytes = Math.max(0, bytes - autoDebtBytes);
  return items.flatMap((debt) => {
    const partBytes = isPaidByPurchase(debt, payment) ? Math.min(debt.unpaidBytes, restBytes) : 0;
    if (partBytes === 0) return [];
    restBytes -= partBytes;
    // What is left of the price, before less after: the parts of an item add up to its price.
    const rest = { ...debt, unpaidBytes: debt.unpaidBytes - partBytes };
    return [{ debtId: debt.debtId, bytes: partBytes, amountRupiah: unpaidRupiah(debt) - unpaidRupiah(rest) }];
  });
};
