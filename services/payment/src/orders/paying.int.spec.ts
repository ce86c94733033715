// Orders from their making to the money, over real NATS and PostgreSQL and the simulated Midtrans, whatever goes wrong.
import 'reflect-metadata';
import { Payment } from '@saring/contracts';
import { eventually } from '@saring/testing';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack, refusal } from '../testing/payment-stack';
import { INDISCREET, SECRET_WORDS } from '../testing/secrets';

/** Beside other work on two cores. */
const THOUSAND_MILLISECONDS = 60_000;
let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator);
});
afterAll(() => stack.close());
beforeEach(() => stack.behave({}));

const told = (orderId: string, states: readonly string[], alerts: readonly string[] = []) =>
  eventually(() => {
    expect(stack.statesOf(orderId)).toEqual(states);
    expect([...stack.alertsOf(orderId)].sort()).toEqual([...alerts].sort());
  });
const PAID = ['created', 'pending', 'paid'];
/** Who pays at once may be paid before we know that the order is pending. */
const toldPaid = async (orderId: string) => {
  await stack.reaches(orderId, 'paid');
  await eventually(() =>
    expect(stack.statesOf(orderId).filter((state) => state !== 'pending')).toEqual(['created', 'paid']),
  );
};

describe('an order', () => {
  it('is collected by QRIS: how to pay it, the notice, the fact', async () => {
    const order = await stack.openOrder(INDISCREET);
    expect(order).toMatchObject({ state: 'pending', gateway: 'midtrans-core', amountRupiah: 25_000 });
    expect(order.orderNumber).toMatch(/^SRG-site-1-[A-Z2-7]{20}$/);
    expect(order.instructions?.qrString).toContain('COM.SIMULASI');
    stack.becomes(order.orderNumber, 'settlement');
    const paid = await stack.reaches(order.orderId, 'paid');
    expect(paid.instructions).toBeUndefined();
    expect(paid.paidAt).toBeDefined();
    await told(order.orderId, PAID);
  });
  it('is the same for the same request, and refused for another', async () => {
    const request = stack.newOrder();
    const first = await stack.openOrder(request);
    expect(await stack.openOrder(request)).toEqual(first);
    const other = stack.openOrder({ ...request, amountRupiah: 1 });
    await expect(other).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  });
  it('is one of those that ask at once for different things under one id', async () => {
    const request = stack.newOrder();
    const asked = [25_000, 30_000].map((amountRupiah) => stack.openOrder({ ...request, amountRupiah }));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes).toContainEqual({ status: 'rejected', reason: refusal('COMMAND.ID_REUSED') });
  });
  it('is made once when many ask at once', async () => {
    const request = stack.newOrder();
    const orders = await Promise.all(Array.from({ length: 8 }, () => stack.openOrder(request)));
    expect(new Set(orders.map(({ orderNumber }) => orderNumber)).size).toBe(1);
    await stack.reaches(request.orderId, 'pending');
    await told(request.orderId, ['created', 'pending']);
  });
  it.each([
    [{ amountRupiah: 0 }, 'PAYMENT.AMOUNT_INVALID'],
    [{ amountRupiah: 1.5 }, 'REQUEST.INVALID'],
    [{ amountRupiah: 10_000_001 }, 'PAYMENT.AMOUNT_INVALID'],
    [{ orderId: 'x' }, 'PAYMENT.ORDER_ID_INVALID'],
    [{ method: 'va' }, 'PAYMENT.BANK_INVALID'],
    [{ method: 'va', bank: 'xyz' }, 'PAYMENT.BANK_INVALID'],
    [{ method: 'ovo' }, 'PAYMENT.METHOD_UNAVAILABLE'],
    [{ method: 'snap' }, 'PAYMENT.METHOD_UNAVAILABLE'],
    [{ method: 'manual' }, 'PAYMENT.METHOD_UNAVAILABLE'],
    [{ returnUrl: 'javascript:alert(1)' }, 'PAYMENT.TEXT_INVALID'],
  ])('%j is refused: %s', async (change, code) => {
    await expect(stack.openOrder(change)).rejects.toEqual(refusal(code));
  });
});

describe('the payer', () => {
  it('pays at once', async () => {
    stack.behave({ outcome: 'pay-now' });
    await toldPaid((await stack.openOrder()).orderId);
  });
  it('fails, and tries again', async () => {
    const order = await stack.openOrder();
    stack.becomes(order.orderNumber, 'deny');
    await stack.reaches(order.orderId, 'denied');
    stack.becomes(order.orderNumber, 'settlement');
    await told(order.orderId, ['created', 'pending', 'denied', 'paid']);
  });
  it('pays by a bank that takes it back', async () => {
    const order = await stack.openOrder({ method: 'va', bank: 'permata' });
    expect(order.instructions).toMatchObject({ vaBank: 'permata' });
    stack.becomes(order.orderNumber, 'settlement');
    await stack.reaches(order.orderId, 'paid');
    stack.becomes(order.orderNumber, 'deny');
    await told(order.orderId, [...PAID, 'reversed'], ['reversal']);
  });
  it('pays by a bank that takes it back without a word', async () => {
    const order = await stack.openOrder({ method: 'va', bank: 'mandiri' });
    stack.becomes(order.orderNumber, 'settlement');
    await stack.reaches(order.orderId, 'paid');
    stack.behave({ notices: 'lost' });
    stack.becomes(order.orderNumber, 'deny');
    stack.later(3);
    await told(order.orderId, [...PAID, 'reversed'], ['reversal']);
  });
  it('pays when our time is over', async () => {
    const order = await stack.openOrder();
    stack.later(16);
    await stack.reaches(order.orderId, 'expired');
    expect(stack.simulator.vendor.find(order.orderNumber)?.status).toBe('expire');
    stack.becomes(order.orderNumber, 'settlement');
    await told(order.orderId, ['created', 'pending', 'expired', 'paid'], ['paid_after_end']);
  });
  it('pays when our time is over, and the notice is lost', async () => {
    const order = await stack.openOrder();
    stack.later(16);
    await stack.reaches(order.orderId, 'expired');
    stack.behave({ notices: 'lost' });
    stack.becomes(order.orderNumber, 'settlement');
    stack.later(61);
    await told(order.orderId, ['created', 'pending', 'expired', 'paid'], ['paid_after_end']);
  });
});

describe('a notice', () => {
  it('that never comes costs a minute', async () => {
    stack.behave({ notices: 'lost' });
    const order = await stack.openOrder();
    stack.becomes(order.orderNumber, 'settlement');
    stack.later(1.1);
    await told(order.orderId, PAID);
  });
  it('that comes a thousand times credits once', async () => {
    stack.behave({ notices: 'lost' });
    const order = await stack.openOrder();
    stack.becomes(order.orderNumber, 'settlement');
    const notice = stack.signedNotice(order.orderNumber);
    await Promise.all(Array.from({ length: 1_000 }, () => stack.store(notice)));
    await stack.handledAll(THOUSAND_MILLISECONDS);
    await told(order.orderId, PAID);
  });
  it.each(['duplicate', 'reordered'])('may be %s', async (notices) => {
    stack.behave({ outcome: 'pay-now', notices });
    const { orderId } = await stack.openOrder();
    await stack.reaches(orderId, 'paid');
    await stack.handledAll();
    await toldPaid(orderId);
  });
  it('that is forged credits nothing and alerts an operator', async () => {
    const order = await stack.openOrder();
    stack.notice(order.orderNumber, { transaction_status: 'settlement', status_code: '200' }, {}, true);
    await told(order.orderId, ['created', 'pending'], ['bad_signature']);
  });
  it('that is genuine but for its status credits nothing: the gateway is asked', async () => {
    const order = await stack.openOrder();
    stack.notice(order.orderNumber, {}, { transaction_status: 'settlement', status_code: '201' });
    await stack.store(stack.signedNotice(order.orderNumber));
    await stack.handledAll();
    expect((await stack.get(order.orderId)).state).toBe('pending');
  });
  it.each([
    [{ gross_amount: '1.00' }, 'amount_mismatch'],
    [{ currency: 'USD' }, 'currency_mismatch'],
    [{ merchant_id: 'G999' }, 'merchant_mismatch'],
  ])('and a status that say %j credit nothing: %s', async (fields, alert) => {
    const order = await stack.openOrder();
    stack.behave({ fields });
    stack.becomes(order.orderNumber, 'settlement');
    await told(order.orderId, ['created', 'pending'], [alert]);
    stack.later(2);
    await stack.ask.request(Payment.method.recheckPayment, { orderId: order.orderId });
    expect((await stack.get(order.orderId)).state).toBe('pending');
  });
  it('about an unknown order raises an alert once an hour', async () => {
    for (const letter of 'ABC') await stack.store(stack.signedNotice(`SRG-other-${letter.repeat(20)}`));
    await stack.store(stack.signedNotice('payment_notif_test_G000000001_x'));
    await stack.handledAll();
    const hours = await eventually(() => {
      const foreign = stack.alerts.filter(({ kind, orderId }) => kind === 'unknown_order' && !orderId);
      return foreign.length > 0 ? foreign.map(({ at }) => at.slice(0, 'yyyy-mm-ddThh'.length)) : false;
    });
    expect(new Set(hours).size).toBe(hours.length);
  });
  it('in capitals is understood', async () => {
    stack.behave({ upperCase: true, outcome: 'pay-now' });
    await toldPaid((await stack.openOrder()).orderId);
  });
  it('that cannot be understood is set aside, and holds up no other', async () => {
    const dead = async () =>
      (await (await stack.nats.jetstreamManager()).streams.info('DEAD')).state.messages;
    const before = await dead();
    await stack.store(Buffer.from('order_id=1&status=paid'));
    stack.behave({ outcome: 'pay-now' });
    await toldPaid((await stack.openOrder()).orderId);
    await stack.handledAll();
    expect(await dead()).toBe(before + 1);
  });
});

describe('the gateway', () => {
  it.each(['timeout', 'cut', '429', '500'])(
    'answers a charge with %s: settled by asking, charged once',
    async (kind) => {
      stack.behave({ faults: [{ call: 'charge', kind, times: 1 }] });
      const order = await stack.openOrder();
      // A notice may be faster than the time-out.
      expect(['created', 'pending']).toContain(order.state);
      const { instructions } = await eventually(async () => {
        stack.later(0.3);
        const now = await stack.get(order.orderId);
        return now.state === 'pending' ? now : false;
      });
      expect(instructions?.qrImageUrl).toMatch(/^http/);
      stack.becomes(order.orderNumber, 'settlement');
      await told(order.orderId, PAID);
    },
  );
  it('is away when the notice comes: the notice waits', async () => {
    const order = await stack.openOrder();
    stack.behave({ faults: [{ call: 'status', kind: '500', times: 4 }] });
    stack.becomes(order.orderNumber, 'settlement');
    await told(order.orderId, PAID);
  });
  it('does not know the order yet when the notice comes', async () => {
    const order = await stack.openOrder();
    stack.behave({ hidden: true });
    stack.becomes(order.orderNumber, 'settlement');
    await stack.handledAll();
    expect((await stack.get(order.orderId)).state).toBe('pending');
    stack.behave({});
    stack.later(1.1);
    await told(order.orderId, PAID);
  });
});

describe('we ourselves', () => {
  it('are away when the notice comes', async () => {
    const order = await stack.openOrder();
    await stack.stopService();
    stack.becomes(order.orderNumber, 'settlement');
    await eventually(() => expect(stack.simulator.vendor.find(order.orderNumber)?.status).toBe('settlement'));
    await stack.startService();
    await told(order.orderId, PAID);
  });
  it('are away when the time is over, and the notice is lost', async () => {
    stack.behave({ notices: 'lost' });
    const order = await stack.openOrder();
    await stack.stopService();
    stack.becomes(order.orderNumber, 'settlement');
    stack.later(20);
    await stack.startService();
    await told(order.orderId, PAID);
  });
  it('lose PostgreSQL when the notice comes', async () => {
    const order = await stack.openOrder();
    stack.database.down();
    stack.becomes(order.orderNumber, 'settlement');
    await eventually(() => expect(stack.lines.join('\n')).toContain('a notice could not be handled'));
    stack.database.restore();
    await told(order.orderId, PAID);
  });
});

it('logs no key, signature, token or number of anybody', () => {
  const said = stack.lines.join('\n');
  expect(stack.lines.length).toBeGreaterThan(10);
  expect(said).toContain('a notice was not believed');
  for (const secret of SECRET_WORDS) expect(said).not.toMatch(secret);
});
