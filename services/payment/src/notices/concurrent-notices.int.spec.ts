// Many orders at once through everything that goes wrong, payment and PostgreSQL going away in the middle: who has truly
// paid is credited once, nobody else ever, and the money told of is the money that the vendor holds.
import 'reflect-metadata';
import { eventually } from '@saring/testing';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack } from '../testing/payment-stack';
import { SECRET_WORDS } from '../testing/secrets';

const OUTCOMES = ['pay-now', 'pay-late', 'wait', 'expire', 'deny-then-settle', 'settle-then-deny'] as const;
const NOTICES = ['normal', 'duplicate', 'reordered', 'lost'] as const;
const FAULTS = [
  [],
  [{ call: 'charge', kind: 'cut', times: 1 }],
  [{ call: 'status', kind: '429', times: 1 }],
] as const;
const AMOUNT_STEP_RUPIAH = 1_000;
/** For hours of looking again, on a machine that others use, too. */
const MOST_MILLISECONDS = 60_000;

let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator);
});
afterAll(() => stack.close());

type Asked = { readonly orderId: string; readonly orderNumber: string; readonly amountRupiah: number };

/** Every outcome with every way of telling it, each with one fault of the gateway in turn. */
const openAll = async (): Promise<readonly Asked[]> => {
  const asked: Asked[] = [];
  for (const outcome of OUTCOMES)
    for (const notices of NOTICES) {
      const amountRupiah = AMOUNT_STEP_RUPIAH * (asked.length + 1);
      const faults = structuredClone(FAULTS[asked.length % FAULTS.length]);
      stack.behave({ outcome, notices, faults, afterMilliseconds: 30 });
      const { orderId, orderNumber } = await stack.openOrder({ amountRupiah });
      // Its own switches stay with it when the next order gets others.
      stack.behave({ outcome, notices, faults }, orderNumber);
      asked.push({ orderId, orderNumber, amountRupiah });
    }
  stack.behave({});
  return asked;
};

/** A liar knows every order number, and has a notice that was truly signed for each. */
const lieAbout = async (orders: readonly Asked[]): Promise<void> => {
  for (const { orderNumber, amountRupiah } of orders) {
    const genuine = stack.signedNotice(orderNumber, { gross_amount: `${amountRupiah}.00` });
    await stack.store(genuine);
    await stack.store({ ...genuine, gross_amount: '1.00' });
    await stack.store({ ...genuine, transaction_status: 'deny' });
  }
};

const vendorStatus = (orderNumber: string) => stack.simulator.vendor.find(orderNumber)?.status ?? 'none';

/** What was told of an order: credited once more with each `paid` that follows another state, taken back by `reversed`. */
const balanceOf = ({ orderId }: Asked): number => {
  const states = stack.statesOf(orderId);
  return (
    states.filter((state) => state === 'paid').length - states.filter((state) => state === 'reversed').length
  );
};

it('credits exactly what was paid', async () => {
  const orders = await openAll();
  await lieAbout(orders);
  stack.database.down();
  await eventually(() => expect(stack.lines.join('\n')).toContain('a notice could not be handled'));
  stack.database.restore();
  await stack.stopService();
  await lieAbout(orders);
  await stack.startService();
  stack.later(16);
  await eventually(() => {
    for (const { orderNumber } of orders) expect(vendorStatus(orderNumber)).not.toBe('pending');
  });
  await eventually(async () => {
    // Whatever got lost is asked about at the latest within the hour.
    stack.later(20);
    for (const order of orders) {
      const isPaid = vendorStatus(order.orderNumber) === 'settlement';
      const { state } = await stack.get(order.orderId);
      expect(`${order.orderNumber} ${state === 'paid'}`).toBe(`${order.orderNumber} ${isPaid}`);
      expect(`${order.orderNumber} ${balanceOf(order)}`).toBe(`${order.orderNumber} ${isPaid ? 1 : 0}`);
    }
  }, MOST_MILLISECONDS);
  await stack.handledAll();
  const credited = orders.reduce((sum, order) => sum + balanceOf(order) * order.amountRupiah, 0);
  const held = orders
    .filter(({ orderNumber }) => vendorStatus(orderNumber) === 'settlement')
    .reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
  expect(credited).toBe(held);
  expect(held).toBeGreaterThan(0);
  for (const secret of SECRET_WORDS) expect(stack.lines.join('\n')).not.toMatch(secret);
});
