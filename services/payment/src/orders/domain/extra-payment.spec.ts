// extra-payment.spec.ts — money of a transaction beside the one that paid its order: it goes one way, once.
import { givenWith } from '@saring/event-sourcing';
import { nextCheckAt } from './check-schedule';
import { stateOf } from './extra-payment';
import { extraOf } from './extra-payment.decide';
import type { ReportedRefund, Standing } from './gateway-report';
import type { PaymentEvent, PaymentOrder } from './payment-order';
import { paymentDecider, type PaymentCommand, type PaymentRefusal } from './payment-order.decide';
import { after, at, reported, step, terms } from './spec/order-samples';

const given = givenWith(paymentDecider, (actual) => expect(actual));
const snap = { ...terms, method: 'snap' as const, gateway: 'midtrans-snap' as const };
const transactionId = 't-2';
const amountRupiah = terms.amountRupiah;
const again: PaymentEvent = { type: 'PaidAgain', at, transactionId, amountRupiah, paymentType: 'qris' };
const held = [
  step('PaymentCreated', { terms: snap, previousState: null }),
  step('PaymentPaid', { terms: snap, transactionId: 't-1', paymentType: 'qris' }),
  again,
];
const asked: PaymentEvent = { type: 'ExtraRefundRequested', at, transactionId, key: 'k-1', amountRupiah };
const used = (by: 'payout' | 'purchase'): PaymentEvent => ({
  ...{ type: 'ExtraPaymentReturned', at, transactionId, by },
});
const use = (by: 'payout' | 'purchase'): PaymentCommand => ({
  type: 'UseExtraPayment',
  at,
  transactionId,
  by,
});
const ask = (change: object = {}): PaymentCommand => ({
  ...{ type: 'RequestExtraRefund', at, transactionId, key: 'k-1', wholeOnly: false, ...change },
});
const refund = (key: string, rupiah: number, confirmed = true): ReportedRefund => ({
  ...{ key, amountRupiah: rupiah, confirmed },
});
const told = (standing: Standing, refunds: readonly ReportedRefund[] = []): PaymentCommand =>
  reported(standing, { transactionId, refunds });
const back = (key: string, rupiah: number, returnedRupiah: number): PaymentEvent => ({
  ...{ type: 'ExtraRefunded', at, transactionId, key, amountRupiah: rupiah, returnedRupiah },
});
const stateAfter = (order: PaymentOrder) => {
  const extra = extraOf(order, transactionId);
  return extra && stateOf(extra);
};

describe('held money of another transaction', () => {
  it('is asked back, paid out or kept', () => {
    given(...held)
      .when(ask())
      .then(asked);
    given(...held)
      .when(use('payout'))
      .then(used('payout'));
    given(...held)
      .when(use('purchase'))
      .then(used('purchase'));
  });
  it.each<[string, PaymentEvent, PaymentRefusal]>([
    ['a refund is under way', asked, 'PAYMENT.TRANSACTION_RETURNING'],
    ['it was paid out', used('payout'), 'PAYMENT.TRANSACTION_SPENT'],
    ['it bought the same once more', used('purchase'), 'PAYMENT.TRANSACTION_SPENT'],
    ['it went back', back('k-1', amountRupiah, amountRupiah), 'PAYMENT.TRANSACTION_SPENT'],
    [
      'its bank took it back',
      { type: 'ExtraPaymentReversed', at, transactionId, returnedRupiah: amountRupiah },
      'PAYMENT.TRANSACTION_SPENT',
    ],
  ])('goes no other way once %s', (_what, event, code) => {
    for (const command of [ask({ key: 'k-2' }), use('payout'), use('purchase')])
      given(...held, event)
        .when(command)
        .thenRefused(code);
  });
  it('can be used again after its refund failed, which an operator is told of', () => {
    const failed: PaymentEvent = { type: 'ExtraRefundFailed', at, transactionId, key: 'k-1', reason: 'no' };
    const order = after([...held, asked], { ...failed, type: 'FailExtraRefund' });
    expect([stateAfter(order), order.alerts]).toEqual(['held', ['refund_failed']]);
    given(...held, asked, failed)
      .when(use('purchase'))
      .then(used('purchase'));
  });
  it('buys nothing once a part of it went back; the rest is asked back', () => {
    const part = back('d-1', 20_000, 20_000);
    given(...held, part)
      .when(use('purchase'))
      .thenRefused('PAYMENT.TRANSACTION_SPENT');
    given(...held, part)
      .when(ask())
      .then({ ...asked, amountRupiah: 30_000 } as PaymentEvent);
    given(...held, part)
      .when(ask({ wholeOnly: true }))
      .thenRefused('PAYMENT.REFUND_WHOLE_ONLY');
  });
});

describe('what the gateway says of another transaction', () => {
  it('a refund that waits for its bank changes nothing yet; confirmed it is back', () => {
    given(...held, asked)
      .when(told('paid', [refund('k-1', amountRupiah, false)]))
      .thenNothing();
    given(...held, asked)
      .when(told('refunded', [refund('k-1', amountRupiah)]))
      .then(back('k-1', amountRupiah, amountRupiah));
    given(...held, back('k-1', amountRupiah, amountRupiah))
      .when(told('refunded', [refund('k-1', amountRupiah)]))
      .thenNothing();
  });
  it('a refund of the dashboard that waits for its bank holds the money', () => {
    const order = after(held, told('refunded', [refund('d-1', 20_000, false)]));
    expect(stateAfter(order)).toBe('returning');
  });
  it.each<[string, readonly PaymentEvent[], readonly string[]]>([
    ['held', [], ['reversal']],
    ['on its way back', [asked], ['reversal']],
    ['spent on the same once more', [used('purchase')], ['reversal']],
    ['paid out by hand', [used('payout')], ['reversal', 'refund_excess']],
  ])('a chargeback is seen while its money is %s, once', (_what, past, alerts) => {
    const charged = after([...held, ...past], told('reversed'));
    expect([stateAfter(charged), charged.state, charged.alerts]).toEqual(['reversed', 'paid', alerts]);
    expect(paymentDecider.decide(charged, told('reversed'))).toMatchObject({ events: [] });
  });
  it.each(['payout', 'purchase'] as const)('a refund after its %s is told', (by) => {
    const order = after([...held, used(by)], told('refunded', [refund('d-1', amountRupiah)]));
    expect([stateAfter(order), order.alerts]).toEqual(['returned', ['refund_excess']]);
  });
  it('a refund that succeeded after all is told', () => {
    const failed: PaymentEvent = { type: 'ExtraRefundFailed', at, transactionId, key: 'k-1', reason: 'late' };
    const order = after([...held, asked, failed], told('refunded', [refund('k-1', amountRupiah)]));
    expect([stateAfter(order), order.alerts]).toEqual(['returned', ['refund_after_failure']]);
  });
  it('never makes it the money of the order, whatever becomes of that', () => {
    const reversed = step('PaymentReversed', { terms: snap, transactionId: 't-1' });
    given(...held, reversed)
      .when(told('paid'))
      .thenNothing();
  });
  it('tells of each transaction that was paid too, and of each that is charged back', () => {
    const third = after(
      [...held, ...alertsOf(after(held.slice(0, -1), told('paid')))],
      reported('paid', { transactionId: 't-3' }),
    );
    expect(third.alerted).toEqual(['paid_twice|t-2', 'paid_twice|t-3']);
    expect(third.alerts).toEqual(['paid_twice']);
  });
});

/** The alerts of an order as the events that raised them. */
const alertsOf = ({ alerted }: PaymentOrder): readonly PaymentEvent[] =>
  alerted.map((key) => {
    const [kind, about] = key.split('|');
    const { orderId, orderNumber } = terms;
    return { type: 'PaymentAlerted', at, kind, about, orderId, orderNumber } as PaymentEvent;
  });

describe('another transaction is asked about', () => {
  const minutesUntilNext = (past: readonly PaymentEvent[], minute: number): number => {
    const order = past.reduce(paymentDecider.evolve, paymentDecider.initialState());
    const next = nextCheckAt(order, new Date(Date.parse(at) + minute * 60_000).toISOString());
    return next === null ? -1 : (Date.parse(next) - Date.parse(at)) / 60_000;
  };
  it('while a refund of it is on its way', () => {
    expect([0, 1, 5].map((minute) => minutesUntilNext([...held, asked], minute))).toEqual([1, 5, 15]);
  });
  it('for 90 days, also after it bought something and its order was reversed', () => {
    const reversed = step('PaymentReversed', { terms: snap, transactionId: 't-1' });
    expect(minutesUntilNext([...held, used('purchase'), reversed], 30 * 1_440)).toBe(35 * 1_440);
  });
  it('no more after its bank took it back', () => {
    const gone: PaymentEvent = {
      type: 'ExtraPaymentReversed',
      at,
      transactionId,
      returnedRupiah: amountRupiah,
    };
    const reversed = step('PaymentReversed', { terms: snap, transactionId: 't-1' });
    expect(minutesUntilNext([...held, gone, reversed], 30 * 1_440)).toBe(-1);
  });
});
