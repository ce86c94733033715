// tripay.int.spec.ts — Tripay's plugin by the contract of every gateway, and the traps of its vendor.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PluginPackage } from '@saring/payment-plugin';
import { eventually } from '@saring/testing';
import { startTripaySimulator, type TripaySimulator } from '../../../../infra/simulators/tripay/src';
import { describeGateway } from '../gateways/gateway.contract';
import { chargeRequest, NUMBER, pluginGateway, shippedPlugin } from '../testing/shipped-plugin';

const KEYS = { merchantCode: 'T0001', apiKey: 'DEV-api-key-kontrak-1', privateKey: 'priv-kontrak-tripay-1' };
let simulator: TripaySimulator;
let pack: PluginPackage;
let door: Server;
let doorUrl = '';
let answers: string[] = [];
let heard: string[] = [];
beforeAll(async () => {
  pack = await shippedPlugin('tripay');
  simulator = await startTripaySimulator({ ...KEYS, retryMilliseconds: 5 });
  door = createServer((request, response) => {
    request.on('data', (part: Buffer) => heard.push(part.toString()));
    request.on('end', () => response.end(answers.shift() ?? '{"success":true}'));
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  doorUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await simulator.close();
  door.closeAllConnections();
  door.close();
});
beforeEach(() => {
  simulator.clear();
  [answers, heard] = [[], []];
});

const gateway = (change: Record<string, string> = {}) =>
  pluginGateway(pack, { ...KEYS, email: 'kasir@rw05.id', baseUrl: simulator.baseUrl, ...change }, doorUrl);

describeGateway('plugin', () => ({
  gateway: gateway(),
  method: 'qris',
  secrets: [KEYS.apiKey, KEYS.privateKey],
  refundable: ['no', 'no', 'no'],
  pay: (number) => void simulator.become(number, 'PAID', false),
}));

describe('the traps of Tripay', () => {
  it('makes no second transaction for one number, though the vendor would', async () => {
    simulator.faults = [{ path: 'transaction/create', status: 0, isTaken: true, times: 1 }];
    expect(await gateway().charge(chargeRequest())).toMatchObject({ outcome: 'unknown' });
    expect(await gateway().charge(chargeRequest())).toEqual({ outcome: 'duplicate' });
    expect(simulator.transactions).toHaveLength(1);
  });
  it('is not asked to create while it cannot say what there is', async () => {
    simulator.faults = [{ path: 'merchant/transactions', status: 502, times: 1 }];
    expect(await gateway().charge(chargeRequest())).toMatchObject({ outcome: 'unavailable' });
    expect(simulator.transactions).toHaveLength(0);
  });
  it.each([false, true])(
    'compares our amount, whoever bears the fee (payer: %s)',
    async (isFeeOnCustomer) => {
      simulator.isFeeOnCustomer = isFeeOnCustomer;
      await gateway().charge(chargeRequest());
      simulator.become(NUMBER, 'PAID', false);
      expect(await gateway().status(NUMBER)).toMatchObject({
        report: { standing: 'paid', amountRupiah: 25_000 },
      });
    },
  );
  it('hashes the bytes: slashes and accents as PHP writes them', async () => {
    await gateway().charge(chargeRequest());
    const [one] = simulator.transactions;
    const body = simulator.callbackBody(one!);
    expect(body).toContain('Kopi\\/Wi-Fi');
    const headers = (signature: string) => ({ 'x-callback-signature': signature });
    const right = await gateway().callback(body, headers(simulator.sign(body)));
    expect(right).toEqual({ genuine: true, orderNumber: NUMBER });
    const anew = JSON.stringify(JSON.parse(body));
    expect(await gateway().callback(body, headers(simulator.sign(anew)))).toMatchObject({ genuine: false });
    expect(await gateway().callback(body, {})).toMatchObject({ genuine: false });
  });
  it('hears {"success":true}, and without it sends three times more and never again', async () => {
    expect(pack.manifest.acknowledgement).toEqual({
      contentType: 'application/json',
      body: '{"success":true}',
    });
    await gateway().charge(chargeRequest());
    answers = ['OK', '', '{"success":false}', 'OK'];
    simulator.become(NUMBER, 'PAID');
    await eventually(async () => {
      if (simulator.deliveries.length < 4) throw new Error('it still sends');
    });
    expect(simulator.deliveries.every(({ isTaken }) => !isTaken)).toBe(true);
    // Only the status by the clock finds it now.
    expect(await gateway().status(NUMBER)).toMatchObject({ report: { standing: 'paid' } });
    simulator.become(NUMBER, 'PAID');
    await eventually(async () => {
      if (!simulator.deliveries.at(-1)?.isTaken) throw new Error('it is not taken yet');
    });
    expect(heard).toHaveLength(5);
  });
  it('ends by EXPIRED and FAILED, and is not believed about another number', async () => {
    await gateway().charge(chargeRequest());
    simulator.become(NUMBER, 'EXPIRED', false);
    expect(await gateway().status(NUMBER)).toMatchObject({ report: { standing: 'expired' } });
    simulator.become(NUMBER, 'FAILED', false);
    expect(await gateway().status(NUMBER)).toMatchObject({ report: { standing: 'denied' } });
    expect(await gateway().status(`${NUMBER.slice(0, -1)}A`)).toEqual({ outcome: 'absent' });
  });
  it('gives numbers of banks and pages of wallets', async () => {
    expect(await gateway().charge(chargeRequest({ method: 'va', bank: 'bca' }))).toMatchObject({
      instructions: { vaBank: 'bca', vaNumber: expect.stringMatching(/^\d+$/) },
    });
    const wallet = chargeRequest({ method: 'shopeepay', orderNumber: `${NUMBER.slice(0, -1)}A` });
    expect(await gateway().charge(wallet)).toMatchObject({
      instructions: { redirectUrl: expect.stringContaining('/checkout/') },
    });
  });
  it('knows a wrong key by the probe', async () => {
    expect(await gateway({ apiKey: 'DEV-wrong' }).probe()).toMatchObject({ fault: 'key_refused' });
  });
});
