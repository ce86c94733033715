// gateway-fees.ts — what a gateway keeps of an amount, as it is set or as the gateway itself says.
import type { PaymentMethod } from '@saring/kernel';
import type { PaymentConfig } from '../config';
import type { MethodOffer } from './gateway';

/**
 * Whole rupiah, at most the amount; a share is rounded to the nearest rupiah, half up. What the gateway says of itself
 * counts before PAYMENT_FEES.
 */
export const feeOf = (
  { PAYMENT_FEES }: Pick<PaymentConfig, 'PAYMENT_FEES'>,
  method: PaymentMethod,
  amountRupiah: number,
  offer?: MethodOffer,
): number => {
  const { rupiah, percent } = offer?.fee ?? PAYMENT_FEES[method] ?? { rupiah: 0, percent: 0 };
  return Math.min(amountRupiah, rupiah + Math.round((amountRupiah * percent) / 100));
};
