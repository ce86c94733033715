// webhooks.ts — notices of payments at a steady rate through edge, while some statuses of the vendor drip.
import { createHash, randomUUID } from 'node:crypto';
import { startMidtransSimulator } from '../../simulators/midtrans/src';
import type { CashierAnswer, CashierQuestion } from './cashier-process';
import { machine, option, report, spread } from './figures';
import { atRate, httpRequest, wait } from './http-load';
import { startBenchStack, startRole } from './stack';

const SERVER_KEY = 'SB-Mid-server-of-the-bench';
/** One order in so many has a status that drips. */
const DRIPS_EVERY = 100;
const AMOUNT = '25000.00';
const CREDIT_LIMIT_SECONDS = 120;
const LOOK_MILLISECONDS = 50;

/** `--orders=3000 --rate=500` */
export const webhooks = async (args: readonly string[]): Promise<void> => {
  const orders = option(args, 'orders', 3_000);
  const rate = option(args, 'rate', 500);
  const simulator = await startMidtransSimulator({ serverKey: SERVER_KEY });
  const stack = await startBenchStack();
  const cashier = await startRole('cashier', {
    ...stack.env,
    MIDTRANS_SERVER_KEY: SERVER_KEY,
    MIDTRANS_BASE_URL: simulator.baseUrl,
    MIDTRANS_SNAP_BASE_URL: `${simulator.baseUrl}/snap/v1`,
  });
  const ask = (question: CashierQuestion) => cashier.ask<CashierAnswer>(question);
  try {
    const { port, orderNumbers } = await ask({ open: orders });
    orderNumbers.forEach((orderNumber, index) => {
      const order = simulator.vendor.find(orderNumber);
      if (!order || !simulator.vendor.move(order, 'settlement')) throw new Error('an order cannot be paid');
      if (index % DRIPS_EVERY === 0)
        simulator.vendor.behaviours.set(orderNumber, { faults: [{ call: 'status', kind: 'drip' }] });
    });
    const milliseconds = await atRate(port, {
      ...{ count: orderNumbers.length, rate },
      requestOf: (index) => noticeOf(orderNumbers[index] ?? ''),
    });
    const healthy = orders - Math.ceil(orders / DRIPS_EVERY);
    const creditedSeconds = await untilPaid(ask, healthy);
    report({
      ...{ name: 'webhooks', value: rate, unit: 'notices/s', n: orders, ...spread(milliseconds) },
      ...{ drips: `1 of ${DRIPS_EVERY}`, creditedSecondsAfterTheLast: creditedSeconds, machine: machine() },
    });
  } finally {
    await cashier.stop();
    await stack.close();
    await simulator.close();
  }
};

const noticeOf = (orderNumber: string): string => {
  const signature = createHash('sha512').update(`${orderNumber}200${AMOUNT}${SERVER_KEY}`).digest('hex');
  const json = {
    ...{ order_id: orderNumber, status_code: '200', gross_amount: AMOUNT, signature_key: signature },
    ...{ transaction_status: 'settlement', transaction_id: randomUUID(), payment_type: 'qris' },
  };
  return httpRequest('POST', '/webhooks/midtrans', { address: '203.0.113.7', json });
};

/** @returns seconds until so many orders are paid. */
const untilPaid = async (
  ask: (question: CashierQuestion) => Promise<CashierAnswer>,
  orders: number,
): Promise<number> => {
  const start = performance.now();
  for (;;) {
    const seconds = (performance.now() - start) / 1_000;
    const { paid } = await ask({ open: 0 });
    if (paid >= orders) return Math.round(seconds * 10) / 10;
    if (seconds > CREDIT_LIMIT_SECONDS) throw new Error(`${paid} of ${orders} orders are paid`);
    await wait(LOOK_MILLISECONDS);
  }
};
