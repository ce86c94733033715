// What may become of an order. Refusals are answers; what a gateway reports is never refused, only taken or passed over.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import {
  assertNever,
  COUNTER_METHODS,
  type Instant,
  type PaymentAlertKind,
  type Rupiah,
} from '@saring/kernel';
import { alerting } from './alerting';
import { decideExtra, type ExtraCommand, type ExtraRefusal } from './extra-payment.decide';
import type { GatewayReport } from './gateway-report';
import { CREDITED_BY_HAND } from './fees';
import {
  evolve,
  initialState,
  isOpen,
  payableOf,
  type PaymentEvent,
  type PaymentOrder,
  type PaymentTerms,
  type StateEvent,
} from './payment-order';
import { isRequested, sumOf } from './refunds';
import { decideReport } from './report.decide';

/** Words of ours: text of people may name a person. */
export type CancelReason = 'requested' | 'rejected by the gateway';

export type PaymentCommand =
  | { readonly type: 'CreatePayment'; readonly at: Instant; readonly terms: PaymentTerms }
  /**
   * Its first charge made nothing at `from`, surely: `terms` name who is asked next. Passed over where someone else has
   * charged it, or it has ended.
   */
  | {
      readonly type: 'RoutePayment';
      readonly at: Instant;
      readonly from: Collector;
      readonly terms: PaymentTerms;
    }
  /** Before a charge of an order whose first charge got no answer. */
  | { readonly type: 'RepeatCharge'; readonly at: Instant }
  /** The gateway has taken the order. */
  | { readonly type: 'MarkPending'; readonly at: Instant }
  | {
      readonly type: 'RecordReport';
      readonly at: Instant;
      readonly report: GatewayReport;
      readonly ourMerchantId: string;
    }
  /** Our own time to pay is over, and the gateway takes no more. */
  | { readonly type: 'ExpirePayment'; readonly at: Instant }
  | { readonly type: 'CancelPayment'; readonly at: Instant; readonly reason: CancelReason }
  /** An operator has seen the money: of a gateway's order, which its vendor does not prove, with a note. */
  | {
      readonly type: 'ConfirmPayment';
      readonly at: Instant;
      readonly amountRupiah: Rupiah;
      readonly hasNote: boolean;
    }
  /** `payout`: paid out by hand already. `amountRupiah` 0: all that is left. */
  | {
      readonly type: 'RequestRefund';
      readonly at: Instant;
      readonly key: string;
      readonly amountRupiah: Rupiah;
      readonly payout: boolean;
      /** Of a gateway that gives back all or nothing. */
      readonly wholeOnly: boolean;
    }
  | { readonly type: 'FailRefund'; readonly at: Instant; readonly key: string; readonly reason: string }
  | ExtraCommand
  | { readonly type: 'RaiseAlert'; readonly at: Instant; readonly kind: PaymentAlertKind };

export type PaymentRefusal =
  | 'PAYMENT.UNKNOWN'
  | 'PAYMENT.NOT_OPEN'
  | 'PAYMENT.NOTE_REQUIRED'
  | 'PAYMENT.AMOUNT_MISMATCH'
  | 'PAYMENT.ALREADY_PAID'
  | 'PAYMENT.NOT_PAID'
  | 'PAYMENT.ALREADY_REFUNDED'
  | 'PAYMENT.REFUND_TOO_MUCH'
  | ExtraRefusal
  | 'COMMAND.ID_REUSED';

type Collector = Pick<PaymentTerms, 'gateway' | 'plugin'>;

type Decided = Decision<PaymentEvent, PaymentRefusal>;

const create = (order: PaymentOrder, at: Instant, terms: PaymentTerms): Decided => {
  if (order.terms)
    return order.terms.orderNumber === terms.orderNumber ? accept() : refuse('COMMAND.ID_REUSED');
  return accept({
    type: 'PaymentCreated',
    at,
    terms,
    previousState: null,
    refundedRupiah: 0,
    reason: '',
  });
};

const moved = (order: PaymentOrder, terms: PaymentTerms, at: Instant, reason: string) => ({
  at,
  terms,
  previousState: order.state,
  refundedRupiah: order.refundedRupiah,
  reason,
});

/** Whether an order is collected by this gateway. */
export const isCollectedBy = (terms: PaymentTerms | null, { gateway, plugin }: Collector): boolean =>
  terms !== null && terms.gateway === gateway && terms.plugin === plugin;

type RoutePayment = Extract<PaymentCommand, { type: 'RoutePayment' }>;

const route = (order: PaymentOrder, { at, from, terms }: RoutePayment): Decided =>
  order.state === 'created' && !order.isChargedAgain && isCollectedBy(order.terms, from)
    ? accept<PaymentEvent>({ type: 'PaymentRouted', at, terms })
    : accept();

const cancel = (order: PaymentOrder, terms: PaymentTerms, at: Instant, reason: CancelReason): Decided => {
  if (order.state === 'cancelled') return accept();
  if (!isOpen(order.state)) return refuse('PAYMENT.NOT_OPEN', { state: order.state });
  return accept<StateEvent>({ type: 'PaymentCancelled', ...moved(order, terms, at, reason) });
};

type ConfirmPayment = Extract<PaymentCommand, { type: 'ConfirmPayment' }>;

const confirm = (
  order: PaymentOrder,
  terms: PaymentTerms,
  { at, amountRupiah, hasNote }: ConfirmPayment,
): Decided => {
  if (terms.gateway !== 'manual' && !hasNote) return refuse('PAYMENT.NOTE_REQUIRED');
  // What came in, or the order's own amount: either way somebody has looked at it.
  if (amountRupiah !== terms.amountRupiah && amountRupiah !== payableOf(terms))
    return refuse('PAYMENT.AMOUNT_MISMATCH', { expectedRupiah: payableOf(terms) });
  const hasEnded = order.state === 'expired' || order.state === 'cancelled';
  if (!isOpen(order.state) && !hasEnded) return refuse('PAYMENT.ALREADY_PAID', { state: order.state });
  // Nobody pays a cancelled sale of the counter by themselves: what lies there now is the money of another sale.
  if (hasEnded && isCounterMethod(terms.method)) return refuse('PAYMENT.NOT_OPEN', { state: order.state });
  const paid: PaymentEvent = {
    type: 'PaymentPaid',
    ...moved(order, terms, at, 'confirmed'),
    transactionId: '',
    paymentType: CREDITED_BY_HAND,
  };
  return accept(paid, ...(hasEnded ? alerting(order, terms, at, 'paid_after_end') : []));
};

type RequestRefund = Extract<PaymentCommand, { type: 'RequestRefund' }>;

const isCounterMethod = (method: PaymentTerms['method']): boolean =>
  COUNTER_METHODS.some((one) => one === method);

const requestRefund = (order: PaymentOrder, terms: PaymentTerms, command: RequestRefund): Decided => {
  if (order.state === 'refunded') return refuse('PAYMENT.ALREADY_REFUNDED');
  if (order.state !== 'paid') return refuse('PAYMENT.NOT_PAID', { state: order.state });
  const { at, key, payout } = command;
  const leftRupiah = terms.amountRupiah - order.refundedRupiah - sumOf(order.refunds.filter(isRequested));
  // All of it is on its way back.
  if (leftRupiah <= 0) return refuse('PAYMENT.ALREADY_REFUNDED');
  const askedRupiah = command.amountRupiah || leftRupiah;
  if (askedRupiah <= 0 || askedRupiah > leftRupiah) return refuse('PAYMENT.REFUND_TOO_MUCH', { leftRupiah });
  if (command.wholeOnly && askedRupiah !== terms.amountRupiah) return refuse('PAYMENT.REFUND_WHOLE_ONLY');
  // What was paid on top stays with the house, but where the gateway gives back all or nothing.
  const amountRupiah = command.wholeOnly ? payableOf(terms) : askedRupiah;
  if (!payout) return accept<PaymentEvent>({ type: 'RefundRequested', at, key, amountRupiah });
  return accept<PaymentEvent>({
    type: 'PaymentRefunded',
    ...moved(order, terms, at, 'paid out by hand'),
    refundedRupiah: order.refundedRupiah + amountRupiah,
    key,
    amountRupiah,
    by: 'payout',
  });
};

const failRefund = (
  order: PaymentOrder,
  terms: PaymentTerms,
  { at, key, reason }: Extract<PaymentCommand, { type: 'FailRefund' }>,
): Decided => {
  const isRequested = order.refunds.some((refund) => refund.key === key && refund.standing === 'requested');
  if (!isRequested) return accept();
  return accept(
    { type: 'RefundFailed', at, key, reason },
    ...alerting(order, terms, at, 'refund_failed', key),
  );
};

const decide = (order: PaymentOrder, command: PaymentCommand): Decided => {
  const { at } = command;
  if (command.type === 'CreatePayment') return create(order, at, command.terms);
  const { terms } = order;
  if (!terms) return refuse('PAYMENT.UNKNOWN');
  switch (command.type) {
    case 'MarkPending':
      if (order.state !== 'created') return accept();
      return accept<StateEvent>({ type: 'PaymentPending', ...moved(order, terms, at, '') });
    case 'RoutePayment':
      return route(order, command);
    case 'RepeatCharge':
      if (order.state !== 'created' || order.isChargedAgain) return accept();
      return accept<PaymentEvent>({ type: 'ChargeRepeated', at });
    case 'RecordReport':
      return accept(...decideReport(order, terms, command));
    case 'ExpirePayment':
      if (!isOpen(order.state)) return accept();
      return accept<StateEvent>({ type: 'PaymentExpired', ...moved(order, terms, at, 'time is over') });
    case 'CancelPayment':
      return cancel(order, terms, at, command.reason);
    case 'ConfirmPayment':
      return confirm(order, terms, command);
    case 'RequestRefund':
      return requestRefund(order, terms, command);
    case 'FailRefund':
      return failRefund(order, terms, command);
    case 'RequestExtraRefund':
    case 'FailExtraRefund':
    case 'UseExtraPayment':
      return decideExtra(order, terms, command);
    case 'RaiseAlert':
      return accept(...alerting(order, terms, at, command.kind));
    default:
      return assertNever(command);
  }
};

export const paymentDecider: Decider<PaymentOrder, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  initialState,
  evolve,
  decide,
};
