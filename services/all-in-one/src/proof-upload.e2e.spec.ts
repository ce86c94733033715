// proof-upload.e2e.spec.ts — in the program of `npm start` and a browser without JavaScript: who pays the printed QRIS code
// sends the picture of the payment from the page of the order, and an operator sees it.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { qrisChecksum } from '@saring/kernel';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { Browser } from './testing/browser';
import { askForCode } from './testing/portal-login';
import { LocalSaring, OPERATOR } from './testing/local-saring';

const PICTURES = resolve(__dirname, '../../../test-output/proof-upload');
const PHONE = { viewport: { width: 390, height: 800 }, locale: 'id-ID', javaScriptEnabled: false };
const TARGET = '6281234567841';
const CODE =
  '00020101021151440014ID.CO.QRIS.WWW0215ID10200211817450303UMI5204481253033605802ID5910WIFI RW 056007JAKARTA6304';

let saring: LocalSaring;
let chrome: Chromium;
let page: Page;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start({ STATIC_QRIS: `${CODE}${qrisChecksum(CODE)}` });
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  page = await (await chrome.newContext(PHONE)).newPage();
  page.setDefaultTimeout(LOOK_MILLISECONDS);
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const portal = (path: string) => `http://portal.phone1.localhost:${saring.ports.phones}${path}`;
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor();
const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const picture = (name: string) => page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
const logIn = async (): Promise<void> => {
  await page.goto(portal('/login'));
  await askForCode(page, '0812 3456-7841');
  const code = await eventually(async () => {
    const response = await fetch(`http://127.0.0.1:${saring.ports.whatsapp}/inbox?target=${TARGET}`);
    const [last] = (await response.json()) as { message: string }[];
    return /\b(\d{6})\b/.exec(last?.message ?? '')?.[1] ?? false;
  });
  await page.getByLabel('Kode 6 angka').fill(code);
  await press('Masuk');
  await seen('Beli kuota');
};

it('sends the picture of a payment by the printed code, and is told what is wrong with another file', async () => {
  await logIn();
  await page.goto(portal('/shop'));
  await page.getByRole('radio').first().check();
  await page.locator('input[value^="static_qris"]').check();
  await press(/^(Bayar|Lanjut)/);
  await seen('Bayar tepat sejumlah ini');
  await picture('1-order');
  await page.getByRole('link', { name: 'Kirim foto bukti transfer' }).click();
  await picture('2-form');
  const file = page.getByLabel('Foto atau tangkapan layar');
  const text = { name: 'bukti.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };
  await file.setInputFiles(text);
  await press('Kirim');
  await seen('Gambar tidak dikenali');
  await file.setInputFiles({ ...text, buffer: Buffer.alloc(2_000_000, 1) });
  await press('Kirim');
  await seen('Gambar terlalu besar');
  await picture('3-refused');
  await file.setInputFiles(join(PICTURES, '1-order.png'));
  await press('Kirim');
  await seen('Bukti sudah dikirim. Pengelola akan memeriksanya.');
  await picture('4-sent');

  const operator = new Browser(`localhost:${saring.ports.edge}`, saring.ports.edge);
  await operator.post('/api/v1/operator/login', OPERATOR);
  const { body } = await operator.get<{ items: { orderId: string; hasProof: boolean }[] }>(
    '/api/v1/orders?state=open&method=static_qris',
  );
  const [order] = body.items;
  expect(order?.hasProof).toBe(true);
  expect((await operator.get(`/api/v1/orders/${order?.orderId}/proof`)).status).toBe(200);
});
