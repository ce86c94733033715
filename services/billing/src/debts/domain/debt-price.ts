// debt-price.ts — what debts cost in rupiah (domain.md, "Estimate of a debt in rupiah" and "Manual debt").
import { ok, refused, type Result } from '@saring/kernel';
import { isOrdinary, type Package } from '../../catalogue/domain/package';
import { unpaidRupiah, type Debt, type Debts } from './debt';

/** An estimate is rounded up to this. */
const ESTIMATE_STEP_RUPIAH = 10_000;

export type DebtPrices = {
  readonly autoDebtBytes: number;
  readonly autoDebtRupiah: number;
  readonly items: readonly { readonly debt: Debt; readonly amountRupiah: number }[];
  readonly totalBytes: number;
  readonly totalRupiah: number;
};

const ceilDiv = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;

/** The smallest active package, sold at any time, that covers the debt (a tie: the cheapest), else the largest. */
const referenceFor = (packages: readonly Package[], bytes: number): Package | null => {
  const sized = packages
    .filter((one) => one.active && isOrdinary(one) && !one.unlimited && one.onlineSeconds === 0)
    .sort((one, other) => one.bytes - other.bytes || one.priceRupiah - other.priceRupiah);
  const largest = sized[sized.length - 1];
  return sized.find((one) => one.bytes >= bytes) ?? sized.find((one) => one.bytes === largest?.bytes) ?? null;
};

/** Pro rata of the reference package, rounded up to Rp 10,000; nothing owed costs nothing. */
export const estimateRupiah = (
  packages: readonly Package[],
  bytes: number,
): Result<number, 'BILLING.NO_REFERENCE_PACKAGE'> => {
  if (bytes === 0) return ok(0);
  const reference = referenceFor(packages, bytes);
  if (!reference) return refused('BILLING.NO_REFERENCE_PACKAGE');
  // Bytes times rupiah pass 2^53: 25 GB at Rp 200,000 is 5.4 × 10^15.
  const steps = ceilDiv(
    BigInt(bytes) * BigInt(reference.priceRupiah),
    BigInt(reference.bytes) * BigInt(ESTIMATE_STEP_RUPIAH),
  );
  return ok(Number(steps) * ESTIMATE_STEP_RUPIAH);
};

/** The agreed price or its unpaid share rounded up to a whole rupiah; without a price the estimate. */
const itemRupiah = (
  packages: readonly Package[],
  debt: Debt,
): Result<number, 'BILLING.NO_REFERENCE_PACKAGE'> => {
  if (debt.priceRupiah === 0)
    return debt.unlimited ? unlimitedRupiah(packages) : estimateRupiah(packages, debt.unpaidBytes);
  return ok(unpaidRupiah(debt));
};

/** An unlimited item without a price has no bytes to go by: the cheapest unlimited package. */
const unlimitedRupiah = (packages: readonly Package[]): Result<number, 'BILLING.NO_REFERENCE_PACKAGE'> => {
  const prices = packages
    .filter((one) => one.active && isOrdinary(one) && one.unlimited && one.onlineSeconds === 0)
    .map((one) => one.priceRupiah);
  return prices.length === 0 ? refused('BILLING.NO_REFERENCE_PACKAGE') : ok(Math.min(...prices));
};

/** Today's price of settling everything: the sum of the items and the estimate of the auto debt. */
export const priceDebts = (
  packages: readonly Package[],
  debts: Debts,
): Result<DebtPrices, 'BILLING.NO_REFERENCE_PACKAGE'> => {
  const auto = estimateRupiah(packages, debts.autoDebtBytes);
  if (!auto.ok) return auto;
  const items: { debt: Debt; amountRupiah: number }[] = [];
  for (const debt of debts.items) {
    const price = itemRupiah(packages, debt);
    if (!price.ok) return price;
    items.push({ debt, amountRupiah: price.value });
  }
  return ok({
    autoDebtBytes: debts.autoDebtBytes,
    autoDebtRupiah: auto.value,
    items,
    totalBytes: items.reduce((sum, { debt }) => sum + debt.unpaidBytes, debts.autoDebtBytes),
    totalRupiah: items.reduce((sum, { amountRupiah }) => sum + amountRupiah, auto.value),
  });
};
