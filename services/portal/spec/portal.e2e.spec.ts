// The portal in a real browser before a fake edge: every step, reload, refusal and fall-back.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import type { Device, Newcomer, Quota } from '@saring/api-client';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { findingsOf } from './axe';
import { buildPortal } from './built-portal';
import { CODE, FakeEdge, GB } from './fake-edge';

const PICTURES = resolve(__dirname, '../../../test-output/portal');
const PHONE = { viewport: { width: 390, height: 844 } };
const SMALL = { viewport: { width: 320, height: 640 } };

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

/** Faults of the page itself; refusals of edge are no defects. */
const defects = (page: Page): string[] => {
  const seen: string[] = [];
  page.on('pageerror', (error) => seen.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      seen.push(message.text());
  });
  return seen;
};

const newPage = async (options: BrowserContextOptions = PHONE): Promise<Page> => {
  const context = await browser.newContext({ ...options, timezoneId: 'UTC', locale: 'en-GB' });
  contexts.push(context);
  context.setDefaultTimeout(LOOK_MILLISECONDS);
  return context.newPage();
};
/** The picture, and what axe finds on the page. */
const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  expect(await findingsOf(page)).toEqual([]);
};
const typePhone = async (page: Page) => {
  await page.fill('#phone', '0812 3456 7890');
  await page.click('form button');
  await page.waitForSelector('#code');
};
const logIn = async (page: Page, path = '/') => {
  await page.goto(base + path);
  await typePhone(page);
  await page.fill('#code', CODE);
  await page.waitForSelector('.menu');
};

describe('login', () => {
  it('goes from the number by a wrong code to the account', async () => {
    const page = await newPage();
    const wrong = defects(page);
    await page.goto(base);
    await picture(page, 'phone');
    await page.fill('#phone', '12');
    await page.click('form button');
    await page.waitForSelector('text=Nomor tidak dikenali');
    expect(await page.getAttribute('#phone', 'aria-invalid')).toBe('true');
    await typePhone(page);
    expect(await page.textContent('.lead')).toContain('0812 3456 7890');
    await page.fill('#code', '000000');
    await page.waitForSelector('text=Sisa percobaan: 4');
    await picture(page, 'code-wrong');
    await page.fill('#code', CODE);
    await page.waitForSelector('text=Anda tersambung');
    expect(await page.textContent('.left-amount')).toBe('4 GB');
    expect(page.url()).toBe(`${base}/`);
    expect(wrong).toEqual([]);
  });

  it('logs in who sends a code of ours, asks what is to be asked, and says when that cannot be', async () => {
    const page = await newPage();
    const wrong = defects(page);
    edge.world.takesMessages = true;
    const send = () => page.click('text=Masuk dengan mengirim pesan WhatsApp');
    await page.goto(base);
    await page.waitForSelector('text=Kirim kode ke saya');
    expect(await page.locator('#phone').count()).toBe(0);
    await picture(page, 'reverse-offer');
    await send();
    await page.waitForSelector('text=MASUK ABCD-2345');
    expect(await page.getAttribute('a.button', 'href')).toBe(
      'https://wa.me/6281100000000?text=MASUK%20ABCD-2345',
    );
    await page.click('summary');
    await picture(page, 'reverse');
    edge.world.reverseState = 'numberless';
    await page.waitForSelector('text=WhatsApp tidak memberi tahu nomor Anda');
    await picture(page, 'reverse-numberless');
    await page.click('button:has-text("Minta kode dengan nomor")');
    await page.waitForSelector('#phone');
    await send();
    edge.world.reverseState = 'proved';
    await page.waitForSelector('text=Anda tersambung');
    expect(wrong).toEqual([]);
  });

  it('sends a code to who wants one in place of a message', async () => {
    const page = await newPage();
    edge.world.takesMessages = true;
    await page.clock.install();
    await page.goto(base);
    await page.waitForSelector('text=Kirim kode ke saya');
    // What stands there stays, however long one reads it.
    await page.clock.fastForward(10_000);
    expect(await page.locator('text=Masuk dengan mengirim pesan WhatsApp').count()).toBe(1);
    await page.click('text=Kirim kode ke saya');
    await page.waitForSelector('#phone:focus');
    await picture(page, 'reverse-number');
    await typePhone(page);
    await page.fill('#code', CODE);
    await page.waitForSelector('.menu');
  });

  it('lets nobody wait for the offer, and moves nothing when it comes late', async () => {
    const page = await newPage();
    edge.world.takesMessages = true;
    let answer = (): void => undefined;
    const late = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/v1/auth/reverse', async (route) => {
      await late;
      await route.continue();
    });
    await page.clock.install();
    await page.goto(base);
    await page.waitForSelector('h1:has-text("Masuk ke WiFi")');
    await page.clock.fastForward(2_000);
    await page.waitForSelector('#phone:focus');
    answer();
    await page.waitForSelector('form ~ .button:has-text("Masuk dengan mengirim")');
    expect(await page.locator('#phone:focus').count()).toBe(1);
    expect(await page.locator('text=Kirim kode ke saya').count()).toBe(0);
  });

  it('goes on by itself when the message of a closed window comes', async () => {
    const page = await newPage();
    edge.world.takesMessages = true;
    edge.world.shownCode = { state: 'waiting', opened: false };
    await page.goto(`${base}/?link-orig=http%3A%2F%2Fexample.com%2F`);
    await page.waitForSelector('text=Menunggu pesan dari HP ini');
    await picture(page, 'reverse-waiting');
    const gone = page.waitForRequest(`${base}/login/message/device?next=http%3A%2F%2Fexample.com%2F`);
    edge.world.shownCode = { state: 'proved', opened: true };
    await gone;
  });

  it('takes the code out of a pasted message', async () => {
    const page = await newPage();
    await page.goto(base);
    await typePhone(page);
    await page.fill('#code', `Kode masuk Anda: ${CODE}. Berlaku 5 menit.`);
    await page.waitForSelector('.menu');
  });

  it('sends another code once the time is over', async () => {
    const page = await newPage();
    await page.clock.install();
    await page.goto(base);
    await typePhone(page);
    expect(await page.isDisabled('.resend .quiet')).toBe(true);
    await page.clock.fastForward(60_000);
    await page.click('text=Kirim ulang kode');
    await page.waitForSelector('text=Kode baru sudah dikirim');
    expect(edge.world.challenges).toBe(2);
    expect(page.url()).toContain('000000000002');
    expect(await page.isDisabled('.resend .quiet')).toBe(true);
  });

  it.each([
    ['with its storage', false],
    ['where a captive browser has none', true],
  ])('goes on after a reload at each step, %s', async (_, isForgetful) => {
    const page = await newPage();
    if (isForgetful)
      await page.addInitScript(() => {
        for (const name of ['sessionStorage', 'localStorage'])
          Object.defineProperty(window, name, {
            get: () => {
              throw new DOMException('denied', 'SecurityError');
            },
          });
      });
    const wrong = defects(page);
    await page.goto(
      `${base}/?link-orig=${encodeURIComponent(`${base.replace('127.0.0.1', 'localhost')}/first`)}`,
    );
    await page.reload();
    await typePhone(page);
    await page.reload();
    await page.waitForSelector('#code');
    expect((await page.textContent('.lead'))?.includes('0812')).toBe(!isForgetful);
    edge.world.access = { status: null, applied: false, thisDevice: 'captive', todo: 'wait' };
    await page.fill('#code', CODE);
    await page.waitForSelector('text=Membuka akses internet');
    await page.reload();
    await page.waitForSelector('text=Membuka akses internet');
    edge.world.access = { status: 'active', applied: true, thisDevice: 'open', todo: 'none' };
    await page.waitForSelector('text=Lanjut ke localhost');
    await page.click('text=Lihat akun saya');
    await page.waitForSelector('.balance');
    await page.reload();
    await page.waitForSelector('.balance');
    expect(wrong).toEqual([]);
  });

  it('opens the page first asked for, by itself', async () => {
    const page = await newPage();
    const first = `${base.replace('127.0.0.1', 'localhost')}/first`;
    await page.goto(`${base}/?link-orig=${encodeURIComponent(first)}`);
    await typePhone(page);
    await page.fill('#code', CODE);
    await page.waitForURL(first);
  });

  it('says when it is the router that keeps one waiting, and lets one go on', async () => {
    const page = await newPage();
    await page.clock.install();
    edge.world.access = { status: null, applied: false, thisDevice: 'captive', todo: 'wait' };
    await page.goto(base);
    await typePhone(page);
    await page.fill('#code', CODE);
    await page.waitForSelector('text=Membuka akses internet');
    await page.clock.fastForward(8_000);
    await page.waitForSelector('text=Router belum menjawab');
    await picture(page, 'opening-slow');
    await page.click('text=Lihat akun saya');
    await page.waitForSelector('.balance');
  });

  it('moves a device only with consent', async () => {
    const page = await newPage();
    edge.world.isDeviceOfAnother = true;
    await page.goto(base);
    await typePhone(page);
    await page.fill('#code', CODE);
    await page.click('text=Ya, pindahkan');
    await page.waitForSelector('.menu');
  });

  it('needs no mouse', async () => {
    const page = await newPage();
    await page.goto(base);
    await page.waitForSelector('#phone:focus');
    await page.keyboard.type('081234567890');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#code:focus');
    await page.keyboard.type(CODE);
    await page.waitForSelector('.menu');
    const statement = page.locator('.menu a[href^="/statement"]');
    for (
      let steps = 0;
      steps < 30 && !(await statement.evaluate((link) => link === document.activeElement));
      steps += 1
    )
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('h1:has-text("Riwayat kuota"):focus');
  });
});

describe('languages', () => {
  it('begin with Indonesian, switch, stay, and reach edge', async () => {
    const page = await newPage();
    await page.goto(base);
    await page.waitForSelector('h1:has-text("Masuk ke WiFi")');
    await page.click('button[lang=en]');
    await page.waitForSelector('h1:has-text("Log in to the WiFi")');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.reload();
    await page.fill('#phone', '081234567890');
    await page.click('text=Send code');
    await page.waitForSelector('#code');
    expect(edge.world.lastOtp).toMatchObject({ url: '?lang=en', language: 'en' });
    await page.fill('#code', CODE);
    await page.waitForSelector('text=You are online');
    await eventually(() => edge.world.locale === 'en');
    expect(await page.title()).toBe('Home – Warung Budi');
  });
});

describe('the account', () => {
  const device = (deviceId: string, label: string, isThis: boolean) => ({
    deviceId,
    subscriberId: 's1',
    enrolledBy: 'login',
    label,
    isThis,
    mac: `AA:BB:CC:DD:EE:0${deviceId.slice(1)}`,
    firstSeenAt: '2026-11-01T00:00:00.000Z',
    lastSeenAt: '2026-11-21T05:00:00.000Z',
    lastAddress: '10.5.50.2',
    privateMac: !isThis,
    authorized: true,
    online: false,
  });

  it('moves by itself with server-sent events', async () => {
    const page = await newPage();
    await logIn(page);
    await page.waitForSelector('.left-amount');
    await eventually(() => edge.openPages === 1);
    edge.tell('balance', {
      subscriberId: 's1',
      remainingBytes: 1.5 * GB,
      usedBytes: 8.5 * GB,
      status: 'fup',
    });
    await page.waitForSelector('.left-amount:has-text("1,5 GB")');
    await page.waitForSelector('h2:has-text("kecepatan diturunkan")');
    edge.world.quota = { ...edge.world.quota, status: 'exhausted', remainingBytes: 0 };
    edge.tell('status', { subscriberId: 's1' });
    await page.waitForSelector('h2:has-text("Kuota habis")');
    await picture(page, 'exhausted');
  });

  it('shows each part of the quota with its own end, and which waits for its first use', async () => {
    const page = await newPage(SMALL);
    const part = edge.world.quota.holdings[0]!;
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    edge.world.quota = {
      ...edge.world.quota,
      holdings: [
        { ...part, bytes: 2 * GB, expiresAt: tomorrow, speedDownKilobitsPerSecond: 5_000 },
        { ...part, bytes: GB },
        { ...part, bytes: GB, expiresAt: null, lastsSecondsFromFirstUse: 10_800 },
      ],
    };
    await logIn(page);
    await page.waitForSelector('.holdings li');
    const parts = await page.locator('.holdings li').allInnerTexts();
    expect(parts[0]).toMatch(/2 GB\s+sampai besok \d\d\.\d\d WIB\s+kecepatan sampai 5 Mbps/);
    expect(parts[1]).toMatch(/lalu 1 GB\s+sampai 1 Jan 2099/);
    expect(parts[2]).toMatch(/lalu 1 GB\s+Mulai saat dipakai, berlaku 3 jam/);
    await picture(page, 'home-holdings-320');
  });

  it('shows hours of the day: what is open now, what opens when, and another speed by night', async () => {
    const page = await newPage(PHONE);
    const part = edge.world.quota.holdings[0]!;
    const night = { ...part, validHours: '00:00-06:00', zoneMinutes: 420 };
    const opens = new Date(Date.now() + 7_200_000).toISOString();
    const fast = { speedHours: '22:00-06:00', hoursSpeedDownKilobitsPerSecond: 20_000, zoneMinutes: 420 };
    edge.world.quota = {
      ...edge.world.quota,
      holdings: [{ ...part, bytes: 2 * GB, ...fast, speedDownKilobitsPerSecond: 5_000 }],
      laterHoldings: [{ ...night, bytes: 5 * GB, turnsAt: opens }],
    };
    await logIn(page);
    await page.waitForSelector('.holdings li');
    const parts = await page.locator('.holdings li').allInnerTexts();
    expect(parts[0]).toContain('pukul 22.00–06.00: kecepatan sampai 20 Mbps');
    expect(parts[1]).toMatch(/Bisa dipakai nanti: 5 GB/);
    expect(parts[1]).toMatch(/setiap hari 00\.00–06\.00 WIB\s+mulai/);
    expect(await findingsOf(page)).toEqual([]);
    await picture(page, 'home-hours-390');
    edge.world.quota = {
      ...edge.world.quota,
      ...{ status: 'exhausted', remainingBytes: 0, grantedBytes: 0, holdings: [] },
    };
    edge.tell('status', { subscriberId: 's1' });
    await page.waitForSelector('h2:has-text("Di luar jam paket")');
    await picture(page, 'home-outside-hours-390');
    // Nothing tells the page that the hours begin but the time that it was told.
    const soon = new Date(Date.now() + 500).toISOString();
    edge.world.quota = { ...edge.world.quota, laterHoldings: [{ ...night, bytes: 3 * GB, turnsAt: soon }] };
    edge.tell('status', { subscriberId: 's1' });
    await page.waitForSelector('.holdings li:has-text("nanti: 3 GB")');
    edge.world.quota = {
      ...edge.world.quota,
      ...{ status: 'active', remainingBytes: 5 * GB, laterHoldings: [] },
      holdings: [{ ...night, bytes: 5 * GB, turnsAt: opens }],
    };
    await page.waitForSelector('h2:has-text("Anda tersambung")');
  });

  it('shows the time online that is left, as it runs down', async () => {
    const page = await newPage(SMALL);
    const part = { ...edge.world.quota.holdings[0]!, unlimited: true, bytes: 0, expiresAt: null };
    const grant = edge.world.quota.grants[0]!;
    edge.world.quota = {
      ...edge.world.quota,
      ...{ status: 'unlimited', unlimited: true, remainingBytes: 0, grantedBytes: 0, expiresAt: null },
      ...{ onlineSecondsLeft: 7_800, usedOnlineSeconds: 3_000 },
      grants: [{ ...grant, unlimited: true, sizeBytes: 0, onlineSeconds: 10_800, onlineSecondsLeft: 7_800 }],
      holdings: [{ ...part, onlineSecondsLeft: 7_800 }],
    };
    await logIn(page);
    await page.waitForSelector('.left-words:has-text("2 jam 10 menit")');
    await page.waitForSelector('.standing:has-text("Waktu berjalan hanya selama")');
    expect(await page.locator('.ring').getAttribute('aria-label')).toContain('72');
    expect(await page.locator('.holdings li').allInnerTexts()).toEqual([
      expect.stringMatching(/2 jam 10 menit pakai\s+sampai habis dipakai/),
    ]);
    await picture(page, 'home-time-320');
    edge.tell('balance', {
      ...{ remainingBytes: 0, usedBytes: 7 * GB, status: 'unlimited', onlineSecondsLeft: 3_600 },
    });
    await page.waitForSelector('.left-words:has-text("1 jam")');
    await page.waitForSelector('.holdings li:has-text("1 jam pakai")');
  });

  it.each([
    [320, GB - 1, '0,99 GB'],
    [360, GB - 1, '0,99 GB'],
    [360, 999 * 1_048_576, '999 MB'],
    [320, 17.959 * GB, '17,95 GB'],
    [320, 123.456 * GB, '123,45 GB'],
  ])('fits what is left into the ring at %d px: %d bytes', async (width, remainingBytes, text) => {
    edge.world.quota = { ...edge.world.quota, remainingBytes, debtBytes: 49 * 1_048_576 };
    const page = await newPage({ viewport: { width, height: 740 } });
    await logIn(page);
    expect(await page.textContent('.left-amount')).toBe(text);
    const room = await page.evaluate(() => {
      const [ring, amount] = ['.ring', '.left-amount'].map(
        (one) => document.querySelector(one)!.getBoundingClientRect().width,
      );
      // The stroke takes 9 of the 120 parts on either side, besides the 1.5 outside it.
      return (ring! * 99) / 120 - amount!;
    });
    expect(room).toBeGreaterThanOrEqual(0);
    await page.waitForSelector('text=Kuota yang dibeli membayarnya lebih dulu');
    await picture(page, `ring-${width}-${text.replace(/\W/g, '')}`);
  });

  it('shows slow internet to pay with, how it shrinks, and when it is over', async () => {
    const until = new Date(Date.now() + 240_000).toISOString();
    const stopped = { status: 'exhausted' as const, remainingBytes: 0, usedBytes: 10 * GB, holdings: [] };
    const paymentLane = { open: true, until, leftBytes: 30 * 1_048_576 };
    edge.world.quota = { ...edge.world.quota, ...stopped, paymentLane };
    const page = await newPage(SMALL);
    await logIn(page);
    await page.waitForSelector('.notice:has-text("Internet pelan untuk membayar")');
    expect(await page.textContent('.notice')).toMatch(/\d\d\.\d\d WIB, tersisa 30 MB/);
    await picture(page, 'home-lane-320');
    await eventually(() => edge.openPages === 1);
    edge.tell('balance', { ...stopped, usedBytes: 10 * GB + 10 * 1_048_576 });
    await page.waitForSelector('.notice:has-text("tersisa 20 MB")');
    edge.tell('balance', { ...stopped, usedBytes: 10 * GB + 31 * 1_048_576 });
    await page.waitForSelector('.notice:has-text("Internet untuk membayar sudah habis")');
  });

  it('wears the colour of its operator, where white letters are readable on it', async () => {
    edge.world.siteColor = '#7a1f5c';
    const page = await newPage();
    await page.goto(base);
    await page.waitForSelector('form .button');
    await page.waitForFunction(
      () =>
        getComputedStyle(document.querySelector('form .button') as Element).backgroundColor ===
        'rgb(122, 31, 92)',
    );
    expect(
      await page.evaluate(() => getComputedStyle(document.querySelector('form .button') as Element).color),
    ).toBe('rgb(255, 255, 255)');
    await picture(page, 'phone-coloured');
  });

  it('asks every ten seconds without an event stream', async () => {
    edge.world.hasEvents = false;
    const page = await newPage();
    await page.clock.install();
    await logIn(page);
    await page.waitForSelector('.left-amount:has-text("4 GB")');
    edge.world.quota = { ...edge.world.quota, remainingBytes: 3 * GB };
    await page.clock.runFor(10_000);
    await page.waitForSelector('.left-amount:has-text("3 GB")');
  });

  it('says that it is offline, keeps what it knew, and recovers', async () => {
    edge.world.hasEvents = false;
    const page = await newPage();
    await page.clock.install();
    await logIn(page);
    await page.waitForSelector('.left-amount');
    edge.world.isDown = true;
    await page.clock.runFor(10_000);
    await page.waitForSelector('text=Tidak ada sambungan');
    expect(await page.textContent('.left-amount')).toBe('4 GB');
    edge.world.isDown = false;
    await page.clock.runFor(10_000);
    await page.waitForSelector('text=Tidak ada sambungan', { state: 'detached' });
  });

  it('offers another try where it cannot start', async () => {
    const page = await newPage();
    await logIn(page);
    await page.waitForSelector('.balance');
    edge.world.isDown = true;
    await page.reload();
    await page.waitForSelector('text=Portal tidak terjangkau');
    edge.world.isDown = false;
    await page.click('button:has-text("Coba lagi")');
    await page.waitForSelector('.balance');
  });

  it.each<[Quota['status'], Partial<Quota>, string]>([
    ['blocked', { blockReason: 'debt' }, 'Alasan: tunggakan'],
    ['blocked', { blockReason: 'bill' }, 'Tagihan langganan Anda belum dibayar'],
    ['expired', { remainingBytes: 0 }, 'Masa aktif berakhir'],
    ['inactive', {}, 'belum menyetujui'],
    ['unlimited', { unlimited: true }, 'Tanpa batas'],
    ['exhausted', { grants: [], grantedBytes: 0, remainingBytes: 0 }, 'Belum ada kuota'],
  ])('explains %s', async (status, change, words) => {
    edge.world.quota = { ...edge.world.quota, status, ...change };
    const page = await newPage();
    await logIn(page);
    await page.waitForSelector(`.balance:has-text("${words}")`);
    await picture(page, `status-${status}`);
    // The remedy is seen without scrolling, where there is one.
    if (status === 'expired' || status === 'exhausted')
      expect((await page.locator('button:has-text("Beli kuota")').boundingBox())?.y).toBeLessThan(500);
  });

  it('shows which device used what today, of the site, and on the days before', async () => {
    edge.world.devices = [device('d1', 'HP Ibu', true), device('d2', '', false)];
    edge.world.usage = [
      { date: '2026-11-20', deviceId: 'd1', bytesIn: 0, bytesOut: 2 * GB },
      { date: '2026-11-22', deviceId: 'd1', bytesIn: GB / 2, bytesOut: GB / 2 },
      { date: '2026-11-22', deviceId: 'd2', bytesIn: 0, bytesOut: GB / 4 },
    ];
    const page = await newPage();
    // 01:00 of the 22nd in Jakarta, where the phone's clock says UTC.
    await page.clock.install({ time: new Date('2026-11-21T18:00:00Z') });
    await logIn(page);
    await page.waitForSelector('.uses li >> nth=1');
    expect(await page.locator('.uses li').allTextContents()).toEqual(['HP Ibu1 GB', 'Perangkat EE:02256 MB']);
    expect(await page.getAttribute('.chart', 'aria-label')).toContain('2 GB pada 20 Nov');
    await page.click('summary');
    expect(await page.locator('tbody tr').allTextContents()).toContain('Jum 20 Nov2 GB');
    await picture(page, 'home');
  });

  it('shows the statement by pages, and by a day', async () => {
    edge.world.lines = Array.from({ length: 40 }, (_, index) => {
      const at = new Date(Date.parse('2026-11-21T10:30:00Z') - index * 3_600_000).toISOString();
      return {
        id: `l${index}`,
        at,
        cause: index === 39 ? 'grant' : 'usage',
        source: 'operator',
        deviceId: 'd1',
        amountBytes: index === 39 ? 10 * GB : -GB / 8,
        balanceAfterBytes: 5 * GB,
      };
    });
    const page = await newPage();
    await page.clock.install({ time: new Date('2026-11-21T11:00:00Z') });
    await logIn(page);
    await page.click('.menu a[href^="/statement"]');
    await page.waitForSelector('.line >> nth=29');
    expect(await page.locator('.line').count()).toBe(30);
    await picture(page, 'statement');
    await page.click('text=Lihat yang lebih lama');
    await page.waitForSelector('.line:has-text("Kuota masuk")');
    expect(await page.locator('.line').count()).toBe(40);
    await page.fill('#day', '2026-11-20');
    // From 19:30 UTC of the 19th, the oldest, to 16:30 of the 20th: a day of Jakarta.
    await page.waitForFunction(
      () =>
        document.querySelectorAll('h2.day').length === 1 && document.querySelectorAll('.line').length === 22,
    );
    await page.fill('#day', '2026-11-18');
    await page.waitForSelector('text=Tidak ada riwayat pada tanggal ini');
    await page.goBack();
    await page.waitForSelector('.balance');
  });

  it('names and removes devices', async () => {
    edge.world.devices = [device('d1', '', true), device('d2', 'Laptop', false)];
    const page = await newPage(SMALL);
    await logIn(page);
    await page.click('.menu a[href^="/account"]');
    await page.waitForSelector('.device:has-text("Perangkat ini")');
    await page.waitForSelector('text=Paling banyak 5 perangkat');
    await page.click('.device >> nth=0 >> text=Ganti nama');
    await page.fill('.device input', 'HP Bapak');
    await page.click('text=Simpan');
    await page.waitForSelector('.device:has-text("HP Bapak")');
    await page.click('.device >> nth=1 >> text=Hapus');
    await picture(page, 'devices');
    await page.click('.button.danger');
    await page.waitForSelector('text=Laptop dihapus');
    expect(edge.world.devices.map(({ label }) => label)).toEqual(['HP Bapak']);
    await page.click('button:text-is("Keluar")');
    await page.waitForSelector('#phone');
    expect(await page.locator('text=Sesi berakhir').count()).toBe(0);
  });

  it('adds a TV that was just switched on', async () => {
    edge.world.devices = [device('d1', 'HP Ibu', true)];
    const page = await newPage(SMALL);
    await logIn(page);
    await page.click('.menu a[href^="/account"]');
    await page.click('text=Tambah TV');
    await page.click('text=Cari perangkat baru');
    await page.waitForSelector('text=Belum ada perangkat baru');
    edge.world.newcomers = [
      { mac: 'AA:BB:CC:DD:EE:77', name: 'LG-webOS', appearedSecondsAgo: 20, found: 'signed' },
    ];
    await page.click('text=Cari perangkat baru');
    await page.waitForSelector('button:has-text("LG-webOS")');
    await picture(page, 'devices-add');
    await page.click('button:has-text("LG-webOS")');
    await page.waitForSelector('.device:has-text("LG-webOS"):has-text("Sedang tersambung")');
  });

  it('helps a device that no router knows to prove itself', async () => {
    const known = edge.world.access;
    edge.world.access = { ...known, thisDevice: 'unknown', todo: 'prove' };
    const page = await newPage();
    await logIn(page);
    await page.waitForSelector('text=Perangkat ini belum dikenali');
    await page.waitForSelector('h2:has-text("Perangkat ini belum tersambung")');
    edge.world.access = known;
    await page.click('button:has-text("Daftarkan perangkat ini")');
    await page.waitForSelector('text=Perangkat ini belum dikenali', { state: 'detached' });
  });
});

describe('the device in hand', () => {
  it('that came back under another MAC never reads that it is connected, and is one tap away', async () => {
    edge.world.access = { status: 'active', applied: true, thisDevice: 'unknown', todo: 'replace' };
    const page = await newPage();
    await page.setViewportSize({ width: 360, height: 740 });
    await logIn(page, `/?link-orig=${encodeURIComponent(`${base.replace('127.0.0.1', 'localhost')}/first`)}`);
    await page.waitForSelector('h2:has-text("Perangkat ini belum tersambung")');
    expect(await page.locator('text=/Anda tersambung|Lanjut ke/').count()).toBe(0);
    await picture(page, 'device-changed');
    const isUsable = await page.locator('button:has-text("Ini ponsel saya")').evaluate((button) => {
      const [ring, menu] = ['.ring', '.menu'].map((one) =>
        document.querySelector(one)!.getBoundingClientRect(),
      );
      const { bottom } = button.getBoundingClientRect();
      return bottom <= ring!.top && bottom <= menu!.top;
    });
    expect(isUsable).toBe(true);
    await page.click('button:has-text("Ini ponsel saya")');
    await page.waitForSelector('h2:has-text("Anda tersambung")');
    await page.waitForSelector('text=Lanjut ke localhost');
  });

  it('is back without a tap where routers have lost the old MAC', async () => {
    edge.world.access = { status: 'active', applied: true, thisDevice: 'unknown', todo: 'replace' };
    edge.world.isOldMacGone = true;
    const page = await newPage();
    await logIn(page);
    await page.waitForSelector('h2:has-text("Anda tersambung")');
  });

  it('is let in for another that the person chose, where all are online', async () => {
    edge.world.choices = [
      { deviceId: 'd1', name: 'HP Ibu' },
      { deviceId: 'd2', name: '…EE:02' },
    ];
    const page = await newPage(SMALL);
    await page.goto(base);
    await typePhone(page);
    await page.fill('#code', CODE);
    await page.waitForSelector('h1:has-text("Semua jatah perangkat terpakai")');
    await picture(page, 'choose');
    await page.check('input[value="d2"]');
    await page.click('button:has-text("Keluarkan dan masuk")');
    await page.waitForSelector('.menu');
    expect(edge.world.evicted).toBe('d2');
  });

  it.each([
    ['disabled', 'Akun dinonaktifkan', { isDisabled: true }],
    ['rejected', 'Pendaftaran ditolak', { approval: 'rejected' }],
    ['pending', 'Akun belum aktif', { approval: 'pending' }],
  ])('of an account that is %s reads why, and whom to ask', async (name, words, change) => {
    Object.assign(edge.world, change);
    edge.world.quota = { ...edge.world.quota, status: 'inactive' };
    edge.world.access = { status: 'inactive', applied: true, thisDevice: 'captive', todo: 'contact' };
    const page = await newPage(name === 'pending' ? { viewport: { width: 1280, height: 800 } } : PHONE);
    await logIn(page);
    await page.waitForSelector(`h2:has-text("${words}")`);
    expect(await page.getAttribute('a:has-text("WhatsApp")', 'href')).toContain('wa.me/6281200001111');
    expect(await page.textContent('.brand')).toContain('Warung Budi');
    await picture(page, `account-${name}`);
    // The shop says so at once, not after a package was chosen.
    await page.click('.menu a[href^="/shop"], .menu a[href^="/beli"]');
    await page.waitForSelector(`h1:has-text("${words}")`);
    expect(await page.locator('.offer').count()).toBe(0);
    await picture(page, `shop-${name}`);
  });
});

describe('a device that gave way', () => {
  it('is named after the login that put it out, and in what it used', async () => {
    edge.world.putOut = [{ deviceId: 'd9', name: '…EE:09' }];
    edge.world.former = [{ deviceId: 'd9', name: '…EE:09' }];
    edge.world.usage = [{ date: '2026-11-22', deviceId: 'd9', bytesIn: 0, bytesOut: 2 * GB }];
    const page = await newPage(SMALL);
    await page.clock.install({ time: new Date('2026-11-22T04:00:00Z') });
    await logIn(page);
    await page.waitForSelector('text=Perangkat EE:09 dikeluarkan dari akun Anda');
    await page.waitForSelector('.uses:has-text("Perangkat EE:09")');
    await picture(page, 'put-out');
  });
});

describe('a TV for which all places are taken', () => {
  it('takes the place of the device that the person chose', async () => {
    edge.world.newcomers = [
      { mac: 'AA:BB:CC:DD:EE:09', name: 'TV', appearedSecondsAgo: 20, found: 'f1' } as Newcomer,
    ];
    edge.world.devices = [
      { deviceId: 'd1', label: 'HP Bapak', mac: 'AA:BB:CC:DD:EE:01', isThis: true, online: true } as Device,
    ];
    const page = await newPage(SMALL);
    await logIn(page, '/account');
    edge.world.choices = [
      { deviceId: 'd1', name: 'HP Bapak', online: true },
      { deviceId: 'd2', name: 'HP Ibu', first: true, lastSeenAt: '2026-11-20T04:00:00.000Z' },
    ];
    await page.click('summary:has-text("Tambah TV")');
    await page.click('button:has-text("Cari perangkat baru")');
    await page.click('.add-device button:has-text("TV")');
    await page.waitForSelector('text=Jatah perangkat penuh');
    // The one that is missed least is proposed, and nothing has happened yet.
    expect(await page.isChecked('.choice:has-text("HP Ibu") input')).toBe(true);
    expect(await page.textContent('.choice:has-text("HP Bapak")')).toContain('Sedang tersambung');
    expect(edge.world.evicted).toBe('');
    expect(await page.textContent('.choice:has-text("HP Bapak")')).toContain('Perangkat ini');
    expect(await page.textContent('.add-device')).toContain('lima kali sehari');
    await picture(page, 'add-device-full');
    await page.click('button:has-text("Keluarkan, tambahkan TV")');
    await page.waitForSelector('text=TV ditambahkan.');
    expect(edge.world.evicted).toBe('d2');
  });
});

describe('a device that another person added to their account', () => {
  it('says "not mine" with one tap', async () => {
    edge.world.standing = { ...edge.world.standing, claimed: true };
    const page = await newPage(SMALL);
    const wrong = defects(page);
    await page.goto(base);
    await page.waitForSelector('text=Perangkat ini ditambahkan ke akun lain');
    await picture(page, 'claimed');
    await page.click('button:has-text("Bukan milik saya")');
    await page.waitForSelector('text=Perangkat ini sudah keluar dari akun itu');
    await picture(page, 'disowned');
    expect(edge.world.disowned).toBe(1);
    await page.waitForSelector('#phone');
    expect(wrong).toEqual([]);
  });
  it('whose number another person has now reads that, and not that it was put out', async () => {
    edge.world.standing = { ...edge.world.standing, thisDevice: 'released' };
    const page = await newPage(SMALL);
    await page.goto(base);
    await page.waitForSelector('text=Nomor akun ini berganti pemilik');
    expect(await page.locator('text=dikeluarkan').count()).toBe(0);
    await picture(page, 'released');
  });
});

describe('a number', () => {
  it('is sent both codes again', async () => {
    edge.world.resendInSeconds = 0;
    const page = await newPage(SMALL);
    await logIn(page, '/account');
    await page.click('summary:has-text("Ganti nomor WhatsApp")');
    await page.fill('#phone', '+6281300000099');
    await page.click('button:has-text("Kirim kedua kode")');
    await page.click('button:has-text("Kirim ulang kedua kode")');
    await page.waitForSelector('text=/[Kk]ode.*dikirim ulang|Kode baru/');
    expect(edge.world.phoneCodes).toBe(2);
  });
  it.each([
    ['mine', 'Ya, ini akun saya', 'light', PHONE],
    ['afresh', 'Bukan, mulai dari awal', 'dark', SMALL],
  ] as const)(
    'that was long silent asks whose account it is: %s',
    async (answer, words, colorScheme, size) => {
      edge.world.isSilent = true;
      const page = await newPage({ ...size, colorScheme });
      const wrong = defects(page);
      await page.goto(base);
      await typePhone(page);
      await page.fill('#code', CODE);
      await page.waitForSelector('h1:has-text("Apakah akun ini milik Anda?")');
      expect(await page.textContent('.lead')).toContain('Maret 2025');
      await picture(page, `number-silent-${colorScheme}`);
      await page.click(`button:has-text("${words}")`);
      await page.waitForSelector('.menu');
      expect(edge.world.accountAnswer).toBe(answer);
      expect(wrong).toEqual([]);
    },
  );

  it('keeps what was answered when one more question comes', async () => {
    edge.world.isSilent = true;
    edge.world.choices = [{ deviceId: 'd1', name: 'HP Ibu' }];
    const page = await newPage();
    await page.goto(base);
    await typePhone(page);
    await page.fill('#code', CODE);
    await page.click('button:has-text("Ya, ini akun saya")');
    await page.check('input[value="d1"]');
    await page.click('button:has-text("Keluarkan dan masuk")');
    await page.waitForSelector('.menu');
    expect([edge.world.accountAnswer, edge.world.evicted]).toEqual(['mine', 'd1']);
  });

  it.each([
    ['light', PHONE],
    ['dark', SMALL],
  ] as const)('is changed with a code on both, %s', async (colorScheme, size) => {
    const page = await newPage({ ...size, colorScheme });
    const wrong = defects(page);
    await logIn(page, '/account');
    await page.click('summary:has-text("Ganti nomor WhatsApp")');
    await picture(page, `number-change-${colorScheme}`);
    await page.fill('#phone', '12');
    await page.click('button:has-text("Kirim kedua kode")');
    await page.waitForSelector('text=Nomor tidak dikenali');
    await page.fill('#phone', '+6281300000099');
    await page.click('button:has-text("Kirim kedua kode")');
    await page.fill('#code-current', CODE);
    await page.fill('#code-next', '000000');
    await page.click('form button:has-text("Ganti nomor")');
    await page.waitForSelector('text=Kode salah');
    expect(await page.getAttribute('#code-next', 'aria-invalid')).toBe('true');
    expect(await page.getAttribute('#code-current', 'aria-invalid')).toBe('false');
    await picture(page, `number-codes-${colorScheme}`);
    await page.fill('#code-next', CODE);
    await page.click('form button:has-text("Ganti nomor")');
    await page.waitForSelector('text=Nomor sudah diganti.');
    expect(await page.textContent('.figures')).toContain('0813 0000 0099');
    expect(wrong).toEqual([]);
  });
});

it('would learn from axe what is wrong with a page', async () => {
  const page = await newPage();
  await page.goto(base);
  await page.waitForSelector('#phone');
  await page.evaluate(() => document.querySelector('main')?.append(new Image()));
  expect(await findingsOf(page)).toEqual([expect.stringMatching(/^image-alt: <img/)]);
});

describe('small screens and thumbs', () => {
  it.each(['light', 'dark'] as const)('fit, %s', async (colorScheme) => {
    edge.world.devices = [
      {
        deviceId: 'd1',
        subscriberId: 's1',
        enrolledBy: 'login',
        label: 'Ponsel dengan nama yang sangat panjang',
        isThis: true,
        mac: 'AA:BB:CC:DD:EE:01',
        firstSeenAt: '2026-11-01T00:00:00.000Z',
        lastSeenAt: '2026-11-21T05:00:00.000Z',
        lastAddress: '',
        privateMac: true,
        authorized: true,
        online: true,
      },
    ];
    const page = await newPage({ ...SMALL, colorScheme });
    const check = async (name: string) => {
      await picture(page, `small-${colorScheme}-${name}`);
      const found = await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - innerWidth,
        small: [...document.querySelectorAll('button, a, input, summary')]
          .filter((element) => element.getClientRects().length > 0)
          .filter(
            (element) =>
              element.getBoundingClientRect().height < 44 || element.getBoundingClientRect().width < 44,
          )
          .map((element) => element.outerHTML),
      }));
      expect(found).toEqual({ overflow: 0, small: [] });
    };
    await page.goto(base);
    await page.waitForSelector('#phone');
    await check('phone');
    await typePhone(page);
    await check('code');
    await page.fill('#code', CODE);
    await page.waitForSelector('.balance');
    await check('home');
    for (const room of ['statement', 'account']) {
      await page.click(`.menu a[href^="/${room}"]`);
      await page.waitForSelector('h1:focus');
      await check(room);
    }
  });
});
