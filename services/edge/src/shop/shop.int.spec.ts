// Buying and settling by REST, with fakes of billing and payment.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { factSubject, OrderStateChangedSchema } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import {
  billingStandIn,
  money,
  ORDER_ID,
  PACKAGE_ID,
  paymentStandIn,
  resetMoney,
  STATUS_TOKEN,
} from '../testing/fake-money';
import { resetWorld, world } from '../testing/fakes';

let edge: EdgeStack;
const order = (browser: Browser, json: object, key = newId()) =>
  browser.call('/api/v1/orders', { method: 'POST', json, headers: { 'idempotency-key': key } });
const qris = { packageId: PACKAGE_ID, method: 'qris' };

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp, billingStandIn, paymentStandIn],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(async () => {
  await edge?.close();
});
beforeEach(() => {
  resetWorld();
  resetMoney();
});

describe('the shop', () => {
  it('shows packages to anyone, and their own prices to known subscribers', async () => {
    const anyone = (await edge.newBrowser().get('/api/v1/packages')).json['items'] as {
      finalPriceRupiah: number;
    }[];
    const { browser } = await edge.subscriber();
    const own = (await browser.get('/api/v1/packages')).json['items'] as { finalPriceRupiah: number }[];
    expect([anyone[0]?.finalPriceRupiah, own[0]?.finalPriceRupiah]).toEqual([100_000, 90_000]);
  });
  it('is closed while payment is, and says so', async () => {
    money.isPaymentDown = true;
    const { json } = await edge.newBrowser().get('/api/v1/payment-methods');
    expect(json).toEqual({ open: false, reason: 'breaker_open', items: [] });
    const { browser } = await edge.subscriber();
    expect((await order(browser, qris)).json).toMatchObject({
      status: 503,
      code: 'BILLING.PAYMENT_UNAVAILABLE',
    });
  });
});

describe('an order', () => {
  it('is placed for the login, and answered with how to pay', async () => {
    const { browser, subscriberId } = await edge.subscriber();
    const key = newId();
    const placed = await order(browser, qris, key);
    expect(placed.status).toBe(201);
    expect(placed.json).toMatchObject({
      orderId: ORDER_ID,
      orderNumber: 'SRG-RW05-ABCDEFGHJKLMNPQRSTUV',
      state: 'pending',
      amountRupiah: 100_000,
      expiresAt: '2099-01-01T00:00:00.000Z',
      qrString: expect.stringMatching(/6304/),
      qrImageUrl: `${browser.origin}/api/v1/pay/${STATUS_TOKEN}/qr.svg`,
      statusUrl: `${browser.origin}/pay/${STATUS_TOKEN}`,
    });
    expect(placed.json).not.toHaveProperty('va');
    await order(browser, qris, key);
    expect(money.placed.map((request) => request.subscriberId)).toEqual([subscriberId, subscriberId]);
    expect(new Set(money.placed.map((request) => request.commandId)).size).toBe(1);
    expect(money.placed[0]).toMatchObject({ method: 'qris', actor: 'subscriber' });
  });
  it('names a virtual account, Mandiri and Snap in the words of the API', async () => {
    const { browser } = await edge.subscriber();
    money.order.instructions = {
      vaBank: 'bca',
      vaNumber: '8123',
      billKey: '1',
      billerCode: '2',
      snapToken: 's',
    };
    expect((await order(browser, { ...qris, method: 'va', bank: 'bca' })).json).toMatchObject({
      va: { bank: 'bca', number: '8123' },
      billKey: '1',
      billerCode: '2',
      snapToken: 's',
    });
  });
  it('needs a key, a known method, a package, and a buyer', async () => {
    const { browser } = await edge.subscriber();
    const call = { method: 'POST', json: qris, headers: { 'idempotency-key': '' } };
    const without = await browser.call('/api/v1/orders', call);
    expect([without.status, without.json['code']]).toEqual([400, 'REQUEST.IDEMPOTENCY_KEY_MISSING']);
    expect((await order(browser, { ...qris, method: 'cash' })).status).toBe(400);
    expect((await order(browser, { method: 'qris' })).status).toBe(400);
    expect((await order(edge.newBrowser(), qris)).json).toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
    expect(money.placed).toEqual([]);
  });
  it('may be placed by a proved device without a cookie, for its own account and no other', async () => {
    const address = edge.newAddress();
    world.clients.set(address, 'AA:00:00:00:09:01');
    const browser = edge.browser(address);
    const { subscriberId } = await edge.logIn(browser, edge.newPhone());
    browser.cookies.clear();
    expect((await order(browser, qris)).status).toBe(201);
    expect(money.placed[0]).toMatchObject({ subscriberId, actor: 'device' });
    expect((await browser.get(`/api/v1/orders/${ORDER_ID}`)).status).toBe(200);
    expect((await browser.get('/api/v1/debts')).status).toBe(200);
    expect((await browser.get('/api/v1/orders')).status).toBe(401);
    expect((await browser.get(`/api/v1/orders/${ORDER_ID}/receipt.pdf`)).status).toBe(401);
    money.owner = newId();
    expect((await browser.get(`/api/v1/orders/${ORDER_ID}`)).status).toBe(404);
  });
  it('takes no session that has run out for its device', async () => {
    const address = edge.newAddress();
    world.clients.set(address, 'AA:00:00:00:09:02');
    const browser = edge.browser(address);
    await edge.logIn(browser, edge.newPhone());
    browser.cookies.delete('saring_access');
    expect((await order(browser, qris)).status).toBe(401);
  });
  it('is listed by pages, cancelled, drawn and receipted', async () => {
    const { browser, subscriberId } = await edge.subscriber();
    const page = await browser.get(`/api/v1/orders?limit=5&cursor=${ORDER_ID}`);
    expect(page.json).toMatchObject({ items: [{ orderId: ORDER_ID }], nextCursor: null });
    expect(money.listed[0]).toMatchObject({ subscriberId, state: 'all', limit: 5, before: ORDER_ID });
    const cancelled = await browser.post(`/api/v1/orders/${ORDER_ID}/cancel`);
    expect([cancelled.status, cancelled.json['state']]).toEqual([200, 'cancelled']);
    const svg = await browser.get(`/api/v1/orders/${ORDER_ID}/qr.svg`);
    expect([svg.headers['content-type'], svg.text.slice(0, 4)]).toEqual(['image/svg+xml', '<svg']);
    expect((await browser.get(`/api/v1/orders/${ORDER_ID}/qr.png`)).headers['content-type']).toBe(
      'image/png',
    );
    const receipt = await browser.get(`/api/v1/orders/${ORDER_ID}/receipt.pdf`);
    expect([receipt.text, receipt.headers['content-type']]).toEqual(['%pdf', 'application/pdf']);
    money.order.instructions = { qrString: 'damaged' };
    expect((await browser.get(`/api/v1/orders/${ORDER_ID}/qr.svg`)).json).toMatchObject({
      status: 404,
      code: 'ORDER.NO_QR',
    });
  });
  it('settles all debts or one, never both or neither', async () => {
    const { browser } = await edge.subscriber();
    const settle = (json: object) =>
      browser.call('/api/v1/debts/settle', { method: 'POST', json, headers: { 'idempotency-key': newId() } });
    expect((await settle({ all: true, method: 'qris' })).status).toBe(201);
    expect((await settle({ debtId: PACKAGE_ID, method: 'qris' })).json).toMatchObject({
      purpose: 'settlement',
    });
    expect(money.settled.map(({ debtId }) => debtId)).toEqual(['', PACKAGE_ID]);
    for (const wrong of [{}, { all: true, debtId: PACKAGE_ID }, { all: false }])
      expect((await settle({ ...wrong, method: 'qris' })).status).toBe(400);
  });
  it('updates an open page when its state changes', async () => {
    const { browser, subscriberId } = await edge.subscriber();
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const abort = new AbortController();
    const stream = await fetch(`http://127.0.0.1:${edge.port}/api/v1/events`, {
      headers: { cookie, 'x-forwarded-for': browser.address },
      signal: abort.signal,
    });
    const reader = stream.body?.getReader();
    await reader?.read();
    const fact = JSON.stringify({ orderId: ORDER_ID, subscriberId, state: 'fulfilled', version: 4 });
    edge.nats.publish(factSubject(OrderStateChangedSchema), fact);
    const heard = Buffer.from((await reader?.read())?.value ?? []).toString();
    expect(heard).toMatch(/^event: order\ndata: .*"fulfilled"/);
    abort.abort();
  });
});

describe('a proof of a transfer', () => {
  const put = (browser: Browser, image: Buffer, type = 'image/png') =>
    fetch(`http://127.0.0.1:${edge.port}/api/v1/orders/${ORDER_ID}/proof`, {
      method: 'PUT',
      body: Uint8Array.from(image),
      headers: {
        host: browser.host,
        origin: `http://127.0.0.1:${edge.port}`,
        'content-type': type,
        'x-forwarded-for': browser.address,
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-csrf-token': browser.cookies.get('saring_csrf') ?? '',
      },
    });
  it('goes to payment as it is, up to 500 KB, and is shown to operators only', async () => {
    const { browser } = await edge.subscriber();
    const image = Buffer.alloc(500 * 1024, 200);
    expect((await put(browser, image)).status).toBe(204);
    expect(Buffer.from(money.proof ?? []).equals(image)).toBe(true);
    expect((await put(browser, Buffer.alloc(500 * 1024 + 1))).status).toBe(413);
    expect((await put(browser, Buffer.from('x'), 'image/svg+xml')).status).toBe(400);
    expect((await browser.get(`/api/v1/orders/${ORDER_ID}/proof`)).status).toBe(401);
    const shown = await (await edge.operator()).get(`/api/v1/orders/${ORDER_ID}/proof`);
    expect([shown.status, shown.headers['content-type']]).toEqual([200, 'image/png']);
  });
});

it('records the price that a package had before an operator changes it', async () => {
  const operator = await edge.operator();
  await operator.call(`/api/v1/packages/${PACKAGE_ID}`, { method: 'PATCH', json: { priceRupiah: 1 } });
  const { json } = await operator.get(`/api/v1/audit?target=${PACKAGE_ID}`);
  const [entry] = json['items'] as readonly { bodyJson: string; beforeJson: string }[];
  expect(entry?.bodyJson).toBe('{"priceRupiah":1}');
  expect(JSON.parse(entry?.beforeJson ?? '')).toEqual({ priceRupiah: expect.any(Number) });
});
