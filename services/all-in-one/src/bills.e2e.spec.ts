// The path of a bill: issued in the program of `npm start`, paid by QRIS in a phone's browser, shown as paid, its period
// given; and without JavaScript.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newId } from '@saring/kernel';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';
import { askForCode } from './testing/portal-login';

const PICTURES = resolve(__dirname, '../../../test-output/bills');
const PHONE = { viewport: { width: 360, height: 740 }, locale: 'id-ID' };
const TARGET = '6281234567802';

type Standing = {
  payPath: string;
  owedRupiah: number;
  bills: { given: boolean; owedRupiah: number; number: string }[];
};

let saring: LocalSaring;
let ports: LocalSaring['ports'];
let chrome: Chromium;
let page: Page;
let operator: Browser;

const read = async <T>(url: string, options?: RequestInit): Promise<T> => {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url}: ${await response.text()}`);
  return (await response.json()) as T;
};
const payAtBank = async (): Promise<void> => {
  const bank = (path: string) => `http://127.0.0.1:${ports.bank}${path}`;
  const waiting = (await read<{ orderId: string; status: string }[]>(bank('/control/orders'))).find(
    ({ status }) => status === 'pending',
  );
  if (!waiting) throw new Error('nothing waits to be paid at the bank');
  await read(bank(`/control/orders/${waiting.orderId}/pay`), { method: 'POST', body: '{}' });
};
const inbox = () => read<{ message: string }[]>(`http://127.0.0.1:${ports.whatsapp}/inbox?target=${TARGET}`);
const portal = (path = '/') => `http://portal.phone1.localhost:${ports.phones}${path}`;
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: LOOK_MILLISECONDS });
const picture = (name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start();
  ports = saring.ports;
  operator = new Browser(`localhost:${ports.edge}`, ports.edge);
  await operator.post('/api/v1/operator/login', OPERATOR);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  page = await (await chrome.newContext(PHONE)).newPage();
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const subscriberId = async (): Promise<string> => {
  const found = await operator.get<{ items: { subscriberId: string }[] }>(
    '/api/v1/subscribers?phone=081234567802',
  );
  return found.body.items[0]?.subscriberId ?? '';
};
const bills = async (): Promise<Standing> =>
  (await operator.get<Standing>(`/api/v1/subscribers/${await subscriberId()}/bills`)).body;
const subscribe = async (): Promise<void> => {
  const { body } = await operator.get<{ items: { packageId: string; name: string }[] }>('/api/v1/packages');
  const { packageId } = body.items.find(({ name }) => name === 'Mingguan') ?? { packageId: '' };
  const terms = { packageId, unit: 'month', count: 1 };
  const path = `/api/v1/subscribers/${await subscriberId()}/subscriptions`;
  const { status } = await operator.post(path, terms, { 'idempotency-key': newId() });
  expect(status).toBe(201);
};

it('is issued, paid by QRIS in the portal, shown as paid, and its period is given', async () => {
  await page.goto(`http://phone1.localhost:${ports.phones}/berita`);
  await askForCode(page, '0812 3456-7802');
  await page.getByLabel('Kode 6 angka').waitFor();
  const code = await eventually(
    async () => /\b(\d{6})\b/.exec((await inbox())[0]?.message ?? '')?.[1] ?? false,
  );
  await page.getByLabel('Kode 6 angka').fill(code);
  await eventually(async () => expect(await subscriberId()).not.toBe(''));
  await page.waitForURL(/\/(opening|berita|$)|opening=/, { timeout: LOOK_MILLISECONDS });
  await subscribe();

  await page.goto(portal('/beli'));
  await page.getByRole('heading', { name: 'Tagihan saya' }).waitFor({ timeout: LOOK_MILLISECONDS });
  await seen(/bayar paling lambat/);
  await picture('1-due');
  await page.getByRole('button', { name: /^Bayar site-1/ }).click();
  await page.locator('.choice', { hasText: 'QRIS' }).click();
  await page.getByRole('button', { name: /^Bayar Rp/ }).click();
  await seen(/Sisa waktu \d\d:\d\d/);
  await picture('2-qris');
  await payAtBank();
  await seen('Pembayaran Anda sudah dibukukan ke tagihan.');
  await picture('3-done');
  await page.getByRole('button', { name: /Kembali/ }).click();
  await page.getByText('Riwayat tagihan').click();
  await seen(/lunas/);
  await picture('4-history');
  await eventually(async () =>
    expect(await bills()).toMatchObject({ owedRupiah: 0, bills: [{ given: true }] }),
  );
  await eventually(async () =>
    expect((await inbox()).some(({ message }) => /Tagihan /.test(message))).toBe(true),
  );
});

it('is paid by its link without login', async () => {
  await subscribe();
  const { payPath } = await bills();
  const stranger = await (await chrome.newContext({ ...PHONE, javaScriptEnabled: false })).newPage();
  page = stranger;
  await page.goto(portal(payPath));
  await page.getByRole('heading', { name: 'Tagihan' }).waitFor({ timeout: LOOK_MILLISECONDS });
  await picture('6-link');
  expect(await page.content()).not.toContain('81234567802');
  const href = await page.getByRole('link', { name: /PDF/ }).getAttribute('href');
  const outside = new Browser(`portal.phone1.localhost:${ports.phones}`, ports.phones);
  const paper = await outside.get<string>(href ?? '');
  expect([paper.status, paper.body.slice(0, 5)]).toEqual([200, '%PDF-']);
  await page.getByRole('button').last().click();
  await page.locator('img.qr').waitFor({ timeout: LOOK_MILLISECONDS });
  await payAtBank();
  await eventually(async () => expect(await bills()).toMatchObject({ owedRupiah: 0 }));
  await page.goto(portal(payPath));
  await seen('Tidak ada tagihan yang harus dibayar.');
});

it('is paid without JavaScript, too', async () => {
  await subscribe();
  const owed = (await bills()).bills.find(({ owedRupiah }) => owedRupiah > 0);
  const plain = await chrome.newContext({ ...PHONE, javaScriptEnabled: false });
  page = await plain.newPage();
  await page.goto(portal('/shop'));
  await seen('Tagihan saya');
  await picture('5-plain');
  await page
    .locator('label.choice', { hasText: owed?.number ?? '?' })
    .locator('input')
    .check();
  await page.locator('label.choice', { hasText: 'QRIS' }).first().locator('input').check();
  await page.getByRole('button').last().click();
  await page.locator('img.qr').waitFor({ timeout: LOOK_MILLISECONDS });
  await payAtBank();
  await eventually(async () => {
    await page.reload();
    expect(await page.content()).toContain('Pembayaran Anda sudah dibukukan ke tagihan.');
  });
  expect(await bills()).toMatchObject({ owedRupiah: 0 });
});
