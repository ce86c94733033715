// promo-price.ts — what a promo makes of a package's price and quota: one rule for the till and for previews.
import type { PromoKind } from './generated/words';

/** A promo takes no price below this; a package that costs less is left as it is. */
const LEAST_PRICE_RUPIAH = 1_000;

type Sold = { readonly priceRupiah: number; readonly unlimited: boolean };
type Gift = {
  readonly kind: PromoKind;
  /** Of a discount, one of both is above zero. */
  readonly discountPercent: number;
  readonly discountRupiah: number;
  readonly bonusBytes: number;
};

export const promoPrice = (
  { priceRupiah, unlimited }: Sold,
  { kind, discountPercent, discountRupiah, bonusBytes }: Gift,
): { readonly finalPriceRupiah: number; readonly bonusBytes: number } => {
  // Exact: a price of rupiah times a hundred is far below 2^53.
  const percentOff = Math.floor((priceRupiah * (100 - discountPercent)) / 100);
  const cut = discountPercent > 0 ? percentOff : priceRupiah - discountRupiah;
  return {
    finalPriceRupiah:
      kind === 'discount' ? Math.max(cut, Math.min(LEAST_PRICE_RUPIAH, priceRupiah)) : priceRupiah,
    bonusBytes: kind === 'bonus_quota' && !unlimited ? bonusBytes : 0,
  };
};
