// An order from its making to the money, over real NATS and PostgreSQL and the simulated Midtrans.
import 'reflect-metadata';
import { eventually } from '@saring/testing';
import { startMidtransSimulator } from '../../../infra/simulators/midtrans/src';
import { PaymentStack, refusal } from './testing/payment-stack';

let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator);
});
afterAll(() => stack.close());
beforeEach(() => stack.behave({}));

it('collects by QRIS: the order, how to pay it, the notice, the fact', async () => {
  const order = await stack.openOrder();
  expect(order).toMatchObject({ state: 'pending', gateway: 'midtrans-core', amountRupiah: 25_000 });
  expect(order.orderNumber).toMatch(/^SRG-site-1-[A-Z2-7]{20}$/);
  expect(order.instructions?.qrString).toContain('COM.SIMULASI');
  stack.becomes(order.orderNumber, 'settlement');
  const paid = await stack.reaches(order.orderId, 'paid');
  expect(paid.instructions).toBeUndefined();
  await eventually(() => expect(stack.statesOf(order.orderId)).toEqual(['created', 'pending', 'paid']));
});

it('answers the same order to the same request, and refuses another content', async () => {
  const request = stack.newOrder();
  const first = await stack.openOrder(request);
  expect(await stack.openOrder(request)).toEqual(first);
  await expect(stack.openOrder({ ...request, amountRupiah: 1 })).rejects.toEqual(
    refusal('COMMAND.ID_REUSED'),
  );
});
