// extra-payment.decide.ts — what may become of the money of a transaction beside the one that paid its order. The order
// decides it before a gateway is asked, so that the money goes one way.
import { accept, refuse, type Decision } from '@saring/event-sourcing';
import { assertNever, type Instant, type Rupiah } from '@saring/kernel';
import { alerting } from './alerting';
import { leftOf, returnedBy, stateOf, type ExtraPayment } from './extra-payment';
import type { GatewayReport } from './gateway-report';
import { evolve, type PaymentEvent, type PaymentOrder, type PaymentTerms } from './payment-order';
import { isRequested } from './refunds';

export type ExtraCommand =
  /** Asked of the gateway next. */
  | {
      readonly type: 'RequestExtraRefund';
      readonly at: Instant;
      readonly transactionId: string;
      readonly key: string;
      /** Of a gateway that gives back all or nothing. */
      readonly wholeOnly: boolean;
    }
  | {
      readonly type: 'FailExtraRefund';
      readonly at: Instant;
      readonly transactionId: string;
      readonly key: string;
      readonly reason: string;
    }
  /** `payout`: paid out by hand already. `purchase`: it buys the same once more. */
  | {
      readonly type: 'UseExtraPayment';
      readonly at: Instant;
      readonly transactionId: string;
      readonly by: 'payout' | 'purchase';
    };

export type ExtraRefusal =
  | 'PAYMENT.TRANSACTION_UNKNOWN'
  | 'PAYMENT.TRANSACTION_SPENT'
  | 'PAYMENT.TRANSACTION_RETURNING'
  | 'PAYMENT.REFUND_WHOLE_ONLY';

type Refusal = Decision<PaymentEvent, ExtraRefusal>;

export const extraOf = (order: PaymentOrder, transactionId: string): ExtraPayment | undefined =>
  order.extraPayments.find((extra) => extra.transactionId === transactionId);

export const decideExtra = (order: PaymentOrder, terms: PaymentTerms, command: ExtraCommand): Refusal => {
  const { at, transactionId } = command;
  const extra = extraOf(order, transactionId);
  if (!extra) return refuse('PAYMENT.TRANSACTION_UNKNOWN');
  if (command.type === 'FailExtraRefund') {
    const { key, reason } = command;
    const isDue = extra.refunds.some((refund) => refund.key === key && isRequested(refund));
    if (!isDue) return accept();
    const failed: PaymentEvent = { type: 'ExtraRefundFailed', at, transactionId, key, reason };
    return accept(failed, ...alerting(order, terms, at, 'refund_failed', key));
  }
  const state = stateOf(extra);
  if (state === 'returning') return refuse('PAYMENT.TRANSACTION_RETURNING');
  if (state !== 'held') return refuse('PAYMENT.TRANSACTION_SPENT');
  const isWhole = extra.returnedRupiah === 0;
  if (command.type === 'UseExtraPayment') {
    // A part of it went back at the vendor: the rest does not pay for the goods.
    if (command.by === 'purchase' && !isWhole) return refuse('PAYMENT.TRANSACTION_SPENT');
    return accept({ type: 'ExtraPaymentReturned', at, transactionId, by: command.by });
  }
  if (command.wholeOnly && !isWhole) return refuse('PAYMENT.REFUND_WHOLE_ONLY');
  const { key } = command;
  return accept({ type: 'ExtraRefundRequested', at, transactionId, key, amountRupiah: leftOf(extra) });
};

type Reported = { readonly at: Instant; readonly report: GatewayReport };

/** What the gateway's word about such a transaction changes; none where it is old news. */
export const decideExtraReport = (
  order: PaymentOrder,
  terms: PaymentTerms,
  extra: ExtraPayment,
  { at, report }: Reported,
): readonly PaymentEvent[] => {
  const { transactionId } = extra;
  switch (report.standing) {
    case 'denied':
    case 'cancelled':
    case 'reversed': {
      if (extra.isReversed || extra.returnedRupiah >= extra.amountRupiah) return [];
      const returnedRupiah = extra.amountRupiah;
      return [
        { type: 'ExtraPaymentReversed', at, transactionId, returnedRupiah },
        ...alerting(order, terms, at, 'reversal', transactionId),
        ...(returnedBy(extra) === 'payout' ? alerting(order, terms, at, 'refund_excess', transactionId) : []),
      ];
    }
    case 'disputed':
      return alerting(order, terms, at, 'part_reversal', transactionId);
    case 'refunded':
      return refunded(order, terms, extra, { at, report });
    case 'pending':
    case 'paid':
    case 'challenged':
    case 'expired':
    case 'unclear':
      return [];
    default:
      return assertNever(report.standing);
  }
};

/** Counted when the bank has confirmed it, whoever asked for it; one that still waits for its bank is kept in mind. */
const refunded = (
  order: PaymentOrder,
  terms: PaymentTerms,
  extra: ExtraPayment,
  { at, report }: Reported,
): readonly PaymentEvent[] => {
  const { transactionId } = extra;
  const events: PaymentEvent[] = [];
  let current = order;
  let returnedRupiah: Rupiah = extra.returnedRupiah;
  const add = (event: PaymentEvent): void => {
    events.push(event);
    current = evolve(current, event);
  };
  for (const { key, amountRupiah, confirmed } of report.refunds) {
    const known = extra.refunds.find((refund) => refund.key === key);
    if (known?.standing === 'done') continue;
    if (!confirmed) {
      const by = 'vendor' as const;
      if (!known) add({ type: 'ExtraRefundRequested', at, transactionId, key, amountRupiah, by });
      continue;
    }
    returnedRupiah += amountRupiah;
    add({ type: 'ExtraRefunded', at, transactionId, key, amountRupiah, returnedRupiah });
    if (known?.standing === 'failed') alerting(current, terms, at, 'refund_after_failure', key).forEach(add);
  }
  // It was paid out by hand or has bought something, and went back as well.
  const isSpent = extra.usedBy !== null || returnedRupiah > extra.amountRupiah;
  if (isSpent && returnedRupiah > extra.returnedRupiah)
    alerting(current, terms, at, 'refund_excess', transactionId).forEach(add);
  return events;
};
