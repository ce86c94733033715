// What vendors say that nobody expects: each was reported by people who run shops on Midtrans, and each is a story here.
import 'reflect-metadata';
import { newId } from '@saring/kernel';
import { Payment } from '@saring/contracts';
import { eventually } from '@saring/testing';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack, refusal } from '../testing/payment-stack';

const rpc = Payment.method;
let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator, { MANUAL_TRANSFER_TEXT: 'BCA 123' });
});
afterAll(() => stack.close());
beforeEach(() => stack.behave({}));

const act = async (orderNumber: string, verb: string, body: object = {}): Promise<void> => {
  const url = `${stack.simulator.baseUrl}/control/orders/${orderNumber}/${verb}`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
};
const paidOrder = async (change: object = {}) => {
  const order = await stack.openOrder(change);
  stack.becomes(order.orderNumber, 'settlement');
  await stack.reaches(order.orderId, 'paid');
  return order;
};
const refund = (orderId: string, change: object = {}) =>
  stack.ask.request(
    rpc.refundPayment,
    { commandId: newId(), orderId, amountRupiah: 0, reason: 'wrong package', actor: 'op-1', ...change },
    15_000,
  );
const recheck = (orderId: string) => stack.ask.request(rpc.recheckPayment, { orderId }, 15_000);
/** Turns the clock on until it holds. */
const inTime = (minutes: number, holds: () => Promise<void>) =>
  eventually(async () => {
    stack.later(minutes);
    await holds();
  });

it('1: credits what the status tells under the transaction id (DANA, VA of Danamon, BSI, Seabank)', async () => {
  stack.behave({ statusByTransactionId: true });
  const order = await paidOrder({ method: 'va', bank: 'bca' });
  expect((await stack.get(order.orderId)).alerts).toEqual([]);
});

it('2: a refund that waits for its bank (201) is no failure, and no payout goes out besides', async () => {
  const { orderId, orderNumber } = await paidOrder();
  stack.behave({ refundPending: true });
  expect(await refund(orderId)).toMatchObject({ state: 'paid', refundedRupiah: 0, alerts: [] });
  await expect(refund(orderId, { payoutNote: 'cash' })).rejects.toEqual(refusal('PAYMENT.ALREADY_REFUNDED'));
  await act(orderNumber, 'confirm-refunds');
  expect(await stack.reaches(orderId, 'refunded')).toMatchObject({ refundedRupiah: 25_000, alerts: [] });
});

it.each(['html', 'empty', 'cut-json'])('2: a refund answered with %s stays asked for', async (kind) => {
  const { orderId } = await paidOrder();
  stack.behave({ notices: 'lost', faults: [{ call: 'refund', kind, times: 1 }] });
  expect(await refund(orderId)).toMatchObject({ refundedRupiah: 0, alerts: [] });
  await inTime(1.1, async () => {
    expect(await stack.get(orderId)).toMatchObject({ state: 'refunded', alerts: [] });
  });
});

it('3: a genuine notice that the status does not confirm yet is asked about again within seconds', async () => {
  const { orderId, orderNumber } = await stack.openOrder();
  // Older than a minute: the next check of the schedule is minutes away.
  stack.later(2);
  await eventually(async () => expect((await stack.get(orderId)).state).toBe('pending'));
  stack.behave({ statusLags: 2 }, orderNumber);
  stack.becomes(orderNumber, 'settlement');
  await stack.handledAll();
  await inTime(0.1, async () => expect((await stack.get(orderId)).state).toBe('paid'));
});

it.each(['html', 'empty', 'cut-json'])('5: a charge answered with %s is no answer', async (kind) => {
  stack.behave({ faults: [{ call: 'charge', kind, times: 1 }] });
  const { orderId, state } = await stack.openOrder();
  // The status may have told the rest before the answer went out.
  expect(['created', 'pending']).toContain(state);
  const open = await stack.reaches(orderId, 'pending');
  expect(open.instructions?.qrString ?? open.instructions?.qrImageUrl).toBeDefined();
});

it('6: a status that drips holds up neither a buyer nor the notices of others', async () => {
  const slow = await stack.openOrder();
  stack.behave({ faults: [{ call: 'status', kind: 'drip' }] }, slow.orderNumber);
  stack.becomes(slow.orderNumber, 'settlement');
  await expect(recheck(slow.orderId)).rejects.toEqual(refusal('PAYMENT.GATEWAY_UNAVAILABLE'));
  const quick = await paidOrder();
  expect((await stack.get(slow.orderId)).state).toBe('pending');
  expect((await stack.get(quick.orderId)).state).toBe('paid');
  stack.behave({}, slow.orderNumber);
  await inTime(0.5, async () => expect((await stack.get(slow.orderId)).state).toBe('paid'));
});

it('7: one order whose status always fails closes the shop for nobody', async () => {
  const { orderId, orderNumber } = await stack.openOrder();
  stack.behave({ faults: [{ call: 'status', kind: '500' }] }, orderNumber);
  for (let asked = 0; asked < 8; asked += 1)
    await expect(recheck(orderId)).rejects.toEqual(refusal('PAYMENT.GATEWAY_UNAVAILABLE'));
  expect((await stack.ask.request(rpc.getMethods, { site: 'site-1' })).open).toBe(true);
  expect((await stack.openOrder()).state).toBe('pending');
});

it('8: an order that the vendor refuses to end ends here after its time, and late money is credited', async () => {
  stack.behave({ keepsPending: true });
  const { orderId, orderNumber } = await stack.openOrder();
  stack.later(17);
  await inTime(1, async () => expect((await stack.get(orderId)).state).toBe('expired'));
  stack.becomes(orderNumber, 'settlement');
  expect(await stack.reaches(orderId, 'paid')).toMatchObject({ alerts: ['paid_after_end'] });
});

it.each([
  ['as a key and an amount', { flatRefunds: true }],
  ['as a list', {}],
])('9: a refund made in the dashboard is taken over, told %s', async (_shape, behaviour) => {
  const { orderId, orderNumber } = await paidOrder();
  stack.behave(behaviour);
  await act(orderNumber, 'refund', { amount: 10_000 });
  await eventually(async () => expect((await stack.get(orderId)).refundedRupiah).toBe(10_000));
});

it('18: a chargeback whose notice was lost is found by the next daily look', async () => {
  const { orderId, orderNumber } = await paidOrder();
  stack.behave({ notices: 'lost' });
  await act(orderNumber, 'chargeback');
  stack.later(24 * 60 + 1);
  expect(await stack.reaches(orderId, 'reversed')).toMatchObject({ alerts: ['reversal'] });
});

it('13: a charge that is denied at once is said at once', async () => {
  stack.behave({ chargeDenied: true });
  const request = stack.newOrder();
  await expect(stack.ask.request(rpc.openPayment, request, 15_000)).rejects.toEqual(
    refusal('PAYMENT.GATEWAY_REJECTED'),
  );
  expect((await stack.get(request.orderId)).state).not.toBe('pending');
});

it('28: a notice of another shop on the same account raises nothing', async () => {
  await stack.store(stack.signedNotice('payment_notif_test_G000000001_abc'));
  await stack.handledAll();
  const { orderId } = await paidOrder();
  expect(stack.alertsOf(orderId)).toEqual([]);
  // Those of the stories before may come only now.
  expect(stack.alerts.filter((alert) => !stack.ordered.has(alert.orderId ?? ''))).toEqual([]);
});
