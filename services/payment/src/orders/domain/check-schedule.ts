// When a gateway is asked again: a lost notice costs minutes, not a purchase (domain.md, "Reconciliation").
import type { Instant } from '@saring/kernel';
import type { ExtraPayment } from './extra-payment';
import type { PaymentOrder } from './payment-order';
import { isRequested, type Refund } from './refunds';

const MINUTE_MILLISECONDS = 60_000;
const HOUR_MILLISECONDS = 60 * MINUTE_MILLISECONDS;
/** After the order was made; then hourly until the last check. */
const FIRST_CHECK_MINUTES = [1, 5, 15, 30];
const LAST_CHECK_HOURS_AFTER_EXPIRY = 24;
/** A vendor that will not end an order has so long after its time; late money is credited whenever it comes. */
export const END_GRACE_MILLISECONDS = MINUTE_MILLISECONDS;
/** After it was paid by a bank that may take it back within minutes. */
const REVERSAL_CHECK_MINUTES = [2, 5, 10, 20, 40, 60];
const REFUND_CHECK_MINUTES = [1, 5, 15, 60];
/** A refund key is good for so long. */
export const REFUND_RETRY_DAYS = 7;
/** After it was paid: a lost notice of a chargeback or of a refund in the dashboard must not stay lost. */
const PAID_CHECK_DAYS = [1, 2, 3, 4, 5, 6, 7, ...Array.from({ length: 12 }, (_, week) => 7 * (week + 2))];
const REVERSIBLE_BANKS: readonly (string | null)[] = ['permata', 'mandiri'];
const REVERSIBLE_TYPES = ['bank_transfer', 'echannel', 'cstore'];

const firstAfter = (at: number, times: readonly number[]): number | null => {
  const later = times.filter((time) => time > at);
  return later.length > 0 ? Math.min(...later) : null;
};

const openChecks = (createdAt: number, expiresAt: number, at: number): number | null => {
  const last = expiresAt + LAST_CHECK_HOURS_AFTER_EXPIRY * HOUR_MILLISECONDS;
  const hours = Math.max(1, Math.floor((at - createdAt) / HOUR_MILLISECONDS) + 1);
  return firstAfter(
    at,
    [
      ...FIRST_CHECK_MINUTES.map((minutes) => createdAt + minutes * MINUTE_MILLISECONDS),
      createdAt + hours * HOUR_MILLISECONDS,
      expiresAt,
      expiresAt + END_GRACE_MILLISECONDS,
      last,
    ].filter((time) => time <= last),
  );
};

const isReversible = (order: PaymentOrder): boolean =>
  order.terms?.gateway === 'midtrans-snap'
    ? REVERSIBLE_TYPES.includes(order.paymentType)
    : REVERSIBLE_BANKS.includes(order.terms?.bank ?? null);

const earliest = (...times: readonly (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
};

const refundChecks = (refunds: readonly Refund[], at: number): number | null =>
  earliest(
    ...refunds.filter(isRequested).map(({ askedAt }) => {
      const asked = Date.parse(askedAt);
      const hours = Math.max(1, Math.floor((at - asked) / HOUR_MILLISECONDS) + 1);
      const steps = REFUND_CHECK_MINUTES.map((minutes) => asked + minutes * MINUTE_MILLISECONDS);
      return firstAfter(at, [...steps, asked + hours * HOUR_MILLISECONDS]);
    }),
  );

/** Money that came may be refunded, or be taken back by its bank. */
const moneyChecks = (paidAt: number, isQuick: boolean, refunds: readonly Refund[], at: number) => {
  const steps = REVERSAL_CHECK_MINUTES.map((minutes) => paidAt + minutes * MINUTE_MILLISECONDS);
  const days = PAID_CHECK_DAYS.map((day) => paidAt + day * 24 * HOUR_MILLISECONDS);
  return earliest(isQuick ? firstAfter(at, steps) : null, refundChecks(refunds, at), firstAfter(at, days));
};

const extraChecks = (
  { isReversed, paidAt, paymentType, refunds }: ExtraPayment,
  at: number,
): number | null =>
  isReversed ? null : moneyChecks(Date.parse(paidAt), REVERSIBLE_TYPES.includes(paymentType), refunds, at);

/** The next time to ask after `at`; null: never again. Manual orders have no gateway to ask: only their expiry counts. */
export const nextCheckAt = (order: PaymentOrder, at: Instant): Instant | null => {
  if (!order.terms) return null;
  const now = Date.parse(at);
  const expiresAt = Date.parse(order.terms.expiresAt);
  // Of what was reversed another transaction may still pay.
  const isUnpaid = ['created', 'pending', 'denied', 'expired', 'cancelled', 'reversed'].includes(order.state);
  const isPaid = order.state === 'paid' || order.state === 'refunded';
  let next: number | null = null;
  if (order.terms.gateway === 'manual') next = isUnpaid ? firstAfter(now, [expiresAt]) : null;
  else if (isUnpaid) next = openChecks(Date.parse(order.createdAt), expiresAt, now);
  else if (isPaid && order.paidAt !== null)
    next = moneyChecks(Date.parse(order.paidAt), isReversible(order), order.refunds, now);
  const soonest = earliest(next, ...order.extraPayments.map((extra) => extraChecks(extra, now)));
  return soonest === null ? null : new Date(soonest).toISOString();
};
