// The path of a line whose bill is not paid: suspended by its bill, led to the notice, paid there by QRIS in a browser behind
// the modem, and back in a new session of its own, in the program of `npm start`.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { localDate, newId } from '@saring/kernel';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { addDays } from '../../billing/src/bills/domain/periods';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';

const PICTURES = resolve(__dirname, '../../../test-output/isolir');
const PHONE = { viewport: { width: 390, height: 740 }, locale: 'id-ID' };
const ISOLIR = /^10\.255\.2(4\d|5[0-4])\./;
const HOME = /^10\.20\./;
const PASSWORD = 'rahasia-rumah-1';
const POOL = 'rumah';
/** Longer ago than the grace of 3 days. */
const DAYS_AGO = 5;

type Line = {
  readonly lineId: string;
  readonly state: string;
  readonly standing: string;
  readonly heldForBill: boolean;
};
type Standing = { readonly owedRupiah: number; readonly bills: { given: boolean; overdue: boolean }[] };
type ModemState = { readonly online: boolean; readonly address?: string; readonly dials: number };

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
const world = <T>(path: string, body?: object) =>
  read<T>(
    `http://127.0.0.1:${ports.phones}/control/${path}`,
    body && { method: 'POST', body: JSON.stringify(body) },
  );
const modem = async () =>
  (await world<{ modems: readonly ModemState[] }>('state')).modems[0] ?? { online: false, dials: 0 };
const payAtBank = async (): Promise<void> => {
  const bank = (path: string) => `http://127.0.0.1:${ports.bank}${path}`;
  const orders = await read<{ orderId: string; status: string }[]>(bank('/control/orders'));
  const waiting = orders.find(({ status }) => status === 'pending');
  await read(bank(`/control/orders/${waiting?.orderId}/pay`), { method: 'POST', body: '{}' });
};
const web = (path: string) => `http://modem1.localhost:${ports.phones}${path}`;
const picture = (name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
const command = async <T>(path: string, body: object): Promise<T> => {
  const answer = await operator.post<T>(path, body, { 'idempotency-key': newId() });
  expect([200, 201, 202]).toContain(answer.status);
  return answer.body;
};

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start({ SWEEP_SECONDS: '1' });
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

const newSubscriber = async (): Promise<string> => {
  const person = { phone: '081234567811', name: 'Ibu Sari Dewi', site: 'site-1' };
  return (await command<{ subscriberId: string }>('/api/v1/subscribers', person)).subscriberId;
};
const newLine = async (subscriberId: string): Promise<Line> => {
  await world('routers/0/put', { menu: 'ip/pool', row: { name: POOL, ranges: '10.20.0.2-10.20.3.254' } });
  const routers = await operator.get<{ items: { routerId: string }[] }>('/api/v1/routers');
  return command<Line>('/api/v1/lines', {
    ...{ subscriberId, routerId: routers.body.items[0]?.routerId, username: 'rumah-0001', pool: POOL },
    password: PASSWORD,
  });
};

it('is suspended by its bill, led to the notice, paid by QRIS there, and back in a new session', async () => {
  const subscriberId = await newSubscriber();
  const { lineId } = await newLine(subscriberId);
  const line = async () => (await operator.get<Line>(`/api/v1/lines/${lineId}`)).body;
  const bills = async () => (await operator.get<Standing>(`/api/v1/subscribers/${subscriberId}/bills`)).body;
  await world('modems/1/dial', { name: 'rumah-0001', password: PASSWORD });
  await eventually(async () => expect((await modem()).address).toMatch(HOME));
  await page.goto(web('/berita'));
  await page.getByText('Anda sedang online').first().waitFor({ timeout: LOOK_MILLISECONDS });

  // A bill of five days ago is past its grace as soon as anybody looks.
  const { body } = await operator.get<{ items: { packageId: string; name: string }[] }>('/api/v1/packages');
  const packageId = body.items.find(({ name }) => name === 'Mingguan')?.packageId ?? '';
  const startsOn = addDays(localDate(new Date(), 'Asia/Jakarta'), -DAYS_AGO);
  await command(`/api/v1/subscribers/${subscriberId}/subscriptions`, {
    ...{ packageId, unit: 'month', count: 1, startsOn, lineId },
  });
  const { dials } = await modem();
  await command('/api/v1/jobs/runs', { service: 'billing', name: 'judge-overdue-bills' });
  await eventually(async () => expect((await modem()).address).toMatch(ISOLIR));
  expect(await line()).toMatchObject({ state: 'suspended', heldForBill: true });
  expect((await modem()).dials).toBeGreaterThan(dials);
  expect(await bills()).toMatchObject({ bills: [{ overdue: true }] });

  // Any page by plain HTTP is the notice now.
  await eventually(async () => {
    await page.goto(web('/hotspot-detect.html'));
    expect(await page.content()).toContain('Internet Anda sedang diisolir');
  });
  expect(new URL(page.url()).pathname).toBe('/isolir');
  await picture('1-notice');
  expect(await page.content()).not.toContain('81234567811');
  await page.getByRole('link', { name: 'Bayar sekarang' }).click();
  await page.getByRole('heading', { name: 'Tagihan' }).waitFor({ timeout: LOOK_MILLISECONDS });
  await picture('2-pay');
  await page.locator('label.choice', { hasText: 'QRIS' }).first().locator('input').check();
  await page.getByRole('button').last().click();
  await page.locator('img.qr').waitFor({ timeout: LOOK_MILLISECONDS });
  const isolated = await modem();
  await payAtBank();

  await eventually(async () => expect((await modem()).address).toMatch(HOME));
  expect((await modem()).dials).toBeGreaterThan(isolated.dials);
  await eventually(async () =>
    expect(await line()).toMatchObject({ state: 'active', standing: 'online', heldForBill: false }),
  );
  expect(await bills()).toMatchObject({ owedRupiah: 0, bills: [{ given: true }] });
  await page.goto(web('/berita'));
  await page.getByText('Anda sedang online').first().waitFor({ timeout: LOOK_MILLISECONDS });
  await page.goto(`http://portal.modem1.localhost:${ports.phones}/isolir`);
  await page.getByText('Internet Anda aktif').first().waitFor({ timeout: LOOK_MILLISECONDS });
  await picture('3-on');
});

it('tells whoever it does not know to sign in', async () => {
  await page.goto(`http://localhost:${ports.edge}/isolir`);
  await page.getByText('Internet Anda berhenti?').first().waitFor({ timeout: LOOK_MILLISECONDS });
  await picture('4-unknown');
});

it('rests while its subscription is paused, is told to ask and not to pay, is back once it is resumed, and gets faster', async () => {
  const found = await operator.get<{ items: { subscriberId: string }[] }>(
    '/api/v1/subscribers?phone=081234567811',
  );
  const path = `/api/v1/subscribers/${found.body.items[0]?.subscriberId}/bills`;
  const { body } = await operator.get<{ subscriptions: { subscriptionId: string; lineId: string }[] }>(path);
  const subscription = `/api/v1/subscriptions/${body.subscriptions[0]?.subscriptionId}`;
  await command(`${subscription}/pause`, { reason: 'mudik' });
  await eventually(async () => expect((await modem()).address).toMatch(ISOLIR));
  await eventually(async () => {
    await page.goto(web('/hotspot-detect.html'));
    expect(await page.content()).toContain('Internet Anda sedang diisolir');
  });
  await picture('6-paused');
  expect(await page.getByRole('link', { name: 'Bayar sekarang' }).count()).toBe(0);
  const standing = (await operator.get<Standing & { balanceRupiah: number }>(path)).body;
  // What was paid for days to come is theirs.
  expect(standing.owedRupiah).toBe(0);
  expect(standing.balanceRupiah).toBeGreaterThan(0);
  await command(`${subscription}/resume`, {});
  await eventually(async () => expect((await modem()).address).toMatch(HOME));

  const speeds = { speedDownKilobitsPerSecond: 20_480, speedUpKilobitsPerSecond: 10_240 };
  const { packageId } = await command<{ packageId: string }>('/api/v1/packages', {
    ...{ name: 'Rumah cepat', bytes: 0, unlimited: true, days: 30, priceRupiah: 200_000, active: true },
    ...speeds,
  });
  await command(`${subscription}/change`, { packageId });
  await eventually(async () => {
    const line = await operator.get<object>(`/api/v1/lines/${body.subscriptions[0]?.lineId}`);
    expect(line.body).toMatchObject({ downloadKilobitsPerSecond: 20_480, uploadKilobitsPerSecond: 10_240 });
  });
});
