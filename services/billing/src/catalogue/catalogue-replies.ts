import type { Billing, ReplyOf } from '@saring/contracts';
import type { ExpiryPolicy, Instant } from '@saring/kernel';
import { wholeDays } from './domain/duration';
import { renewingOf, type HeldGrant } from './domain/expiry-policy';
import { isOnSale, type Package } from './domain/package';
import { priceNow, promoState, type Promo } from './domain/promo';

type Methods = typeof Billing.method;

/** For whom it is shown: what the site's policy does to what they hold. */
export type Buyer = { readonly policy: ExpiryPolicy; readonly held: readonly HeldGrant[] };

/** A package as it is sold now. @param bestId the package of best value. */
export const packageReply = (
  sold: Package,
  promos: readonly Promo[],
  bestId: string | null,
  now: Instant,
  { policy, held }: Buyer,
): ReplyOf<Methods['createPackage']> => {
  const price = priceNow(sold, promos, now);
  const { fupThresholdBytes, sellFrom, sellUntil, validUntil, ...rest } = sold;
  const renewing = renewingOf(policy, sold, held, now);
  return {
    ...rest,
    days: wholeDays(sold.lastsSeconds),
    expiryPolicy: policy,
    continuesFrom: renewing.continuesFrom ?? undefined,
    rolledBytes: renewing.rolledBytes,
    prolongedGrants: renewing.prolongedGrants,
    fupThresholdBytes: fupThresholdBytes ?? undefined,
    sellFrom: sellFrom ?? undefined,
    sellUntil: sellUntil ?? undefined,
    validUntil: validUntil ?? undefined,
    onSale: isOnSale(sold, now),
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
