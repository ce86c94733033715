// Every gateway by the one contract suite; then what is particular to the vendor and to its SDK.
import { inspect } from 'node:util';
import { qrisChecksum, readStaticQris, systemClock } from '@saring/kernel';
import { startMidtransSimulator, type MidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import type { PaymentTerms } from '../orders/domain/payment-order';
import { describeGateway } from './gateway.contract';
import type { ChargeRequest } from './gateway';
import { GuardedGateway } from './guarded-gateway';
import { ManualGateway } from './manual/manual-gateway';
import { CoreGateway } from './midtrans/core-gateway';
import { expiryMinutes } from './midtrans/midtrans-gateway';
import { SnapGateway } from './midtrans/snap-gateway';
import type { VendorSettings } from './midtrans/vendor-client';

const KEY = 'SB-Mid-server-of-the-contract-42';
const CLIENT_KEY = 'SB-Mid-client-of-the-contract-42';
const SECRETS = [KEY, CLIENT_KEY, Buffer.from(`${KEY}:`).toString('base64')];
let simulator: MidtransSimulator;
beforeAll(async () => {
  simulator = await startMidtransSimulator({ serverKey: KEY });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.vendor.clear());

const settings = (change: Partial<VendorSettings> = {}): VendorSettings => ({
  serverKey: KEY,
  clientKey: CLIENT_KEY,
  coreBaseUrl: simulator.baseUrl,
  otherCoreBaseUrl: null,
  snapBaseUrl: `${simulator.baseUrl}/snap/v1`,
  timeoutMilliseconds: 300,
  qrisAcquirer: 'gopay',
  ...change,
});
const becomes = (orderNumber: string, status: 'settlement' | 'deny'): void => {
  const order = simulator.vendor.find(orderNumber);
  if (!order || !simulator.vendor.move(order, status)) throw new Error('no such move');
};
const choose = async (orderNumber: string): Promise<void> => {
  const url = `${simulator.baseUrl}/control/orders/${orderNumber}/choose`;
  await fetch(url, { method: 'POST', body: JSON.stringify({ payment_type: 'qris' }) });
};

describeGateway('midtrans-core', () => ({
  gateway: new CoreGateway(settings()),
  method: 'qris',
  secrets: SECRETS,
  pay: (number) => becomes(number, 'settlement'),
}));
describeGateway('midtrans-snap', () => ({
  gateway: new SnapGateway(settings()),
  method: 'snap',
  secrets: SECRETS,
}));
describeGateway('manual', () => ({
  gateway: new ManualGateway('BCA 123 a.n. RW 05'),
  method: 'manual',
  secrets: ['nothing secret here'],
  refundable: ['no', 'no', 'no'],
}));

describeGateway('manual', () => ({
  gateway: new ManualGateway('', () => printedCode(), true),
  method: 'static_qris',
  secrets: ['nothing secret here'],
  refundable: ['no', 'no', 'no'],
}));
const printedCode = () => {
  const body = '0002010102115204481253033605802ID5910WIFI RW 056304';
  const read = readStaticQris(`${body}${qrisChecksum(body)}`);
  if (!read.ok) throw new Error(read.refusal.code);
  return read.value;
};

const NUMBER = 'SRG-rw05-ABCDEFGHIJKLMNOPQRST';
const request = (change: Partial<PaymentTerms> = {}): ChargeRequest => ({
  askedAt: new Date().toISOString(),
  description: 'Paket 10 GB',
  returnUrl: 'https://wifi.example.test/kembali',
  terms: {
    orderId: 'o',
    orderNumber: NUMBER,
    subscriberId: 's',
    site: 'rw05',
    amountRupiah: 25_000,
    method: 'qris',
    bank: null,
    gateway: 'midtrans-core',
    expiresAt: new Date(Date.now() + 900_000).toISOString(),
    ...change,
  },
});
const fault = (call: string, kind: string, times?: number) =>
  simulator.vendor.behaviours.set(undefined, { faults: [{ call, kind, times }] } as never);

describe('what a payer gets', () => {
  it.each([
    [{ method: 'qris' }, ['qrImageUrl', 'qrString']],
    [{ method: 'gopay' }, ['deeplinkUrl', 'qrImageUrl']],
    [{ method: 'shopeepay' }, ['deeplinkUrl']],
    [{ method: 'va', bank: 'bca' }, ['vaBank', 'vaNumber']],
    [{ method: 'va', bank: 'permata' }, ['vaBank', 'vaNumber']],
    [{ method: 'va', bank: 'mandiri' }, ['billKey', 'billerCode']],
  ] as [Partial<PaymentTerms>, string[]][])('%j: %j', async (terms, names) => {
    const outcome = await new CoreGateway(settings()).charge(request(terms));
    if (outcome.outcome !== 'accepted') throw new Error(inspect(outcome));
    expect(Object.keys(outcome.instructions).sort()).toEqual(names);
  });
  it('of Snap is its token and page, and a status only once a method is chosen', async () => {
    const snap = new SnapGateway(settings());
    const outcome = await snap.charge(request());
    if (outcome.outcome !== 'accepted') throw new Error(inspect(outcome));
    expect(outcome.instructions.redirectUrl).toContain(outcome.instructions.snapToken);
    expect(await snap.status(NUMBER)).toEqual({ outcome: 'absent' });
    await choose(NUMBER);
    becomes(NUMBER, 'settlement');
    expect(await snap.status(NUMBER)).toMatchObject({ report: { standing: 'paid', paymentType: 'qris' } });
    expect(await snap.charge(request())).toEqual({ outcome: 'duplicate' });
  });
  it('ends when we say, counted from when the vendor takes it', () => {
    expect(expiryMinutes(request())).toBe(15);
  });
});

describe('what goes wrong', () => {
  const core = () => new CoreGateway(settings());
  it('knows the order again after a charge without an answer: status, then the same number', async () => {
    for (const kind of ['timeout', 'cut', '500']) {
      simulator.vendor.clear();
      fault('charge', kind, 1);
      expect(await core().charge(request())).toMatchObject({ outcome: 'unknown' });
      const status = await core().status(NUMBER);
      expect(status.outcome).toBe(kind === '500' ? 'absent' : 'report');
      expect(await core().charge(request())).toMatchObject({
        outcome: kind === '500' ? 'accepted' : 'duplicate',
      });
    }
  });
  it('learns that there were too many requests', async () => {
    fault('charge', '429');
    expect(await core().charge(request())).toMatchObject({ outcome: 'unavailable' });
  });
  it.each([false, true])('knows errors in the body and in HTTP (%s)', async (httpErrors) => {
    await core().charge(request());
    becomes(NUMBER, 'settlement');
    simulator.vendor.behaviours.set(undefined, { httpErrors });
    expect(await core().cancel(NUMBER)).toEqual({ outcome: 'refused' });
    expect(await core().status('SRG-rw05-QQQQQQQQQQQQQQQQQQQQ')).toEqual({ outcome: 'absent' });
    expect(await core().charge(request())).toEqual({ outcome: 'duplicate' });
  });
  it('asks for a status once more by itself, and only once', async () => {
    await core().charge(request());
    fault('status', '500', 1);
    expect((await core().status(NUMBER)).outcome).toBe('report');
    fault('status', '500', 2);
    expect((await core().status(NUMBER)).outcome).toBe('unavailable');
  });
  it('reads capitals', async () => {
    await core().charge(request());
    simulator.vendor.behaviours.set(undefined, { upperCase: true });
    expect(await core().status(NUMBER)).toMatchObject({ report: { standing: 'pending' } });
    becomes(NUMBER, 'settlement');
    expect(await core().status(NUMBER)).toMatchObject({ report: { standing: 'paid' } });
  });
  it('refunds under one key once, and hears a bank’s no', async () => {
    await core().charge(request());
    becomes(NUMBER, 'settlement');
    const refund = { orderNumber: NUMBER, key: 'k-1', amountRupiah: 10_000, reason: 'x' };
    expect([await core().refund(refund), await core().refund(refund)]).toEqual([
      { outcome: 'accepted' },
      { outcome: 'accepted' },
    ]);
    const status = await core().status(NUMBER);
    expect(status).toMatchObject({
      report: { standing: 'refunded', refunds: [{ key: 'k-1', confirmed: true }] },
    });
    expect(await core().refund({ ...refund, key: 'k-2', amountRupiah: 99_000 })).toMatchObject({
      outcome: 'refused',
    });
    simulator.vendor.behaviours.set(undefined, { refundDenied: true });
    expect(await core().refund({ ...refund, key: 'k-3' })).toMatchObject({ outcome: 'refused' });
  });
  it('lets no foreign text into a path', async () => {
    await expect(core().status('../../v2/token')).rejects.toThrow('foreign shape');
    await expect(core().cancel('a/../b')).rejects.toThrow('foreign shape');
  });
  it('shows no key in what it answers, whatever fails', async () => {
    const outcomes: unknown[] = [];
    for (const kind of ['timeout', 'cut', '500', '429']) {
      fault('charge', kind, 1);
      outcomes.push(await core().charge(request()));
    }
    const wrongKey = new CoreGateway(settings({ serverKey: `${KEY}-wrong` }));
    const nobody = new CoreGateway(settings({ coreBaseUrl: 'http://127.0.0.1:1' }));
    for (const gateway of [wrongKey, nobody])
      outcomes.push(
        await gateway.charge(request()),
        await gateway.status(NUMBER),
        await gateway.cancel(NUMBER),
      );
    outcomes.push(await new SnapGateway(settings({ serverKey: `${KEY}-wrong` })).charge(request()));
    const shown = inspect(outcomes, { depth: 20, showHidden: true });
    for (const secret of SECRETS) expect(shown).not.toContain(secret);
    expect(shown).toContain('unavailable');
  });
});

it('is left alone after failures of five orders, and asked again later, by one at first', async () => {
  let now = 0;
  const clock = { ...systemClock, monotonicMilliseconds: () => now };
  const guarded = new GuardedGateway(new CoreGateway(settings()), clock);
  fault('charge', '429');
  const fail = (letter: string) => guarded.charge(request({ orderNumber: `SRG-rw05-${letter.repeat(20)}` }));
  for (let count = 0; count < 9; count += 1) await fail('A');
  expect(guarded.isBreakerOpen).toBe(false);
  for (const letter of 'BCDE') await fail(letter);
  expect(guarded.isBreakerOpen).toBe(true);
  simulator.vendor.behaviours.clear();
  const leftAlone = { outcome: 'unavailable', reason: 'breaker open', isUntaken: true };
  expect(await guarded.charge(request())).toEqual(leftAlone);
  now += 5_000;
  const outcomes = await Promise.all([1, 2, 3].map(() => guarded.status(NUMBER)));
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['absent', 'unavailable', 'unavailable']);
  expect((await guarded.charge(request())).outcome).toBe('accepted');
  expect(guarded.isBreakerOpen).toBe(false);
});

it('lets a buyer through every five seconds, so that orders that always fail close no shop', async () => {
  let now = 0;
  const clock = { ...systemClock, monotonicMilliseconds: () => now };
  const guarded = new GuardedGateway(new CoreGateway(settings()), clock);
  fault('status', '429');
  const poison = [...'ABCDE'].map((letter) => `SRG-rw05-${letter.repeat(20)}`);
  for (const orderNumber of poison) await guarded.status(orderNumber);
  expect([guarded.isBreakerOpen, guarded.isClosedToBuyers]).toEqual([true, true]);
  now += 5_000;
  // The poison asks first, and fails: the pause grows.
  for (const orderNumber of poison) await guarded.status(orderNumber);
  expect(guarded.isClosedToBuyers).toBe(false);
  expect((await guarded.charge(request())).outcome).toBe('accepted');
  expect(guarded.isBreakerOpen).toBe(false);
});
