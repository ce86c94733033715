// gateway-tests.int.spec.ts — an operator tests whether the gateway takes our key: by the whole service, and by adapter.
import 'reflect-metadata';
import { Payment } from '@saring/contracts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startMidtransSimulator, type MidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack, refusal } from '../testing/payment-stack';
import { SERVER_KEY } from '../testing/secrets';
import { CoreGateway } from './midtrans/core-gateway';
import type { VendorSettings } from './midtrans/vendor-client';

const rpc = Payment.method;
const HOUR_MINUTES = 60;
const KEY = 'SB-Mid-server-of-the-test-42';
const NOBODY = 'http://127.0.0.1:1';

describe('the test by an operator', () => {
  let stack: PaymentStack;
  beforeAll(async () => {
    stack = await PaymentStack.start(startMidtransSimulator);
  });
  afterAll(() => stack.close());
  // Another hour: what one test asked limits no other.
  beforeEach(() => stack.later(HOUR_MINUTES + 1));

  const state = () => stack.ask.request(rpc.getGateway, {});
  const test = (actor = 'operator:ani') => stack.ask.request(rpc.testGateway, { actor }, 15_000);
  const restarted = async (settings: Record<string, string>) => {
    await stack.stopService();
    await stack.startService(settings);
  };

  it('says which ways to pay are set before anything is tested', async () => {
    expect(await state()).toMatchObject({ gateway: 'midtrans-core', environment: 'custom', transfer: false });
    expect((await state()).lastTest).toBeUndefined();
  });
  it('says that the key is taken, charges nothing, and keeps how it ended', async () => {
    const { lastTest } = await test();
    expect(lastTest).toMatchObject({ reason: '' });
    expect(lastTest?.fault).toBeUndefined();
    expect((await state()).lastTest?.testedAt).toBe(lastTest?.testedAt);
    expect((await stack.ask.request(rpc.listPayments, { state: 'all', limit: 10 })).items).toEqual([]);
  });
  it('is asked twenty times an hour by one operator, however many ask at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 22 }, () => test('operator:budi')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    await expect(test('operator:budi')).rejects.toEqual(refusal('PAYMENT.GATEWAY_TESTS_SPENT'));
    await test('operator:dewi');
  });
  it('says that the key is refused, and forgets it with the key', async () => {
    await restarted({ MIDTRANS_SERVER_KEY: 'SB-Mid-server-mistyped-0001' });
    expect((await state()).lastTest).toBeUndefined();
    expect((await test()).lastTest).toMatchObject({ fault: 'key_refused' });
    await restarted({ MIDTRANS_SERVER_KEY: SERVER_KEY });
    expect((await state()).lastTest?.fault).toBeUndefined();
  });
  it('says that no gateway is set, and that transfers are', async () => {
    await restarted({ MIDTRANS_SERVER_KEY: '', MANUAL_TRANSFER_TEXT: 'BCA 123 a.n. Bu Sri' });
    const { gateway, methods, transfer, lastTest } = await test();
    expect([gateway, methods, transfer]).toEqual([undefined, ['manual'], true]);
    expect(lastTest).toMatchObject({ fault: 'not_configured' });
  });
});

describe('the probe of Midtrans', () => {
  let here: MidtransSimulator;
  let other: MidtransSimulator;
  beforeAll(async () => {
    here = await startMidtransSimulator({ serverKey: 'SB-Mid-server-of-another-shop' });
    other = await startMidtransSimulator({ serverKey: KEY });
  });
  afterAll(() => Promise.all([here.close(), other.close()]));

  const probe = (change: Partial<VendorSettings>) =>
    new CoreGateway({
      ...{ serverKey: KEY, clientKey: '', coreBaseUrl: here.baseUrl, otherCoreBaseUrl: null },
      ...{ snapBaseUrl: NOBODY, timeoutMilliseconds: 300, qrisAcquirer: 'gopay' },
      ...change,
    }).probe();
  const faulty = async (kind: string) => {
    other.vendor.behaviours.set(undefined, { faults: [{ call: 'status', kind }] } as never);
    const outcome = await probe({ coreBaseUrl: other.baseUrl });
    other.vendor.behaviours.set(undefined, {});
    return outcome;
  };

  it('tells a key of the other environment from one that is wrong', async () => {
    expect(await probe({})).toMatchObject({ fault: 'key_refused' });
    expect(await probe({ otherCoreBaseUrl: other.baseUrl })).toMatchObject({ fault: 'wrong_environment' });
    expect(await probe({ otherCoreBaseUrl: NOBODY })).toMatchObject({ fault: 'key_refused' });
  });
  it.each([
    ['timeout', 'timed_out'],
    ['drip', 'timed_out'],
    ['cut', 'unreachable'],
    ['429', 'busy'],
    ['500', 'busy'],
    ['html', 'unreadable'],
  ])('says what is in the way: %s is %s', async (kind, fault) =>
    expect(await faulty(kind)).toMatchObject({ outcome: 'failed', fault }),
  );
  it('says that nobody is there', async () =>
    expect(await probe({ coreBaseUrl: NOBODY })).toMatchObject({ fault: 'unreachable' }));
  it('takes no other server’s 404 for the vendor', async () => {
    const server = createServer((_, response) => response.writeHead(404).end('<h1>Not found</h1>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const coreBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await probe({ coreBaseUrl })).toMatchObject({ fault: 'unreadable' });
    await new Promise((resolve) => server.close(resolve));
  });
});
