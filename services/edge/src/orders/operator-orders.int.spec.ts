// What operators see of money and do about it, before stand-ins of billing and payment.
import 'reflect-metadata';
import { create } from '@bufbuild/protobuf';
import { authOtp } from '@saring/auth-otp';
import { PayInstructionsSchema } from '@saring/contracts';
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
import { resetWorld } from '../testing/fakes';

let edge: EdgeStack;
let operator: Browser;
beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp, billingStandIn, paymentStandIn],
    whatsapp: await startWhatsAppSimulator(),
  });
  operator = await edge.operator();
});
afterAll(async () => {
  await edge?.close();
});
beforeEach(() => {
  resetWorld();
  resetMoney();
});

describe('alerts', () => {
  it('11: are a list with an order and a state each, for operators only', async () => {
    const { json } = await operator.get(`/api/v1/alerts?state=open&orderId=${ORDER_ID}`);
    expect(json).toMatchObject({ items: [{ kind: 'paid_after_end', state: 'open', orderId: ORDER_ID }] });
    expect(money.alertsAsked[0]).toMatchObject({ state: 'open', orderId: ORDER_ID });
    const { browser } = await edge.subscriber();
    expect((await browser.get('/api/v1/alerts')).status).toBe(401);
  });
  it('are done with a note', async () => {
    const done = { state: 'done', note: 'asked the buyer' };
    const { json } = await operator.call(`/api/v1/alerts/${PACKAGE_ID}`, { method: 'PATCH', json: done });
    expect(json).toMatchObject(done);
    for (const wrong of [{ state: 'gone' }, {}, { state: 'done', note: 'x'.repeat(301) }]) {
      const answer = await operator.call(`/api/v1/alerts/${PACKAGE_ID}`, { method: 'PATCH', json: wrong });
      expect(answer.status).toBe(400);
    }
  });
});

describe('orders', () => {
  it('are found by number, invoice, subscriber, phone, method, date and state', async () => {
    const phone = edge.newPhone();
    const session = await edge.logIn(edge.newBrowser(), phone);
    const subscriberId = String(session['subscriberId']);
    const found = async (query: string) => {
      expect((await operator.get(`/api/v1/orders?${query}`)).status).toBe(200);
      return money.listed.at(-1);
    };
    expect(await found('number=SRG-1')).toMatchObject({ orderNumber: 'SRG-1', state: 'all' });
    expect(await found('invoice=rw05/202611/0001')).toMatchObject({ invoiceNumber: 'rw05/202611/0001' });
    expect(await found('numberPart=4f7k')).toMatchObject({ numberPart: '4f7k', state: 'all' });
    expect(await found(`subscriberId=${subscriberId}`)).toMatchObject({ subscriberId });
    expect(await found(`phone=${encodeURIComponent(phone)}`)).toMatchObject({ subscriberId });
    expect(await found('method=va&state=pending')).toMatchObject({ method: 'va', state: 'pending' });
    const [from, until] = ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'];
    expect(await found(`from=${from}&until=${until}`)).toMatchObject({ from, until });
  });
  it('of a number that nobody has are none, and of a state that is none are refused', async () => {
    const { json } = await operator.get('/api/v1/orders?phone=081299990000');
    expect([json, money.listed]).toEqual([{ items: [], nextCursor: null }, []]);
    expect((await operator.get('/api/v1/orders?state=alerted')).status).toBe(400);
  });
  it('are a file of all pages, by the same filters, with times of the site and no formula in it', async () => {
    money.order = { ...money.order, description: '=1+1', paidAt: '2026-11-28T03:05:00.000Z' };
    const { status, headers, text } = await operator.get('/api/v1/orders.csv?method=va&state=pending');
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(money.listed).toMatchObject([
      { method: 'va', state: 'pending', limit: 100 },
      { method: 'va', state: 'pending', before: ORDER_ID },
    ]);
    const [head, ...lines] = text.trimEnd().split('\r\n');
    expect(head).toMatch(/^Dibuat,Dibayar,Diberikan,Nomor pesanan,.*,HP pelanggan$/);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(`"2026-11-28T10:05:00+07:00"`);
    expect(lines[0]).toContain(`"'=1+1"`);
    const none = await operator.get('/api/v1/orders.csv?phone=081299990000');
    expect(none.text).toBe(`${head ?? ''}\r\n`);
    const { browser } = await edge.subscriber();
    expect((await browser.get('/api/v1/orders.csv')).status).toBe(401);
  });
  it('are searched by operators only', async () => {
    const { browser } = await edge.subscriber();
    expect((await browser.get('/api/v1/orders?method=qris')).status).toBe(401);
  });
  it('name the person and the cashier to operators, and neither to their buyer', async () => {
    const { browser, subscriberId } = await edge.subscriber();
    const cashier = newId();
    money.order = { ...money.order, subscriberId, cashier };
    const { json } = await operator.get(`/api/v1/orders/${ORDER_ID}`);
    expect(json).toMatchObject({
      subscriberId,
      subscriberPhone: expect.stringMatching(/^•••\d{4}$/),
      cashier,
    });
    money.owner = subscriberId;
    const own = (await browser.get(`/api/v1/orders/${ORDER_ID}`)).json;
    expect([own['orderId'], own['cashier'], own['subscriberPhone']]).toEqual([
      ORDER_ID,
      undefined,
      undefined,
    ]);
  });
  it('have a receipt for operators, too', async () => {
    for (const format of ['pdf', 'png'])
      expect((await operator.get(`/api/v1/orders/${ORDER_ID}/receipt.${format}`)).status).toBe(200);
    expect((await edge.newBrowser().get(`/api/v1/orders/${ORDER_ID}/receipt.pdf`)).status).toBe(401);
  });
});

describe('a refund', () => {
  it('14: says before that nothing will be taken back', async () => {
    const { json } = await operator.get(`/api/v1/orders/${ORDER_ID}/refund`);
    expect(json).toMatchObject({ leftRupiah: 100_000, takesNothingBack: true });
  });
  it('gives back a part, and leaves what was bought, where an operator says so', async () => {
    const refund = (json: object) =>
      operator.call(`/api/v1/orders/${ORDER_ID}/refund`, {
        method: 'POST',
        json,
        headers: { 'idempotency-key': newId() },
      });
    const goodwill = { reason: 'mati lampu', amountRupiah: 5_000, keepPurchase: true };
    const { status, json } = await refund(goodwill);
    expect([status, json['version']]).toEqual([200, expect.any(Number)]);
    expect(money.refunded[0]).toMatchObject(goodwill);
    expect((await refund({ ...goodwill, amountRupiah: 0 })).status).toBe(400);
  });
});

describe('4: a code without its text', () => {
  beforeEach(() => {
    const qrImageUrl = 'https://api.midtrans.com/v2/qris/x/qr-code';
    money.order = { ...money.order, instructions: create(PayInstructionsSchema, { qrImageUrl }) };
    money.picture = Buffer.from('a picture');
  });
  it("is the vendor's picture, passed on", async () => {
    const { browser } = await edge.subscriber();
    const { json } = await browser.get(`/api/v1/orders/${ORDER_ID}`);
    expect(json['qrImageUrl']).toMatch(/\/qr\.png$/);
    const shown = await browser.get(`/api/v1/orders/${ORDER_ID}/qr.png`);
    expect([shown.status, shown.headers['content-type'], shown.text]).toEqual([
      200,
      'image/png',
      'a picture',
    ]);
  });
  it('is shown by the page without JavaScript', async () => {
    const { text } = await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`);
    expect(text).toContain(`/api/v1/pay/${STATUS_TOKEN}/qr.png`);
  });
  it('is none where there is no picture, and the page says to begin anew where there is nothing to pay by', async () => {
    money.picture = null;
    expect((await edge.newBrowser().get(`/api/v1/pay/${STATUS_TOKEN}/qr.png`)).status).toBe(422);
    money.order = { ...money.order, state: 'created', instructions: undefined };
    const { text } = await edge.newBrowser().get(`/pay/${STATUS_TOKEN}`);
    expect(text).toMatch(/mulai lagi|begin anew/);
  });
});

it("lists everybody's orders to an operator who names no filter", async () => {
  const operator = await edge.operator();
  const { status } = await operator.get('/api/v1/orders');
  expect([status, money.listed.at(-1)]).toMatchObject([200, { state: 'all', subscriberId: '' }]);
});

describe('payments by hand', () => {
  const orders = [newId(), newId(), newId()] as const;
  const items = orders.map((orderId) => ({ orderId, amountRupiah: 50_000 }));
  const ask = (key: string, more: object = {}) =>
    operator.call('/api/v1/orders/confirmations', {
      ...{ method: 'POST', json: { items, ...more }, headers: { 'idempotency-key': key } },
    });

  it('are confirmed many at once: each has its own end, its own key and its own entry in the record', async () => {
    money.confirmFails = (orderId) => (orderId === orders[1] ? 'PAYMENT.ALREADY_PAID' : null);
    const key = newId();
    const { status, json } = await ask(key, { note: 'mutasi pagi' });
    expect(status).toBe(200);
    expect(json['items']).toEqual([
      { orderId: orders[0], state: 'done', code: null, why: '' },
      {
        orderId: orders[1],
        state: 'refused',
        code: 'PAYMENT.ALREADY_PAID',
        why: expect.stringMatching(/\w/),
      },
      { orderId: orders[2], state: 'done', code: null, why: '' },
    ]);
    // Sent again, as after a lost answer: under the same keys, which payment knows.
    await ask(key, { note: 'mutasi pagi' });
    const keys = money.confirmed.map(({ commandId }) => commandId);
    expect(new Set(keys).size).toBe(3);
    expect(keys.slice(3)).toEqual(keys.slice(0, 3));
    expect(money.confirmed[0]).toMatchObject({ amountRupiah: 50_000, note: 'mutasi pagi' });
    const { json: record } = await operator.get('/api/v1/audit?limit=8');
    const entries = record['items'] as readonly {
      route: string;
      outcome: string;
      params: Record<string, string>;
    }[];
    const own = entries.filter(({ route }) => route === '/api/v1/orders/:id/confirm').reverse();
    expect(own.slice(0, 3).map(({ params, outcome }) => [params['id'], outcome])).toEqual([
      [orders[0], 'done'],
      [orders[1], 'refused'],
      [orders[2], 'done'],
    ]);
  });
  it('are at least one, each once, and no more than a page', async () => {
    const many = Array.from({ length: 101 }, () => ({ orderId: newId(), amountRupiah: 1 }));
    for (const wrong of [[], [items[0], items[0]], many, [{ orderId: 'x', amountRupiah: 1 }]])
      expect((await ask(newId(), { items: wrong })).status).toBe(400);
    expect(money.confirmed).toEqual([]);
  });
});
