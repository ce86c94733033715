// The path of a change of package in the program of `npm start`: asked for on the page without JavaScript, withdrawn, asked
// again, refused, and approved by an operator; each answer comes by WhatsApp, and nobody asks for somebody else's.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newId } from '@saring/kernel';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';
import { askForCode } from './testing/portal-login';

const PICTURES = resolve(__dirname, '../../../test-output/package-change');
const PHONE = { viewport: { width: 390, height: 800 }, locale: 'id-ID' };
const TARGET = '6281234567821';

type Waiting = { items: { subscriberId: string; change: { requestId: string } }[]; total: number };
type Standing = {
  subscriptions: { subscriptionId: string; packageName: string; packageChange?: { state: string } }[];
};
let saring: LocalSaring;
let ports: LocalSaring['ports'];
let chrome: Chromium;
let page: Page;
let operator: Browser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start();
  ports = saring.ports;
  operator = new Browser(`localhost:${ports.edge}`, ports.edge);
  await operator.post('/api/v1/operator/login', OPERATOR);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  page = await (await chrome.newContext(PHONE)).newPage();
  page.setDefaultTimeout(LOOK_MILLISECONDS);
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const inbox = async (): Promise<readonly string[]> => {
  const response = await fetch(`http://127.0.0.1:${ports.whatsapp}/inbox?target=${TARGET}`);
  return ((await response.json()) as { message: string }[]).map(({ message }) => message);
};
const told = (words: RegExp) =>
  eventually(async () => expect((await inbox()).filter((message) => words.test(message))).toHaveLength(1));
const portal = (path = '/') => `http://portal.phone1.localhost:${ports.phones}${path}`;
const picture = (name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor();
const command = async (path: string, body: object): Promise<number> =>
  (await operator.post(path, body, { 'idempotency-key': newId() })).status;
const waiting = async (): Promise<Waiting> => (await operator.get<Waiting>('/api/v1/package-changes')).body;
const requestId = async (): Promise<string> => (await waiting()).items[0]?.change.requestId ?? '';

const logIn = async (): Promise<string> => {
  await page.goto(`http://phone1.localhost:${ports.phones}/berita`);
  await askForCode(page, '0812 3456-7821');
  await page.getByLabel('Kode 6 angka').waitFor();
  const code = await eventually(async () => /\b(\d{6})\b/.exec((await inbox())[0] ?? '')?.[1] ?? false);
  await page.getByLabel('Kode 6 angka').fill(code);
  return eventually(async () => {
    const path = '/api/v1/subscribers?phone=081234567821';
    const { body } = await operator.get<{ items: { subscriberId: string }[] }>(path);
    return body.items[0]?.subscriberId ?? false;
  });
};
/** The same person in a browser without scripts. */
const withoutScripts = async (): Promise<void> => {
  await page.waitForURL(/\/(opening|berita|$)|opening=/);
  const storageState = await page.context().storageState();
  const context = await chrome.newContext({ ...PHONE, storageState, javaScriptEnabled: false });
  page = await context.newPage();
  page.setDefaultTimeout(LOOK_MILLISECONDS);
};
const subscribe = async (subscriberId: string): Promise<void> => {
  const { body } = await operator.get<{ items: { packageId: string; name: string; days: number }[] }>(
    '/api/v1/packages',
  );
  const weekly = body.items.find(({ name }) => name === 'Mingguan');
  const cheap = { name: 'Mingguan besar', bytes: 40 * 1_073_741_824, days: weekly?.days ?? 0 };
  expect(await command('/api/v1/packages', { ...cheap, priceRupiah: 90_000 })).toBe(201);
  const terms = { packageId: weekly?.packageId ?? '', unit: 'week', count: 1 };
  expect(await command(`/api/v1/subscribers/${subscriberId}/subscriptions`, terms)).toBe(201);
};
const askFor = async (name: string, note: string): Promise<void> => {
  await page.locator('.choice', { hasText: name }).click();
  await page.getByLabel(/^Catatan/).fill(note);
  await page.getByRole('button', { name: 'Minta ganti paket' }).click();
  await seen('Permintaan terkirim.');
};

it('is asked for, withdrawn, refused and approved, and told each time', async () => {
  const subscriberId = await logIn();
  await subscribe(subscriberId);
  await withoutScripts();
  await page.goto(portal('/shop'));
  await page.getByRole('link', { name: 'Ganti paket' }).click();
  await seen(/per minggu/);
  await picture('1-choices');
  await askFor('Mingguan besar', 'keluarga datang');
  await seen('Menunggu jawaban pengelola');
  await picture('2-waiting');
  expect(await waiting()).toMatchObject({ total: 1, items: [{ subscriberId }] });

  await page.getByRole('button', { name: /^Tarik permintaan/ }).click();
  await seen('Permintaan ditarik.');
  expect((await waiting()).total).toBe(0);

  await askFor('Mingguan besar', '');
  const refused = `/api/v1/package-changes/${await requestId()}/refuse`;
  expect(await command(refused, { reason: 'tower penuh' })).toBe(200);
  expect(await command(refused, { reason: 'tower penuh' })).toBe(409);
  await told(/Mingguan besar.* tidak disetujui[\s\S]*tower penuh/);
  await page.goto(portal('/package-change'));
  await seen(/Alasan: tower penuh/);
  await picture('3-refused');

  await askFor('Mingguan besar', '');
  expect(await command(`/api/v1/package-changes/${await requestId()}/approve`, {})).toBe(200);
  await told(/Permintaan ganti paket Anda disetujui: \*Mingguan besar\*[\s\S]*90\.000/);
  await page.goto(portal('/package-change'));
  await page.getByRole('heading', { name: 'Mingguan besar' }).waitFor();
  await picture('4-approved');
  const { body } = await operator.get<Standing>(`/api/v1/subscribers/${subscriberId}/bills`);
  expect(body.subscriptions).toMatchObject([
    { packageName: 'Mingguan besar', packageChange: { state: 'approved' } },
  ]);
});
