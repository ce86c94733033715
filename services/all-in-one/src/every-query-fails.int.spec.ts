// every-query-fails.int.spec.ts — each distinct question to PostgreSQL, and each subject that is published to JetStream,
// fails once, of requests and of every background task alike: nothing ends, nothing is forgotten, nothing counts twice.
import 'reflect-metadata';
import { QuotaLedger, SubscriberTermsChangedSchema } from '@saring/contracts';
import { idFrom, MB, newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { quotaLedger } from '@saring/quota-ledger';
import { createLogger, startService } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator } from '../../../infra/simulators/routeros/src';
import type { Answer, Browser } from '../../edge/src/testing/browser';
import { SimulatedSite } from '../../router-gateway/src/testing/simulated-site';
import { FailingOnce, type Moment } from './testing/failing-once';
import { RealShop } from './testing/real-shop';

const PASSWORD = 'a-very-long-password-of-the-boss';
const PHONE = '081298765432';
const BUDI = idFrom('subscriber', 'budi');
const GB = 1_073_741_824;
const BONUS_BYTES = GB;
const SETTLED_WITHIN_MILLISECONDS = 60_000;

const faults = new FailingOnce();
let shop: RealShop;
const closers: (() => Promise<void>)[] = [];
const unhandled: string[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(String(reason));

beforeEach(() => {
  process.on('unhandledRejection', onUnhandled);
  faults.install();
});
afterEach(async () => {
  faults.remove();
  for (const close of closers.splice(0)) await close();
  process.off('unhandledRejection', onUnhandled);
});

/** As a patient client: what failed, or came too often, is asked again with the same key. */
const post = (browser: Browser, path: string, json: object): Promise<Answer> => {
  const call = { method: 'POST', json, headers: { 'idempotency-key': newId() } };
  return eventually(async () => {
    const answer = await browser.call(path, call);
    return answer.status < 500 && answer.status !== 429 && answer;
  }, SETTLED_WITHIN_MILLISECONDS);
};
/** Asks for a code, again where the page says that it did not leave, and types it. */
const logIn = async (browser: Browser): Promise<Answer> => {
  const inbox = () => shop.whatsapp.inbox.list(PHONE.replace(/^0/, '62'));
  const ask = async () =>
    String((await post(browser, '/api/v1/auth/otp', { phone: PHONE })).json['challengeId']);
  let challengeId = await ask();
  await eventually(async () => {
    if (inbox().length > 0) return true;
    const { json } = await browser.get(`/api/v1/auth/otp/${challengeId}`);
    if (json['delivery'] === 'failed') challengeId = await ask();
    return false;
  }, SETTLED_WITHIN_MILLISECONDS);
  return post(browser, '/api/v1/auth/otp/verify', { challengeId, code: await shop.codeFor(PHONE) });
};
const balanceOf = async (browser: Browser): Promise<unknown> =>
  (await browser.get('/api/v1/me/quota')).json['remainingBytes'];

it.each<Moment>(['before', 'after'])(
  'sells and gives back exactly, each step failing once %s it is done',
  async (moment) => {
    const keys = { serverKey: 'SB-Mid-server-1', clientKey: 'SB-Mid-client-1', password: PASSWORD };
    shop = await RealShop.start(createLogger('silent'), keys);
    closers.push(() => shop.close());
    const boss = shop.browser('10.5.50.8');
    expect(
      (await post(boss, '/api/v1/operator/login', { email: shop.boss, password: PASSWORD })).status,
    ).toBe(200);
    const sold = { name: 'Paket 10 GB', bytes: 10 * GB, days: 30, priceRupiah: 50_000, active: true };
    const { json: made } = await post(boss, '/api/v1/packages', sold);
    const packageId = String(made['packageId']);
    const welcome = {
      name: 'Selamat datang',
      kind: 'registration_bonus',
      bonusBytes: BONUS_BYTES,
      bonusDays: 7,
    };
    const promo = { ...welcome, published: true, startsAt: '2026-01-01T00:00:00.000Z' };
    expect((await post(boss, '/api/v1/promos', promo)).status).toBe(201);

    const subscriber = shop.browser('10.5.50.9');
    // A code whose sending was interrupted is not sent again (notification's README): a person waits for the next.
    if (moment === 'before') faults.start(moment);
    const { status } = await logIn(subscriber);
    expect(status).toBe(200);
    if (moment === 'after') faults.start(moment);
    const settled = (check: () => Promise<void>) => eventually(check, SETTLED_WITHIN_MILLISECONDS);
    await settled(async () => expect(await balanceOf(subscriber)).toBe(BONUS_BYTES));
    // The bonus and the approval come by ways of their own: a person who is not approved yet cannot buy.
    await settled(async () =>
      expect((await subscriber.get('/api/v1/me/quota')).json['status']).not.toBe('inactive'),
    );

    shop.midtrans.vendor.behaviours.set(undefined, { outcome: 'pay-now', afterMilliseconds: 40 });
    const bought = await post(subscriber, '/api/v1/orders', { packageId, method: 'qris' });
    expect([bought.status, bought.text]).toEqual([201, expect.anything()]);
    const orderId = String(bought.json['orderId']);
    const untilOrder = (state: string) =>
      settled(async () =>
        expect((await subscriber.get(`/api/v1/orders/${orderId}`)).json['state']).toBe(state),
      );
    await untilOrder('fulfilled');
    await settled(async () => expect(await balanceOf(subscriber)).toBe(BONUS_BYTES + 10 * GB));

    const refunded = await post(boss, `/api/v1/orders/${orderId}/refund`, { reason: 'salah beli' });
    expect([refunded.status, refunded.text]).toEqual([200, expect.anything()]);
    await untilOrder('refunded');
    await settled(async () => expect(await balanceOf(subscriber)).toBe(BONUS_BYTES));
    faults.stop();

    // It was truly tried, and what waits somewhere changes nothing any more.
    expect(faults.met.size).toBeGreaterThan(60);
    await settled(async () => expect(await balanceOf(subscriber)).toBe(BONUS_BYTES));
    expect(unhandled).toEqual([]);
  },
  480_000,
);

it.each<Moment>(['before', 'after'])(
  'meters, stops and opens exactly, each step failing once %s it is done',
  async (moment) => {
    const town = await SimulatedSite.start(await startRouterOsSimulator({ phones: 1 }));
    town.residents.speakForLedger = false;
    const options = { env: town.stack.env, nats: town.nats, logger: createLogger('silent') };
    const ledger = await startService(quotaLedger, options);
    closers.push(
      () => ledger.stop(),
      () => town.close(),
    );
    const phone = town.simulator.phone(1);
    phone.join();
    const at = new Date().toISOString();
    const terms = { subscriberId: BUDI, version: 1, role: 'subscriber', approval: 'approved', at };
    await publishFact(town.nats, SubscriberTermsChangedSchema, terms, {
      id: newId(),
      at,
      source: 'auth-otp',
    });
    town.residents.settle(BUDI, 'active', phone.mac);
    const grant = async (bytes: number): Promise<void> => {
      const commandId = newId();
      const command = {
        commandId,
        subscriberId: BUDI,
        bytes,
        source: 'operator',
        reason: 'uji',
        actor: 'operator:1',
      };
      await eventually(() => town.messenger.request(QuotaLedger.method.grantQuota, command));
    };
    await grant(50 * MB);
    await town.startGateway();
    const until = (check: () => unknown) =>
      eventually(async () => expect(await check()).toBeTruthy(), SETTLED_WITHIN_MILLISECONDS);
    await until(() => town.bindingOf(phone.mac) === 'bypassed');
    faults.start(moment);
    let moved = 0;
    const move = (bytes: number): void => {
      const { bytesIn, bytesOut } = phone.transfer(0, bytes);
      moved += bytesIn + bytesOut;
    };
    const isCharged = async () =>
      (await town.messenger.request(QuotaLedger.method.getQuota, { subscriberId: BUDI })).usedBytes === moved;
    move(MB);
    await until(isCharged);
    move(60 * MB);
    await until(isCharged);
    await until(() => town.bindingOf(phone.mac) === 'regular');
    await grant(100 * MB);
    await until(() => town.bindingOf(phone.mac) === 'bypassed');
    move(5 * MB);
    await until(isCharged);
    faults.stop();
    expect(faults.met.size).toBeGreaterThan(40);
    expect(unhandled).toEqual([]);
  },
  480_000,
);
