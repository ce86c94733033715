// promo.ts — what is given on top or off the price for a time, and what a package costs with it.
import {
  type Instant,
  ok,
  PROMO_KINDS,
  promoPrice,
  MEASURES,
  type PromoKind,
  type PromoState,
  refused,
  type Result,
} from '@saring/kernel';
import type { Package } from './package';

const PACKAGES_MOST = 100;

export type Promo = {
  readonly promoId: string;
  readonly name: string;
  readonly description: string;
  readonly kind: PromoKind;
  readonly published: boolean;
  readonly startsAt: Instant;
  /** Null: until it is withdrawn. The instant itself is outside. */
  readonly endsAt: Instant | null;
  /** Of a discount, one of both is above zero. */
  readonly discountPercent: number;
  readonly discountRupiah: number;
  /** Of the two bonus kinds. */
  readonly bonusBytes: number;
  /** Of a registration bonus: days it lasts; 0: it never expires. */
  readonly bonusDays: number;
  /** Empty: every package. */
  readonly packageIds: readonly string[];
};

type PromoRefusal =
  | 'BILLING.NAME_INVALID'
  | 'BILLING.PROMO_KIND_INVALID'
  | 'BILLING.PROMO_TIMES_INVALID'
  | 'BILLING.PROMO_DISCOUNT_INVALID'
  | 'BILLING.PROMO_BONUS_INVALID';

const isWhole = (value: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= 0 && value <= most;

/** @param given times in ISO 8601 UTC. */
export const checkPromo = (given: Promo): Result<Promo, PromoRefusal> => {
  const name = given.name.trim();
  const isLong = name.length > MEASURES.shortName.most;
  if (name === '' || isLong || given.description.length > MEASURES.description.most)
    return refused('BILLING.NAME_INVALID');
  if (!PROMO_KINDS.includes(given.kind)) return refused('BILLING.PROMO_KIND_INVALID');
  if (given.endsAt !== null && given.endsAt <= given.startsAt) return refused('BILLING.PROMO_TIMES_INVALID');
  if (given.packageIds.length > PACKAGES_MOST) return refused('BILLING.PROMO_KIND_INVALID');
  const { discountPercent: percent, discountRupiah: rupiah, bonusBytes, bonusDays } = given;
  const isDiscount = given.kind === 'discount';
  const hasOne = percent > 0 !== rupiah > 0;
  const isRight = isWhole(percent, MEASURES.discountPercent.most) && isWhole(rupiah, Number.MAX_SAFE_INTEGER);
  if (!isRight || hasOne !== isDiscount) return refused('BILLING.PROMO_DISCOUNT_INVALID');
  const isBonus = isWhole(bonusBytes, MEASURES.packageBytes.most) && isWhole(bonusDays, MEASURES.days.most);
  if (!isBonus || bonusBytes > 0 === isDiscount) return refused('BILLING.PROMO_BONUS_INVALID');
  return ok({ ...given, name });
};

/** draft until published; then by the times. */
export const promoState = (promo: Promo, now: Instant): PromoState => {
  if (!promo.published) return 'draft';
  if (promo.endsAt !== null && promo.endsAt <= now) return 'ended';
  return promo.startsAt > now ? 'scheduled' : 'active';
};

export type PriceNow = {
  readonly priceRupiah: number;
  readonly discountRupiah: number;
  readonly finalPriceRupiah: number;
  readonly bonusBytes: number;
  readonly promoId: string | null;
  readonly promoName: string | null;
};

const plain = (sold: Package): PriceNow => ({
  priceRupiah: sold.priceRupiah,
  discountRupiah: 0,
  finalPriceRupiah: sold.priceRupiah,
  bonusBytes: 0,
  promoId: null,
  promoName: null,
});

const withPromo = (sold: Package, promo: Promo): PriceNow => {
  const { priceRupiah } = sold;
  const { finalPriceRupiah, bonusBytes } = promoPrice(sold, promo);
  return {
    ...{ priceRupiah, discountRupiah: priceRupiah - finalPriceRupiah, finalPriceRupiah, bonusBytes },
    ...{ promoId: promo.promoId, promoName: promo.name },
  };
};

/**
 * The present price of a package. One promo applies at the most: the one with the lowest price a byte for the buyer, bonus
 * included (of an unlimited package: the lowest price); a tie goes to the lower price, then to the promo listed first.
 * A promo that gives nothing here is not named.
 */
export const priceNow = (sold: Package, promos: readonly Promo[], now: Instant): PriceNow =>
  promos
    .filter((promo) => promo.kind !== 'registration_bonus' && promoState(promo, now) === 'active')
    .filter((promo) => promo.packageIds.length === 0 || promo.packageIds.includes(sold.packageId))
    .map((promo) => withPromo(sold, promo))
    .filter((price) => price.discountRupiah > 0 || price.bonusBytes > 0)
    .reduce((best, price) => (isBetter(sold, price, best) ? price : best), plain(sold));

const isBetter = (sold: Package, one: PriceNow, other: PriceNow): boolean => {
  if (sold.unlimited) return one.finalPriceRupiah < other.finalPriceRupiah;
  const left = BigInt(one.finalPriceRupiah) * BigInt(sold.bytes + other.bonusBytes);
  const right = BigInt(other.finalPriceRupiah) * BigInt(sold.bytes + one.bonusBytes);
  return left < right || (left === right && one.finalPriceRupiah < other.finalPriceRupiah);
};

/** The registration bonus of someone who registered then: the largest that was active. */
export const registrationBonus = (promos: readonly Promo[], registeredAt: Instant): Promo | null =>
  promos
    .filter((promo) => promo.kind === 'registration_bonus' && promoState(promo, registeredAt) === 'active')
    .reduce<Promo | null>(
      (best, promo) => (!best || promo.bonusBytes > best.bonusBytes ? promo : best),
      null,
    );
