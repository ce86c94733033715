// printed-code.int.spec.ts — the printed QRIS code and a fee that the buyer bears, through the real edge: shown before it is paid,
// confirmed by an operator, given once, and whole in the books.
import 'reflect-metadata';
import { qrisChecksum } from '@saring/kernel';
import { createLogger } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import type { Answer, Browser } from '../../edge/src/testing/browser';
import { RealShop } from './testing/real-shop';

const PASSWORD = 'a-very-long-password-of-the-boss';
const BODY = '00020101021151440014ID.CO.QRIS.WWW0215ID10200211817450303UMI5204481253033605802ID';
const NAMED = `${BODY}5910WIFI RW 056007JAKARTA6304`;
const PRICE = 50_000;
const DAY_MILLISECONDS = 86_400_000;
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
const TRIAL_BALANCE = `/api/v1/books/trial-balance?from=${dayFromNow(-2)}&to=${dayFromNow(2)}`;
let shop: RealShop;
let boss: Browser;
let buyer: Browser;
let packageId: unknown;

const ask = (browser: Browser, method: string, path: string, json?: object): Promise<Answer> =>
  browser.call(path, { method, ...(json ? { json } : {}) });

beforeAll(async () => {
  shop = await RealShop.start(createLogger('silent'), {
    serverKey: 'SB-Mid-server-of-the-printed-code',
    clientKey: 'SB-Mid-client-of-the-printed-code',
    password: PASSWORD,
    env: {
      STATIC_QRIS: `${NAMED}${qrisChecksum(NAMED)}`,
      PAYMENT_FEES_ADDED: 'va',
      PAYMENT_LIMITS: 'static_qris:1000-60000',
    },
  });
  boss = shop.browser('10.5.60.8');
  await ask(boss, 'POST', '/api/v1/operator/login', { email: shop.boss, password: PASSWORD });
  const sold = { name: 'Paket 10 GB', bytes: 10_737_418_240, days: 30, priceRupiah: PRICE, active: true };
  packageId = (await ask(boss, 'POST', '/api/v1/packages', sold)).json['packageId'];
  buyer = shop.browser('10.5.60.9');
  const phone = '081298765432';
  const { challengeId } = (await ask(buyer, 'POST', '/api/v1/auth/otp', { phone })).json;
  await ask(buyer, 'POST', '/api/v1/auth/otp/verify', { challengeId, code: await shop.codeFor(phone) });
});
afterAll(() => shop.close(), 60_000);

const balanceOf = async (account: string): Promise<number> => {
  const { items } = (await ask(boss, 'GET', TRIAL_BALANCE)).json as unknown as {
    items: { account: string; balanceRupiah: number }[];
  };
  return items.filter((one) => one.account === account).reduce((sum, one) => sum + one.balanceRupiah, 0);
};

it('says in the shop what a way to pay adds, and how much it takes', async () => {
  const { items } = (await ask(buyer, 'GET', '/api/v1/payment-methods')).json as unknown as {
    items: { method: string }[];
  };
  expect(items.find(({ method }) => method === 'va')).toMatchObject({
    addedFee: { rupiah: 4_000, percent: 0 },
  });
  expect(items.find(({ method }) => method === 'static_qris')).toMatchObject({ mostRupiah: 60_000 });
});

it('adds the fee to an order by that way, and says so on its page', async () => {
  const order = await ask(buyer, 'POST', '/api/v1/orders', { packageId, method: 'va', bank: 'bca' });
  expect(order.json).toMatchObject({ amountRupiah: PRICE, addedRupiah: 4_000, state: 'pending' });
  const page = await ask(buyer, 'GET', new URL(String(order.json['statusUrl'])).pathname);
  expect(page.text).toContain('Rp 54.000');
  expect(page.text).toContain('Harga Rp 50.000 + biaya Rp 4.000');
});

it('collects by the printed code: a sum of its own, confirmed by an operator, given, and whole in the books', async () => {
  const order = await ask(buyer, 'POST', '/api/v1/orders', { packageId, method: 'static_qris' });
  const { orderId, addedRupiah, qrString, statusUrl } = order.json;
  const sum = PRICE + Number(addedRupiah);
  expect(order.json).toMatchObject({ state: 'pending', merchantName: 'WIFI RW 05' });
  expect(String(qrString)).toContain(`5405${sum}5802ID`);
  const page = await ask(buyer, 'GET', new URL(String(statusUrl)).pathname);
  expect(page.text).toContain('Bayar tepat sejumlah ini');
  expect(page.text).toContain(`<strong>${String(sum).slice(-3)}</strong>`);
  const waiting = await ask(boss, 'GET', '/api/v1/orders?state=open&method=static_qris');
  expect(waiting.json['items']).toEqual([expect.objectContaining({ orderId, addedRupiah })]);
  const before = await balanceOf('bank');
  const items = [{ orderId, amountRupiah: sum }];
  expect((await ask(boss, 'POST', '/api/v1/orders/confirmations', { items })).json).toMatchObject({
    items: [{ state: 'done' }],
  });
  await eventually(async () =>
    expect((await ask(buyer, 'GET', `/api/v1/orders/${String(orderId)}`)).json['state']).toBe('fulfilled'),
  );
  await eventually(async () => {
    expect((await balanceOf('bank')) - before).toBe(sum);
    expect(await balanceOf('surcharges')).toBe(-Number(addedRupiah));
  });
});
