// Each state of an order against each thing that a gateway may say.
import type { PaymentAlertKind, PaymentState } from '@saring/kernel';
import { givenWith } from '@saring/event-sourcing';
import type { GatewayReport, Standing } from './gateway-report';
import { after, at, PAST, reported, step, terms } from './spec/order-samples';
import type { PaymentEvent, PaymentOrder } from './payment-order';
import { paymentDecider, type PaymentCommand } from './payment-order.decide';

const LATER = '2026-11-21T05:00:00.000Z';
const given = givenWith(paymentDecider, (actual) => expect(actual));

describe('what a report makes of an order', () => {
  // Each state against each standing: the state after it, and the alerts; empty: nothing happens.
  const TABLE: Record<Standing, Partial<Record<PaymentState, string>>> = {
    pending: { created: 'pending', denied: 'pending' },
    paid: {
      created: 'paid',
      pending: 'paid',
      denied: 'paid',
      expired: 'paid paid_after_end',
      cancelled: 'paid paid_after_end',
    },
    challenged: {
      created: 'created challenge',
      pending: 'pending challenge',
      paid: 'paid challenge',
      expired: 'expired challenge',
      cancelled: 'cancelled challenge',
      denied: 'denied challenge',
      refunded: 'refunded challenge',
      reversed: 'reversed challenge',
    },
    expired: { created: 'expired', pending: 'expired', denied: 'expired' },
    cancelled: {
      created: 'cancelled',
      pending: 'cancelled',
      denied: 'cancelled',
      paid: 'reversed reversal',
      refunded: 'reversed reversal',
    },
    denied: {
      created: 'denied',
      pending: 'denied',
      paid: 'reversed reversal',
      refunded: 'reversed reversal',
    },
    reversed: {
      created: 'denied',
      pending: 'denied',
      denied: 'denied',
      paid: 'reversed reversal',
      refunded: 'reversed reversal',
    },
    refunded: {},
    disputed: Object.fromEntries(Object.keys(PAST).map((state) => [state, `${state} part_reversal`])),
    unclear: {},
  };
  const cases = Object.entries(TABLE).flatMap(([standing, becomes]) =>
    (Object.keys(PAST) as PaymentState[]).map(
      (state) => [state, standing as Standing, becomes[state] ?? state] as const,
    ),
  );
  const alertsAfter = (order: PaymentOrder): readonly PaymentAlertKind[] => order.alerts;

  it.each(cases.filter(([, standing]) => standing !== 'refunded'))(
    '%s, told %s: %s',
    (state, standing, becomes) => {
      const order = after(PAST[state], reported(standing));
      expect([order.state, ...alertsAfter(order)].join(' ')).toBe(becomes);
    },
  );

  it('says each thing once', () => {
    const alerted: PaymentEvent = {
      type: 'PaymentAlerted',
      at,
      kind: 'challenge',
      orderId: 'o-1',
      orderNumber: terms.orderNumber,
    };
    given(...PAST.pending, alerted)
      .when(reported('challenged'))
      .thenNothing();
  });

  it('credits a reversed order again only for another transaction', () => {
    given(...PAST.reversed)
      .when(reported('paid'))
      .thenNothing();
    const order = after(PAST.reversed, reported('paid', { transactionId: 't-2' }));
    expect([order.state, order.transactionId, order.alerts]).toEqual(['paid', 't-2', ['paid_after_end']]);
  });

  it('credits no reversed transaction again, however many came and went, also one that went without its id', () => {
    const twice = [
      ...PAST.reversed,
      step('PaymentPaid', { transactionId: 't-2' }),
      step('PaymentReversed', { transactionId: '' }),
    ];
    for (const transactionId of ['t-1', 't-2', ''])
      given(...twice)
        .when(reported('paid', { transactionId }))
        .thenNothing();
    expect(after(twice, reported('paid', { transactionId: 't-3' })).state).toBe('paid');
  });

  it('credits a second payment although a part of it was refunded before anyone asked', () => {
    const refunds = [{ key: 'k', amountRupiah: 20_000, confirmed: true }];
    const order = after(PAST.reversed, reported('refunded', { transactionId: 't-2', refunds }));
    expect([order.state, order.refundedRupiah]).toEqual(['paid', 20_000]);
    given(...PAST.reversed)
      .when(reported('refunded', { refunds }))
      .thenNothing();
  });

  it('owes nothing of earlier refunds once an order is paid again', () => {
    const past = [
      ...PAST.paid,
      step('PaymentRefunded', { key: 'k-1', amountRupiah: 20_000, refundedRupiah: 20_000, by: 'gateway' }),
      { type: 'RefundRequested', at, key: 'k-2', amountRupiah: 10_000 } as const,
      step('PaymentReversed', { transactionId: 't-1', refundedRupiah: 20_000 }),
    ];
    const order = after(past, reported('paid', { transactionId: 't-2' }));
    expect([order.state, order.refundedRupiah, order.refunds.map(({ standing }) => standing)]).toEqual([
      'paid',
      0,
      ['done', 'failed'],
    ]);
  });

  it('was paid when the gateway says so, not when it was reported; a time outside its life is a slip', () => {
    const paidAt = (settledAt: string) => after(PAST.pending, reported('paid', { settledAt }), LATER).paidAt;
    expect(paidAt('2026-11-21T04:05:00.000Z')).toBe('2026-11-21T04:05:00.000Z');
    for (const slip of ['2025-11-21T04:05:00.000Z', '2026-11-21T06:00:00.000Z'])
      expect(paidAt(slip)).toBe(LATER);
  });

  it('says that a refund believed failed was confirmed, and that more went back than came in', () => {
    const payout = step('PaymentRefunded', {
      key: 'k-2',
      amountRupiah: 50_000,
      refundedRupiah: 50_000,
      by: 'payout',
    });
    const past: PaymentEvent[] = [
      ...PAST.paid,
      { type: 'RefundRequested', at, key: 'k-1', amountRupiah: 50_000 },
      { type: 'RefundFailed', at, key: 'k-1', reason: 'no answer in time' },
      payout,
    ];
    const refunds = [{ key: 'k-1', amountRupiah: 50_000, confirmed: true }];
    const order = after(past, reported('refunded', { refunds }));
    expect([order.state, order.refundedRupiah, order.alerts]).toEqual([
      'refunded',
      100_000,
      ['refund_after_failure', 'refund_excess'],
    ]);
  });

  describe('of a Snap order, whose payer may begin several transactions', () => {
    const snap = { ...terms, method: 'snap' as const, gateway: 'midtrans-snap' as const };
    const past = [
      step('PaymentCreated', { terms: snap, previousState: null }),
      step('PaymentPending', { terms: snap }),
    ];
    const paid = step('PaymentPaid', { terms: snap, transactionId: 't-1', paymentType: 'qris' });
    const other = { transactionId: 't-2' };

    it('10: says once that another one was paid too', () => {
      const again = {
        type: 'PaidAgain',
        at,
        transactionId: 't-2',
        amountRupiah: terms.amountRupiah,
      } as const;
      const order = after([...past, paid], reported('paid', other));
      expect([order.state, order.transactionId, order.alerts]).toEqual(['paid', 't-1', ['paid_twice']]);
      given(...past, paid, again)
        .when(reported('paid', other))
        .thenNothing();
    });
    it.each<Standing>(['denied', 'cancelled', 'reversed', 'refunded'])(
      'takes nothing from the one that paid when another one is %s',
      (standing) =>
        given(...past, paid)
          .when(reported(standing, other))
          .thenNothing(),
    );
    it('19: stays to be paid when a try is denied: the page takes another', () =>
      given(...past)
        .when(reported('denied'))
        .thenNothing());
  });

  it('keeps a refund of the dashboard in mind that its bank has not confirmed yet', () => {
    const refunds = [{ key: 'd-1', amountRupiah: 20_000, confirmed: false }];
    const order = after(PAST.paid, reported('refunded', { refunds }));
    expect([order.state, order.refundedRupiah]).toEqual(['paid', 0]);
    expect(order.refunds).toEqual([
      { key: 'd-1', amountRupiah: 20_000, askedAt: at, standing: 'requested', isForeign: true },
    ]);
  });

  it.each<[PaymentAlertKind, Partial<GatewayReport>]>([
    ['amount_mismatch', { amountRupiah: 49_999 }],
    ['amount_mismatch', { amountRupiah: null }],
    ['currency_mismatch', { currency: 'USD' }],
    ['merchant_mismatch', { merchantId: 'G2' }],
    ['unknown_order', { orderNumber: 'SRG-rw05-TTTTTTTTTTTTTTTTTTTT' }],
  ])('credits nothing and says %s for %j', (kind, change) => {
    const order = after(PAST.pending, reported('paid', change));
    expect([order.state, order.alerts]).toEqual(['pending', [kind]]);
  });

  it('takes what GoPay leaves out, and any merchant where none is set', () => {
    expect(after(PAST.pending, reported('paid', { currency: '', merchantId: '' })).state).toBe('paid');
    const command = { ...reported('paid', { merchantId: 'G2' }), ourMerchantId: '' } as PaymentCommand;
    expect(after(PAST.pending, command).state).toBe('paid');
  });
});
