// message-pages.e2e.spec.ts — the pages on which a subscriber says how and about what to be written to, in the program of
// `npm start` and a browser without JavaScript: an address is proved by the code in its mailbox, and removed.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { startSmtpSimulator, type SmtpSimulator } from '../../../infra/simulators/smtp/src';
import { startTelegramSimulator, type TelegramSimulator } from '../../../infra/simulators/telegram/src';
import { askForCode } from './testing/portal-login';
import { LocalSaring } from './testing/local-saring';

const PICTURES = resolve(__dirname, '../../../test-output/message-pages');
const PHONE = { width: 390, height: 800 };
const DESK = { width: 1280, height: 800 };
const TARGET = '6281234567831';

let smtp: SmtpSimulator;
let telegram: TelegramSimulator;
let saring: LocalSaring;
let chrome: Chromium;
let page: Page;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  smtp = await startSmtpSimulator();
  telegram = await startTelegramSimulator();
  saring = await LocalSaring.start({
    ...{ SMTP_HOST: '127.0.0.1', SMTP_PORT: String(smtp.port), SMTP_TLS: 'none', SMTP_USER: smtp.user },
    ...{ SMTP_PASSWORD: smtp.password, SMTP_FROM: 'wifi@example.id' },
    ...{ TELEGRAM_BASE_URL: `http://127.0.0.1:${telegram.port}`, TELEGRAM_BOT_TOKEN: telegram.token },
    TELEGRAM_BOT_NAME: 'saring_rw05_bot',
  });
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
  const context = await chrome.newContext({ viewport: PHONE, locale: 'id-ID', javaScriptEnabled: false });
  page = await context.newPage();
  page.setDefaultTimeout(LOOK_MILLISECONDS);
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
  await smtp?.close();
  await telegram?.close();
});

const inbox = async (): Promise<readonly string[]> => {
  const response = await fetch(`http://127.0.0.1:${saring.ports.whatsapp}/inbox?target=${TARGET}`);
  return ((await response.json()) as { message: string }[]).map(({ message }) => message);
};
const portal = (path: string) => `http://portal.phone1.localhost:${saring.ports.phones}${path}`;
const seen = (text: string | RegExp) => page.getByText(text).first().waitFor();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
/** On a phone and on a desk; nothing is wider than the screen. */
const picture = async (name: string): Promise<void> => {
  for (const [screen, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: join(PICTURES, `${name}-${screen}.png`), fullPage: true });
  }
};
const logIn = async (): Promise<void> => {
  await page.goto(portal('/login'));
  await askForCode(page, '0812 3456-7831');
  const code = await eventually(async () => /\b(\d{6})\b/.exec((await inbox())[0] ?? '')?.[1] ?? false);
  await page.getByLabel('Kode 6 angka').fill(code);
  await press('Masuk');
};

it('chooses what to be written about, proves an address and removes it, and links Telegram, without JavaScript', async () => {
  await logIn();
  await page.getByRole('link', { name: 'Pesan untuk saya' }).click();
  await seen('Pilih pesan yang ingin Anda terima.');
  await picture('1-notices');
  await page.getByLabel(/Kabar dari pengelola/).uncheck();
  await press('Simpan');
  await seen('Tersimpan.');
  await picture('2-notices-saved');

  await page.getByRole('link', { name: 'Surel' }).click();
  await picture('3-email');
  await page.getByLabel('Alamat surel (email)').fill('budi@example');
  await press('Kirim kode');
  await seen('Alamat surel tidak benar');
  await picture('4-email-wrong');
  await page.getByLabel('Alamat surel (email)').fill('budi@example.id');
  await press('Kirim kode');
  await seen('Kode dikirim ke budi@example.id');
  await picture('5-email-code');
  await press('Kirim kode baru');
  await seen(/Coba lagi \d+ detik lagi/);
  await picture('6-email-busy');
  await page.getByLabel('Kode 6 angka').fill('12');
  await press('Konfirmasi');
  await seen('Kode surel salah');
  const code = /\b\d{6}\b/.exec(smtp.inbox[0]?.text ?? '')?.[0] ?? '';
  await page.getByLabel('Kode 6 angka').fill(code);
  await press('Konfirmasi');
  await seen('Alamat Anda sudah terhubung.');
  await picture('7-email-linked');
  await press('Hapus alamat ini');
  await seen('Alamat sudah dihapus.');
  await picture('8-email-ended');

  await page.goto(portal('/telegram'));
  await picture('9-telegram');
  await press('Hubungkan Telegram');
  await page.getByRole('link', { name: 'Buka Telegram' }).waitFor();
  await picture('10-telegram-link');
  await page.getByRole('link', { name: 'Sudah, periksa' }).click();
  await seen('Belum terhubung.');
  await picture('11-telegram-checked');
  await press('Hubungkan Telegram');
  const link = await page.getByRole('link', { name: 'Buka Telegram' }).getAttribute('href');
  telegram.start('901', new URL(link ?? '').searchParams.get('start') ?? '');
  await eventually(async () => {
    await page.goto(portal('/telegram'));
    expect(await page.getByText('Telegram Anda terhubung.').count()).toBe(1);
  });
  await picture('12-telegram-linked');
});
