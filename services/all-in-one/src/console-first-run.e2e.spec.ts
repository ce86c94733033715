// console-first-run.e2e.spec.ts — a new owner from an empty installation to a phone that is online: the password that the
// terminal shows, a brand, a router fresh from its box, packages, a customer.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@saring/testing';
import type { Page } from 'playwright-core';
import { findingsOf } from '../../portal/spec/axe';
import { ConsoleVisit } from './testing/console-visit';
import { askForCode } from './testing/portal-login';

const PASSWORD = 'kata-sandi-pemilik-baru';
const HOTSPOT_MENUS = ['ip/hotspot', 'ip/dhcp-server', 'ip/dhcp-server/network', 'ip/pool'];
const PHONE_SCREEN = { viewport: { width: 390, height: 844 }, locale: 'id-ID' };

const folder = mkdtempSync(join(tmpdir(), 'saring-first-run-'));
let visit: ConsoleVisit;
let page: Page;

beforeAll(async () => {
  const ROUTERS_FILE = join(folder, 'routers.json');
  writeFileSync(ROUTERS_FILE, '[]');
  const nobody = { OPERATOR_EMAIL: '', OPERATOR_PASSWORD: '' };
  visit = await ConsoleVisit.startAsFound({ ...nobody, ROUTERS_FILE, SIMULATORS: 'on' });
  ({ page } = visit);
  // Fresh from its box but for its bridge.
  const lines = HOTSPOT_MENUS.map((menu) => `/${menu.replaceAll('/', ' ')} remove [find]`);
  await visit.control('routers/0/terminal', { line: lines.join(';') });
});
afterAll(async () => {
  await visit?.close();
  rmSync(folder, { recursive: true, force: true });
});

const story = (name: string, work: () => Promise<void>) => it(name, work);
const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const open = (path: string) => page.goto(visit.url(path));

story('signs in with the password that the terminal showed once, and gets one of their own', async () => {
  const [, email = ''] = /First operator: (\S+)/.exec(visit.saring.said) ?? [];
  const [, once = ''] = /One-time password[^:]*: (\S+)/.exec(visit.saring.said) ?? [];
  await visit.tryToSignIn(email, once);
  await page.getByLabel('Kata sandi baru').waitFor();
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('first-password');
  await page.getByLabel('Kata sandi sekarang').fill(once);
  await page.getByLabel('Kata sandi baru').fill(PASSWORD);
  await page.getByRole('button', { name: /Simpan|Ganti/ }).click();
  await visit.heading('Beranda');
  await visit.seen('Langkah pertama');
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('first-steps');
});

story('adds a router by one pasted line while they watch, and readies it for a hotspot', async () => {
  await open('/routers');
  await press('Tambah router');
  const fields = page.getByRole('dialog');
  await fields.getByLabel('Nama router').fill('Pondok 1');
  await fields.getByLabel('Lokasi').fill('site-1');
  await fields.getByLabel('Alamat router').fill('127.0.0.1');
  await fields.getByLabel('Port API-SSL').fill(String(visit.saring.ports.routerTls));
  await fields.getByLabel('Alamat server ini').fill('127.0.0.1/32');
  await press('Buat baris penyiapan');
  const line = page.getByText(/^\/tool fetch url=/).first();
  await line.waitFor();
  await visit.control('routers/0/terminal', { line: (await line.textContent()) ?? '' });
  await visit.seen('Router tersambung.');
  await visit.picture('first-router');
  await page.getByRole('link', { name: 'Buka router' }).click();
  await visit.heading('Pondok 1');
  await page.getByRole('tab', { name: 'Siapkan hotspot' }).click();
  await page.getByRole('combobox', { name: 'Antarmuka pelanggan' }).click();
  await page.getByRole('option', { name: 'bridge-hotspot' }).click();
  await page.getByLabel('Alamat router di sana').fill('10.5.50.1/24');
  await press('Tunjukkan perintah');
  await press('Jalankan perintah ini');
  await visit.seen(/^Router siap: \d+ perintah dijalankan\.$/);
});

story('gives the place its name', async () => {
  await open('/sites');
  await page.getByLabel('Nama usaha').fill('Warnet Bu Sri');
  await press('Simpan');
  await visit.seen('Tersimpan. Halaman WiFi menunjukkannya sekarang.');
});

story('makes a package from an example', async () => {
  await open('/packages');
  await page.getByRole('button', { name: 'Pakai contoh ini' }).first().click();
  await press('Simpan');
  await visit.seen('Paket tersimpan.');
});

story('tries WhatsApp and the payment gateway from the list of first steps', async () => {
  await open('');
  await press('Kirim pesan uji');
  await page.getByLabel('Nomor WhatsApp').fill('0812 3456 7899');
  await page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await visit.seen(/^Diserahkan ke Fonnte pukul /);
  await page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).last().click();
  await press('Uji pembayaran');
  await press('Uji kunci sekarang');
  await visit.seen(/^Kunci diterima /);
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('first-payment-test');
});

story('has a phone online, whose owner registered by WhatsApp and bought at the counter', async () => {
  // A second window follows the phone, untouched.
  const watch = await visit.context.newPage();
  await watch.goto(visit.url('/test-phone'));
  await watch.getByText('Pondok 1, lokasi site-1').waitFor();
  const phone = await visit.newPage(PHONE_SCREEN);
  await phone.goto(`http://phone1.localhost:${visit.saring.ports.phones}/berita`);
  await askForCode(phone, '0812 3456 7801');
  await phone.getByLabel('Kode 6 angka').waitFor();
  const code = await eventually(async () => {
    const inbox = `http://127.0.0.1:${visit.saring.ports.whatsapp}/inbox?target=6281234567801`;
    const messages = (await (await fetch(inbox)).json()) as { message: string }[];
    return /\b(\d{6})\b/.exec(messages[0]?.message ?? '')?.[1] ?? false;
  });
  await phone.getByLabel('Kode 6 angka').fill(code);
  await phone.getByText('Belum ada kuota').waitFor();
  await visit.picture('first-phone', phone);
  await watch.getByText(/^Kode untuk .*7801 dikirim /).waitFor();
  await watch.getByText('Belum pernah punya kuota.').waitFor();
  await visit.picture('first-phone-waits', watch);
  await open('/subscribers');
  await page.getByRole('row', { name: /7801/ }).getByRole('link').click();
  await press('Jual paket');
  await press(/^Buka laci/);
  await page.getByRole('combobox', { name: 'Paket' }).click();
  await page.getByRole('option').first().click();
  await press(/^Jual$/);
  await visit.seen(/^Terjual: /);
  await press('Selesai');
  type Phones = { phones: { binding?: string; lists?: string[] }[] };
  await eventually(async () => {
    const [state] = (await visit.control<Phones>('state')).phones;
    expect([state?.binding, state?.lists]).toEqual(['bypassed', ['active']]);
  });
  await phone.goto(`http://phone1.localhost:${visit.saring.ports.phones}/berita`);
  expect(phone.url()).toMatch(/\/berita$/);
  await watch.getByText(/7801 online di Pondok 1, terlihat /).waitFor();
  await visit.picture('first-person');
  expect(await findingsOf(watch)).toEqual([]);
});

it('was never stopped by the Content-Security-Policy, nor by a fault of its own', () =>
  expect(visit.complaints).toEqual([]));
