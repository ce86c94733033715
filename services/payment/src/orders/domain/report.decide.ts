// What a gateway's report makes of an order: the credit rule and the transitions of Midtrans.
import { assertNever, type Instant, type PaymentAlertKind } from '@saring/kernel';
import { mismatchOf, type GatewayReport } from './gateway-report';
import {
  evolve,
  isOpen,
  type PaymentEvent,
  type PaymentOrder,
  type PaymentTerms,
  type StateEvent,
} from './payment-order';

type Reported = { readonly at: Instant; readonly report: GatewayReport; readonly ourMerchantId: string };

/** An order says once what an operator must look at, however often it is seen. */
export const alerting = (
  order: PaymentOrder,
  terms: PaymentTerms,
  at: Instant,
  kind: PaymentAlertKind,
): readonly PaymentEvent[] =>
  order.alerts.includes(kind)
    ? []
    : [{ type: 'PaymentAlerted', at, kind, orderId: terms.orderId, orderNumber: terms.orderNumber }];

type PlainMove = 'PaymentPending' | 'PaymentExpired' | 'PaymentCancelled' | 'PaymentDenied';

const movedBy = (order: PaymentOrder, terms: PaymentTerms, { at, report }: Reported) => ({
  at,
  terms,
  previousState: order.state,
  refundedRupiah: order.refundedRupiah,
  reason: `gateway: ${report.standing}`,
});

const move = (type: PlainMove, order: PaymentOrder, terms: PaymentTerms, reported: Reported): StateEvent => ({
  type,
  ...movedBy(order, terms, reported),
});

/** @returns the events; none where the report is old news or changes nothing. */
export const decideReport = (
  order: PaymentOrder,
  terms: PaymentTerms,
  reported: Reported,
): readonly PaymentEvent[] => {
  const { at, report } = reported;
  const mismatch = mismatchOf(terms, report, reported.ourMerchantId);
  if (mismatch) return alerting(order, terms, at, mismatch);
  switch (report.standing) {
    case 'pending':
      // Denied is not final: the payer is trying again.
      return order.state === 'created' || order.state === 'denied'
        ? [move('PaymentPending', order, terms, reported)]
        : [];
    case 'challenged':
      return alerting(order, terms, at, 'challenge');
    case 'paid':
      return paid(order, terms, reported);
    case 'expired':
      return isOpen(order.state) ? [move('PaymentExpired', order, terms, reported)] : [];
    case 'denied':
      if (order.state === 'denied') return [];
      // The page of Snap takes another try: its order stays to be paid until it ends.
      if (terms.gateway === 'midtrans-snap' && isOpen(order.state)) return [];
      return isOpen(order.state)
        ? [move('PaymentDenied', order, terms, reported)]
        : reversed(order, terms, reported);
    case 'cancelled':
      return isOpen(order.state)
        ? [move('PaymentCancelled', order, terms, reported)]
        : reversed(order, terms, reported);
    case 'reversed':
      return reversed(order, terms, reported);
    case 'refunded':
      return refunded(order, terms, reported);
    case 'disputed':
      return alerting(order, terms, at, 'reversal');
    case 'unclear':
      return [];
    default:
      return assertNever(report.standing);
  }
};

/** A settlement counts whenever it comes: after our expiry or cancel too, and then an operator hears of it. */
const paid = (
  order: PaymentOrder,
  terms: PaymentTerms,
  { at, report }: Reported,
): readonly PaymentEvent[] => {
  const hasEnded = order.state === 'expired' || order.state === 'cancelled';
  // A transaction that was reversed is a stale answer; another one is new money for the same order.
  const isPaidAnew =
    order.state === 'reversed' &&
    report.transactionId !== '' &&
    !order.reversedTransactionIds.includes(report.transactionId);
  if (!isOpen(order.state) && !hasEnded && !isPaidAnew) return paidAgain(order, terms, report, at);
  const { transactionId, paymentType } = report;
  const settledAt = settledAtOf(order, report, at);
  const event: PaymentEvent = {
    type: 'PaymentPaid',
    at,
    terms,
    previousState: order.state,
    // Earlier refunds were of the money that is gone.
    refundedRupiah: isPaidAnew ? 0 : order.refundedRupiah,
    reason: hasEnded ? 'paid after its end' : 'gateway: paid',
    transactionId,
    paymentType,
    ...(settledAt ? { settledAt } : {}),
  };
  return [event, ...(hasEnded || isPaidAnew ? alerting(order, terms, at, 'paid_after_end') : [])];
};

/**
 * The page of Snap lets a payer begin several transactions of one order, and pay each. Core has one transaction an
 * order, and an order that was credited by hand is this money.
 */
const paidAgain = (
  order: PaymentOrder,
  terms: PaymentTerms,
  { transactionId }: GatewayReport,
  at: Instant,
): readonly PaymentEvent[] => {
  const isKnown =
    order.reversedTransactionIds.includes(transactionId) ||
    order.extraPayments.some((extra) => extra.transactionId === transactionId);
  if (isKnown || !isOtherTransaction(order, terms, transactionId)) return [];
  const again: PaymentEvent = { type: 'PaidAgain', at, transactionId, amountRupiah: terms.amountRupiah };
  return [again, ...alerting(order, terms, at, 'paid_twice')];
};

/** Of Snap: a transaction beside the one that paid. */
const isOtherTransaction = (order: PaymentOrder, terms: PaymentTerms, transactionId: string): boolean =>
  terms.gateway === 'midtrans-snap' &&
  (order.state === 'paid' || order.state === 'refunded') &&
  order.transactionId !== '' &&
  transactionId !== '' &&
  transactionId !== order.transactionId;

/** A vendor's clock is believed within the order's life; what it says beyond it is a slip. */
const settledAtOf = (order: PaymentOrder, { settledAt }: GatewayReport, at: Instant): Instant | null =>
  settledAt !== null && settledAt >= order.createdAt && settledAt <= at ? settledAt : null;

/** Money that was there and went again (Permata, Mandiri bill: within minutes). Only what was credited is taken back. */
const reversed = (order: PaymentOrder, terms: PaymentTerms, reported: Reported): readonly PaymentEvent[] => {
  // What becomes of a try beside the one that paid is none of the order's money.
  if (isOtherTransaction(order, terms, reported.report.transactionId)) return [];
  if (order.state === 'paid' || order.state === 'refunded') {
    const { transactionId } = reported.report;
    return [
      { type: 'PaymentReversed', ...movedBy(order, terms, reported), transactionId },
      ...alerting(order, terms, reported.at, 'reversal'),
    ];
  }
  const isChargeback = reported.report.standing === 'reversed';
  if (isChargeback && isOpen(order.state)) return [move('PaymentDenied', order, terms, reported)];
  return [];
};

/** Refunds count when the bank has confirmed them; one that was made in the vendor's own dashboard too. */
const refunded = (order: PaymentOrder, terms: PaymentTerms, reported: Reported): readonly PaymentEvent[] => {
  const { at, report } = reported;
  if (isOtherTransaction(order, terms, report.transactionId)) return [];
  const confirmed = report.refunds.filter(({ key, confirmed: isFinal }) => {
    const isDone = order.refunds.some((refund) => refund.key === key && refund.standing === 'done');
    return isFinal && !isDone;
  });
  // Paid and given back before we heard of either: the books hold both, and what is left is still paid for.
  const first = paid(order, terms, reported);
  let current = first.reduce(evolve, order);
  if (current.state === 'reversed') return [];
  const events: PaymentEvent[] = [...first];
  for (const { key, amountRupiah } of confirmed) {
    const event: PaymentEvent = {
      type: 'PaymentRefunded',
      at,
      terms,
      previousState: current.state,
      refundedRupiah: current.refundedRupiah + amountRupiah,
      reason: 'gateway: refunded',
      key,
      amountRupiah,
      by: 'gateway',
    };
    const hadFailed = current.refunds.some((refund) => refund.key === key && refund.standing === 'failed');
    current = add(events, current, event);
    if (hadFailed)
      for (const alert of alerting(current, terms, at, 'refund_after_failure'))
        current = add(events, current, alert);
  }
  // A payout by hand and the bank's refund both went out: more left the house than came in.
  if (confirmed.length > 0 && current.refundedRupiah > terms.amountRupiah)
    for (const alert of alerting(current, terms, at, 'refund_excess')) current = add(events, current, alert);
  for (const event of unconfirmed(current, reported)) current = add(events, current, event);
  return events;
};

const add = (events: PaymentEvent[], order: PaymentOrder, event: PaymentEvent): PaymentOrder => {
  events.push(event);
  return evolve(order, event);
};

/** A refund of the dashboard that waits for its bank is kept in mind: its last notice may get lost. */
const unconfirmed = (order: PaymentOrder, { at, report }: Reported): readonly PaymentEvent[] =>
  order.state !== 'paid'
    ? []
    : report.refunds
        .filter(({ key, confirmed }) => !confirmed && !order.refunds.some((refund) => refund.key === key))
        .map(({ key, amountRupiah }) => ({ type: 'RefundRequested', at, key, amountRupiah, by: 'vendor' }));
