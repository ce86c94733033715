// another-transaction.int.spec.ts — fault 10 of the vendor's shops: the page of Snap lets a payer begin several
// transactions of one order and pay each. The second one's money goes one way, whatever is lost on the way.
import 'reflect-metadata';
import { Payment } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack, refusal } from '../testing/payment-stack';

const rpc = Payment.method;
const TOTAL_MILLISECONDS = 15_000;
let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator, { MIDTRANS_MODE: 'snap' });
});
afterAll(() => stack.close());
beforeEach(() => stack.behave({}));

const act = async (orderNumber: string, verb: string, body: object = {}): Promise<void> => {
  const url = `${stack.simulator.baseUrl}/control/orders/${orderNumber}/${verb}`;
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
};
const recheck = (orderId: string) => stack.ask.request(rpc.recheckPayment, { orderId }, TOTAL_MILLISECONDS);

/** Two transactions of one order, none paid: the earlier, and the one that the vendor shows under its number. */
const begun = async () => {
  const order = await stack.openOrder({ method: 'snap' });
  await act(order.orderNumber, 'choose', { payment_type: 'qris' });
  const first = stack.simulator.vendor.find(order.orderNumber)?.transactionId ?? '';
  await act(order.orderNumber, 'again');
  const second = stack.simulator.vendor.find(order.orderNumber)?.transactionId ?? '';
  return { ...order, first, second };
};
const paidTwice = async () => {
  const order = await begun();
  await act(order.second, 'pay');
  await stack.reaches(order.orderId, 'paid');
  await act(order.first, 'pay');
  await eventually(async () => expect((await stack.get(order.orderId)).alerts).toEqual(['paid_twice']));
  return order;
};
type Twice = { readonly orderId: string; readonly first: string };

const asked = ({ orderId, first }: Twice) => ({
  ...{ commandId: newId(), orderId, transactionId: first, reason: 'paid twice', actor: 'op-1' },
});
const keep = (of: Twice) => stack.ask.request(rpc.keepTransaction, asked(of), TOTAL_MILLISECONDS);
const back = (of: Twice, change: object = {}) =>
  stack.ask.request(rpc.refundTransaction, { ...asked(of), ...change }, TOTAL_MILLISECONDS);
/** No way is open: one after the other is refused. */
const isClosed = async (order: Twice, code: string) => {
  const ways = [() => back(order), () => back(order, { payoutNote: 'cash' }), () => keep(order)];
  for (const way of ways) await expect(way()).rejects.toEqual(refusal(code));
};
const extraOf = async ({ orderId }: Twice) => (await stack.get(orderId)).extraPayments[0];
const isExtra = (of: Twice, expected: object, minutes = 0) =>
  eventually(async () => {
    if (minutes > 0) stack.later(minutes);
    expect(await extraOf(of)).toMatchObject(expected);
  });

it('is found, told, and its money is refunded by itself, once', async () => {
  const order = await paidTwice();
  expect(await extraOf(order)).toMatchObject({
    state: 'held',
    transactionId: order.first,
    amountRupiah: 25_000,
  });
  await expect(back({ ...order, first: newId() })).rejects.toEqual(refusal('PAYMENT.TRANSACTION_UNKNOWN'));
  const commandId = newId();
  await back(order, { commandId });
  await back(order, { commandId });
  expect(stack.simulator.vendor.find(order.first)?.status).toBe('refund');
  expect(await extraOf(order)).toMatchObject({
    state: 'returned',
    returnedBy: 'gateway',
    returnedRupiah: 25_000,
  });
  expect(await stack.get(order.orderId)).toMatchObject({ state: 'paid', refundedRupiah: 0 });
  await isClosed(order, 'PAYMENT.TRANSACTION_SPENT');
});

it('buys the same once more where the payer wants that: then it goes back no more', async () => {
  const order = await paidTwice();
  await keep(order);
  expect(await extraOf(order)).toMatchObject({ state: 'kept', returned: true, returnedBy: 'purchase' });
  await isClosed(order, 'PAYMENT.TRANSACTION_SPENT');
});

it.each(['timeout', 'cut', 'cut-json', 'drip'])(
  'whose refund is answered with %s is neither given, paid out nor refunded again until its end is known',
  async (kind) => {
    const order = await paidTwice();
    stack.behave({ notices: 'lost', faults: [{ call: 'refund', kind, times: 1 }] });
    await back(order);
    expect(await extraOf(order)).toMatchObject({ state: 'returning' });
    await isClosed(order, 'PAYMENT.TRANSACTION_RETURNING');
    await isExtra(order, { state: 'returned', returnedRupiah: 25_000 }, 2);
    expect(stack.simulator.vendor.find(order.first)).toMatchObject({ refunds: [{ rupiah: 25_000 }] });
  },
);

it('whose refund never reached the vendor is asked back again', async () => {
  const order = await paidTwice();
  stack.behave({ faults: [{ call: 'refund', kind: 'html', times: 1 }] });
  await back(order);
  await isExtra(order, { state: 'returned' }, 2);
});

it('whose refund waits for its bank (201) is back when the bank has confirmed it', async () => {
  const order = await paidTwice();
  stack.behave({ refundPending: true });
  await back(order);
  expect(await extraOf(order)).toMatchObject({ state: 'returning', returnedRupiah: 0 });
  await act(order.first, 'confirm-refunds');
  await isExtra(order, { state: 'returned' }, 2);
});

it('whose refund the bank denies is held again, and told', async () => {
  const order = await paidTwice();
  stack.behave({ refundDenied: true });
  const commandId = newId();
  for (let time = 0; time < 2; time += 1)
    await expect(back(order, { commandId })).rejects.toEqual(refusal('PAYMENT.REFUND_FAILED'));
  expect(await extraOf(order)).toMatchObject({ state: 'held' });
  expect((await stack.get(order.orderId)).alerts).toEqual(['paid_twice', 'refund_failed']);
  stack.behave({});
  await keep(order);
});

it('goes one way when two operators decide at once', async () => {
  for (let round = 0; round < 4; round += 1) {
    const order = await paidTwice();
    const ends = await Promise.allSettled([keep(order), back(order), back(order, { payoutNote: 'cash' })]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const isBack = stack.simulator.vendor.find(order.first)?.status === 'refund';
    const isByGateway = (await extraOf(order))?.returnedBy === 'gateway';
    expect(isBack).toBe(isByGateway);
  }
});

it.each(['held', 'kept'])('that is charged back while it is %s is told, and is gone', async (state) => {
  const order = await paidTwice();
  if (state === 'kept') await keep(order);
  await act(order.first, 'chargeback');
  await isExtra(order, { state: 'reversed', returnedRupiah: 25_000 });
  expect(await stack.get(order.orderId)).toMatchObject({ state: 'paid', alerts: ['paid_twice', 'reversal'] });
  await expect(keep(order)).rejects.toEqual(refusal('PAYMENT.TRANSACTION_SPENT'));
});

it('whose chargeback was told to nobody is found by asking', async () => {
  const order = await paidTwice();
  await stack.handledAll();
  stack.behave({ notices: 'lost' });
  await act(order.first, 'chargeback');
  await isExtra(order, { state: 'reversed' }, 24 * 60);
});

it('that is refunded in the dashboard in part buys nothing; its rest goes back', async () => {
  const order = await paidTwice();
  await act(order.first, 'refund', { amount: 10_000 });
  await isExtra(order, { state: 'held', returnedRupiah: 10_000 });
  await expect(keep(order)).rejects.toEqual(refusal('PAYMENT.TRANSACTION_SPENT'));
  await back(order);
  await isExtra(order, { state: 'returned', returnedRupiah: 25_000 });
});

it('is found beside an order that was credited by hand, whose first transaction is its own', async () => {
  const order = await begun();
  const credit = { orderId: order.orderId, amountRupiah: 25_000, note: 'seen in the app', actor: 'op-1' };
  await stack.ask.request(rpc.confirmPayment, { ...credit, commandId: newId() }, TOTAL_MILLISECONDS);
  await act(order.second, 'pay');
  await stack.handledAll();
  expect(await stack.get(order.orderId)).toMatchObject({ state: 'paid', alerts: [], extraPayments: [] });
  await act(order.first, 'pay');
  await isExtra(order, { state: 'held', transactionId: order.first });
});

it('that is denied instead takes nothing from the one that paid', async () => {
  const order = await begun();
  // The earlier try is paid: under the order's number the vendor tells of the later one.
  await act(order.first, 'pay');
  await stack.reaches(order.orderId, 'paid');
  await act(order.second, 'deny');
  await stack.handledAll();
  expect(await recheck(order.orderId)).toMatchObject({ state: 'paid', alerts: [] });
});
