// bill-charge.ts — what a bill is made of, and what is taken off it for days that were not had: whole rupiah, each part
// rounded down (ADR 37).
import { prorated } from './periods';
import type { Discount } from './plan-terms';

const PERCENT = 100;
const BASIS_POINTS = 10_000;

/** The tax of bills that are issued from now on. */
export type Tax = {
  /** Hundredths of a percent. */
  readonly basisPoints: number;
  /** Prices hold it already; else it comes on top. */
  readonly isIncluded: boolean;
};
export type Charge = {
  /** The price of its days. */
  readonly periodRupiah: number;
  readonly discountRupiah: number;
  readonly installationRupiah: number;
  readonly taxRupiah: number;
  readonly taxBasisPoints: number;
  readonly isTaxIncluded: boolean;
};
/** Days that are billed of a whole period. */
type Share = { readonly days: number; readonly wholeDays: number };

const shareOf = (rupiah: number, { days, wholeDays }: Share): number =>
  days === wholeDays ? rupiah : prorated(rupiah, days, wholeDays);

const discountOf = (discount: Discount | null, periodRupiah: number, share: Share): number => {
  if (!discount) return 0;
  const { percent, rupiah } = discount;
  if (percent > 0) return Math.floor((periodRupiah * percent) / PERCENT);
  return Math.min(periodRupiah, shareOf(rupiah, share));
};

const taxOf = (rupiah: number, { basisPoints, isIncluded }: Tax): number =>
  Math.floor((rupiah * basisPoints) / (BASIS_POINTS + (isIncluded ? basisPoints : 0)));

/** @param discount null: none any more. @param installationRupiah 0: it was billed before. */
export const chargeFor = (
  priceRupiah: number,
  share: Share,
  discount: Discount | null,
  installationRupiah: number,
  tax: Tax | null,
): Charge => {
  const periodRupiah = shareOf(priceRupiah, share);
  const discountRupiah = discountOf(discount, periodRupiah, share);
  const netRupiah = periodRupiah - discountRupiah + installationRupiah;
  return {
    ...{ periodRupiah, discountRupiah, installationRupiah },
    taxRupiah: tax ? taxOf(netRupiah, tax) : 0,
    ...{ taxBasisPoints: tax?.basisPoints ?? 0, isTaxIncluded: tax?.isIncluded ?? false },
  };
};

export const amountOf = (charge: Charge): number =>
  charge.periodRupiah -
  charge.discountRupiah +
  charge.installationRupiah +
  (charge.isTaxIncluded ? 0 : charge.taxRupiah);

/** Whether a bill has more to say of its amount than the price. */
export const isPlain = ({ discountRupiah, installationRupiah, taxRupiah }: Charge): boolean =>
  discountRupiah === 0 && installationRupiah === 0 && taxRupiah === 0;

/** For days that were not had, with their tax; what was to be paid once stays. */
export const creditFor = (charge: Charge, unused: Share): number => {
  const netRupiah = shareOf(charge.periodRupiah - charge.discountRupiah, unused);
  const { taxBasisPoints: basisPoints, isTaxIncluded: isIncluded } = charge;
  return isIncluded ? netRupiah : netRupiah + taxOf(netRupiah, { basisPoints, isIncluded });
};
