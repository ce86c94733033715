// own-fee.ts — the terms of an order with what its gateway keeps, as the gateway says of this very payment.
import type { GuardedGateway } from '../gateways/guarded-gateway';
import { payableOf, type PaymentTerms } from './domain/payment-order';

/** What the buyer was told, and pays on top, stays: only what the books call the gateway's fee is its own word. */
export const withOwnFee = async (
  terms: PaymentTerms,
  gateway: Pick<GuardedGateway, 'ownFee'>,
): Promise<PaymentTerms> => {
  const { method, bank } = terms;
  const feeRupiah = await gateway.ownFee({ method, bank, amountRupiah: payableOf(terms) });
  return feeRupiah === null ? terms : { ...terms, feeRupiah };
};
