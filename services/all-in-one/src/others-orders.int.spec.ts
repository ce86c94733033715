// others-orders.int.spec.ts — an order that is paid is its owner's: its pages, papers and proof open to no one else, and
// its link to no one with another link. The owner is served first, so that a refusal is no fault of the request.
import 'reflect-metadata';
import { newId } from '@saring/kernel';
import { createLogger } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import type { Answer, Browser } from '../../edge/src/testing/browser';
import { RealShop } from './testing/real-shop';

const PASSWORD = 'a-very-long-password-of-the-boss';
/** A refusal that reveals nothing of the order; never 400, which would be a fault of the request. */
const REFUSED = [401, 403, 404];

let shop: RealShop;
let owner: Browser;
let other: Browser;
let boss: Browser;
let orderId = '';
let orderNumber = '';
let token = '';
let packageId = '';

const post = (browser: Browser, path: string, json: object): Promise<Answer> =>
  browser.call(path, { method: 'POST', json, headers: { 'idempotency-key': newId() } });

const logIn = async (address: string, phone: string): Promise<Browser> => {
  const browser = shop.browser(address);
  const { json } = await post(browser, '/api/v1/auth/otp', { phone });
  const { status } = await post(browser, '/api/v1/auth/otp/verify', {
    challengeId: json['challengeId'],
    code: await shop.codeFor(phone),
  });
  expect(status).toBe(200);
  return browser;
};

beforeAll(async () => {
  const keys = { serverKey: 'SB-Mid-server-1', clientKey: 'SB-Mid-client-1', password: PASSWORD };
  shop = await RealShop.start(createLogger('silent'), keys);
  boss = shop.browser('10.5.50.8');
  expect((await post(boss, '/api/v1/operator/login', { email: shop.boss, password: PASSWORD })).status).toBe(
    200,
  );
  const sold = { name: 'Paket 10 GB', bytes: 10_737_418_240, days: 30, priceRupiah: 50_000, active: true };
  const { json: made } = await post(boss, '/api/v1/packages', sold);
  packageId = String(made['packageId']);
  owner = await logIn('10.5.50.9', '081298765432');
  other = await logIn('10.5.50.10', '081387654321');
  shop.midtrans.vendor.behaviours.set(undefined, { outcome: 'pay-now', afterMilliseconds: 40 });
  const bought = await post(owner, '/api/v1/orders', { packageId, method: 'qris' });
  expect(bought.status).toBe(201);
  orderId = String(bought.json['orderId']);
  orderNumber = String(bought.json['orderNumber']);
  token = String(bought.json['statusUrl']).split('/').pop() ?? '';
  await eventually(async () =>
    expect((await owner.get(`/api/v1/orders/${orderId}`)).json['state']).toBe('fulfilled'),
  );
});
afterAll(async () => {
  await shop.close();
});

describe.each(['', '/receipt.pdf', '/receipt.png'])('a paid order%s', (part) => {
  it('is shown to its owner, and to no other subscriber, no stranger and no operator without the right', async () => {
    const path = `/api/v1/orders/${orderId}${part}`;
    expect((await owner.get(path)).status).toBe(200);
    for (const browser of [other, shop.browser('10.5.50.11')]) {
      const answer = await browser.get(path);
      expect(REFUSED).toContain(answer.status);
      expect(answer.text).not.toContain(orderNumber);
    }
    expect(REFUSED).toContain((await owner.get(path.replace(orderId, newId()))).status);
  });
});

it('is cancelled, proved and refunded only by those who may', async () => {
  for (const action of ['cancel', 'refund', 'confirm', 'recheck']) {
    const answer = await post(other, `/api/v1/orders/${orderId}/${action}`, {
      reason: 'mine',
      amountRupiah: 50_000,
    });
    expect(REFUSED).toContain(answer.status);
  }
  expect((await owner.get(`/api/v1/orders/${orderId}`)).json['state']).toBe('fulfilled');
});

describe('the link of a paid order', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  /** Another sign that differs in all bits that the last sign of base64url keeps. */
  const altered = (sign: string): string => alphabet[(alphabet.indexOf(sign) + 32) % 64] ?? 'A';

  it('opens with every character as it was sent, and with none changed, left out or added', async () => {
    const anyone = shop.browser('10.5.50.12');
    expect((await anyone.get(`/api/v1/pay/${token}`)).json).toMatchObject({ orderId });
    const wrong = [...token].flatMap((sign, at) => [
      token.slice(0, at) + altered(sign) + token.slice(at + 1),
      token.slice(0, at) + token.slice(at + 1),
    ]);
    for (const [index, one] of [...wrong, `${token}A`, `A${token}`, token.toLowerCase()].entries()) {
      // Each from an address of its own: a limit must not be what refuses it.
      const browser = shop.browser(`10.6.${index % 200}.${1 + Math.floor(index / 200)}`);
      const answer = await browser.get(`/api/v1/pay/${one}`);
      expect([one, answer.status]).toEqual([one, 404]);
      expect(answer.text).not.toContain(orderId);
    }
  });
});

describe('the picture of a transfer', () => {
  // A PNG of one grey dot.
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
    'base64',
  );
  const send = async (browser: Browser, path: string): Promise<number> => {
    const { status } = await fetch(`http://127.0.0.1:${shop.port}${path}`, {
      method: 'PUT',
      body: Uint8Array.from(picture),
      headers: {
        'content-type': 'image/png',
        origin: `http://127.0.0.1:${shop.port}`,
        'x-forwarded-for': browser.address,
        'x-csrf-token': browser.cookies.get('saring_csrf') ?? '',
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
    return status;
  };
  it('is sent by the buyer, seen by operators, and neither by anybody else', async () => {
    const { json } = await post(owner, '/api/v1/orders', { packageId, method: 'manual' });
    const path = `/api/v1/orders/${String(json['orderId'])}/proof`;
    expect(await send(owner, path)).toBe(204);
    expect((await boss.get(path)).status).toBe(200);
    for (const browser of [other, shop.browser('10.5.50.13')]) {
      expect(REFUSED).toContain(await send(browser, path));
      expect(REFUSED).toContain((await browser.get(path)).status);
    }
  });
});
