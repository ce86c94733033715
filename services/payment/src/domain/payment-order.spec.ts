import { givenWith } from '@saring/event-sourcing';
import type { GatewayReport, Standing } from './gateway-report';
import type {
  AlertKind,
  PaymentEvent,
  PaymentOrder,
  PaymentState,
  PaymentTerms,
  StateEvent,
} from './payment-order';
import { paymentDecider, type PaymentCommand } from './payment-order.decide';

const given = givenWith(paymentDecider, (actual) => expect(actual));
const at = '2026-11-21T04:00:00.000Z';
const terms: PaymentTerms = {
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
const manual: PaymentTerms = { ...terms, method: 'manual', gateway: 'manual' };

const step = (type: StateEvent['type'], change: object = {}): PaymentEvent =>
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

const PAST: Record<PaymentState, readonly PaymentEvent[]> = {
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
  refunds: [],
  ...change,
});
const reported = (standing: Standing, change: Partial<GatewayReport> = {}): PaymentCommand => ({
  type: 'RecordReport',
  at,
  report: reportOf(standing, change),
  ourMerchantId: 'G1',
});
const after = (past: readonly PaymentEvent[], command: PaymentCommand): PaymentOrder => {
  const before = given(...past).state();
  const decision = paymentDecider.decide(before, command);
  if (!decision.accepted) throw new Error(decision.refusal.code);
  return decision.events.reduce(paymentDecider.evolve, before);
};

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
    disputed: Object.fromEntries(Object.keys(PAST).map((state) => [state, `${state} reversal`])),
    unclear: {},
  };
  const cases = Object.entries(TABLE).flatMap(([standing, becomes]) =>
    (Object.keys(PAST) as PaymentState[]).map(
      (state) => [state, standing as Standing, becomes[state] ?? state] as const,
    ),
  );
  const alertsAfter = (order: PaymentOrder): readonly AlertKind[] => order.alerts;

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

  it('credits a reversed order anew only for another transaction', () => {
    given(...PAST.reversed)
      .when(reported('paid'))
      .thenNothing();
    const order = after(PAST.reversed, reported('paid', { transactionId: 't-2' }));
    expect([order.state, order.transactionId, order.alerts]).toEqual(['paid', 't-2', ['paid_after_end']]);
  });

  it.each<[AlertKind, Partial<GatewayReport>]>([
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

describe('refunds', () => {
  const refund = (change: object = {}): PaymentCommand => ({
    type: 'RequestRefund',
    at,
    key: 'k-1',
    amountRupiah: 0,
    payout: false,
    wholeOnly: false,
    ...change,
  });
  const asked = (amountRupiah: number): PaymentEvent => ({
    type: 'RefundRequested',
    at,
    key: 'k-1',
    amountRupiah,
  });

  it('are asked for, and final only when the bank has confirmed them', () => {
    given(...PAST.paid)
      .when(refund())
      .then(asked(50_000));
    const refunds = [{ key: 'k-1', amountRupiah: 50_000, confirmed: false }];
    given(...PAST.paid, asked(50_000))
      .when(reported('refunded', { refunds }))
      .thenNothing();
    const confirmed = after(
      [...PAST.paid, asked(50_000)],
      reported('refunded', { refunds: [{ ...refunds[0]!, confirmed: true }] }),
    );
    expect([confirmed.state, confirmed.refundedRupiah]).toEqual(['refunded', 50_000]);
  });
  it('count once, however often they are reported', () => {
    given(...PAST.refunded)
      .when(reported('refunded', { refunds: [{ key: 'k-0', amountRupiah: 50_000, confirmed: true }] }))
      .thenNothing();
  });
  it('leave a partly refunded order paid', () => {
    const refunds = [{ key: 'k-1', amountRupiah: 20_000, confirmed: true }];
    const order = after([...PAST.paid, asked(20_000)], reported('refunded', { refunds }));
    expect([order.state, order.refundedRupiah]).toEqual(['paid', 20_000]);
  });
  it('of the vendor’s dashboard count too: in part after a payment unheard of, whole without ever crediting', () => {
    const part = after(
      PAST.pending,
      reported('refunded', { refunds: [{ key: 'x', amountRupiah: 1_000, confirmed: true }] }),
    );
    expect([part.state, part.refundedRupiah, part.paidAt]).toEqual(['paid', 1_000, at]);
    const whole = after(
      PAST.pending,
      reported('refunded', { refunds: [{ key: 'x', amountRupiah: 50_000, confirmed: true }] }),
    );
    expect([whole.state, whole.paidAt]).toEqual(['refunded', null]);
  });
  it('never come to more than was paid, what is on its way counted', () => {
    given(...PAST.paid)
      .when(refund({ amountRupiah: 50_001 }))
      .thenRefused('PAYMENT.REFUND_TOO_MUCH');
    given(...PAST.paid, asked(30_000))
      .when(refund({ key: 'k-2', amountRupiah: 20_001 }))
      .thenRefused('PAYMENT.REFUND_TOO_MUCH');
    given(...PAST.paid, asked(30_000))
      .when(refund({ key: 'k-2' }))
      .then({ type: 'RefundRequested', at, key: 'k-2', amountRupiah: 20_000 });
  });
  it('are whole where the wallet knows no other', () =>
    given(...PAST.paid)
      .when(refund({ amountRupiah: 10_000, wholeOnly: true }))
      .thenRefused('PAYMENT.REFUND_WHOLE_ONLY'));
  it('by hand are done when they are written down', () => {
    const order = after(PAST.paid, refund({ payout: true, amountRupiah: 10_000 }));
    expect([order.state, order.refundedRupiah]).toEqual(['paid', 10_000]);
    expect(after(PAST.paid, refund({ payout: true })).state).toBe('refunded');
  });
  it('are for paid orders', () =>
    given(...PAST.pending)
      .when(refund())
      .thenRefused('PAYMENT.NOT_PAID'));
  it('that the gateway refuses are told to an operator, and may be asked for again', () => {
    const failed = after([...PAST.paid, asked(50_000)], { type: 'FailRefund', at, key: 'k-1', reason: 'no' });
    expect([failed.state, failed.alerts, failed.refunds[0]?.standing]).toEqual([
      'paid',
      ['refund_failed'],
      'failed',
    ]);
    expect(paymentDecider.decide(failed, refund({ key: 'k-2' })).accepted).toBe(true);
  });
});

describe('a manual order', () => {
  const confirm = (amountRupiah = 50_000): PaymentCommand => ({ type: 'ConfirmPayment', at, amountRupiah });
  const open = [
    step('PaymentCreated', { previousState: null, terms: manual }),
    step('PaymentPending', { terms: manual }),
  ];

  it('is paid when an operator confirms its amount', () => {
    expect(after(open, confirm()).state).toBe('paid');
    given(...open)
      .when(confirm(49_000))
      .thenRefused('PAYMENT.AMOUNT_MISMATCH');
  });
  it('is confirmed late too, and an operator sees that', () => {
    const order = after([...open, step('PaymentExpired', { terms: manual })], confirm());
    expect([order.state, order.alerts]).toEqual(['paid', ['paid_after_end']]);
  });
  it('is paid once', () =>
    given(...open, step('PaymentPaid', { terms: manual }))
      .when(confirm())
      .thenRefused('PAYMENT.ALREADY_PAID'));
  it('only: what a gateway collects is for the gateway to say', () =>
    given(...PAST.pending)
      .when(confirm())
      .thenRefused('PAYMENT.NOT_MANUAL'));
});

describe('an order', () => {
  it('is made once; another one under its id is refused', () => {
    given().when({ type: 'CreatePayment', at, terms }).then(created);
    given(created).when({ type: 'CreatePayment', at, terms }).thenNothing();
    given(created)
      .when({ type: 'CreatePayment', at, terms: { ...terms, orderNumber: 'SRG-rw05-QQQQQQQQQQQQQQQQQQQQ' } })
      .thenRefused('COMMAND.ID_REUSED');
  });
  it('unknown is nothing', () => given().when(reported('paid')).thenRefused('PAYMENT.UNKNOWN'));
  it('is pending once the gateway has it', () => {
    expect(after([created], { type: 'MarkPending', at }).state).toBe('pending');
    given(...PAST.paid)
      .when({ type: 'MarkPending', at })
      .thenNothing();
  });
  it('ends by time only while it is open', () => {
    expect(after(PAST.pending, { type: 'ExpirePayment', at }).state).toBe('expired');
    given(...PAST.paid)
      .when({ type: 'ExpirePayment', at })
      .thenNothing();
  });
  it('is cancelled while it is open, once', () => {
    const cancel: PaymentCommand = { type: 'CancelPayment', at, reason: 'requested' };
    expect(after(PAST.denied, cancel).state).toBe('cancelled');
    given(...PAST.cancelled)
      .when(cancel)
      .thenNothing();
    given(...PAST.paid)
      .when(cancel)
      .thenRefused('PAYMENT.NOT_OPEN');
  });
});
