// The path of a ticket: made and sold by an operator, typed by a phone that has no number, online, void and stopped.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newId } from '@saring/kernel';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';

const PICTURES = resolve(__dirname, '../../../test-output/vouchers');

type PhoneState = { readonly binding: string; readonly lists: readonly string[] };
type Code = { readonly number: number; readonly code: string };

let saring: LocalSaring;
let ports: LocalSaring['ports'];
let chrome: Chromium;
let operator: Browser;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start();
  ({ ports } = saring);
  operator = new Browser(`localhost:${ports.edge}`, ports.edge);
  await operator.post('/api/v1/operator/login', OPERATOR);
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const command = async <T>(path: string, body: object): Promise<T> => {
  const answer = await operator.post<T>(path, body, { 'idempotency-key': newId() });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const newPage = async (javaScriptEnabled: boolean): Promise<Page> => {
  const context = await chrome.newContext({
    ...{ viewport: { width: 390, height: 844 }, locale: 'id-ID', javaScriptEnabled },
  });
  return context.newPage();
};
const untilRouterHolds = (phone: number, binding: string, list: string) =>
  eventually(async () => {
    const url = `http://127.0.0.1:${ports.phones}/control/state`;
    const { phones } = (await (await fetch(url)).json()) as { phones: PhoneState[] };
    const state = phones[phone - 1];
    expect([state?.binding, state?.lists]).toEqual([binding, [list]]);
  });
const sell = async (batchId: string, amount: number): Promise<readonly Code[]> => {
  const body = { amount, method: 'cash', paidRupiah: amount * 5_000 };
  const sale = await command<{ vouchers: Code[] }>(`/api/v1/voucher-batches/${batchId}/sales`, body);
  return sale.vouchers;
};
const make = async (change: object = {}): Promise<string> => {
  const { body } = await operator.get<{ items: { packageId: string; name: string }[] }>('/api/v1/packages');
  const daily = body.items.find(({ name }) => name === 'Harian');
  const batch = await command<{ batchId: string }>('/api/v1/voucher-batches', {
    ...{ packageId: daily?.packageId, amount: 20, prefix: 'RW', codeLength: 8, site: 'site-1' },
    ...{ seller: 'Warung Bu Ani', ...change },
  });
  return batch.batchId;
};

it('lets a phone in by a code alone, with and without JavaScript, and stops it when the voucher is void or used up', async () => {
  const batchId = await make();
  const [first, second] = await sell(batchId, 2);
  const page = await newPage(true);
  await page.goto(`http://phone1.localhost:${ports.phones}/berita`);
  await page.getByRole('link', { name: 'Punya voucher?' }).click();
  await page.getByLabel('Kode voucher').fill('rw 3333 3333');
  await page.getByRole('button', { name: 'Pakai voucher' }).click();
  await page.getByText('Kode voucher tidak dikenal').waitFor({ timeout: LOOK_MILLISECONDS });
  await page.screenshot({ path: join(PICTURES, '1-wrong-code.png') });
  await page.getByLabel('Kode voucher').fill((first?.code ?? '').toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Pakai voucher' }).click();
  await page.getByText('Sisa kuota').first().waitFor({ timeout: LOOK_MILLISECONDS });
  await untilRouterHolds(1, 'bypassed', 'active');
  await page.screenshot({ path: join(PICTURES, '2-online.png') });

  const plain = await newPage(false);
  const portal = `http://portal.phone2.localhost:${ports.phones}`;
  await plain.goto(`http://phone2.localhost:${ports.phones}/berita`);
  await plain.waitForURL('**/login*');
  await plain.goto(`${portal}/voucher?code=${second?.code ?? ''}`);
  expect(await plain.getByLabel('Kode voucher').inputValue()).toBe(second?.code);
  await plain.screenshot({ path: join(PICTURES, '3-from-ticket.png') });
  await plain.getByRole('button', { name: 'Pakai voucher' }).click();
  await untilRouterHolds(2, 'bypassed', 'active');

  const listed = `/api/v1/voucher-batches/${batchId}/vouchers?state=active`;
  const { body } = await operator.get<{ items: { voucherId: string; number: number }[] }>(listed);
  expect(body.items.map(({ number }) => number)).toEqual([1, 2]);
  const voucherId = body.items[0]?.voucherId;
  await command(`/api/v1/vouchers/${voucherId}/void`, { reason: 'salah jual', returned: 'cash' });
  await eventually(async () => {
    const url = `http://127.0.0.1:${ports.phones}/control/state`;
    const { phones } = (await (await fetch(url)).json()) as { phones: PhoneState[] };
    expect([phones[0]?.binding, phones[1]?.binding]).toEqual(['regular', 'bypassed']);
  });

  const account = `/api/v1/subscribers/${body.items[1]?.voucherId}`;
  const quota = await operator.get<{ remainingBytes: number }>(`${account}/quota`);
  const usedUp = { usedDeltaBytes: quota.body.remainingBytes, reason: 'habis dipakai' };
  await command(`${account}/corrections`, usedUp);
  await untilRouterHolds(2, 'regular', 'habis');
  await eventually(async () => {
    const ended = await operator.get<typeof body>(listed.replace('active', 'used_up'));
    expect(ended.body.items.map(({ number }) => number)).toEqual([2]);
  });
});

it('sells three hours of use: shown on the ticket and in the portal, run down by use alone, over when used up', async () => {
  const made = await command<{ packageId: string }>('/api/v1/packages', {
    ...{ name: 'Tiket 3 jam', priceRupiah: 5_000, unlimited: true, onlineSeconds: 10_800 },
  });
  const batchId = await make({ packageId: made.packageId, prefix: 'JAM' });
  const batch = await operator.get<{ onlineSeconds: number }>(`/api/v1/voucher-batches/${batchId}`);
  expect(batch.body.onlineSeconds).toBe(10_800);
  const [ticket] = await sell(batchId, 1);
  const page = await newPage(true);
  await page.goto(`http://phone4.localhost:${ports.phones}/berita`);
  await page.getByRole('link', { name: 'Punya voucher?' }).click();
  await page.getByLabel('Kode voucher').fill(ticket?.code ?? '');
  await page.getByRole('button', { name: 'Pakai voucher' }).click();
  await page.getByText('Sisa waktu').first().waitFor({ timeout: LOOK_MILLISECONDS });
  await untilRouterHolds(4, 'bypassed', 'active');
  await page.screenshot({ path: join(PICTURES, '5-time.png') });
  const listed = await operator.get<{ items: { voucherId: string }[] }>(
    `/api/v1/voucher-batches/${batchId}/vouchers?state=active`,
  );
  const account = `/api/v1/subscribers/${listed.body.items[0]?.voucherId}`;
  type Time = { readonly onlineSecondsLeft: number | null; readonly usedOnlineSeconds: number };
  const timeOf = async (): Promise<Time> => (await operator.get<Time>(`${account}/quota`)).body;
  const phone = (action: string, body: object) =>
    fetch(`http://127.0.0.1:${ports.phones}/control/phones/4/${action}`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
    });
  await phone('traffic', { downBitsPerSecond: 500_000, upBitsPerSecond: 100_000 });
  await eventually(async () => expect((await timeOf()).usedOnlineSeconds).toBeGreaterThanOrEqual(2));
  const { onlineSecondsLeft } = await timeOf();
  const usedDeltaSeconds = (onlineSecondsLeft ?? 0) - 2;
  await command(`${account}/corrections`, { usedDeltaBytes: 0, usedDeltaSeconds, reason: 'uji' });
  await eventually(async () => {
    const { phones } = (await (await fetch(`http://127.0.0.1:${ports.phones}/control/state`)).json()) as {
      phones: PhoneState[];
    };
    expect([phones[3]?.binding, phones[3]?.lists]).toEqual(['regular', ['habis']]);
  });
  expect(await timeOf()).toMatchObject({ onlineSecondsLeft: null, usedOnlineSeconds: 10_800 });
  await eventually(async () => {
    const ended = await operator.get<{ items: unknown[] }>(
      `/api/v1/voucher-batches/${batchId}/vouchers?state=used_up`,
    );
    expect(ended.body.items).toHaveLength(1);
  });
});

it('lets an agent sell from a deposit in the console, and the code opens a phone', async () => {
  const email = 'warung@saring.test';
  const made = await command<{ operator: { operatorId: string }; oneTimePassword: string }>(
    '/api/v1/operators',
    {
      ...{ email, name: 'Warung Budi', role: 'agent' },
    },
  );
  const agent = `/api/v1/agents/${made.operator.operatorId}`;
  const terms = { site: 'site-1', marginPercent: 10 };
  expect(await operator.put(agent, terms, { 'idempotency-key': newId() })).toMatchObject({ status: 200 });
  await make({ agentId: made.operator.operatorId });
  const password = 'sandi-warung-yang-panjang';
  const page = await newPage(true);
  await page.goto(`http://localhost:${ports.edge}/console`);
  await page.getByRole('textbox').first().fill(email);
  await page.getByLabel('Kata sandi').fill(made.oneTimePassword);
  await page.keyboard.press('Enter');
  await page.getByLabel('Kata sandi sekarang').fill(made.oneTimePassword);
  await page.getByLabel('Kata sandi baru').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Harian/ }).click({ timeout: LOOK_MILLISECONDS });
  await page.getByText('Deposit tidak cukup: perlu Rp 4.500.').waitFor();
  await command(`${agent}/deposits`, { amountRupiah: 10_000, method: 'cash' });
  await page.reload();
  await page.getByRole('button', { name: /Harian/ }).click();
  await page.getByRole('button', { name: 'Jual Rp 5.000' }).click();
  const code = await page.getByText(/^RW-[0-9A-Y]{4}-[0-9A-Y]{4}$/).textContent();
  await page.screenshot({ path: join(PICTURES, '4-agent.png') });
  const { body } = await operator.get<{ items: { depositRupiah: number }[] }>('/api/v1/agents');
  expect(body.items.map(({ depositRupiah }) => depositRupiah)).toEqual([5_500]);

  const plain = await newPage(false);
  await plain.goto(`http://phone3.localhost:${ports.phones}/berita`);
  await plain.waitForURL('**/login*');
  await plain.goto(`http://portal.phone3.localhost:${ports.phones}/voucher?code=${code}`);
  await plain.getByRole('button', { name: 'Pakai voucher' }).click();
  await untilRouterHolds(3, 'bypassed', 'active');
});
