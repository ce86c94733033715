// How often a story reads the stream of its order: what a command has in hand is not read again.
import 'reflect-metadata';
import { Payment } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { PostgresEventStore } from '@saring/event-store';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack } from '../testing/payment-stack';

let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator);
});
afterAll(() => stack.close());
beforeEach(() => stack.behave({ notices: 'lost' }));
afterEach(() => jest.restoreAllMocks());

const readsOf = async (orderId: string, story: () => Promise<unknown>): Promise<number> => {
  const reads = jest.spyOn(PostgresEventStore.prototype, 'readStream');
  await story();
  return reads.mock.calls.filter(([stream]) => stream === `payment-${orderId}`).length;
};

it('opens an order with two: to make it, and to note how it is paid', async () => {
  const order = stack.newOrder();
  expect(await readsOf(order.orderId, () => stack.openOrder(order))).toBe(2);
});

it('refunds with two: to ask for it, and to record the answer of the gateway', async () => {
  const { orderId, orderNumber } = await stack.openOrder();
  stack.becomes(orderNumber, 'settlement');
  await stack.ask.request(Payment.method.recheckPayment, { orderId });
  const request = { commandId: newId(), orderId, amountRupiah: 0, reason: 'wrong package', actor: 'op-1' };
  expect(await readsOf(orderId, () => stack.ask.request(Payment.method.refundPayment, request))).toBe(2);
});

it('checks an open order with one', async () => {
  const { orderId } = await stack.openOrder();
  const check = () => stack.ask.request(Payment.method.recheckPayment, { orderId });
  expect(await readsOf(orderId, check)).toBe(1);
});
