// A login by a message of one's own: the very program of `npm start`, a browser behind the simulated router, and the
// simulated WhatsApp in whose page the person writes.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '@saring/testing';
import { chromium, type Browser as Chromium } from 'playwright-core';
import { LocalSaring } from './testing/local-saring';

const PICTURES = resolve(__dirname, '../../../test-output/reverse-login');
const LOOK_MILLISECONDS = 30_000;

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

it('lets a phone in that sends its code, and opens the router for it', async () => {
  const { phones, whatsapp } = saring.ports;
  const context = await chrome.newContext({ viewport: { width: 390, height: 844 }, locale: 'id-ID' });
  context.setDefaultTimeout(LOOK_MILLISECONDS);
  const page = await context.newPage();
  await page.goto(`http://phone1.localhost:${phones}/berita`);
  const offer = page.getByRole('button', { name: 'Masuk dengan mengirim pesan WhatsApp' });
  await offer.waitFor();
  await page.screenshot({ path: join(PICTURES, '1-offer.png'), fullPage: true });
  await offer.click();
  const message = await page.getByText(/^MASUK \w{4}-\w{4}$/).textContent();
  await page.getByText('Kode QR: pindai dengan HP lain').click();
  await page.screenshot({ path: join(PICTURES, '2-send.png'), fullPage: true });
  const chat = await context.newPage();
  await chat.goto(`http://127.0.0.1:${whatsapp}/?target=6281234567802`);
  await chat.getByLabel('Pesan').fill(message ?? '');
  await chat.getByRole('button', { name: 'Kirim' }).click();
  await chat
    .getByText(/^Nomor Anda terbukti/)
    .first()
    .waitFor();
  await chat.screenshot({ path: join(PICTURES, '3-chat.png') });
  await page.waitForURL(`http://phone1.localhost:${phones}/berita`);
  await eventually(async () => {
    const state = (await (await fetch(`http://127.0.0.1:${phones}/control/state`)).json()) as {
      phones: { binding: string }[];
    };
    expect(state.phones[0]?.binding).toBe('bypassed');
  }, LOOK_MILLISECONDS);
});
