// console-plugins.e2e.spec.ts — in the program of `npm start` an owner uploads DuitKu, trusts its publisher, sets, tests and
// activates it; a subscriber pays by it on the portal; then it is switched off, and the next order goes elsewhere.
import { resolve } from 'node:path';
import { newPublisherKeys, packFiles, readFolder, signFiles } from '@saring/payment-plugin';
import { eventually } from '@saring/testing';
import type { Page } from 'playwright-core';
import { startDuitkuSimulator, type DuitkuSimulator } from '../../../infra/simulators/duitku/src';
import { ConsoleVisit } from './testing/console-visit';
import { askForCode } from './testing/portal-login';

const STORY_MILLISECONDS = 240_000;
const API_KEY = 'kunci-duitku-di-konsol';
const PHONE = { viewport: { width: 390, height: 800 }, locale: 'id-ID' };
const TARGET = '6281234567831';
let visit: ConsoleVisit;
let duitku: DuitkuSimulator;

beforeAll(async () => {
  duitku = await startDuitkuSimulator({ apiKey: API_KEY, retryMilliseconds: 200 });
  visit = await ConsoleVisit.start({ PAYMENT_PLUGIN_PRIVATE_HOSTS: `127.0.0.1:${duitku.port}` });
  await visit.signIn();
}, STORY_MILLISECONDS);
afterAll(async () => {
  await visit?.close();
  await duitku?.close();
}, STORY_MILLISECONDS);

const archive = (): Buffer => {
  const files = readFolder(resolve(__dirname, '../../../libs/payment-plugin/plugins/duitku'));
  const { privateKey } = newPublisherKeys();
  return Buffer.from(packFiles(new Map([...files, ['signature', signFiles(new Map(files), privateKey)]])));
};
const inDialog = (name: string) =>
  visit.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const press = (name: string) => visit.page.getByRole('button', { name, exact: true }).click();
const portal = (path = '/') => `http://portal.phone1.localhost:${visit.saring.ports.phones}${path}`;

const install = async (): Promise<void> => {
  const { page } = visit;
  await page.goto(visit.url('/plugins'));
  await press('Unggah plugin');
  const file = { name: 'duitku.zip', mimeType: 'application/zip', buffer: archive() };
  await page.locator('input[type=file]').setInputFiles(file);
  await inDialog('Unggah plugin');
  await visit.seen('Penerbitnya belum dipercaya');
  await page.getByLabel('Nama penerbit').fill('saring');
  await inDialog('Percayai dan unggah lagi');
  await visit.seen('DuitKu 1.0.0 terpasang, belum dipakai.');
  await visit.seen('Penerbit saring tepercaya');
};

const setAndActivate = async (): Promise<void> => {
  const { page } = visit;
  await press('Isi pengaturan: DuitKu');
  await page.getByLabel('Kode merchant').fill('DS12345');
  await page.getByLabel(/^Kunci API/).fill(API_KEY);
  await page.getByLabel('Alamat API').fill(duitku.baseUrl);
  await page.getByLabel('Email penerima struk').fill('kasir@rw05.id');
  await inDialog('Simpan pengaturan');
  await visit.seen('Pengaturan DuitKu tersimpan.');
  await press('Uji kunci: DuitKu 1.0.0');
  await visit.seen(/^Penyedia menerima kuncinya/);
  await press('Pilih cara bayar: DuitKu 1.0.0');
  await page.getByRole('checkbox', { name: 'QRIS' }).check();
  await inDialog('Simpan cara bayar');
  await visit.seen('DuitKu menerima pesanan baru: QRIS.');
  await visit.picture('plugins-active');
};

const logIn = async (phone: Page): Promise<void> => {
  await phone.goto(`http://phone1.localhost:${visit.saring.ports.phones}/berita`);
  await askForCode(phone, '0812 3456-7831');
  await phone.getByLabel('Kode 6 angka').waitFor();
  const code = await eventually(async () => {
    const response = await fetch(`http://127.0.0.1:${visit.saring.ports.whatsapp}/inbox?target=${TARGET}`);
    const messages = (await response.json()) as { message: string }[];
    return /\b(\d{6})\b/.exec(messages[0]?.message ?? '')?.[1] ?? false;
  });
  await phone.getByLabel('Kode 6 angka').fill(code);
  await phone.waitForURL(/\/(opening|berita|$)|opening=/);
};
const order = async (phone: Page): Promise<void> => {
  await phone.goto(portal('/beli'));
  await phone.locator('.offer', { hasText: 'Mingguan' }).first().click();
  await phone.locator('.choice', { hasText: 'QRIS' }).click();
  await phone.getByRole('button', { name: /^Bayar Rp/ }).click();
  await phone.locator('img.qr').waitFor();
};

it(
  'DuitKu is installed, pays an order, and is switched off',
  async () => {
    await install();
    await setAndActivate();
    const phone = await visit.newPage(PHONE);
    await logIn(phone);
    await order(phone);
    const [number] = [...duitku.vendor.orders.keys()];
    const placed = duitku.vendor.orders.get(number ?? '');
    expect(placed?.amount).toBe(20_000);
    await visit.picture('plugins-portal', phone);
    // As the world reaches edge: its own address stands for the portal's name.
    if (placed) placed.callbackUrl = `http://127.0.0.1:${visit.saring.ports.edge}/webhooks/plugins/duitku`;
    duitku.become(number ?? '', '00');
    await phone.getByText('Terima kasih, pembayaran diterima').first().waitFor();

    await visit.page.reload();
    await press('Nonaktifkan: DuitKu');
    await visit.seen('Tidak ada pesanan yang masih terbuka.');
    await inDialog('Nonaktifkan');
    await visit.seen('DuitKu dinonaktifkan.');
    await order(phone);
    expect([...duitku.vendor.orders.keys()]).toEqual([number]);
    await press('Hapus: DuitKu 1.0.0');
    await inDialog('Hapus');
    await visit.seen(/^DuitKu 1\.0\.0 dihapus\.|^Versi ini masih dipakai/);
    expect(visit.complaints).toEqual([]);
  },
  STORY_MILLISECONDS,
);
