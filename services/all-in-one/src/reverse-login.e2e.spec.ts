// A login by a message of one's own: the very program of `npm start`, a browser behind the simulated router, and the
// simulated WhatsApp in whose page the person writes.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { LocalSaring } from './testing/local-saring';

const PICTURES = resolve(__dirname, '../../../test-output/reverse-login');

let saring: LocalSaring;
let chrome: Chromium;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start();
  chrome = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const newWindow = async (options: { readonly javaScriptEnabled?: boolean } = {}): Promise<BrowserContext> => {
  const screen = { viewport: { width: 390, height: 844 }, locale: 'id-ID' };
  const context = await chrome.newContext({ ...screen, ...options });
  context.setDefaultTimeout(LOOK_MILLISECONDS);
  return context;
};
const routerLetsThrough = (phone: number) =>
  eventually(async () => {
    const state = (await (await fetch(`http://127.0.0.1:${saring.ports.phones}/control/state`)).json()) as {
      phones: { binding: string }[];
    };
    expect(state.phones[phone - 1]?.binding).toBe('bypassed');
  });
/** The person writes in the simulated WhatsApp, and reads the answer. */
const sendBy = async (number: string, message: string, context: BrowserContext): Promise<Page> => {
  const chat = await context.newPage();
  await chat.goto(`http://127.0.0.1:${saring.ports.whatsapp}/?target=${number}`);
  await chat.getByLabel('Pesan').fill(message);
  await chat.getByRole('button', { name: 'Kirim' }).click();
  await chat
    .getByText(/^Nomor Anda terbukti/)
    .first()
    .waitFor();
  return chat;
};

it('lets a phone in that sends its code, and opens the router for it', async () => {
  const { phones } = saring.ports;
  const context = await newWindow();
  const page = await context.newPage();
  await page.goto(`http://phone1.localhost:${phones}/berita`);
  const offer = page.getByRole('button', { name: 'Masuk dengan mengirim pesan WhatsApp' });
  await offer.waitFor();
  await page.screenshot({ path: join(PICTURES, '1-offer.png'), fullPage: true });
  await offer.click();
  const message = await page.getByText(/^MASUK \w{4}-\w{4}$/).textContent();
  await page.getByText('Kode QR: pindai dengan HP lain').click();
  await page.screenshot({ path: join(PICTURES, '2-send.png'), fullPage: true });
  const chat = await sendBy('6281234567802', message ?? '', context);
  await chat.screenshot({ path: join(PICTURES, '3-chat.png') });
  await page.waitForURL(`http://phone1.localhost:${phones}/berita`);
  await routerLetsThrough(1);
  await context.close();
});

it('lets a phone in whose window closed when WhatsApp opened, before anyone comes back to a page', async () => {
  const { phones } = saring.ports;
  const sheet = await newWindow();
  const page = await sheet.newPage();
  await page.goto(`http://phone2.localhost:${phones}/berita`);
  await page.getByRole('button', { name: 'Masuk dengan mengirim pesan WhatsApp' }).click();
  const message = await page.getByText(/^MASUK \w{4}-\w{4}$/).textContent();
  // The captive sheet goes with its cookies, its storage and its address.
  await sheet.close();
  const elsewhere = await newWindow();
  const chat = await sendBy('6281234567803', message ?? '', elsewhere);
  await chat.screenshot({ path: join(PICTURES, '4-chat-connected.png') });
  await routerLetsThrough(2);
  await elsewhere.close();
  const browser = await newWindow();
  const again = await browser.newPage();
  await again.goto(`http://portal.phone2.localhost:${phones}/`);
  await again.waitForURL(/\/status/);
  await again.getByRole('heading', { name: 'Anda tersambung' }).waitFor();
  await again.screenshot({ path: join(PICTURES, '5-back.png'), fullPage: true });
  await again.goto(`http://phone2.localhost:${phones}/berita`);
  expect(again.url()).toBe(`http://phone2.localhost:${phones}/berita`);
  await browser.close();
});

it('does the same without JavaScript', async () => {
  const portal = `http://portal.phone3.localhost:${saring.ports.phones}`;
  const sheet = await newWindow({ javaScriptEnabled: false });
  const page = await sheet.newPage();
  await page.goto(`${portal}/login`);
  await page.screenshot({ path: join(PICTURES, '6-plain-offer.png'), fullPage: true });
  await page.getByRole('button', { name: 'Masuk dengan mengirim pesan WhatsApp' }).click();
  const message = await page.getByText(/^MASUK \w{4}-\w{4}$/).textContent();
  await page.screenshot({ path: join(PICTURES, '7-plain-send.png'), fullPage: true });
  await sheet.close();
  const waiting = await newWindow({ javaScriptEnabled: false });
  const back = await waiting.newPage();
  await back.goto(`${portal}/login`);
  await back.getByRole('link', { name: 'Lanjut' }).click();
  await back.getByText('Menunggu pesan dari HP ini').waitFor();
  await back.screenshot({ path: join(PICTURES, '8-plain-waiting.png'), fullPage: true });
  const elsewhere = await newWindow();
  await sendBy('6281234567804', message ?? '', elsewhere);
  await elsewhere.close();
  await routerLetsThrough(3);
  // The page that waits reloads by itself, and leads on.
  await back.waitForURL(/\/status/);
  await back.getByRole('heading', { name: 'Anda tersambung' }).waitFor();
  await waiting.close();
});
