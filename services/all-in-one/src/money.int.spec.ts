// Money over real processes: many people buy at once while payment, billing, the ledger and NATS are killed, and notices
// come twice, late, out of order, forged or never. Each payer has the quota once, no one else has any, and bytes and
// rupiah balance over all streams.
import { Billing, Payment, QuotaLedger, SubscriberTermsChangedSchema, type Order } from '@saring/contracts';
import { GB, newId } from '@saring/kernel';
import { freePort } from '@saring/local';
import { connectNats, Messenger, publishFact, RefusalError, UnavailableError } from '@saring/messaging';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { startMidtransSimulator, type MidtransSimulator } from '../../../infra/simulators/midtrans/src';
import { ServiceProcesses } from './testing/processes';

const PRICE_RUPIAH = 20_000;
const SERVER_KEY = 'SB-Mid-server-of-the-money-spec';
/** The payer's action, and the vendor's last word on it. */
const OUTCOMES = {
  'pay-now': 'settlement',
  'pay-late': 'settlement',
  expire: 'expire',
  'deny-then-settle': 'settlement',
  'settle-then-deny': 'deny',
} as const;
type Outcome = keyof typeof OUTCOMES;
const NOTICES = ['normal', 'duplicate', 'reordered', 'lost'] as const;
const WITHIN_MILLISECONDS = 60_000;
const KILLED = ['payment', 'billing', 'quota-ledger', 'payment', 'quota-ledger', 'billing'] as const;

let stack: TestStack;
let nats: NatsConnection;
let messenger: Messenger;
let midtrans: MidtransSimulator;
let services: ServiceProcesses;
let hook = '';

beforeAll(async () => {
  stack = await startTestStack();
  const port = await freePort();
  hook = `http://127.0.0.1:${port}/webhooks/midtrans`;
  // A minute of the vendor's retry schedule passes in a moment.
  midtrans = await startMidtransSimulator({
    serverKey: SERVER_KEY,
    notifyUrl: hook,
    minuteMilliseconds: 200,
  });
  services = new ServiceProcesses({
    ...stack.env,
    LOG_LEVEL: 'fatal',
    PORT: String(port),
    MIDTRANS_SERVER_KEY: SERVER_KEY,
    MIDTRANS_BASE_URL: midtrans.baseUrl,
    MIDTRANS_SNAP_BASE_URL: `${midtrans.baseUrl}/snap/v1`,
  });
  await services.startAll(['auth-otp', 'quota-ledger', 'payment', 'billing', 'edge']);
  // It has said what operators set; these buyers are none that it knows.
  await services.kill('auth-otp');
  nats = await connectNats(stack.natsUrl, 'spec');
  messenger = new Messenger(nats);
});
afterAll(async () => {
  await nats.close();
  await services.stopAll();
  await midtrans.close();
  await stack.close();
});

/** As a page does after «unavailable»: asks again under the same key. */
const insist = <T>(ask: () => Promise<T>): Promise<T> =>
  eventually(async () => {
    try {
      return { reply: await ask() };
    } catch (error) {
      const isAway = error instanceof RefusalError && error.code === 'BILLING.PAYMENT_UNAVAILABLE';
      if (isAway || error instanceof UnavailableError) return false;
      throw error;
    }
  }, WITHIN_MILLISECONDS).then(({ reply }) => reply);

const newSubscriber = async (): Promise<string> => {
  const subscriberId = newId();
  const at = new Date().toISOString();
  const terms = { version: 1, role: 'subscriber', approval: 'approved', disabled: false, blocked: false };
  const id = `${subscriberId}/1`;
  await publishFact(
    nats,
    SubscriberTermsChangedSchema,
    { subscriberId, ...terms, at },
    { id, at, source: 'auth-otp' },
  );
  // A fact that a killed ledger had taken comes again only after the wait for its acknowledgement.
  await eventually(
    async () =>
      (await messenger.request(QuotaLedger.method.getQuota, { subscriberId })).status === 'exhausted',
    WITHIN_MILLISECONDS,
  );
  return subscriberId;
};

type Bought = {
  readonly subscriberId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly outcome: Outcome;
  readonly notices: (typeof NOTICES)[number];
};

const newPackage = () =>
  insist(() =>
    messenger.request(Billing.method.createPackage, {
      commandId: 'money-spec-package',
      package: { name: 'Mingguan', bytes: 10 * GB, days: 7, priceRupiah: PRICE_RUPIAH, active: true },
      actor: 'operator:1',
    }),
  );

/** Every outcome with every way of telling it, each of a person of their own. */
const buyAll = async (packageId: string): Promise<readonly Bought[]> => {
  const bought: Bought[] = [];
  for (const outcome of Object.keys(OUTCOMES) as Outcome[])
    for (const notices of NOTICES) {
      const subscriberId = await newSubscriber();
      const behaviour = { outcome, notices, afterMilliseconds: 40, noticeDelayMilliseconds: 20 };
      midtrans.vendor.behaviours.set(undefined, behaviour);
      const commandId = newId();
      const place = {
        commandId,
        subscriberId,
        packageId,
        method: 'qris',
        site: 'site-1',
        actor: 'subscriber',
      };
      const { orderId } = await insist(() => messenger.request(Billing.method.placeOrder, place));
      // A fast payment can be reported before its opening.
      const { orderNumber } = await insist(() => messenger.request(Payment.method.getPayment, { orderId }));
      midtrans.vendor.behaviours.set(orderNumber, behaviour);
      bought.push({ subscriberId, orderId, orderNumber, outcome, notices });
    }
  return bought;
};

const vendorStatus = (orderNumber: string): string => midtrans.vendor.find(orderNumber)?.status ?? 'none';
const isPaid = ({ orderNumber }: Bought): boolean => vendorStatus(orderNumber) === 'settlement';

/** Says of every order that it was paid, signed by someone else. */
const forge = async (orders: readonly Bought[]): Promise<void> => {
  for (const { orderNumber } of orders) {
    const notice = {
      order_id: orderNumber,
      transaction_status: 'settlement',
      status_code: '200',
      gross_amount: `${PRICE_RUPIAH}.00`,
      currency: 'IDR',
      signature_key: 'f'.repeat(128),
    };
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(hook, { method: 'POST', headers, body: JSON.stringify(notice) });
    expect(status).toBe(200);
  }
};

const orderOf = (orderId: string): Promise<Order> =>
  insist(() => messenger.request(Billing.method.getOrder, { orderId }));
const grantsOf = async (subscriberId: string): Promise<readonly string[]> =>
  (await insist(() => messenger.request(QuotaLedger.method.getQuota, { subscriberId }))).grants.map(
    (grant) => grant.grantId,
  );

it('gives what was truly paid for, once, whatever dies and whatever is said meanwhile', async () => {
  const { packageId } = await newPackage();
  const buying = buyAll(packageId);
  for (const name of KILLED) await services.restart(name);
  const orders = await buying;
  await forge(orders);
  await services.kill('payment');
  await forge(orders);
  await stack.stopNats();
  await stack.startNats();
  await services.start('payment');
  await eventually(
    () =>
      expect(orders.map(({ orderNumber }) => vendorStatus(orderNumber))).toEqual(
        orders.map(({ outcome }) => OUTCOMES[outcome]),
      ),
    WITHIN_MILLISECONDS,
  );
  // The schedule asks for a payment whose notice never comes; here it is asked for now.
  for (const { orderId } of orders)
    await insist(() => messenger.request(Payment.method.recheckPayment, { orderId }));
  for (const order of orders)
    await eventually(async () => {
      const told = `${order.outcome} ${order.notices} ${vendorStatus(order.orderNumber)}`;
      const { state } = await orderOf(order.orderId);
      expect(`${told}: ${state === 'fulfilled'}`).toBe(`${told}: ${isPaid(order)}`);
      expect(await grantsOf(order.subscriberId)).toEqual(isPaid(order) ? [order.orderId] : []);
    }, WITHIN_MILLISECONDS);
  await balances(orders);
}, 480_000);

/** Money taken is money the vendor holds, bytes given are what it bought, and no number of an invoice is left out. */
const balances = async (orders: readonly Bought[]): Promise<void> => {
  const paid = orders.filter(isPaid);
  expect(paid.length).toBeGreaterThan(0);
  const sales = await Promise.all(orders.map(({ orderId }) => orderOf(orderId)));
  const takenRupiah = sales
    .filter(({ state }) => state === 'fulfilled')
    .reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
  expect(takenRupiah).toBe(paid.length * PRICE_RUPIAH);
  let givenBytes = 0;
  for (const { subscriberId } of orders)
    givenBytes += (await messenger.request(QuotaLedger.method.getQuota, { subscriberId })).remainingBytes;
  expect(givenBytes).toBe(paid.length * 10 * GB);
  const numbers = sales.flatMap(({ invoiceNumber }) =>
    invoiceNumber ? [Number(invoiceNumber.split('/')[2])] : [],
  );
  expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
};
