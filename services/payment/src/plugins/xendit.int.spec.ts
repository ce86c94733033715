// xendit.int.spec.ts — Xendit's plugin by the contract of every gateway, and the traps of its vendor.
import type { PluginPackage } from '@saring/payment-plugin';
import { startXenditSimulator, type XenditSimulator } from '../../../../infra/simulators/xendit/src';
import { describeGateway } from '../gateways/gateway.contract';
import { chargeRequest, NUMBER, pluginGateway, shippedPlugin } from '../testing/shipped-plugin';

const KEYS = { secretKey: 'xnd_development_kontrak_1', callbackToken: 'token-kontrak-xendit-1' };
let simulator: XenditSimulator;
let pack: PluginPackage;
beforeAll(async () => {
  pack = await shippedPlugin('xendit');
  simulator = await startXenditSimulator(KEYS);
});
afterAll(() => simulator.close());
beforeEach(() => simulator.clear());
const gateway = (change: Record<string, string> = {}) =>
  pluginGateway(pack, { ...KEYS, baseUrl: simulator.baseUrl, ...change });

describeGateway('plugin', () => ({
  gateway: gateway(),
  method: 'qris',
  secrets: [...Object.values(KEYS), Buffer.from(`${KEYS.secretKey}:`).toString('base64')],
  refundable: ['no', 'no', 'no'],
  pay: (number) => void simulator.become(number, 'PAID'),
}));

describe('the traps of Xendit', () => {
  it('makes no second invoice for one number, though the vendor would', async () => {
    simulator.faults = [{ call: 'create', status: 0, isTaken: true, times: 1 }];
    expect(await gateway().charge(chargeRequest())).toMatchObject({ outcome: 'unknown' });
    expect(await gateway().charge(chargeRequest())).toEqual({ outcome: 'duplicate' });
    expect(simulator.invoices).toHaveLength(1);
  });
  it('finds the paid one among several of one number', async () => {
    await gateway().charge(chargeRequest());
    simulator.add(NUMBER, 25_000).status = 'PAID';
    simulator.add(NUMBER, 25_000).status = 'EXPIRED';
    expect(await gateway().status(NUMBER)).toMatchObject({ report: { standing: 'paid', currency: 'IDR' } });
  });
  it('takes PAID and SETTLED alike, and money that is written as text', async () => {
    await gateway().charge(chargeRequest());
    simulator.invoices[0]!.amount = '25000';
    simulator.become(NUMBER, 'SETTLED');
    expect(await gateway().status(NUMBER)).toMatchObject({
      report: { standing: 'paid', amountRupiah: 25_000 },
    });
  });
  it('reports no amount that it cannot read, and the currency as it is', async () => {
    await gateway().charge(chargeRequest());
    Object.assign(simulator.invoices[0]!, { amount: 25_000.5, currency: 'PHP' });
    expect(await gateway().status(NUMBER)).toMatchObject({ report: { amountRupiah: null, currency: 'PHP' } });
  });
  it('believes a callback by its token alone, and none while no token is set', async () => {
    const body = JSON.stringify({ external_id: NUMBER, status: 'PAID' });
    const call = (token: string | undefined, one = gateway()) =>
      one.callback(body, token === undefined ? {} : { 'x-callback-token': token });
    expect(await call(KEYS.callbackToken)).toEqual({ genuine: true, orderNumber: NUMBER });
    for (const token of [undefined, '', `${KEYS.callbackToken}x`, KEYS.callbackToken.toUpperCase()])
      expect(await call(token)).toMatchObject({ genuine: false });
    expect(await call('', gateway({ callbackToken: '' }))).toMatchObject({ genuine: false });
  });
  it('waits when there were too many requests', async () => {
    simulator.faults = [{ call: 'create', status: 429, times: 1 }];
    expect(await gateway().charge(chargeRequest())).toMatchObject({ outcome: 'unavailable' });
    simulator.faults = [{ call: 'list', status: 429, times: 1 }];
    expect(await gateway().status(NUMBER)).toMatchObject({ outcome: 'unavailable' });
  });
  it('knows a wrong key by the probe', async () => {
    expect(await gateway({ secretKey: 'xnd_wrong_key' }).probe()).toMatchObject({ fault: 'key_refused' });
  });
});
