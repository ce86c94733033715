// gateway-fees.ts — what a gateway keeps of an amount, as it is set or as the gateway itself says.
import { addedFeeOf, feeOfAmount, type FeeRule, type PaymentMethod, type Rupiah } from '@saring/kernel';
import type { PaymentConfig } from '../config';
import type { MethodOffer } from './gateway';

/** What the gateway says of itself counts before PAYMENT_FEES. */
const feeRuleOf = (
  { PAYMENT_FEES }: Pick<PaymentConfig, 'PAYMENT_FEES'>,
  method: PaymentMethod,
  offer?: MethodOffer,
): FeeRule => offer?.fee ?? PAYMENT_FEES[method] ?? { rupiah: 0, percent: 0 };

/** In whole rupiah. */
export const feeOf = (
  config: Pick<PaymentConfig, 'PAYMENT_FEES'>,
  method: PaymentMethod,
  amountRupiah: Rupiah,
  offer?: MethodOffer,
): Rupiah => feeOfAmount(amountRupiah, feeRuleOf(config, method, offer));

/** What the buyer pays on top; 0: the house bears the fee. */
export const addedOf = (
  config: Pick<PaymentConfig, 'PAYMENT_FEES' | 'PAYMENT_FEES_ADDED'>,
  method: PaymentMethod,
  amountRupiah: Rupiah,
  offer?: MethodOffer,
): Rupiah =>
  config.PAYMENT_FEES_ADDED.includes(method) ? addedFeeOf(amountRupiah, feeRuleOf(config, method, offer)) : 0;
