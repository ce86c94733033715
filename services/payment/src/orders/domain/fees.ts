// fees.ts — what a gateway keeps of a payment, by how it was paid.
import type { PaymentMethod, Rupiah } from '@saring/kernel';

/** A payment that an operator has credited: no gateway has kept anything of it. */
export const CREDITED_BY_HAND = 'manual';

type Fees = {
  readonly feeRupiah?: Rupiah;
  /** Where the payer chooses on the vendor's page: of each method. */
  readonly feesRupiah?: Partial<Record<PaymentMethod, Rupiah>>;
};
type Paid = {
  readonly terms: Fees;
  readonly paymentType: string;
  /** Absent: the gateway does not say, or the event is from before it was noted. */
  readonly method?: PaymentMethod;
};

export const keptOf = ({ terms, paymentType, method }: Paid): Rupiah => {
  if (paymentType === CREDITED_BY_HAND) return 0;
  const ofMethod = method === undefined ? undefined : terms.feesRupiah?.[method];
  return ofMethod ?? terms.feeRupiah ?? 0;
};
