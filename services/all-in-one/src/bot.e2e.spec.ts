// bot.e2e.spec.ts — a conversation by WhatsApp with the very program of `npm start`: a subscriber asks for what is left and follows
// the link to buy; an operator proves a number and asks for a subscriber.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, type Browser as Chromium, type BrowserContext, type Page } from 'playwright-core';
import { LOOK_MILLISECONDS } from '@saring/testing';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';

const PICTURES = resolve(__dirname, '../../../test-output/bot');
const SUBSCRIBER = '6281234567802';
const DESK = '6281234567890';

let saring: LocalSaring;
let chrome: Chromium;
let context: BrowserContext;
let chat: Page;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start();
  // What links in messages begin with: its port is known only now.
  await saring.restart({ PUBLIC_URL: `http://portal.phone1.localhost:${saring.ports.phones}` });
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic'];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  context = await chrome.newContext({ viewport: { width: 390, height: 844 }, locale: 'id-ID' });
  context.setDefaultTimeout(LOOK_MILLISECONDS);
  chat = await context.newPage();
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const openChat = (number: string) => chat.goto(`http://127.0.0.1:${saring.ports.whatsapp}/?target=${number}`);
/** @returns the answer, whole. */
const say = async (words: string, answer: RegExp): Promise<string> => {
  await chat.getByLabel('Pesan').fill(words);
  await chat.getByRole('button', { name: 'Kirim' }).click();
  const bubble = chat.locator('li').filter({ hasText: answer }).first();
  await bubble.waitFor();
  return (await bubble.textContent()) ?? '';
};
const picture = (name: string, of: Page) => of.screenshot({ path: join(PICTURES, `${name}.png`) });

it('answers SALDO, and BELI by the link behind which the shop opens', async () => {
  const { phones } = saring.ports;
  const page = await context.newPage();
  await page.goto(`http://phone1.localhost:${phones}/berita`);
  await page.getByRole('button', { name: 'Masuk dengan mengirim pesan WhatsApp' }).click();
  const code = await page.getByText(/^MASUK \w{4}-\w{4}$/).textContent();
  await openChat(SUBSCRIBER);
  await say(code ?? '', /Nomor Anda terbukti/);
  await page.waitForURL(`http://phone1.localhost:${phones}/berita`);
  expect(await say('Saldo', /Sisa kuota:/)).toMatch(/Sisa kuota: \d/);
  const answer = await say('BELI', /Beli kuota di portal WiFi/);
  await picture('1-words', chat);
  const [link = ''] = /http:\S+\/beli/.exec(answer) ?? [];
  expect(link).toBe(`http://portal.phone1.localhost:${phones}/beli`);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Beli kuota' }).waitFor();
  await picture('2-shop', page);
  await say('halo', /Balas dengan satu kata/);
});

it('answers an operator from the number that sent the code of their own page', async () => {
  const { edge } = saring.ports;
  const operator = new Browser(`localhost:${edge}`, edge);
  await operator.post('/api/v1/operator/login', OPERATOR);
  await openChat(DESK);
  await say('CARI 7802', /belum terdaftar/);
  const { body } = await operator.post<{ message: string }>('/api/v1/operator/bot/codes', {});
  await say(body.message, /Nomor Anda terbukti\. Balas BANTUAN/);
  await say('bantuan', /Kata-kata pengelola/);
  await say('CARI 7802', /Pelanggan yang cocok.*7802/s);
  await say('ROUTER', /Router terjangkau: \d/);
  await picture('3-operator', chat);
});
