// added-fees.int.spec.ts — who bears the fee, and how small or large an order may be: what the gateway is asked for, what is
// credited, what others are told.
import { Payment } from '@saring/contracts';
import { eventually } from '@saring/testing';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack, refusal } from '../testing/payment-stack';

const rpc = Payment.method;
let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator, {
    PAYMENT_FEES: 'qris:0.7%,va:4000',
    PAYMENT_FEES_ADDED: 'qris',
    PAYMENT_LIMITS: 'qris:1000-500000,va:10000-',
  });
});
afterAll(() => stack.close());

const chargedAt = (orderNumber: string): unknown => stack.simulator.vendor.find(orderNumber);

it('says before an order what is added, and its limits', async () => {
  const { items } = await stack.ask.request(rpc.getMethods, { site: 'site-1' });
  expect(items.find(({ method }) => method === 'qris')).toMatchObject({
    ...{ buyerPaysFee: true, feePercent: 0.7, leastRupiah: 1_000, mostRupiah: 500_000 },
  });
  const va = items.find(({ method }) => method === 'va');
  expect(va).toMatchObject({ buyerPaysFee: false, feeRupiah: 4_000, leastRupiah: 10_000 });
});

it('asks the buyer for amount and fee, and credits that sum and no other', async () => {
  const order = await stack.openOrder();
  expect(order).toMatchObject({ state: 'pending', amountRupiah: 25_000, addedRupiah: 176, feeRupiah: 176 });
  expect(chargedAt(order.orderNumber)).toMatchObject({ amountRupiah: 25_176 });
  stack.behave({ fields: { gross_amount: '25000.00' } }, order.orderNumber);
  stack.becomes(order.orderNumber, 'settlement');
  await eventually(async () => {
    if (!stack.alertsOf(order.orderId).includes('amount_mismatch')) throw new Error('no alert yet');
  });
  expect(await stack.get(order.orderId)).toMatchObject({ state: 'pending' });
  stack.behave({}, order.orderNumber);
  await stack.ask.request(rpc.recheckPayment, { orderId: order.orderId }, 15_000);
  await stack.reaches(order.orderId, 'paid');
  const paid = { state: 'paid', amountRupiah: 25_000, addedRupiah: 176, feeRupiah: 176 };
  await stack.told(order.orderId, paid);
});

it('leaves the fee with the house where it is not added', async () => {
  const order = await stack.openOrder({ method: 'va', bank: 'bca' });
  expect(order).toMatchObject({ addedRupiah: 0, feeRupiah: 4_000 });
  expect(chargedAt(order.orderNumber)).toMatchObject({ amountRupiah: 25_000 });
});

it.each([
  [{ amountRupiah: 999 }, 'PAYMENT.AMOUNT_TOO_SMALL'],
  [{ amountRupiah: 500_001 }, 'PAYMENT.AMOUNT_TOO_LARGE'],
  [{ method: 'va', bank: 'bca', amountRupiah: 9_999 }, 'PAYMENT.AMOUNT_TOO_SMALL'],
])('refuses %j: %s', async (change, code) => {
  await expect(stack.openOrder(change)).rejects.toEqual(refusal(code));
});
