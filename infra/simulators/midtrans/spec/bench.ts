// bench.ts — a simulator, a merchant and a receiver of notices, new for each test of the spec that imports this.
import { startMidtransSimulator, type MidtransSimulator } from '../src';
import { clientsOf, NoticeReceiver, type Reply } from './merchant';

export const KEY = 'SB-Mid-server-test';
export let simulator: MidtransSimulator;
export let receiver: NoticeReceiver;
export let core: ReturnType<typeof clientsOf>['core'];
export let snap: ReturnType<typeof clientsOf>['snap'];

beforeEach(async () => {
  receiver = new NoticeReceiver();
  const notifyUrl = await receiver.listen();
  simulator = await startMidtransSimulator({ serverKey: KEY, notifyUrl, minuteMilliseconds: 1 });
  ({ core, snap } = clientsOf(simulator.baseUrl, KEY));
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

export const order = (orderId: string, rupiah = 10_000): Reply => ({
  transaction_details: { order_id: orderId, gross_amount: rupiah },
});
export const charge = (orderId: string, more: Reply = { payment_type: 'qris' }): Promise<Reply> =>
  core.charge({ ...order(orderId), ...more });
export const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${simulator.baseUrl}${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
export const behave = async (orderId: string, behaviour: Reply): Promise<void> =>
  void expect((await ask('PUT', `/control/orders/${orderId}`, behaviour)).status).toBe(200);
export const act = async (orderId: string, verb: string, body: Reply = {}): Promise<number> =>
  (await ask('POST', `/control/orders/${orderId}/${verb}`, body)).status;
export const refusal = (code: string | number): Reply => ({ httpStatusCode: code });
