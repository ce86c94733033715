// One order in each of its states, for the specs of this folder.
import type { PaymentState } from '@saring/kernel';
import type { GatewayReport, Standing } from '../../domain/gateway-report';
import type { PaymentEvent, PaymentOrder, PaymentTerms, StateEvent } from '../../domain/payment-order';
import { paymentDecider, type PaymentCommand } from '../../domain/payment-order.decide';

export const at = '2026-11-21T04:00:00.000Z';
export const terms: PaymentTerms = {
  orderId: 'o-1',
  orderNumber: 'SRG-rw05-ABCDEFGHIJKLMNOPQRST',
  subscriberId: 's-1',
  site: 'rw05',
  amountRupiah: 50_000,
  method: 'qris',
  bank: null,
  gateway: 'midtrans-core',
  expiresAt: '2026-11-21T04:15:00.000Z',
};
export const manual: PaymentTerms = { ...terms, method: 'manual', gateway: 'manual' };

export const step = (type: StateEvent['type'], change: object = {}): PaymentEvent =>
  ({ type, at, terms, previousState: 'created', refundedRupiah: 0, reason: '', ...change }) as PaymentEvent;
const created = step('PaymentCreated', { previousState: null });
const pending = step('PaymentPending');
const paid = step('PaymentPaid', { transactionId: 't-1', paymentType: 'qris' });
const allBack = step('PaymentRefunded', {
  key: 'k-0',
  amountRupiah: 50_000,
  refundedRupiah: 50_000,
  by: 'gateway',
});

export const PAST: Record<PaymentState, readonly PaymentEvent[]> = {
  created: [created],
  pending: [created, pending],
  paid: [created, pending, paid],
  expired: [created, pending, step('PaymentExpired')],
  cancelled: [created, pending, step('PaymentCancelled')],
  denied: [created, pending, step('PaymentDenied')],
  refunded: [created, pending, paid, allBack],
  reversed: [created, pending, paid, step('PaymentReversed', { transactionId: 't-1' })],
};

const reportOf = (standing: Standing, change: Partial<GatewayReport> = {}): GatewayReport => ({
  standing,
  orderNumber: terms.orderNumber,
  amountRupiah: 50_000,
  currency: 'IDR',
  merchantId: 'G1',
  transactionId: 't-1',
  paymentType: 'qris',
  settledAt: null,
  refunds: [],
  ...change,
});
export const reported = (standing: Standing, change: Partial<GatewayReport> = {}): PaymentCommand => ({
  type: 'RecordReport',
  at,
  report: reportOf(standing, change),
  ourMerchantId: 'G1',
});
/** The order after a command that must be accepted. */
export const after = (
  past: readonly PaymentEvent[],
  asked: PaymentCommand,
  when: string = at,
): PaymentOrder => {
  const command = { ...asked, at: when };
  const before = past.reduce(paymentDecider.evolve, paymentDecider.initialState());
  const decision = paymentDecider.decide(before, command);
  if (!decision.accepted) throw new Error(decision.refusal.code);
  return decision.events.reduce(paymentDecider.evolve, before);
};
