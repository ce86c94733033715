// seen-by-hand.ts — the ways to pay whose money an operator sees on an account: no gateway proves it, or gives it back.
import type { PaymentMethod } from '@saring/kernel';

export const isSeenByHand = (method: PaymentMethod): boolean =>
  method === 'manual' || method === 'static_qris';
