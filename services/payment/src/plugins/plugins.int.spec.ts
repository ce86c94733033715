// plugins.int.spec.ts — a plugin from its archive to a paid order: installed, set, activated, paid by DuitKu's simulator,
// woken by its callback, credited by its status alone; then deactivated while an order is open.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { create, toJson } from '@bufbuild/protobuf';
import { Payment, WebhookReceivedSchema, webhookSubject } from '@saring/contracts';
import { isWholeQris, newId } from '@saring/kernel';
import { newPublisherKeys, packFiles, readFolder, signFiles } from '@saring/payment-plugin';
import { SealedSettings } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startDuitkuSimulator, type DuitkuSimulator } from '../../../../infra/simulators/duitku/src';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack } from '../testing/payment-stack';

const rpc = Payment.method;
const API_KEY = 'kunci-rahasia-duitku-77';
const FOLDER = join(__dirname, '../../../../libs/payment-plugin/plugins/duitku');
const { publicKey, privateKey } = newPublisherKeys();
let stack: PaymentStack;
let duitku: DuitkuSimulator;
let door: Server;

/** As edge stores a callback. */
const openDoor = async (): Promise<string> => {
  door = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const plugin = (request.url ?? '').split('/').at(-1) ?? '';
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      const notice = create(WebhookReceivedSchema, {
        ...{ gateway: 'plugin', plugin, headers, body: Buffer.concat(parts) },
        receivedAt: new Date().toISOString(),
      });
      const text = JSON.stringify(toJson(WebhookReceivedSchema, notice));
      stack.nats
        .jetstream()
        .publish(webhookSubject('plugin'), text)
        .then(
          () => response.end('SUCCESS'),
          () => response.writeHead(503).end(),
        );
    });
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  duitku = await startDuitkuSimulator({ apiKey: API_KEY, retryMilliseconds: 200 });
  const origin = await openDoor();
  stack = await PaymentStack.start(startMidtransSimulator, {
    PAYMENT_PLUGIN_PUBLISHERS: `saring:${publicKey}`,
    PAYMENT_PLUGIN_PRIVATE_HOSTS: `127.0.0.1:${duitku.port}`,
    PAYMENT_PLUGIN_CALLBACK_ORIGIN: origin,
  });
});
afterAll(async () => {
  await stack.close();
  await duitku.close();
  door.closeAllConnections();
  door.close();
});

const archiveOf = (change: Record<string, string> = {}, key: string | null = privateKey): Uint8Array => {
  const files = readFolder(FOLDER);
  for (const [name, text] of Object.entries(change)) files.set(name, new Uint8Array(Buffer.from(text)));
  if (key) files.set('signature', signFiles(files, key));
  return packFiles(files);
};
const head = () => ({ commandId: newId(), actor: 'operator:sri' });
const upload = async (archive: Uint8Array, request: { commandId: string; actor: string } = head()) => {
  const uploadId = newId();
  const half = Math.ceil(archive.byteLength / 2);
  for (const part of [1, 0])
    await stack.ask.request(rpc.storePluginPart, {
      ...{ ...head(), uploadId, part },
      content: archive.slice(part * half, (part + 1) * half),
    });
  return stack.ask.request(rpc.installPlugin, { ...request, uploadId, parts: 2 }, 15_000);
};
const sealed = (key: string, value: string): { key: string; sealed: string } => ({
  key,
  sealed: new SealedSettings(stack.stack.env['SECRETS_KEY'] ?? '').seal(
    `payment-plugin.duitku.${key}`,
    value,
  ),
});
const set = (values: Record<string, string>) =>
  stack.ask.request(rpc.setPluginSettings, {
    ...{ ...head(), plugin: 'duitku' },
    values: Object.entries(values).map(([key, value]) => sealed(key, value)),
  });
const activate = (methods: string[], pluginVersion = '1.0.0') =>
  stack.ask.request(rpc.activatePlugin, { ...head(), plugin: 'duitku', pluginVersion, methods });
const refusal = (code: string) => expect.objectContaining({ code });
const openByPlugin = async (change: object = {}) => {
  const order = await stack.openOrder(change);
  expect(order).toMatchObject({ state: 'pending', gateway: 'plugin', plugin: 'duitku@1.0.0' });
  return order;
};

describe('what is refused', () => {
  it.each([
    ['PAYMENT.PLUGIN_UNTRUSTED', () => archiveOf({}, null)],
    ['PAYMENT.PLUGIN_UNTRUSTED', () => archiveOf({}, newPublisherKeys().privateKey)],
    ['PAYMENT.PLUGIN_INVALID', () => new Uint8Array(Buffer.from('no archive at all'))],
    ['PAYMENT.PLUGIN_INVALID', () => archiveOf({ 'README.md': 'x' })],
    ['PAYMENT.PLUGIN_CODE_FAILED', () => archiveOf({ 'index.js': 'while (true) {}' })],
    ['PAYMENT.PLUGIN_CODE_FAILED', () => archiveOf({ 'index.js': 'module.exports = {}' })],
  ])('%s', async (code, archive) => {
    await expect(upload(archive())).rejects.toEqual(refusal(code));
  });
  it('an upload with a part missing', async () => {
    const request = { ...head(), uploadId: newId(), parts: 1 };
    await expect(stack.ask.request(rpc.installPlugin, request)).rejects.toEqual(
      refusal('PAYMENT.PLUGIN_UPLOAD_INCOMPLETE'),
    );
  });
  it('a plugin that is not there', async () => {
    await expect(activate(['qris'])).rejects.toEqual(refusal('PAYMENT.PLUGIN_UNKNOWN'));
  });
});

describe('a plugin from its archive to a paid order', () => {
  it('is installed once, and says what it asks for', async () => {
    const request = head();
    const installed = await upload(archiveOf(), request);
    expect(installed).toMatchObject({
      ...{ plugin: 'duitku', version: '1.0.0', trust: 'trusted', publisher: 'saring' },
      hosts: expect.arrayContaining(['passport.duitku.com', 'api-prod.duitku.com']),
      permissions: ['network', 'sign'],
      openOrders: 0,
    });
    expect(installed.methods.map(({ method, active }) => [method, active])).toEqual([
      ['qris', false],
      ['va', false],
      ['shopeepay', false],
    ]);
    expect(await upload(archiveOf(), request)).toMatchObject({ digest: installed.digest });
    expect((await stack.ask.request(rpc.listPlugins, {})).items).toHaveLength(1);
    await expect(upload(archiveOf({ 'config.json': '{}' }))).rejects.toEqual(
      refusal('PAYMENT.PLUGIN_VERSION_TAKEN'),
    );
  });
  it('collects nothing before it is set and activated', async () => {
    expect(await stack.openOrder()).toMatchObject({ gateway: 'midtrans-core' });
    await expect(activate(['qris'])).rejects.toEqual(refusal('PAYMENT.PLUGIN_SETTINGS_MISSING'));
    await expect(activate(['gopay'])).rejects.toEqual(refusal('PAYMENT.PLUGIN_METHOD_UNKNOWN'));
    await expect(set({ signature: 'rot13' })).rejects.toEqual(refusal('PAYMENT.PLUGIN_SETTING_INVALID'));
    for (const baseUrl of [
      'https://pencuri.id',
      'http://sandbox.duitku.com',
      'https://sandbox.duitku.com:8443',
      'x',
    ])
      await expect(set({ baseUrl })).rejects.toEqual(refusal('PAYMENT.PLUGIN_SETTING_INVALID'));
    await expect(set({ nothing: 'x' })).rejects.toEqual(refusal('PAYMENT.PLUGIN_SETTING_UNKNOWN'));
    const plugin = await set({
      ...{ merchantCode: 'DS12345', apiKey: API_KEY, email: 'kasir@rw05.id' },
      baseUrl: duitku.baseUrl,
    });
    expect(plugin.settings.find(({ key }) => key === 'apiKey')).toMatchObject({ value: '', isSet: true });
    expect(plugin.settings.find(({ key }) => key === 'signature')).toMatchObject({ value: 'hmac-sha256' });
    const request = { plugin: 'duitku', pluginVersion: '1.0.0', actor: 'operator:sri' };
    expect(await stack.ask.request(rpc.testPlugin, request, 15_000)).toMatchObject({ reason: '' });
    expect((await activate(['qris', 'va'])).methods.filter(({ active }) => active)).toHaveLength(2);
  });
  it('is offered beside what the house has', async () => {
    const { items } = await stack.ask.request(rpc.getMethods, { site: 'site-1' });
    expect(items.find(({ method }) => method === 'va')?.banks).toContain('cimb');
    expect(items.map(({ method }) => method)).toEqual(expect.arrayContaining(['qris', 'va', 'gopay']));
  });
  it('credits when the callback has woken the status, and not before', async () => {
    const order = await openByPlugin();
    expect(isWholeQris(order.instructions?.qrString ?? '')).toBe(true);
    duitku.become(order.orderNumber, '00');
    await stack.reaches(order.orderId, 'paid');
    await stack.told(order.orderId, { state: 'paid', plugin: 'duitku', gateway: 'plugin' });
  });
  it('gives the number of a virtual account', async () => {
    const order = await openByPlugin({ method: 'va', bank: 'bri' });
    expect(order.instructions).toMatchObject({ vaBank: 'bri', vaNumber: expect.stringMatching(/^\d{16}$/) });
  });
  it('credits nothing by a callback alone, whatever it says', async () => {
    const order = await openByPlugin();
    const vendors = duitku.vendor.orders.get(order.orderNumber)!;
    duitku.callbacks.send(vendors, { resultCode: '00' });
    duitku.callbacks.send(vendors, { resultCode: '02' });
    duitku.callbacks.send(vendors, { signature: 'a'.repeat(64) });
    await eventually(async () => {
      if (!stack.alertsOf(order.orderId).includes('bad_signature')) throw new Error('no alert yet');
    });
    await handledAll();
    expect(await stack.get(order.orderId)).toMatchObject({ state: 'pending' });
  });
  it('believes no amount, and no number, that are not the order’s', async () => {
    const order = await openByPlugin();
    duitku.vendor.statusChanges.set(order.orderNumber, { amount: '250' });
    duitku.become(order.orderNumber, '00');
    await eventually(async () => {
      if (!stack.alertsOf(order.orderId).includes('amount_mismatch')) throw new Error('no alert yet');
    });
    duitku.vendor.statusChanges.set(order.orderNumber, {
      merchantOrderId: 'SRG-site-1-AAAAAAAAAAAAAAAAAAAA',
    });
    await stack.ask.request(rpc.recheckPayment, { orderId: order.orderId }, 15_000);
    expect(await stack.get(order.orderId)).toMatchObject({ state: 'pending' });
    duitku.vendor.statusChanges.delete(order.orderNumber);
    await stack.ask.request(rpc.recheckPayment, { orderId: order.orderId }, 15_000);
    await stack.reaches(order.orderId, 'paid');
  });
  it('finds an order whose charge got no answer', async () => {
    duitku.vendor.faults = [{ call: 'inquiry', kind: 'cut', isTaken: true, times: 1 }];
    const opened = await stack.openOrder();
    expect(opened).toMatchObject({ state: 'created', plugin: 'duitku@1.0.0' });
    expect(duitku.vendor.orders.has(opened.orderNumber)).toBe(true);
    duitku.become(opened.orderNumber, '00', false);
    await stack.ask.request(rpc.recheckPayment, { orderId: opened.orderId }, 15_000);
    await stack.reaches(opened.orderId, 'paid');
  });
  it('leaves the amounts that it does not take to the house', async () => {
    expect(await stack.openOrder({ method: 'va', bank: 'bri', amountRupiah: 5_000 })).toMatchObject({
      gateway: 'midtrans-core',
    });
  });
  it('leaves an order that its vendor surely refuses to the house, and keeps one that got no answer', async () => {
    await set({ apiKey: 'kunci-yang-salah' });
    const refused = await stack.openOrder();
    expect(refused).toMatchObject({ state: 'pending', gateway: 'midtrans-core' });
    expect(refused.plugin).toBeUndefined();
    await set({ apiKey: API_KEY });
    expect(duitku.vendor.orders.has(refused.orderNumber)).toBe(false);
    stack.becomes(refused.orderNumber, 'settlement');
    await stack.reaches(refused.orderId, 'paid');
    await stack.told(refused.orderId, { state: 'paid', gateway: 'midtrans-core' });
    duitku.vendor.faults = [{ call: 'inquiry', kind: 'cut', times: 1 }];
    const unknown = await stack.openOrder();
    expect(unknown).toMatchObject({ state: 'created', plugin: 'duitku@1.0.0' });
    const { orderId } = unknown;
    const after = await stack.ask.request(rpc.recheckPayment, { orderId }, 15_000);
    expect(after).toMatchObject({ state: 'pending', plugin: 'duitku@1.0.0' });
  });
  it('is deactivated, and its open orders still end by it', async () => {
    const order = await openByPlugin();
    const request = { ...head(), plugin: 'duitku' };
    const off = await stack.ask.request(rpc.deactivatePlugin, request);
    expect(off.methods.some(({ active }) => active)).toBe(false);
    expect(off.openOrders).toBeGreaterThan(0);
    expect(await stack.openOrder()).toMatchObject({ gateway: 'midtrans-core' });
    const removal = { ...head(), plugin: 'duitku', pluginVersion: '1.0.0' };
    await expect(stack.ask.request(rpc.removePlugin, removal)).rejects.toEqual(
      refusal('PAYMENT.PLUGIN_IN_USE'),
    );
    duitku.become(order.orderNumber, '00');
    await stack.reaches(order.orderId, 'paid');
  });
  it('stands beside its next version until its orders have ended', async () => {
    await activate(['qris']);
    const before = await openByPlugin();
    const manifest = Buffer.from(readFolder(FOLDER).get('manifest.json')!).toString();
    const code = Buffer.from(readFolder(FOLDER).get('index.js')!).toString();
    const next = archiveOf({
      'manifest.json': manifest.replace('"1.0.0"', '"1.1.0"'),
      'index.js': code.replace(`version: '1.0.0'`, `version: '1.1.0'`),
    });
    await upload(next);
    await activate(['qris'], '1.1.0');
    expect(await stack.openOrder()).toMatchObject({ plugin: 'duitku@1.1.0' });
    duitku.become(before.orderNumber, '00');
    await stack.reaches(before.orderId, 'paid');
    expect(await stack.get(before.orderId)).toMatchObject({ plugin: 'duitku@1.0.0' });
  });
  it('is known again after a restart, and shows its key nowhere', async () => {
    await stack.stopService();
    await stack.startService();
    const order = await stack.openOrder();
    expect(order).toMatchObject({ state: 'pending', plugin: 'duitku@1.1.0' });
    const { rows } = await stack.pool.query('select key, sealed from payment_plugin_settings');
    const shown = JSON.stringify([rows, order, await stack.ask.request(rpc.listPlugins, {}), stack.lines]);
    expect(shown).not.toContain(API_KEY);
  });
  it('takes a command once under its id', async () => {
    const request = { ...head(), plugin: 'duitku', pluginVersion: '1.1.0', methods: [] as string[] };
    await stack.ask.request(rpc.activatePlugin, request);
    await activate(['qris'], '1.1.0');
    const again = await stack.ask.request(rpc.activatePlugin, request);
    expect(again.methods.find(({ method }) => method === 'qris')).toMatchObject({ active: true });
    await expect(stack.ask.request(rpc.activatePlugin, { ...request, methods: ['va'] })).rejects.toEqual(
      refusal('COMMAND.ID_REUSED'),
    );
  });
});

/** Every callback that was stored has been handled. */
const handledAll = (): Promise<void> =>
  eventually(async () => {
    const manager = await stack.nats.jetstreamManager();
    const { num_pending: waiting, num_ack_pending: taken } = await manager.consumers.info(
      'WEBHOOKS',
      'payment-plugins',
    );
    if (waiting + taken > 0) throw new Error('callbacks are waiting');
  });
