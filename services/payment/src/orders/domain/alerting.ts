// alerting.ts — what an operator must look at about an order.
import type { Instant, PaymentAlertKind } from '@saring/kernel';
import { alertKey, type PaymentEvent, type PaymentOrder, type PaymentTerms } from './payment-order';

/**
 * Once for each thing that it is about, however often that is seen.
 * @param about a transaction or refund of the order; absent: the order itself.
 */
export const alerting = (
  order: PaymentOrder,
  terms: PaymentTerms,
  at: Instant,
  kind: PaymentAlertKind,
  about?: string,
): readonly PaymentEvent[] => {
  if (order.alerted.includes(alertKey(kind, about))) return [];
  const { orderId, orderNumber } = terms;
  return [{ type: 'PaymentAlerted', at, kind, orderId, orderNumber, ...(about ? { about } : {}) }];
};
