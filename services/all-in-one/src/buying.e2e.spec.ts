// The path of a buyer: the very program of `npm start` with the simulated bank, in a real browser at a phone's
// width. From habis to online by QRIS; virtual account; a wallet; a debt; Snap; the signed link; and all without JavaScript.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GB, MB, newId } from '@saring/kernel';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';
import { askForCode } from './testing/portal-login';

const PICTURES = resolve(__dirname, '../../../test-output/buying');
const PHONE = { viewport: { width: 360, height: 740 }, locale: 'id-ID' };
const TARGET = '6281234567802';

type Inbox = { message: string; file?: { name: string; type: string } }[];
type BankOrder = {
  orderId: string;
  amount: string;
  status: string;
  details: { va_numbers?: { va_number: string }[] };
};

let saring: LocalSaring;
let ports: LocalSaring['ports'];
let chrome: Chromium;
let context: BrowserContext;
let page: Page;
let operator: Browser;

const read = async <T>(url: string, options?: RequestInit): Promise<T> => {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return (await response.json()) as T;
};
const bank = (path: string) => `http://127.0.0.1:${ports.bank}${path}`;
const newestBill = async (): Promise<BankOrder> => {
  const orders = await read<BankOrder[]>(bank('/control/orders'));
  const waiting = orders.find(({ status }) => status === 'pending');
  if (!waiting) throw new Error('nothing waits to be paid at the bank');
  return waiting;
};
const pay = async (): Promise<void> => {
  const { orderId } = await newestBill();
  await read(bank(`/control/orders/${orderId}/pay`), { method: 'POST', body: '{}' });
};
const inbox = () => read<Inbox>(`http://127.0.0.1:${ports.whatsapp}/inbox?target=${TARGET}`);
const phoneControl = (path: string, body: object = {}) =>
  fetch(`http://127.0.0.1:${ports.phones}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const untilRouterHolds = (binding: string, list: string) =>
  eventually(async () => {
    const { phones } = await read<{ phones: { binding: string; lists: string[] }[] }>(
      `http://127.0.0.1:${ports.phones}/control/state`,
    );
    expect([phones[0]?.binding, phones[0]?.lists]).toEqual([binding, [list]]);
  });
const picture = (name: string, of = page) =>
  of.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
const seen = (text: string | RegExp, on = page) =>
  on.getByText(text).first().waitFor({ timeout: LOOK_MILLISECONDS });
const portal = (path = '/') => `http://portal.phone1.localhost:${ports.phones}${path}`;
/** As a browser without any cookie on the same phone. */
const fromPhone = () => new Browser(`portal.phone1.localhost:${ports.phones}`, ports.phones);
const isDrawn = (on: Page) =>
  eventually(() =>
    on.locator('img.qr').evaluate((image: unknown) => (image as { naturalWidth: number }).naturalWidth > 0),
  );

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start();
  ports = saring.ports;
  operator = new Browser(`localhost:${ports.edge}`, ports.edge);
  await operator.post('/api/v1/operator/login', OPERATOR);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  context = await chrome.newContext(PHONE);
  page = await context.newPage();
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const subscriberOf = async (phone: string): Promise<string> => {
  const found = await operator.get<{ items: { subscriberId: string }[] }>(
    `/api/v1/subscribers?phone=${phone}`,
  );
  return found.body.items[0]?.subscriberId ?? '';
};
const toShop = async (): Promise<void> => {
  await page.goto(portal('/beli'));
  await page.getByRole('heading', { name: 'Beli kuota' }).waitFor({ timeout: LOOK_MILLISECONDS });
};
const order = async (name: string, method: string): Promise<void> => {
  await page.locator('.offer', { hasText: name }).click();
  await page.locator('.choice', { hasText: method }).click();
  await page.getByRole('button', { name: /^Bayar Rp/ }).click();
};

it('buys by QRIS from habis, and is online with a receipt', async () => {
  await page.goto(`http://phone1.localhost:${ports.phones}/berita`);
  await askForCode(page, '0812 3456-7802');
  await page.getByLabel('Kode 6 angka').waitFor();
  const code = await eventually(
    async () => /\b(\d{6})\b/.exec((await inbox())[0]?.message ?? '')?.[1] ?? false,
  );
  await page.getByLabel('Kode 6 angka').fill(code);
  await untilRouterHolds('bypassed', 'active');
  await phoneControl('phones/1/transfer', { bytesIn: 0, bytesOut: 1_100 * MB });
  await untilRouterHolds('regular', 'habis');

  await page.goto(portal());
  await seen('Kuota habis');
  await page.getByRole('button', { name: 'Beli kuota' }).click();
  await page.locator('.offer').first().waitFor();
  await picture('1-shop');
  await order('Mingguan', 'QRIS');
  await isDrawn(page);
  await seen(/Sisa waktu \d\d:\d\d/);
  await picture('1-qris');
  expect(Number((await newestBill()).amount)).toBe(20_000);
  await pay();
  await seen('Terima kasih, pembayaran diterima');
  await untilRouterHolds('bypassed', 'active');
  await picture('1-done');
  const receipt = await eventually(
    async () => (await inbox()).find(({ message }) => /Nota/.test(message)) ?? false,
  );
  expect(receipt.message).toContain('Mingguan');
  expect(receipt.file?.type).toMatch(/pdf|png/);
  const href = await page.getByRole('link', { name: /PDF/ }).getAttribute('href');
  const pdf = await fromPhone().get<string>(href ?? '');
  expect([pdf.status, pdf.body.slice(0, 5)]).toEqual([200, '%PDF-']);
  await page.goto(`http://phone1.localhost:${ports.phones}/lagi`);
  expect(page.url()).toContain('phone1.localhost');
  expect(page.url()).not.toContain('portal');
});

it('pays a virtual account by the number that the bank knows', async () => {
  await toShop();
  await page.locator('.offer', { hasText: 'Harian' }).click();
  await page.locator('.choice', { hasText: 'Virtual account' }).click();
  await page.locator('.choice', { hasText: 'BNI' }).click();
  await page.getByRole('button', { name: /^Bayar Rp/ }).click();
  await seen('Nomor virtual account');
  const number = await page.locator('.copyable strong').innerText();
  expect((await newestBill()).details.va_numbers?.[0]?.va_number).toBe(number);
  await picture('2-va');
  await pay();
  await seen('Terima kasih, pembayaran diterima');
});

it('gives a voucher to somebody else, whose phone is let in by its code alone', async () => {
  await toShop();
  await page.locator('.offer', { hasText: 'Harian' }).click();
  await page.locator('.choice', { hasText: 'Untuk orang lain' }).click();
  await page.locator('.choice', { hasText: 'QRIS' }).click();
  await page.getByRole('button', { name: /^Bayar Rp/ }).click();
  await page.locator('img.qr').waitFor({ timeout: LOOK_MILLISECONDS });
  await pay();
  const code = await page.locator('.copyable strong').innerText({ timeout: LOOK_MILLISECONDS });
  await picture('2b-voucher');
  await eventually(async () => (await inbox()).some(({ message }) => message.includes(code)));
  const other = await (await chrome.newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
  await other.goto(`http://portal.phone2.localhost:${ports.phones}/voucher?code=${code}`);
  await other.getByRole('button', { name: 'Pakai voucher' }).click();
  await seen(/Harian|Anda tersambung/, other);
  await other.context().close();
});

it('gives quota to the account of another number, which hears of it by WhatsApp', async () => {
  const RECEIVER = '6281299900042';
  const made = await operator.post<{ subscriberId: string }>('/api/v1/subscribers', {
    ...{ phone: `+${RECEIVER}`, name: 'Rini', site: 'site-1' },
  });
  expect(made.status).toBe(201);
  await page.goto(portal('/shop'));
  await page.getByText('Harian', { exact: false }).first().click();
  await page.getByLabel('Hadiahkan ke nomor lain').fill('0812 9990 0042');
  await page.getByText('QRIS').first().click();
  await picture('2c-gift');
  await page.getByRole('button', { name: 'Lanjut' }).click();
  await isDrawn(page);
  await pay();
  await eventually(async () => {
    await page.reload();
    return (await page.getByText('Hadiah: kuotanya sudah masuk').count()) > 0;
  });
  await picture('2c-given');
  await eventually(async () => {
    const theirs = await read<Inbox>(`http://127.0.0.1:${ports.whatsapp}/inbox?target=${RECEIVER}`);
    return theirs.some(({ message }) => message.includes('mendapat hadiah paket *Harian*'));
  });
  await eventually(async () => {
    const { body } = await operator.get<{ status: string; remainingBytes: number }>(
      `/api/v1/subscribers/${made.body.subscriberId}/quota`,
    );
    expect(body.status).toBe('active');
    expect(body.remainingBytes).toBeGreaterThan(0);
  });
});

it('leads into the wallet and finds the order paid when it comes back', async () => {
  await toShop();
  await order('Harian', 'GoPay');
  await page.waitForURL(new RegExp(`:${ports.bank}/`), { timeout: LOOK_MILLISECONDS });
  await pay();
  await page.goto(portal('/beli'));
  await page.getByRole('button', { name: 'Riwayat pesanan' }).click();
  await page.locator('.order-line').first().click();
  await seen('Terima kasih, pembayaran diterima');
});

const newestOrder = async () => {
  await page.goto(portal('/beli'));
  await page.getByRole('button', { name: 'Riwayat pesanan' }).click();
  await page.locator('.order-line').first().click();
};

it('can be paid though the answer of the charge was lost: by the picture of the vendor, without JavaScript too', async () => {
  const lost = { faults: [{ call: 'charge', kind: 'cut', times: 1 }] };
  const behave = (behaviour: object) =>
    read(bank('/control'), { method: 'POST', body: JSON.stringify({ behaviour }) });
  await behave(lost);
  await toShop();
  await order('Harian', 'QRIS');
  await isDrawn(page);
  expect(await page.locator('img.qr').getAttribute('src')).toMatch(/qr\.png/);
  await picture('3-picture-of-the-vendor');
  const link = await page.getByRole('link', { name: 'Tautan status' }).getAttribute('href');
  await behave({});
  const plain = await chrome.newContext({ ...PHONE, javaScriptEnabled: false });
  const open = await plain.newPage();
  await open.goto(portal(new URL(link ?? '').pathname));
  await isDrawn(open);
  await plain.close();
  await pay();
  await seen('Terima kasih, pembayaran diterima');
});

it('shows the code of GoPay beside its link, for who buys on a laptop', async () => {
  await toShop();
  await order('Harian', 'GoPay');
  await page.waitForURL(new RegExp(`:${ports.bank}/`), { timeout: LOOK_MILLISECONDS });
  await newestOrder();
  await isDrawn(page);
  await pay();
  await seen('Terima kasih, pembayaran diterima');
});

it('settles one debt by the same dialog, and leaves the other', async () => {
  const subscriberId = await subscriberOf('081234567802');
  for (const [bytes, reason] of [
    [5 * GB, 'Talangan ujian'],
    [2 * GB, 'Talangan akhir bulan'],
  ] as const) {
    const debt = { bytes, priceRupiah: 30_000, days: 30, reason };
    const key = { 'idempotency-key': newId() };
    expect((await operator.post(`/api/v1/subscribers/${subscriberId}/debts`, debt, key)).status).toBe(201);
  }
  await toShop();
  await picture('3-debts');
  await page.locator('.debts li', { hasText: 'Talangan ujian' }).getByRole('button').click();
  await page.getByRole('button', { name: /^Bayar Rp/ }).click();
  await isDrawn(page);
  await pay();
  await seen('Tunggakan yang Anda bayar sudah lunas.');
  await page.getByRole('button', { name: 'Kembali' }).click();
  await seen('Talangan akhir bulan');
  await eventually(async () => (await page.getByText('Talangan ujian').count()) === 0);
});

it('stops for a debt past its due date, and is online again by itself once it is paid', async () => {
  const dueAt = new Date(Date.now() + 2_000).toISOString();
  const debt = { bytes: GB, priceRupiah: 50_000, days: 30, reason: 'Talangan lewat', dueAt };
  const path = `/api/v1/subscribers/${await subscriberOf('081234567802')}/debts`;
  const give = (body: object) => operator.post(path, body, { 'idempotency-key': newId() });
  expect((await give(debt)).status).toBe(201);
  const late = await give({ ...debt, dueAt: '2026-01-01T00:00:00.000Z' });
  expect([late.status, late.body]).toMatchObject([422, { code: 'QUOTA.DUE_IN_PAST' }]);
  await untilRouterHolds('regular', 'blocked');
  // Ordered, if not sent: so many messages a minute go to one number.
  await eventually(async () => {
    const { body } = await operator.get<{ items: { template: string }[] }>('/api/v1/messages');
    expect(body.items.map(({ template }) => template)).toContain('debt.overdue.blocked');
  });
  await page.goto(portal());
  await seen('Alasan: tunggakan lewat jatuh tempo');
  await picture('3-blocked');
  await page.getByRole('button', { name: 'Lunasi tunggakan' }).click();
  // A package would not open the access: it is not sold.
  await page.locator('.debts li', { hasText: 'Talangan lewat' }).waitFor();
  expect(await page.locator('.offer', { hasText: 'Harian' }).isDisabled()).toBe(true);
  await page.locator('.debts li', { hasText: 'Talangan lewat' }).getByRole('button').click();
  await page.getByRole('button', { name: 'Bayar Rp 50.000' }).click();
  await isDrawn(page);
  await pay();
  await seen('Tunggakan yang Anda bayar sudah lunas.');
  await untilRouterHolds('bypassed', 'active');
});

it('shows an order by its signed link to a browser that is nobody, and lets it cancel', async () => {
  await toShop();
  await order('Bulanan', 'QRIS');
  await isDrawn(page);
  const link = await page.getByRole('link', { name: 'Tautan status' }).getAttribute('href');
  const stranger = await chrome.newContext({ ...PHONE, javaScriptEnabled: false });
  const other = await stranger.newPage();
  await other.goto(link ?? '');
  await seen('Menunggu pembayaran', other);
  await isDrawnPlain(other);
  await picture('4-link', other);
  await other.getByRole('button', { name: 'Batalkan pesanan' }).click();
  await seen('Dibatalkan', other);
  await stranger.close();
  await seen('Dibatalkan');
});

it('sells without JavaScript and without a cookie, to the account of the device', async () => {
  const mini = await chrome.newContext({ ...PHONE, javaScriptEnabled: false });
  const plain = await mini.newPage();
  await plain.goto(portal('/status'));
  await plain.getByRole('link', { name: 'Beli kuota' }).click();
  await plain.locator('.choice', { hasText: 'Mingguan' }).locator('input').check();
  await plain.locator('.choice', { hasText: 'QRIS' }).locator('input').check();
  await picture('5-shop-plain', plain);
  await mini.clearCookies();
  await plain.getByRole('button', { name: 'Lanjut ke pembayaran' }).click();
  await seen('Menunggu pembayaran', plain);
  await isDrawnPlain(plain);
  await picture('5-pay-plain', plain);
  await pay();
  // The page looks again by itself.
  await seen('Terima kasih, pembayaran diterima', plain);
  await picture('5-done-plain', plain);
  // The package left the debt to the money that it costs.
  await plain.goto(portal('/status'));
  await seen('Rp 30.000', plain);
  await mini.close();
});

it('goes to the payment page of Snap where the operator has set that, and comes back to a paid order', async () => {
  await saring.restart({ MIDTRANS_MODE: 'snap' });
  await toShop();
  await order('Mingguan', 'Halaman pembayaran');
  await page.waitForURL(/\/snap\//, { timeout: LOOK_MILLISECONDS });
  await page.getByRole('button', { name: 'QRIS' }).click();
  await page.getByRole('button', { name: 'Bayar' }).click();
  await page.getByText('Lunas').first().waitFor();
  await page.goto(portal('/beli'));
  await page.getByRole('button', { name: 'Riwayat pesanan' }).click();
  await page.locator('.order-line').first().click();
  await seen('Terima kasih, pembayaran diterima');
});

/** Without scripts a page cannot be asked what it drew: its picture is fetched as it would. */
const isDrawnPlain = async (on: Page): Promise<void> => {
  const source = await on.locator('img.qr').getAttribute('src');
  const answer = await fromPhone().get<string>(source ?? '');
  expect([answer.status, answer.body.slice(0, 4)]).toEqual([200, '<svg']);
};
