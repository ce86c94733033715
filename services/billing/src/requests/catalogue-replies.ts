import type { Billing, ReplyOf } from '@saring/contracts';
import type { Instant } from '@saring/kernel';
import type { Package } from '../domain/package';
import { priceNow, promoState, type Promo } from '../domain/promo';

type Methods = typeof Billing.method;

/** A package as it is sold now. @param bestId the package of best value. */
export const packageReply = (
  sold: Package,
  promos: readonly Promo[],
  bestId: string | null,
  now: Instant,
): ReplyOf<Methods['createPackage']> => {
  const price = priceNow(sold, promos, now);
  const { fupThresholdBytes, ...told } = sold;
  return {
    ...told,
    fupThresholdBytes: fupThresholdBytes ?? undefined,
    bestValue: sold.packageId === bestId,
    finalPriceRupiah: price.finalPriceRupiah,
    bonusBytes: price.bonusBytes,
    promoName: price.promoName ?? undefined,
  };
};

export const promoReply = (promo: Promo, now: Instant): ReplyOf<Methods['createPromo']> => ({
  ...promo,
  state: promoState(promo, now),
  endsAt: promo.endsAt ?? undefined,
  packageIds: [...promo.packageIds],
});
