import { givenWith } from '@saring/event-sourcing';
import { after, at, manual, PAST, reported, step, terms } from './spec/order-samples';
import { CREDITED_BY_HAND } from './fees';
import type { PaymentEvent } from './payment-order';
import { paymentDecider, type PaymentCommand } from './payment-order.decide';

const given = givenWith(paymentDecider, (actual) => expect(actual));

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
    expect([whole.state, whole.paidAt]).toEqual(['refunded', at]);
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
  it('are asked for once: what is all on its way back is refunded already', () => {
    for (const amountRupiah of [0, 50_000, 1])
      given(...PAST.paid, asked(50_000))
        .when(refund({ key: 'k-2', amountRupiah }))
        .thenRefused('PAYMENT.ALREADY_REFUNDED');
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
  it('are refused by a name of their own once everything went back', () => {
    given(...PAST.refunded)
      .when(refund({ key: 'k-2' }))
      .thenRefused('PAYMENT.ALREADY_REFUNDED');
  });
  it('that the gateway refuses alert an operator, and may be asked for again', () => {
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
  const confirm = (amountRupiah = 50_000, hasNote = false): PaymentCommand => ({
    type: 'ConfirmPayment',
    at,
    amountRupiah,
    hasNote,
  });
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
  it('of the counter that was cancelled is over: nobody pays it by themselves', () => {
    const cash = { ...manual, method: 'cash' } as const;
    given(
      step('PaymentCreated', { previousState: null, terms: cash }),
      step('PaymentCancelled', { terms: cash }),
    )
      .when(confirm())
      .thenRefused('PAYMENT.NOT_OPEN');
  });
  it('is paid once', () =>
    given(...open, step('PaymentPaid', { terms: manual }))
      .when(confirm())
      .thenRefused('PAYMENT.ALREADY_PAID'));
  it('with a note: what a gateway collects and does not prove', () => {
    given(...PAST.pending)
      .when(confirm())
      .thenRefused('PAYMENT.NOTE_REQUIRED');
    expect(after(PAST.expired, confirm(50_000, true)).alerts).toEqual(['paid_after_end']);
  });
  describe('of a gateway, credited by hand', () => {
    const credited = [
      ...PAST.pending,
      step('PaymentPaid', { transactionId: '', paymentType: CREDITED_BY_HAND }),
    ];
    const proved: PaymentEvent = {
      type: 'TransactionIdentified',
      at,
      transactionId: 't-1',
      paymentType: 'qris',
    };
    it('is the same money when the gateway proves it after all, once', () => {
      given(...credited)
        .when(reported('paid'))
        .then(proved);
      given(...credited, proved)
        .when(reported('paid'))
        .thenNothing();
    });
    it.each(['denied', 'cancelled'] as const)(
      'keeps what it bought when a try at the gateway is %s',
      (standing) =>
        given(...credited)
          .when(reported(standing))
          .thenNothing(),
    );
    it('is taken back when its proved money is', () => {
      expect(after([...credited, proved], reported('reversed')).state).toBe('reversed');
    });
  });
});

describe('an order', () => {
  it('is made once; another one under its id is refused', () => {
    given()
      .when({ type: 'CreatePayment', at, terms })
      .then(...PAST.created);
    given(...PAST.created)
      .when({ type: 'CreatePayment', at, terms })
      .thenNothing();
    given(...PAST.created)
      .when({ type: 'CreatePayment', at, terms: { ...terms, orderNumber: 'SRG-rw05-QQQQQQQQQQQQQQQQQQQQ' } })
      .thenRefused('COMMAND.ID_REUSED');
  });
  it('unknown is nothing', () => given().when(reported('paid')).thenRefused('PAYMENT.UNKNOWN'));
  it('is pending once the gateway has it', () => {
    expect(after(PAST.created, { type: 'MarkPending', at }).state).toBe('pending');
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
