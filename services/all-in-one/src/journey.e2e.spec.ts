// The path of a newcomer: the very program of `npm start`, in a real browser.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GB, MB, newId } from '@saring/kernel';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';
import { askForCode } from './testing/portal-login';

const PICTURES = resolve(__dirname, '../../../test-output/journey');

type PhoneState = { binding: string; lists: string[]; movedBytes: { bytesIn: number; bytesOut: number } };

let saring: LocalSaring;
let ports: LocalSaring['ports'];
let chrome: Chromium;
let context: BrowserContext;
let page: Page;
let operator: Browser;
let subscriberId = '';

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start();
  ({ ports } = saring);
  operator = new Browser(`localhost:${ports.edge}`, ports.edge);
  const args = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  context = await chrome.newContext({ viewport: { width: 390, height: 844 }, locale: 'id-ID' });
  page = await context.newPage();
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const picture = (name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`) });
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: LOOK_MILLISECONDS });
const internet = (path = '/berita') => `http://phone1.localhost:${ports.phones}${path}`;
const portal = (path = '/') => `http://portal.phone1.localhost:${ports.phones}${path}`;

const control = async (path: string, body: object = {}): Promise<void> => {
  const response = await fetch(`http://127.0.0.1:${ports.phones}/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
};
const phone = async (): Promise<PhoneState> => {
  const state = (await (await fetch(`http://127.0.0.1:${ports.phones}/control/state`)).json()) as {
    phones: PhoneState[];
  };
  if (!state.phones[0]) throw new Error('there is no phone');
  return state.phones[0];
};
const movedBytes = async (): Promise<number> => {
  const { bytesIn, bytesOut } = (await phone()).movedBytes;
  return bytesIn + bytesOut;
};
const untilRouterHolds = (binding: string, list: string) =>
  eventually(async () => {
    const state = await phone();
    expect([state.binding, state.lists]).toEqual([binding, [list]]);
  });

const grant = async (bytes: number): Promise<void> => {
  const body = { bytes, days: 30, reason: 'uji' };
  const { status } = await operator.post(`/api/v1/subscribers/${subscriberId}/grants`, body, {
    'idempotency-key': newId(),
  });
  expect(status).toBe(201);
};
const usedBytes = async (): Promise<number> => {
  const { body } = await operator.get<{ usedBytes: number }>(`/api/v1/subscribers/${subscriberId}/quota`);
  return body.usedBytes;
};

it('1. lands in the captive portal, in Indonesian, English by a switch', async () => {
  await page.goto(internet());
  expect(page.url()).toMatch(/^http:\/\/portal\.phone1\.localhost/);
  await seen('Masuk ke WiFi');
  await picture('1-portal');
  await page
    .getByRole('button', { name: 'English' })
    .or(page.getByRole('link', { name: 'English' }))
    .first()
    .click();
  await seen('Send me a code');
  await picture('1-portal-english');
  await page
    .getByRole('button', { name: 'Indonesia' })
    .or(page.getByRole('link', { name: /Indonesia/ }))
    .first()
    .click();
  await seen('Masuk ke WiFi');
});

it('2. gets in by a code from WhatsApp, opens the page first asked for, and is not asked again', async () => {
  await askForCode(page, '0812 3456-7801');
  await page.getByLabel('Kode 6 angka').waitFor();
  await picture('2-code');
  const code = await eventually(async () => {
    const inbox = (await (
      await fetch(`http://127.0.0.1:${ports.whatsapp}/inbox?target=6281234567801`)
    ).json()) as { message: string }[];
    return /\b(\d{6})\b/.exec(inbox[0]?.message ?? '')?.[1] ?? false;
  });
  await page.getByLabel('Kode 6 angka').fill(code);
  await untilRouterHolds('bypassed', 'active');
  // The portal goes on to the page first asked for.
  await page.waitForURL(internet(), { timeout: LOOK_MILLISECONDS });
  await picture('2-internet');
  await operator.post('/api/v1/operator/login', OPERATOR);
  const found = await operator.get<{ items: { subscriberId: string }[] }>(
    '/api/v1/subscribers?phone=081234567801',
  );
  subscriberId = found.body.items[0]?.subscriberId ?? '';
  const cookies = await context.storageState();
  await context.close();
  context = await chrome.newContext({
    viewport: { width: 390, height: 844 },
    locale: 'id-ID',
    storageState: cookies,
  });
  page = await context.newPage();
  await page.goto(internet());
  expect(page.url()).toBe(internet());
  await page.goto(portal());
  await seen('Anda tersambung');
});

it('3. shows what is left, what each device used, and moves by itself while downloading', async () => {
  await seen('Sisa kuota');
  const before = await page.locator('main').innerText();
  await control('phones/1/transfer', { bytesIn: 10 * MB, bytesOut: 500 * MB });
  await eventually(async () => expect(await page.locator('main').innerText()).not.toBe(before));
  // The balance and, a little later, the device's own use of today.
  await eventually(async () => expect(await page.getByText(/510 MB/).count()).toBeGreaterThanOrEqual(2));
  await picture('3-home');
  await page
    .getByRole('link', { name: 'Riwayat' })
    .or(page.getByRole('button', { name: 'Riwayat' }))
    .first()
    .click();
  await seen('Kuota masuk');
  await seen('Pemakaian');
  await picture('3-statement');
});

it('4. is slowed, then stopped with the reason, and a grant brings it back without a new login', async () => {
  await page.goto(portal());
  await control('phones/1/transfer', { bytesIn: 0, bytesOut: 300 * MB });
  await untilRouterHolds('bypassed', 'fup');
  await seen(/kecepatan diturunkan/);
  await picture('4-fup');
  await control('phones/1/transfer', { bytesIn: 0, bytesOut: 300 * MB });
  await untilRouterHolds('regular', 'habis');
  await seen('Kuota habis');
  await picture('4-habis');
  await page.goto(internet('/lain'));
  expect(page.url()).toMatch(/^http:\/\/portal\./);
  await grant(10 * GB);
  await untilRouterHolds('bypassed', 'active');
  await page.goto(internet('/lain'));
  expect(page.url()).toBe(internet('/lain'));
});

it('5. survives the router’s plug: the portal answers, everything comes back, no byte twice or forgotten', async () => {
  // What flowed since the last poll dies with the router's rows; so that nothing does, wait for the poll.
  await eventually(async () => expect(await usedBytes()).toBe(await movedBytes()));
  await control('routers/0/power-off');
  await page.goto(portal());
  await seen('Sisa kuota');
  await picture('5-router-dark');
  const used = await usedBytes();
  await control('routers/0/power-on');
  await control('phones/1/join');
  await untilRouterHolds('bypassed', 'active');
  expect(await usedBytes()).toBe(used);
  await control('phones/1/transfer', { bytesIn: 0, bytesOut: 100 * MB });
  await eventually(async () => expect(await usedBytes()).toBe(used + 100 * MB));
  expect(await usedBytes()).toBe(await movedBytes());
});

it('shows that it is not connected after its private MAC changed, and is back at one tap', async () => {
  await control('phones/1/private-mac');
  await page.goto(portal());
  await seen('Perangkat ini belum tersambung');
  expect(await page.getByText(/Anda tersambung|Lanjut ke/).count()).toBe(0);
  await picture('6-private-mac');
  await page.getByRole('button', { name: 'Ini ponsel saya' }).click();
  await seen('Anda tersambung');
  await untilRouterHolds('bypassed', 'active');
});

it('keeps everything over a restart of Saring itself', async () => {
  const used = await usedBytes();
  await saring.restart();
  await operator.post('/api/v1/operator/login', OPERATOR);
  expect(await usedBytes()).toBe(used);
});
