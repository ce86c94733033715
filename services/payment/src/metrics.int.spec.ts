// What Prometheus sees of payments.
import 'reflect-metadata';
import { Payment } from '@saring/contracts';
import { eventually } from '@saring/testing';
import { register } from 'prom-client';
import { startMidtransSimulator } from '../../../infra/simulators/midtrans/src';
import { GATEWAY_BREAKER } from './gateways/breaker';
import { PaymentStack } from './testing/payment-stack';

const { recheckPayment } = Payment.method;
let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator);
});
afterAll(() => stack.close());

const shown = (name: string) => register.getSingleMetricAsString(name);

it('counts open orders and alerts, and nothing once it leads no more', async () => {
  await stack.openOrder();
  const order = await stack.openOrder();
  stack.notice(order.orderNumber, { transaction_status: 'settlement' }, { gross_amount: '1.00' });
  await eventually(async () => expect((await stack.get(order.orderId)).alerts).toEqual(['bad_signature']));
  await stack.stopService();
  expect(await shown('saring_payments_open')).toContain('saring_payments_open 0');
  await stack.startService();
  await eventually(async () => {
    expect(await shown('saring_payments_open')).toContain('saring_payments_open 2');
    expect(await shown('saring_payments_alerted')).toContain('{kind="bad_signature"} 1');
    expect(await shown('saring_payments_alerted')).toContain('{kind="paid_twice"} 0');
  });
});

it('shows that a gateway is left alone, and by what answers', async () => {
  const breaker = () => shown('saring_payment_breaker_open');
  const orders = [];
  for (let count = 0; count < GATEWAY_BREAKER.failuresToOpen; count += 1)
    orders.push(await stack.openOrder());
  expect(await breaker()).toContain('{gateway="midtrans-core"} 0');
  stack.behave({ faults: [{ call: 'status', kind: '500' }] });
  for (const { orderId } of orders)
    await stack.ask.request(recheckPayment, { orderId }, 15_000).catch(() => undefined);
  expect(await breaker()).toContain('{gateway="midtrans-core"} 1');
  expect(await shown('saring_payment_gateway_answers_total')).toContain(
    '{gateway="midtrans-core",outcome="unavailable"} 5',
  );
});
