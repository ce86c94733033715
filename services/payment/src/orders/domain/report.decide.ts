// What a gateway's report makes of an order: the credit rule and the transitions of Midtrans.
import { assertNever, type Instant } from '@saring/kernel';
import { alerting } from './alerting';
import { decideExtraReport, extraOf } from './extra-payment.decide';
import { mismatchOf, type GatewayReport } from './gateway-report';
import { CREDITED_BY_HAND } from './fees';
import {
  evolve,
  isOpen,
  payableOf,
  type PaymentEvent,
  type PaymentOrder,
  type PaymentTerms,
  type StateEvent,
} from './payment-order';
import { sumOf } from './refunds';

type Reported = { readonly at: Instant; readonly report: GatewayReport; readonly ourMerchantId: string };

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
  // The money of an extra payment stays one, whatever becomes of the transaction that paid the order.
  const extra = extraOf(order, report.transactionId);
  if (extra) return decideExtraReport(order, terms, extra, reported);
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
      return alerting(order, terms, at, 'part_reversal', report.transactionId);
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
    ...(report.method ? { method: report.method } : {}),
  };
  return [
    event,
    ...(hasEnded || isPaidAnew ? alerting(order, terms, at, 'paid_after_end', transactionId) : []),
  ];
};

/**
 * The page of Snap lets a payer begin several transactions of one order, and pay each. An order that was credited by
 * hand is the money of the first that its gateway proves.
 */
const paidAgain = (
  order: PaymentOrder,
  terms: PaymentTerms,
  { transactionId, paymentType }: GatewayReport,
  at: Instant,
): readonly PaymentEvent[] => {
  if (order.reversedTransactionIds.includes(transactionId)) return [];
  if (isUnproved(order) && transactionId !== '')
    return [{ type: 'TransactionIdentified', at, transactionId, paymentType }];
  if (!isOtherTransaction(order, terms, transactionId)) return [];
  const amountRupiah = payableOf(terms);
  const again: PaymentEvent = { type: 'PaidAgain', at, transactionId, amountRupiah, paymentType };
  return [again, ...alerting(order, terms, at, 'paid_twice', transactionId)];
};

/** Credited by hand, and its gateway has not proved the money. */
const isUnproved = (order: PaymentOrder): boolean =>
  (order.state === 'paid' || order.state === 'refunded') &&
  order.paymentType === CREDITED_BY_HAND &&
  order.transactionId === '';

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
  // What was credited by hand was no money of a try that failed; only money that was there can be charged back.
  if (isUnproved(order) && reported.report.standing !== 'reversed') return [];
  if (order.state === 'paid' || order.state === 'refunded') {
    const { transactionId } = reported.report;
    return [
      { type: 'PaymentReversed', ...movedBy(order, terms, reported), transactionId },
      ...alerting(order, terms, reported.at, 'reversal', transactionId),
    ];
  }
  const isChargeback = reported.report.standing === 'reversed';
  if (isChargeback && isOpen(order.state)) return [move('PaymentDenied', order, terms, reported)];
  return [];
};

/** Refunds count when the bank has confirmed them; one that was made in the vendor's own dashboard too. */
const refunded = (order: PaymentOrder, terms: PaymentTerms, reported: Reported): readonly PaymentEvent[] => {
  const { at, report } = reported;
  if (isOtherTransaction(order, terms, report.transactionId)) return extraRefunded(order, terms, reported);
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
      for (const alert of alerting(current, terms, at, 'refund_after_failure', key))
        current = add(events, current, alert);
  }
  // A payout by hand and the bank's refund both went out: more left the house than came in.
  if (confirmed.length > 0 && current.refundedRupiah > payableOf(terms))
    for (const alert of alerting(current, terms, at, 'refund_excess', report.transactionId))
      current = add(events, current, alert);
  for (const event of unconfirmed(current, reported)) current = add(events, current, event);
  return events;
};

/** Paid beside the order and given back in part before we heard of either; all of it back leaves nothing to tell. */
const extraRefunded = (
  order: PaymentOrder,
  terms: PaymentTerms,
  reported: Reported,
): readonly PaymentEvent[] => {
  const { report, at } = reported;
  const backRupiah = sumOf(report.refunds.filter(({ confirmed }) => confirmed));
  const isPartBack = backRupiah > 0 && backRupiah < payableOf(terms);
  const again = isPartBack ? paidAgain(order, terms, report, at) : [];
  const after = again.reduce(evolve, order);
  const extra = extraOf(after, report.transactionId);
  return extra ? [...again, ...decideExtraReport(after, terms, extra, reported)] : again;
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
