// plugin-gateway.int.spec.ts — DuitKu's plugin by the contract of every gateway, its traps, and plugins that misbehave.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '@saring/kernel';
import type { PluginPackage } from '@saring/payment-plugin';
import { startDuitkuSimulator, type DuitkuSimulator } from '../../../../infra/simulators/duitku/src';
import { describeGateway } from '../gateways/gateway.contract';
import { GuardedGateway } from '../gateways/guarded-gateway';
import { chargeRequest, NUMBER, pluginGateway, shippedPlugin } from '../testing/shipped-plugin';
import type { PluginGateway } from './plugin-gateway';

const KEY = 'kunci-kontrak-duitku-99';
const simulators: Partial<Record<'md5' | 'hmac-sha256', DuitkuSimulator>> = {};
let pack: PluginPackage;
beforeAll(async () => {
  pack = await shippedPlugin('duitku');
  for (const algorithm of ['md5', 'hmac-sha256'] as const)
    simulators[algorithm] = await startDuitkuSimulator({ apiKey: KEY, algorithm });
});
afterAll(() => Promise.all(Object.values(simulators).map((one) => one.close())));

const simulator = (algorithm: 'md5' | 'hmac-sha256' = 'hmac-sha256') => simulators[algorithm]!;
const gateway = (change: Record<string, string> = {}, code = pack.code): PluginGateway => {
  const signature = (change['signature'] ?? 'hmac-sha256') as 'md5' | 'hmac-sha256';
  const { baseUrl } = simulator(signature);
  const settings = { merchantCode: 'DS12345', apiKey: KEY, email: 'kasir@rw05.id', baseUrl, signature };
  return pluginGateway({ ...pack, code }, { ...settings, ...change });
};
const paid = (number: string, algorithm: 'md5' | 'hmac-sha256' = 'hmac-sha256') =>
  void simulator(algorithm).become(number, '00', false);

describeGateway('plugin', () => ({
  gateway: gateway(),
  method: 'qris',
  secrets: [KEY],
  refundable: ['no', 'no', 'no'],
  pay: (number) => paid(number),
}));

const request = chargeRequest;
beforeEach(() => Object.values(simulators).forEach(({ vendor }) => vendor.clear()));

describe('the traps of DuitKu', () => {
  it.each(['md5', 'hmac-sha256'] as const)(
    'signs by %s only: inquiry, status and probe',
    async (signature) => {
      const one = gateway({ signature });
      expect(await one.probe()).toEqual({ outcome: 'accepted' });
      expect((await one.charge(request())).outcome).toBe('accepted');
      expect(await one.status(NUMBER)).toMatchObject({ report: { standing: 'pending', currency: 'IDR' } });
      const other = gateway({ signature, baseUrl: simulator(signature).baseUrl, apiKey: `${KEY}-wrong` });
      expect(await other.probe()).toMatchObject({ outcome: 'failed', fault: 'key_refused' });
      expect((await other.charge(request())).outcome).toBe('rejected');
    },
  );
  it('believes a callback by its own algorithm only, in the callback’s own order of parts', async () => {
    const one = gateway();
    await one.charge(request());
    const order = simulator().vendor.orders.get(NUMBER)!;
    const said = (change: Record<string, string> = {}) =>
      one.callback(simulator().vendor.callbackOf(order, change).toString(), {});
    expect(await said()).toEqual({ genuine: true, orderNumber: NUMBER });
    expect(await said({ signature: simulator().vendor.sign(['DS12345', NUMBER, '25000']) })).toMatchObject({
      genuine: false,
    });
    expect(
      await said({ signature: simulator('md5').vendor.sign(['DS12345', '25000', NUMBER]) }),
    ).toMatchObject({
      genuine: false,
    });
    expect(await said({ merchantCode: 'DS99999' })).toMatchObject({ genuine: false });
    expect(await said({ signature: '' })).toMatchObject({ genuine: false });
  });
  it('lets no digit move between amount and order number', async () => {
    // amount 1000 + order 01… would be amount 10000 + order 1…
    const body = new URLSearchParams({
      ...{ merchantCode: 'DS12345', amount: '1000', merchantOrderId: `01${NUMBER}` },
      signature: simulator().vendor.sign(['DS12345', '1000', `01${NUMBER}`]),
    });
    expect(await gateway().callback(body.toString(), {})).toMatchObject({ genuine: false });
  });
  it('takes 409 as unknown, and another amount of the same order as known', async () => {
    simulator().vendor.faults = [{ call: 'inquiry', kind: '409', times: 1 }];
    expect(await gateway().charge(request())).toMatchObject({ outcome: 'unknown' });
    expect((await gateway().charge(request())).outcome).toBe('accepted');
    expect((await gateway().charge(request())).outcome).toBe('accepted');
    expect(await gateway().charge(request({ amountRupiah: 26_000 }))).toEqual({ outcome: 'duplicate' });
  });
  it.each(['cut', '500', 'html'] as const)(
    'does not know what became of a charge answered by %s',
    async (kind) => {
      simulator().vendor.faults = [{ call: 'inquiry', kind, isTaken: true, times: 1 }];
      const outcome = await gateway().charge(request());
      expect(['unknown', 'rejected']).toContain(outcome.outcome);
      expect(kind === 'html' ? 'unknown' : outcome.outcome).toBe('unknown');
      expect(await gateway().status(NUMBER)).toMatchObject({ outcome: 'report' });
    },
  );
  it.each(['cut', '500', '429', 'html'] as const)(
    'says nothing of an order while its status is %s',
    async (kind) => {
      await gateway().charge(request());
      simulator().vendor.faults = [{ call: 'status', kind, times: 1 }];
      const status = await gateway().status(NUMBER);
      expect(status.outcome === 'report' ? status.report.standing : status.outcome).not.toBe('paid');
      expect(status).not.toMatchObject({ outcome: 'absent' });
    },
  );
  it('gives numbers of banks, and a page where there is nothing to draw', async () => {
    const va = await gateway().charge(request({ method: 'va', bank: 'mandiri' }));
    expect(va).toMatchObject({ instructions: { vaBank: 'mandiri' } });
    const wallet = await gateway().charge(
      request({ method: 'shopeepay', orderNumber: `${NUMBER.slice(0, -1)}A` }),
    );
    expect(wallet).toMatchObject({ instructions: { redirectUrl: expect.stringContaining('/pay/') } });
  });
});

describe('a plugin that misbehaves harms its own call', () => {
  const plugin = (functions: string): PluginGateway => gateway({}, `module.exports = { ${functions} };`);
  it.each([
    'checkStatus: () => ({ outcome: "report", state: "paid" })',
    'checkStatus: () => ({ outcome: "report", state: "PAID", orderNumber: "x", amountRupiah: 1, currency: "IDR", reference: "r" })',
    'checkStatus: () => ({ outcome: "report", state: "paid", orderNumber: "x", amountRupiah: "25000", currency: "IDR", reference: "r" })',
    'checkStatus: () => ({ outcome: "report", state: "paid", orderNumber: "x", amountRupiah: 0.5, currency: "IDR", reference: "r" })',
    'checkStatus: () => ({ outcome: "report", state: "paid", orderNumber: "x", amountRupiah: 1, currency: "", reference: "r" })',
    'checkStatus: () => "paid"',
    'checkStatus: () => null',
    'checkStatus: () => JSON.parse(`{"__proto__":{"outcome":"report","state":"paid"}}`)',
    'checkStatus: () => { throw new Error("no") }',
    'checkStatus: () => { while (true) {} }',
    '',
  ])('%s', async (functions) => {
    expect((await plugin(functions).status(NUMBER)).outcome).toBe('unavailable');
  });
  it.each([
    'createPayment: () => ({ outcome: "accepted", instructions: {} })',
    'createPayment: () => ({ outcome: "accepted", instructions: { redirectUrl: "javascript:alert(1)" } })',
    'createPayment: () => ({ outcome: "accepted", instructions: { deeplinkUrl: "data://x" } })',
    'createPayment: () => ({ outcome: "accepted", instructions: { vaNumber: "<b>1</b>" } })',
    'createPayment: () => ({ outcome: "free" })',
  ])('no way to pay comes of %s', async (functions) => {
    expect(['unknown', 'unavailable']).toContain((await plugin(functions).charge(request())).outcome);
  });
  const feeOf = (functions: string) =>
    new GuardedGateway(plugin(functions), systemClock).ownFee({
      method: 'va',
      amountRupiah: 50_000,
      bank: 'bca',
    });
  it('says its own fee of one payment, by method, amount and bank', async () => {
    const steps =
      'fees: ({ method, amountRupiah, bank }) => ({ feeRupiah: method === "va" && bank === "bca" ? amountRupiah / 100 : 0 })';
    expect(await feeOf(steps)).toBe(500);
    expect([
      await feeOf('fees: () => ({ feeRupiah: 0 })'),
      await feeOf('fees: () => ({ feeRupiah: 50000 })'),
    ]).toEqual([0, 50_000]);
  });
  it.each([
    '',
    'fees: () => ({ feeRupiah: -1 })',
    'fees: () => ({ feeRupiah: 50001 })',
    'fees: () => ({ feeRupiah: 0.5 })',
    'fees: () => ({ feeRupiah: "500" })',
    'fees: () => ({ feeRupiah: NaN })',
    'fees: () => ({ feeRupiah: 1e300 })',
    'fees: () => ({})',
    'fees: () => null',
    'fees: () => JSON.parse(`{"__proto__":{"feeRupiah":1}}`)',
    'fees: () => { throw new Error("no") }',
    'fees: () => new Promise(() => undefined)',
    'fees: () => { while (true) {} }',
  ])('is not believed in its fee, which is then as in its manifest: %s', async (functions) => {
    expect(await feeOf(functions)).toBeNull();
  });
  it('holds up no order by fees that its vendor never answers', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
    const { port } = silent.address() as AddressInfo;
    const one = gateway(
      { baseUrl: `http://127.0.0.1:${port}` },
      `module.exports = {
        fees: ({ settings }, host) => host.fetch(settings.baseUrl + "/fee", { method: "GET", headers: {} }),
        createPayment: () => ({ outcome: "accepted", instructions: { redirectUrl: "https://vendor.example/pay" } }),
      };`,
    );
    const ended: string[] = [];
    const asked = { method: 'qris', amountRupiah: 50_000, bank: null } as const;
    const fees = Array.from({ length: 9 }, () => one.ownFee(asked)).map(async (fee) => {
      expect(await fee).toBeNull();
      ended.push('fee');
    });
    expect((await one.charge(request())).outcome).toBe('accepted');
    ended.push('charge');
    await Promise.all(fees);
    silent.close();
    expect(ended.at(-1)).toBe('fee');
  });
  it('opens its own breaker, and no other', async () => {
    const [bad, good] = [plugin('checkStatus: () => { throw 1 }'), gateway()].map(
      (one) => new GuardedGateway(one, systemClock),
    );
    for (const letter of 'ABCDE') await bad!.status(`SRG-rw05-${letter.repeat(20)}`);
    expect([bad!.isBreakerOpen, good!.isBreakerOpen]).toEqual([true, false]);
    expect(await bad!.status(NUMBER)).toEqual({ outcome: 'unavailable', reason: 'breaker open' });
    expect((await good!.charge(request())).outcome).toBe('accepted');
  });
});
