// duitku-pop.int.spec.ts — DuitKu's plugin by POP: the vendor's page in the place of a code or a number, by the contract of every
// gateway.
import type { PluginPackage } from '@saring/payment-plugin';
import { startDuitkuSimulator, type DuitkuSimulator } from '../../../../infra/simulators/duitku/src';
import { describeGateway } from '../gateways/gateway.contract';
import { chargeRequest as request, NUMBER, pluginGateway, shippedPlugin } from '../testing/shipped-plugin';
import type { PluginGateway } from './plugin-gateway';

const KEY = 'kunci-kontrak-duitku-pop-31';
const simulators: Partial<Record<'md5' | 'hmac-sha256', DuitkuSimulator>> = {};
let pack: PluginPackage;
beforeAll(async () => {
  pack = await shippedPlugin('duitku');
  for (const algorithm of ['md5', 'hmac-sha256'] as const)
    simulators[algorithm] = await startDuitkuSimulator({ apiKey: KEY, algorithm });
});
afterAll(() => Promise.all(Object.values(simulators).map((one) => one.close())));
beforeEach(() => Object.values(simulators).forEach(({ vendor }) => vendor.clear()));

const simulator = (algorithm: 'md5' | 'hmac-sha256' = 'hmac-sha256') => simulators[algorithm]!;
const gateway = (change: Record<string, string> = {}): PluginGateway => {
  const signature = (change['signature'] ?? 'hmac-sha256') as 'md5' | 'hmac-sha256';
  const { baseUrl } = simulator(signature);
  const settings = { merchantCode: 'DS12345', apiKey: KEY, email: 'kasir@rw05.id', baseUrl, signature };
  return pluginGateway(pack, { ...settings, product: 'pop', popUrl: baseUrl, ...change });
};

describeGateway('plugin', () => ({
  gateway: gateway(),
  method: 'qris',
  secrets: [KEY],
  refundable: ['no', 'no', 'no'],
  pay: (number) => void simulator().become(number, '00', false),
}));

it.each(['md5', 'hmac-sha256'] as const)('signs who and when by %s, in the headers', async (signature) => {
  expect((await gateway({ signature }).charge(request())).outcome).toBe('accepted');
  const wrong = gateway({ signature, apiKey: `${KEY}-wrong` });
  const other = request({ orderNumber: `${NUMBER.slice(0, -1)}B` });
  expect((await wrong.charge(other)).outcome).toBe('rejected');
  expect(simulator(signature).vendor.orders.size).toBe(1);
});

it.each([
  [{ method: 'qris' }, 'SP'],
  [{ method: 'va', bank: 'bca' }, 'BC'],
  [{ method: 'shopeepay' }, 'SA'],
])('sends the payer of %j to the page, of that way alone', async (terms, code) => {
  expect(await gateway().charge(request(terms))).toEqual({
    outcome: 'accepted',
    instructions: { redirectUrl: expect.stringContaining('/pay/') },
  });
  expect(simulator().vendor.orders.get(NUMBER)).toMatchObject({ method: code, amount: 25_000 });
});

it.each(['cut', '500', '409', 'html'] as const)(
  'does not know what became of an invoice answered by %s, and finds it by its number',
  async (kind) => {
    simulator().vendor.faults = [{ call: 'invoice', kind, isTaken: true, times: 1 }];
    expect((await gateway().charge(request())).outcome).toBe('unknown');
    expect(await gateway().status(NUMBER)).toMatchObject({
      outcome: 'report',
      report: { standing: 'pending' },
    });
  },
);
