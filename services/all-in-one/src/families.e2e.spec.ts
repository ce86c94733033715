// families.e2e.spec.ts — the path of a family: the very program of `npm start`, two phones, two browsers. One invites, the
// other joins, uses the own quota up and goes on with the shared one, is limited, and leaves;
// then takes what is free that day.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MB } from '@saring/kernel';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { LocalSaring } from './testing/local-saring';
import { askForCode } from './testing/portal-login';

const PICTURES = resolve(__dirname, '../../../test-output/families');
const PHONE = { viewport: { width: 390, height: 800 }, locale: 'id-ID' };
const PAYER = { phone: 1, number: '0812 3456-7811', target: '6281234567811' };
const MEMBER = { phone: 2, number: '0812 3456-7812', target: '6281234567812' };
type Person = typeof PAYER;

let saring: LocalSaring;
let ports: LocalSaring['ports'];
let chrome: Chromium;

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  saring = await LocalSaring.start({ FREE_DAILY_MEGABYTES: '100' });
  ports = saring.ports;
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
  chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
});
afterAll(async () => {
  await chrome?.close();
  await saring?.close();
});

const inboxOf = async ({ target }: Person): Promise<readonly string[]> => {
  const response = await fetch(`http://127.0.0.1:${ports.whatsapp}/inbox?target=${target}`);
  return ((await response.json()) as { message: string }[]).map(({ message }) => message);
};
const told = (person: Person, words: RegExp) =>
  eventually(async () => expect((await inboxOf(person)).some((message) => words.test(message))).toBe(true));
const portal = ({ phone }: Person, path = '/') =>
  `http://portal.phone${phone}.localhost:${ports.phones}${path}`;
const logIn = async (person: Person): Promise<Page> => {
  const context = await chrome.newContext(PHONE);
  const page = await context.newPage();
  page.setDefaultTimeout(LOOK_MILLISECONDS);
  await page.goto(`http://phone${person.phone}.localhost:${ports.phones}/berita`);
  await askForCode(page, person.number);
  await page.getByLabel('Kode 6 angka').waitFor();
  const code = await eventually(
    async () => /\b(\d{6})\b/.exec((await inboxOf(person))[0] ?? '')?.[1] ?? false,
  );
  await page.getByLabel('Kode 6 angka').fill(code);
  return page;
};
const use = ({ phone }: Person, megabytes: number) =>
  fetch(`http://127.0.0.1:${ports.phones}/control/phones/${phone}/transfer`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ bytesIn: 0, bytesOut: megabytes * MB }),
  });
const routerHolds = ({ phone }: Person, binding: string, list: string) =>
  eventually(async () => {
    const response = await fetch(`http://127.0.0.1:${ports.phones}/control/state`);
    const { phones } = (await response.json()) as { phones: { binding: string; lists: string[] }[] };
    const held = phones[phone - 1];
    expect([held?.binding, held?.lists]).toEqual([binding, [list]]);
  });
const seen = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const picture = (page: Page, name: string) =>
  page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });

it('shares a quota with a number, within a limit, until it is left', async () => {
  const member = await logIn(MEMBER);
  await routerHolds(MEMBER, 'bypassed', 'active');
  const payer = await logIn(PAYER);
  await routerHolds(PAYER, 'bypassed', 'active');

  await payer.goto(portal(PAYER, '/account'));
  await payer.getByRole('link', { name: 'Keluarga' }).click();
  await payer.getByLabel('Nomor WhatsApp').fill('0812 0000 0001');
  await payer.getByRole('button', { name: 'Ajak', exact: true }).click();
  await seen(payer, 'Nomor ini tidak dapat diajak');
  await payer.getByLabel('Nomor WhatsApp').fill(MEMBER.number);
  await payer.getByLabel('Paling banyak sehari (MB)').fill('500');
  await payer.getByRole('button', { name: 'Ajak', exact: true }).click();
  await seen(payer, 'Ajakan terkirim lewat WhatsApp.');
  await picture(payer, '1-invited');
  await told(MEMBER, /mengajak Anda memakai kuotanya/);

  await member.goto(portal(MEMBER, '/family'));
  await picture(member, '2-invitation');
  await member.getByRole('button', { name: /^Terima/ }).click();
  await seen(member, /Masih bisa dipakai: 500/);
  await picture(member, '3-member');
  await told(PAYER, /sekarang memakai kuota Anda/);

  // The own gigabyte of the demo, and a little of the shared quota.
  await use(MEMBER, 1_124);
  await eventually(async () => {
    await member.goto(portal(MEMBER, '/family'));
    expect(await member.getByText(/Terpakai 100/).count()).toBe(1);
  });
  await routerHolds(MEMBER, 'bypassed', 'active');
  await member.goto(portal(MEMBER));
  await seen(member, /dari kuota/);
  await picture(member, '4-home-of-member');

  await use(MEMBER, 400);
  await routerHolds(MEMBER, 'regular', 'habis');
  await member.reload();
  await seen(member, 'Habis untuk hari ini');
  await picture(member, '5-limit-reached');
  await routerHolds(PAYER, 'bypassed', 'active');

  // The device of the member has the name, or the number, of its person.
  await payer.goto(portal(PAYER, '/statement'));
  await seen(payer, /\+62812••••812/);
  await picture(payer, '7-statement-of-payer');
  await payer.goto(portal(PAYER, '/family'));
  await seen(payer, 'Batas hari ini sudah habis.');
  await picture(payer, '6-payer');
  await payer.getByText('Ubah batas').click();
  await payer.locator('details').getByLabel('Paling banyak sehari (MB)').fill('');
  await payer.getByRole('button', { name: 'Simpan batas' }).click();
  await seen(payer, 'Tersimpan.');
  await routerHolds(MEMBER, 'bypassed', 'active');

  await member.goto(portal(MEMBER, '/family'));
  await member.getByRole('button', { name: 'Keluar dari keluarga ini' }).click();
  await seen(member, 'Tersimpan.');
  await routerHolds(MEMBER, 'regular', 'habis');
  await told(PAYER, /tidak lagi memakai kuota Anda/);

  // Nothing left: what is free today opens the internet again.
  await member.goto(portal(MEMBER));
  await seen(member, 'Gratis hari ini: 100 MB');
  await picture(member, '8-free-today');
  await member.getByRole('button', { name: 'Ambil sekarang' }).click();
  await routerHolds(MEMBER, 'bypassed', 'active');
  await seen(member, 'Anda tersambung');
  await use(MEMBER, 101);
  await routerHolds(MEMBER, 'regular', 'habis');
  await seen(member, 'Kuota gratis hari ini sudah diambil');
});
