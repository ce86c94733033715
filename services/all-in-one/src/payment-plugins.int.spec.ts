// payment-plugins.int.spec.ts — a plugin's whole way through the real edge: an operator uploads, sets and activates DuitKu,
// a subscriber pays by it, its callback wakes the status, the quota is there; then it is switched off. Its key is in no
// answer and no record.
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { newId } from '@saring/kernel';
import { newPublisherKeys, packFiles, readFolder, signFiles } from '@saring/payment-plugin';
import { createLogger } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startDuitkuSimulator, type DuitkuSimulator } from '../../../infra/simulators/duitku/src';
import type { Answer, Browser } from '../../edge/src/testing/browser';
import { RealShop } from './testing/real-shop';

const PASSWORD = 'a-very-long-password-of-the-boss';
const PHONE = '081298765431';
const API_KEY = 'kunci-duitku-lewat-edge-31';
const PLUGINS = '/api/v1/payment-plugins';
const { publicKey, privateKey } = newPublisherKeys();
let shop: RealShop;
let duitku: DuitkuSimulator;
let boss: Browser;
const texts: string[] = [];

beforeAll(async () => {
  duitku = await startDuitkuSimulator({ apiKey: API_KEY, retryMilliseconds: 200 });
  shop = await RealShop.start(createLogger('silent'), {
    serverKey: 'SB-Mid-server-of-the-plugin-spec',
    clientKey: 'SB-Mid-client-of-the-plugin-spec',
    password: PASSWORD,
    env: {
      PAYMENT_PLUGIN_PUBLISHERS: `saring:${publicKey}`,
      PAYMENT_PLUGIN_PRIVATE_HOSTS: `127.0.0.1:${duitku.port}`,
    },
  });
  boss = shop.browser('10.5.50.8');
  await ask(boss, 'POST', '/api/v1/operator/login', { email: shop.boss, password: PASSWORD });
});
afterAll(async () => {
  await shop.close();
  await duitku.close();
});

const ask = async (browser: Browser, method: string, path: string, json?: object): Promise<Answer> => {
  const answer = await browser.call(path, { method, ...(json ? { json } : {}) });
  texts.push(answer.text);
  return answer;
};
const upload = async (archive: Uint8Array, type = 'application/zip'): Promise<Answer> => {
  const answer = await boss.call(PLUGINS, {
    method: 'POST',
    file: archive,
    headers: { 'content-type': type },
  });
  texts.push(answer.text);
  return answer;
};
const archiveOf = (more: Record<string, Uint8Array> = {}): Uint8Array => {
  const folder = join(__dirname, '../../../libs/payment-plugin/plugins/duitku');
  const files = new Map([...readFolder(folder), ...Object.entries(more)]);
  return packFiles(files.set('signature', signFiles(files, privateKey)));
};

it('refuses what is no plugin, what is too large, and who may not', async () => {
  expect(await upload(Buffer.from('no zip'))).toMatchObject({
    status: 422,
    json: { code: 'PAYMENT.PLUGIN_INVALID', detail: expect.stringContaining('not_a_zip') },
  });
  expect((await upload(Buffer.from('{}'), 'application/json')).status).toBeGreaterThanOrEqual(400);
  expect((await upload(Buffer.alloc(10 * 1024 * 1024 + 1))).status).toBe(413);
  const stranger = shop.browser('10.5.50.7');
  expect((await ask(stranger, 'GET', PLUGINS)).status).toBe(401);
});

it('takes an archive of many parts, and shows what it asks for', async () => {
  const archive = archiveOf({ 'assets/photo.png': randomBytes(1_600_000) });
  expect(archive.byteLength).toBeGreaterThan(3 * 500_000);
  expect(await upload(archive)).toMatchObject({
    status: 200,
    json: { plugin: 'duitku', trust: 'trusted', permissions: ['network', 'sign'] },
  });
  expect((await ask(boss, 'GET', PLUGINS)).json['items']).toHaveLength(1);
});

it('is set, tested and activated', async () => {
  const activate = { version: '1.0.0', methods: ['qris'] };
  expect(await ask(boss, 'PUT', `${PLUGINS}/duitku/methods`, activate)).toMatchObject({
    status: 409,
    json: { code: 'PAYMENT.PLUGIN_SETTINGS_MISSING' },
  });
  const values = Object.entries({
    ...{ merchantCode: 'DS12345', apiKey: API_KEY, email: 'kasir@rw05.id', baseUrl: duitku.baseUrl },
  }).map(([key, value]) => ({ key, value }));
  expect((await ask(boss, 'PUT', `${PLUGINS}/duitku/settings`, { values })).status).toBe(200);
  const test = await ask(boss, 'POST', `${PLUGINS}/duitku/versions/1.0.0/test`);
  expect([test.status, test.json['fault']]).toEqual([200, undefined]);
  expect((await ask(boss, 'PUT', `${PLUGINS}/duitku/methods`, activate)).status).toBe(200);
});

it('collects from a subscriber, and gives the quota once its vendor’s status says paid', async () => {
  const sold = { name: 'Paket 10 GB', bytes: 10_737_418_240, days: 30, priceRupiah: 50_000, active: true };
  const { packageId } = (await ask(boss, 'POST', '/api/v1/packages', sold)).json;
  const browser = shop.browser('10.5.50.9');
  const { challengeId } = (await ask(browser, 'POST', '/api/v1/auth/otp', { phone: PHONE })).json;
  const code = await shop.codeFor(PHONE);
  expect((await ask(browser, 'POST', '/api/v1/auth/otp/verify', { challengeId, code })).status).toBe(200);
  const bought = await ask(browser, 'POST', '/api/v1/orders', { packageId, method: 'qris' });
  expect(bought.status).toBe(201);
  const id = String(bought.json['orderId']);
  const number = String(bought.json['orderNumber'] ?? [...duitku.vendor.orders.keys()].at(-1));
  const order = duitku.vendor.orders.get(number)!;
  // As the world reaches edge: its own address stands for the portal's name.
  const { pathname } = new URL(order.callbackUrl);
  expect(pathname).toBe('/webhooks/plugins/duitku');
  order.callbackUrl = `http://127.0.0.1:${shop.port}${pathname}`;
  duitku.become(number, '00');
  await eventually(async () =>
    expect((await ask(browser, 'GET', `/api/v1/orders/${id}`)).json['state']).toBe('fulfilled'),
  );
  expect(duitku.callbacks.deliveries.at(-1)).toMatchObject({ status: 200, answer: 'SUCCESS' });
});

it('is not found under a name that no plugin has', async () => {
  // A callback whose payment does not say in time which plugins there are is kept, whatever its name.
  await eventually(async () => {
    const call = { method: 'POST', json: { id: newId() } };
    expect((await boss.raw('/webhooks/plugins/tripay', call)).status).toBe(404);
  });
});

it('is switched off, and shows its key nowhere', async () => {
  const off = await ask(boss, 'DELETE', `${PLUGINS}/duitku/methods`);
  expect(off.status).toBe(200);
  expect(off.text).not.toContain('"active":true');
  await ask(boss, 'GET', '/api/v1/audit?limit=100');
  expect(texts.join('\n')).not.toContain(API_KEY);
});
