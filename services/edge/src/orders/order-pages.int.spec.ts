// Status links, the shop without JavaScript, and operators' commands on orders, with fakes of billing and payment.
import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { describeError } from '@saring/i18n';
import { eventually } from '@saring/testing';
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

describe('a status link', () => {
  const formToken = (html: string) => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';
  it('shows state, code and cancel to anyone who holds it', async () => {
    const browser = edge.newBrowser();
    const page = await browser.get(`/pay/${STATUS_TOKEN}`);
    expect(page.text).toContain('Menunggu pembayaran');
    expect(page.text).toContain('Paket &lt;10&gt; GB');
    // The text that the payer reads at the bank.
    expect(page.text).toContain('SRG-RW05-ABCDEFGHJKLMNPQRSTUV');
    expect(page.text).toContain(`src="/api/v1/pay/${STATUS_TOKEN}/qr.svg"`);
    expect(page.text).toContain('http-equiv="refresh"');
    expect((await browser.get(`/api/v1/pay/${STATUS_TOKEN}/qr.svg`)).status).toBe(200);
    expect((await browser.get(`/api/v1/pay/${STATUS_TOKEN}`)).json).toMatchObject({ orderId: ORDER_ID });
    const origin = { origin: browser.origin };
    const cancel = (token: string) =>
      browser.raw(`/pay/${STATUS_TOKEN}/cancel`, { method: 'POST', form: { token }, headers: origin });
    expect((await cancel('forged')).status).toBe(403);
    expect((await cancel(formToken(page.text))).status).toBe(303);
    expect(money.cancelled).toMatchObject([
      { statusToken: STATUS_TOKEN, subscriberId: '', actor: 'status-link' },
    ]);
  });
  describe('takes the picture of a payment without JavaScript', () => {
    const PATH = `/pay/${STATUS_TOKEN}/proof`;
    const BOUNDARY = '----form';
    const formOf = (token: string, image: Buffer): Buffer => {
      const head = (name: string, more = '') =>
        Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`);
      const file = head('image', '; filename="bukti.png"\r\nContent-Type: image/png');
      const end = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
      return Buffer.concat([head('token'), Buffer.from(`${token}\r\n`), file, image, end]);
    };
    const send = (browser: Browser, path: string, file: Buffer) =>
      browser.raw(path, {
        ...{ method: 'POST', file },
        headers: { origin: browser.origin, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      });

    it('of a transfer and a printed code alone, from whoever holds the link', async () => {
      const browser = edge.newBrowser();
      expect((await browser.get(`/pay/${STATUS_TOKEN}`)).text).not.toContain(PATH);
      money.order.instructions = { transferText: 'BCA 1234567890' };
      expect((await browser.get(`/pay/${STATUS_TOKEN}`)).text).toContain(`href="${PATH}"`);
      const page = await browser.get(PATH);
      expect(page.text).toContain('enctype="multipart/form-data"');
      // A page that loads again by itself would forget the file that was chosen.
      expect(page.text).not.toContain('http-equiv="refresh"');
      const image = Buffer.alloc(500 * 1024, 200);
      const sent = await send(browser, PATH, formOf(formToken(page.text), image));
      expect([sent.status, sent.headers['location']]).toEqual([303, `/pay/${STATUS_TOKEN}`]);
      expect(Buffer.from(money.proof ?? []).equals(image)).toBe(true);
    });

    it('within the limits of size, by its own form, and says kindly what is wrong', async () => {
      const browser = edge.newBrowser();
      const token = formToken((await browser.get(PATH)).text);
      for (const size of [500 * 1024 + 1, 4 * 1024 * 1024]) {
        const large = await send(browser, PATH, formOf(token, Buffer.alloc(size, 7)));
        expect([large.status, large.text]).toEqual([413, expect.stringContaining('Gambar terlalu besar')]);
        expect(large.text).toContain('type="file"');
      }
      const none = await send(browser, PATH, formOf(token, Buffer.alloc(0)));
      expect([none.status, none.text]).toEqual([422, expect.stringContaining('Gambar tidak dikenali')]);
      expect((await send(browser, PATH, formOf('forged', Buffer.alloc(9)))).status).toBe(403);
      expect((await send(browser, '/pay/kurz/proof', formOf(token, Buffer.alloc(9)))).status).toBe(403);
      expect(money.proof).toBeNull();
    });

    it('and no other route takes such a form', async () => {
      const browser = edge.newBrowser();
      const form = formOf('t', Buffer.alloc(9));
      for (const path of [`/pay/${STATUS_TOKEN}/cancel`, '/login', '/webhooks/midtrans'])
        expect([path, (await send(browser, path, form)).status]).toEqual([path, 400]);
    });
  });
  it('says that a proof is being checked once it is sent, with the way to pay folded', async () => {
    Object.assign(money.order, {
      ...{ method: 'static_qris', hasProof: true },
      instructions: { ...money.order.instructions, merchantName: 'WIFI RW 05' },
    });
    const { text } = await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`);
    expect(text).toContain('<h1>Bukti diterima, sedang diperiksa</h1>');
    expect(text).not.toContain('Menunggu pembayaran');
    expect(text).toContain('Bukti sudah dikirim');
    expect(text.indexOf('<details>')).toBeLessThan(text.indexOf('class="qr"'));
    expect(text).not.toContain('Bayar sebelum');
  });
  it('asks for the proof of money that no bank tells us of, after the end, too', async () => {
    Object.assign(money.order, { method: 'static_qris', state: 'cancelled', instructions: undefined });
    const { text } = await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`);
    expect(text).toContain('Kalau sudah membayar, kirim buktinya');
    expect(text).toContain(`href="/pay/${STATUS_TOKEN}/proof"`);
    expect(text).not.toContain('begitu bank memberi tahu');
    money.order.hasProof = true;
    const proved = (await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`)).text;
    expect(proved).toContain('Bukti sudah dikirim');
  });
  it('offers receipts once paid, and no code that is damaged', async () => {
    money.order.instructions = { qrString: 'damaged' };
    expect((await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`)).text).toContain('tidak terbaca utuh');
    Object.assign(money.order, { state: 'fulfilled', instructions: undefined });
    const { text } = await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`);
    expect(text).toContain(`/api/v1/pay/${STATUS_TOKEN}/receipt.pdf`);
    expect(text).not.toContain('http-equiv="refresh"');
    expect((await edge.newBrowser().get(`/api/v1/pay/${STATUS_TOKEN}/receipt.png`)).text).toBe('%png');
  });
  it.each(['expired', 'cancelled', 'denied'])(
    'looks for late money of an order that is %s, for a while by itself and always by hand',
    async (state) => {
      const ended = (hoursAgo: number) =>
        Object.assign(money.order, {
          ...{ state, instructions: undefined },
          expiresAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
        });
      const look = `href="/pay/${STATUS_TOKEN}">Periksa lagi`;
      ended(0);
      const { text } = await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`);
      expect(text).toContain('http-equiv="refresh" content="60"');
      expect(text).toContain(look);
      ended(2);
      const { text: later } = await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`);
      expect(later).not.toContain('http-equiv="refresh"');
      expect(later).toContain(look);
    },
  );
  it('opens nothing when it is not ours', async () => {
    for (const token of ['x', 'token-of-nobody-0123456789', '%20'])
      expect((await edge.newBrowser().get(`/pay/${token}`)).status).toBe(404);
    expect((await edge.newBrowser().get('/api/v1/pay/token-of-nobody-0123456789')).json).toMatchObject({
      code: 'BILLING.ORDER_UNKNOWN',
    });
  });
  it('leads to apps and web pages only', async () => {
    money.order.instructions = { deeplinkUrl: 'javascript:alert(1)', redirectUrl: 'https://pay.example/x' };
    const { text } = await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`);
    expect(text).not.toContain('javascript:');
    expect(text).toContain('href="https://pay.example/x"');
  });
});

describe('the shop without JavaScript', () => {
  it('sells to a proved device that keeps no cookie', async () => {
    const address = edge.newAddress();
    world.clients.set(address, 'AA:00:00:00:09:03');
    const browser = edge.browser(address);
    await edge.logIn(browser, edge.newPhone());
    browser.cookies.clear();
    const page = await browser.get('/shop');
    expect(page.text).toContain('Hemat &lt;b&gt;10&lt;/b&gt;');
    const chosen = /name="item" value="([^"]+)"/g;
    const items = [...page.text.matchAll(chosen)].map(([, item]) => item ?? '');
    const last = items.at(-1) ?? '';
    // Who comes from a package of the portal finds it chosen.
    expect((await browser.get(`/shop?item=${last}`)).text).toContain(`value="${last}" required checked`);
    expect((await browser.get('/shop?item=%22%3E%3Cscript%3E')).text).not.toContain('"><script>');
    expect(page.text.match(/name="way"/g)).toHaveLength(2);
    expect(page.text).toContain('<option value="mandiri">Mandiri</option>');
    const hidden = Object.fromEntries(
      [...page.text.matchAll(/type="hidden" name="([\w-]+)" value="([^"]+)"/g)].map((match) => [
        match[1],
        match[2],
      ]),
    ) as Record<string, string>;
    browser.cookies.clear();
    const submit = (form: Record<string, string>) =>
      browser.raw('/shop', { method: 'POST', form, headers: { origin: browser.origin } });
    const bought = await submit({ ...hidden, item: PACKAGE_ID, way: 'va', bank: 'mandiri' });
    expect([bought.status, bought.headers['location']]).toEqual([303, `/pay/${STATUS_TOKEN}`]);
    // The price that the page showed goes with it.
    const sold = { packageId: PACKAGE_ID, method: 'va', bank: 'mandiri', shownRupiah: 90_000 };
    expect(money.placed[0]).toMatchObject(sold);
    expect((await submit({ ...hidden, item: 'debts', way: 'qris' })).status).toBe(303);
    expect(money.settled).toHaveLength(1);
    for (const way of ['cash', 'va'])
      expect((await submit({ ...hidden, item: PACKAGE_ID, way })).status).toBe(400);
    expect((await submit({ ...hidden, token: 'x', item: PACKAGE_ID, way: 'qris' })).status).toBe(403);
    money.isPaymentDown = true;
    expect((await browser.get('/shop')).text).toContain('Toko sedang tutup');
    expect((await edge.newBrowser().get('/shop')).headers['location']).toBe('/login');
  });
  it('gives a package to another number, for who is logged in alone', async () => {
    const { browser } = await edge.subscriber();
    const { text } = await browser.get('/shop');
    expect(text).toContain('name="phone" type="tel"');
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
    const form = { token: value('token'), key: value('key'), item: PACKAGE_ID, way: 'qris' };
    const headers = { origin: browser.origin };
    const given = { ...form, phone: ' 0812 9990 0010 ' };
    expect((await browser.raw('/shop', { method: 'POST', form: given, headers })).status).toBe(303);
    expect(money.placed[0]).toMatchObject({ packageId: PACKAGE_ID, forPhone: '0812 9990 0010' });
    Object.assign(money.order, { purpose: 'voucher', state: 'fulfilled', receiverId: PACKAGE_ID });
    expect((await browser.get(`/pay/${STATUS_TOKEN}`)).text).toContain('Hadiah: kuotanya');
    const address = edge.newAddress();
    world.clients.set(address, 'AA:00:00:00:09:04');
    const device = edge.browser(address);
    await edge.logIn(device, edge.newPhone());
    device.cookies.clear();
    expect((await device.get('/shop')).text).not.toContain('name="phone"');
    const body = { packageId: PACKAGE_ID, method: 'qris', forPhone: '081299900010' };
    const refused = await device.post('/api/v1/orders', body);
    expect([refused.status, money.placed.length]).toEqual([401, 1]);
  });
  it('is a link of the status page for who may buy, and not for who is blocked', async () => {
    const { browser } = await edge.subscriber();
    world.quota = { status: 'exhausted' };
    expect((await browser.get('/status')).text).toContain('href="/shop"');
    world.quota = { status: 'blocked', blockReason: 'debt' };
    expect((await browser.get('/status')).text).toContain('href="/shop"');
    world.quota = { status: 'blocked', blockReason: 'abuse' };
    expect((await browser.get('/status')).text).not.toContain('href="/shop"');
  });
  it.each([
    [{ status: 'blocked', blockReason: 'abuse' }, 'BILLING.SUBSCRIBER_BLOCKED'],
    [{ status: 'inactive' }, 'BILLING.SUBSCRIBER_INACTIVE'],
    [{ status: 'blocked', blockReason: 'debt' }, null],
    [{ status: 'blocked', blockReason: 'bill' }, null],
    [{ status: 'exhausted' }, null],
  ])('says on its first page, and in the list, to whom nothing is sold: %j', async (quota, code) => {
    const { browser } = await edge.subscriber();
    world.quota = quota;
    const { refusal } = (await browser.get('/api/v1/packages')).json as { refusal: { code: string } | null };
    expect(refusal?.code ?? null).toBe(code);
    const { text } = await browser.get('/shop');
    expect(text.includes('<form')).toBe(code === null);
    if (code !== null) expect(text).toContain(describeError(code, 'id').detail);
  });
});

describe('orders without JavaScript', () => {
  it('are listed for a session, each with its page', async () => {
    const { browser, subscriberId } = await edge.subscriber();
    const { text } = await browser.get('/orders');
    expect(text).toContain(`href="/pay/${STATUS_TOKEN}"`);
    expect(text).toContain('Paket &lt;10&gt; GB');
    expect(text).toContain(`href="/orders?before=${ORDER_ID}"`);
    expect(money.listed).toMatchObject([{ subscriberId, state: 'all' }]);
    await browser.get(`/orders?before=${ORDER_ID}`);
    expect(money.listed[1]).toMatchObject({ before: ORDER_ID });
    expect((await edge.newBrowser().get('/orders')).headers['location']).toBe('/login');
  });
  it('that wait for their money stand on the status page and in the shop', async () => {
    const { browser, subscriberId } = await edge.subscriber();
    for (const path of ['/status', '/shop'])
      expect((await browser.get(path)).text).toContain(`href="/pay/${STATUS_TOKEN}">Bayar Rp 100.000`);
    expect(money.listed).toMatchObject([
      { subscriberId, state: 'open' },
      { subscriberId, state: 'open' },
    ]);
    expect((await browser.get('/status')).text).toContain('href="/orders"');
  });
  it('settle one debt of several', async () => {
    const { browser } = await edge.subscriber();
    const { text } = await browser.get('/shop');
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
    const form = { token: value('token'), key: value('key'), item: `debt:${PACKAGE_ID}`, way: 'qris' };
    const headers = { origin: browser.origin };
    expect((await browser.raw('/shop', { method: 'POST', form, headers })).status).toBe(303);
    expect(money.settled).toMatchObject([{ debtId: PACKAGE_ID }]);
    const odd = { ...form, item: 'debt:all' };
    expect((await browser.raw('/shop', { method: 'POST', form: odd, headers })).status).toBe(400);
  });
});

describe('operators', () => {
  it('list, confirm and sell, each by permission', async () => {
    const boss = await edge.operator();
    expect((await boss.get('/api/v1/orders?state=unfulfilled')).json).toMatchObject({
      items: [{ subscriberId: PACKAGE_ID }],
    });
    expect(money.listed[0]).toMatchObject({ subscriberId: '', state: 'unfulfilled' });
    const confirmed = await boss.post(`/api/v1/orders/${ORDER_ID}/confirm`, { amountRupiah: 100_000 });
    expect([confirmed.status, money.confirmed[0]?.amountRupiah]).toEqual([200, 100_000]);
    expect(
      (await boss.post('/api/v1/packages', { name: 'Baru', priceRupiah: 1, bytes: 5 })).json,
    ).toMatchObject({
      name: 'Baru',
    });
    expect((await boss.get(`/api/v1/orders/${ORDER_ID}`)).status).toBe(200);
    await edge.logIn(boss, edge.newPhone());
    money.owner = 'somebody else';
    expect((await boss.get(`/api/v1/orders/${ORDER_ID}`)).status).toBe(200);
    const { browser } = await edge.subscriber();
    expect((await browser.get(`/api/v1/orders/${ORDER_ID}`)).status).toBe(404);
    expect((await browser.get('/api/v1/orders?state=all')).status).toBe(401);
    expect((await browser.post(`/api/v1/orders/${ORDER_ID}/confirm`, { amountRupiah: 1 })).status).toBe(401);
    expect((await browser.post('/api/v1/packages', { name: 'x' })).status).toBe(401);
  });
});

describe('the documentation', () => {
  it('describes the money routes', async () => {
    const { json } = await eventually(() => edge.newBrowser().get('/api/docs/openapi.json'));
    const paths = Object.keys(json['paths'] as object);
    for (const path of ['/api/v1/orders', '/api/v1/debts/settle', '/api/v1/packages', '/api/v1/pay/{token}'])
      expect(paths).toContain(path);
    expect(paths).not.toContain('/webhooks/midtrans');
  });
});
