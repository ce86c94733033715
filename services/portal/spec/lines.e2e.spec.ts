// The own PPPoE lines in a real browser, before a fake edge.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { OwnLine } from '@saring/api-client';
import { LOOK_MILLISECONDS } from '@saring/testing';
import { findingsOf } from './axe';
import { buildPortal } from './built-portal';
import { CODE, FakeEdge } from './fake-edge';

const PICTURES = resolve(__dirname, '../../../test-output/portal');
const SMALL = { width: 320, height: 640 };
const WIDE = { width: 1440, height: 900 };

let edge: FakeEdge;
let base: string;
let browser: Browser;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  edge = new FakeEdge(buildPortal());
  base = await edge.start();
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
});
afterAll(async () => {
  await browser?.close();
  await edge?.stop();
});
afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
  edge.reset();
  expect([...edge.drift]).toEqual([]);
});

const logIn = async (options = {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: SMALL, locale: 'en-GB', ...options });
  contexts.push(context);
  context.setDefaultTimeout(LOOK_MILLISECONDS);
  const page = await context.newPage();
  await page.goto(base);
  await page.fill('#phone', '0812 3456 7890');
  await page.click('form button');
  await page.fill('#code', CODE);
  await page.waitForSelector('.menu');
  return page;
};
const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(PICTURES, `lines-${name}.png`), fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect({ overflow, findings: await findingsOf(page) }).toEqual({ overflow: 0, findings: [] });
};
const toAccount = (page: Page) => page.click('.menu a[href^="/account"]');

const line = (name: string, more: Partial<OwnLine> = {}): OwnLine => ({
  ...{ lineId: `7d0c6f1a-0b1e-4c5e-8a57-2f6a51d1${name.slice(-4)}`, name, state: 'active' },
  ...{ suspendedByHand: false, heldForBill: false, heldForQuota: false, slowed: false, quotaBytes: 0 },
  ...{ downloadKilobitsPerSecond: 20_000, uploadKilobitsPerSecond: 5_000 },
  ...{ online: true, onlineSince: '2026-11-28T03:00:00.000Z', address: '10.20.0.7' },
  usage: { since: '2026-10-31T17:00:00.000Z', uploadBytes: 1_073_741_824, downloadBytes: 42_949_672_960 },
  ...more,
});
const OFF = { online: false, onlineSince: null, address: null };
const HELD = { ...OFF, state: 'suspended', heldForBill: true } as const;

it.each([
  ['light', SMALL],
  ['dark', WIDE],
] as const)('stand on the account with speed, address and session, %s', async (colorScheme, viewport) => {
  const unlimited = { downloadKilobitsPerSecond: 0, uploadKilobitsPerSecond: 0 };
  edge.world.ownLines = {
    items: [
      line('rumah-0001'),
      line('toko-0002', { ...OFF, ...unlimited, address: '10.20.0.9' }),
      line('kos-0003', { ...OFF, online: null, downloadKilobitsPerSecond: null, usage: null }),
      line('gudang-0004', HELD),
      line('lama-0005', { ...OFF, state: 'disabled' }),
    ],
    payPath: '/bill/token-0123456789',
  };
  const page = await logIn({ viewport, colorScheme });
  await toAccount(page);
  const items = page.locator('section:has(#lines) li');
  await items.nth(4).waitFor();
  const said = await items.allTextContents();
  expect(said[0]).toMatch(
    /rumah-0001Tersambung sejak 28 Nov 2026.*20 Mbps unduh · 5 Mbps unggah · Alamat\s10\.20\.0\.7/,
  );
  expect(said[0]).toMatch(/41 GB terpakai sejak (?:31 Okt|1 Nov)/);
  expect(said[1]).toMatch(/Tidak tersambung\..*Tanpa batas kecepatan · Alamat\s10\.20\.0\.9/);
  expect(said[2]).toBe('kos-0003Status sambungan belum diketahui');
  expect(said[3]).toMatch(/gudang-0004Diisolir.*lewat jatuh tempo/);
  expect(said[4]).toMatch(/lama-0005Dinonaktifkan.*Hubungi pengelola/);
  expect(await page.getAttribute('a:has-text("Bayar tagihan")', 'href')).toBe('/bill/token-0123456789');
  await picture(page, `account-${colorScheme}`);
});

it('that are suspended for a bill are on the first page, one tap from paying it, and go once it is paid', async () => {
  edge.world.ownLines = { items: [line('rumah-0001'), line('gudang-0004', HELD)], payPath: null };
  const page = await logIn();
  await page.waitForSelector('section:has(#lines) .badge:has-text("Diisolir")');
  expect(await page.locator('section:has(#lines) li').count()).toBe(1);
  expect(await page.getAttribute('a:has-text("Bayar tagihan")', 'href')).toBe('/beli');
  await picture(page, 'held');
  edge.world.ownLines = { items: [line('rumah-0001'), line('gudang-0004')], payPath: null };
  edge.tell('order', { orderId: 'o1', state: 'fulfilled' });
  await page.waitForSelector('#lines', { state: 'detached' });
});

it('that have used up their quota say until when, held or slowed', async () => {
  const quotaBytes = 42_949_672_960;
  edge.world.ownLines = {
    items: [
      line('rumah-0001', { ...OFF, state: 'suspended', heldForQuota: true, quotaBytes }),
      line('toko-0002', { slowed: true, quotaBytes }),
    ],
    payPath: null,
  };
  const page = await logIn();
  await toAccount(page);
  const items = page.locator('section:has(#lines) li');
  await items.nth(1).waitFor();
  const said = await items.allTextContents();
  expect(said[0]).toMatch(/Diisolir.*41 GB dari 40 GB terpakai.*Kuota periode ini habis/);
  expect(said[1]).toMatch(/toko-0002Tersambung.*Kuota periode ini habis; kecepatan diturunkan/);
  await picture(page, 'quota');
});

it('that an operator stopped lead to the operator, in English too', async () => {
  edge.world.locale = 'en';
  edge.world.ownLines = {
    items: [
      line('rumah-0001', { ...OFF, state: 'suspended', suspendedByHand: true }),
      line('toko-0002', { ...HELD, suspendedByHand: true }),
    ],
    payPath: '/bill/token-0123456789',
  };
  const page = await logIn();
  await page.waitForSelector('#lines');
  await page.click('button[lang="en"]');
  await page.waitForSelector('h2:has-text("My lines")');
  const said = await page.locator('section:has(#lines) li').allTextContents();
  expect(said[0]).toMatch(/Suspended.*The operator stopped this line/);
  expect(said[1]).toMatch(/Its bill is past due, and the operator stopped/);
  expect(await page.getAttribute('section:has(#lines) a:has-text("WhatsApp")', 'href')).toContain('wa.me');
  await picture(page, 'stopped-en');
});

it('are nothing for who has none, and the account goes on where the gateway is away', async () => {
  const page = await logIn();
  const answered = (status: number) =>
    page.waitForResponse((response) => response.url().endsWith('/me/lines') && response.status() === status);
  edge.world.isGatewayAway = true;
  const refused = answered(503);
  await toAccount(page);
  await refused;
  await page.waitForSelector('h1:has-text("Perangkat")');
  expect(await page.locator('#lines').count()).toBe(0);
  edge.world.isGatewayAway = false;
  const none = answered(200);
  await page.click('.menu a[href="/"]');
  await none;
  expect(await page.locator('#lines').count()).toBe(0);
  await picture(page, 'none');
});
