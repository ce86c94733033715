// An operator at the console: the very program of `npm start` in a real browser. Signing in, finding a person, selling at
// the counter, giving money back, repairing a router; what a role may not do is absent, and refused by the server.
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import type { Page } from 'playwright-core';
import { findingsOf } from '../../portal/spec/axe';
import type { Browser } from './testing/browser';
import { ConsoleVisit } from './testing/console-visit';
import { OPERATOR } from './testing/local-saring';
import { askForCode } from './testing/portal-login';

const NAME = 'Citra Kirana';

let visit: ConsoleVisit;
let page: Page;
let operator: Browser;

const console_ = (path = '') => visit.url(path);
const picture = (name: string) => visit.picture(name);
const seen = (text: string | RegExp) => visit.seen(text);
const heading = (name: string) => visit.heading(name);

const JOKO_PHONE = 3;

/** The MAC of a phone, on the WiFi. */
const phoneMac = async (number: number): Promise<string> => {
  await visit.control(`phones/${number}/join`, {});
  const { phones } = await visit.control<{ phones: { mac: string }[] }>('state');
  return phones[number - 1]?.mac ?? '';
};

const loseBinding = async (mac: string): Promise<void> => {
  const menu = 'ip/hotspot/ip-binding';
  const rows = await visit.control<Record<string, string>[]>(`routers/0/rows?menu=${menu}`);
  const row = rows.find((one) => one['mac-address'] === mac);
  await visit.control('routers/0/remove', { menu, id: row?.['.id'] });
};

const subscriberNamed = async (name: string): Promise<string> => {
  const { body } = await operator.get<{ items: { subscriberId: string }[] }>(
    `/api/v1/subscribers?query=${encodeURIComponent(name)}`,
  );
  return body.items[0]?.subscriberId ?? '';
};

/** Notices wait for their share of the channel's minute: earlier stories have sent some. */
const PACE_MILLISECONDS = 90_000;

/** Newest first. */
const messagesTo = async (target: string): Promise<readonly string[]> => {
  const inbox = await fetch(`http://127.0.0.1:${visit.saring.ports.whatsapp}/inbox?target=${target}`);
  return ((await inbox.json()) as { message: string }[]).map(({ message }) => message);
};

const portalPage = (number: number, path: string): string =>
  `http://portal.phone${number}.localhost:${visit.saring.ports.phones}${path}`;

/** Logged in by a code on the portal's pages without JavaScript, whose policy allows no script. */
const portalOf = async (number: number, phone: string): Promise<Page> => {
  const screen = { viewport: { width: 390, height: 844 }, locale: 'id-ID' };
  const opened = await visit.newPage(screen);
  opened.setDefaultTimeout(LOOK_MILLISECONDS);
  await opened.goto(portalPage(number, '/login'));
  await askForCode(opened, phone);
  const target = `62${phone.slice(1)}`;
  const code = await eventually(
    async () => /\*(\d{6})\*/.exec((await messagesTo(target)).join())?.[1] ?? false,
  );
  await opened.getByLabel('Kode 6 angka').fill(code);
  await opened.getByRole('button', { name: 'Masuk' }).click();
  await opened.getByText('Ganti nomor WhatsApp').waitFor();
  return opened;
};

/** Opens the diagnosis, or looks again, until it says so: routers follow within moments. */
const untilDiagnosis = (sentence: string) =>
  eventually(async () => {
    const dialog = page.getByRole('dialog', { name: 'Mengapa offline?' });
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Periksa lagi' }).click();
    else await page.getByRole('button', { name: 'Mengapa offline?' }).click();
    await dialog.getByText(sentence).waitFor({ timeout: 1_000 });
  });

beforeAll(async () => {
  // A sweep on its own would repair what a story breaks.
  visit = await ConsoleVisit.start({ SWEEP_SECONDS: '3600' });
  ({ page, operator } = visit);
  const made = await operator.post('/api/v1/subscribers', {
    ...{ phone: '0812 9990 0010', name: NAME, site: 'site-1' },
  });
  expect(made.status).toBe(201);
});
afterAll(() => visit?.close());

it('signs in, and says why it does not', async () => {
  await visit.tryToSignIn(OPERATOR.email, 'salah-sekali-ini');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Kata sandi').fill(OPERATOR.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await heading('Beranda');
  await seen('1 / 1');
  await picture('home');
});

it('finds a person by a few keys, sells at the counter and gives the money back', async () => {
  await page.keyboard.press('Control+k');
  await page.getByLabel('Cari pelanggan, pesanan, router, halaman, atau tindakan').last().fill('cit');
  await page.locator('[data-action]', { hasText: NAME }).waitFor();
  await page.keyboard.press('Enter');
  await heading(NAME);
  await page.getByRole('button', { name: 'Jual paket' }).click();
  await page.getByRole('button', { name: /^Buka laci/ }).click();
  await seen('Laci kas terbuka.');
  await page.getByRole('combobox', { name: 'Paket' }).click();
  await page.getByRole('option').first().click();
  await page.getByLabel('Dibayar (Rp)').fill('50000');
  await seen(/^Kembalian Rp/);
  await picture('sell');
  await page.getByRole('button', { name: 'Jual', exact: true }).click();
  await seen(/^Terjual: /);
  const printed = await page.getByRole('link', { name: 'Cetak 58 mm' }).getAttribute('href');
  const receipt = await operator.get<string>(printed ?? '');
  expect([receipt.status, receipt.body.slice(0, 5)]).toEqual([200, '%PDF-']);
  await picture('sold');
  await page.getByRole('button', { name: 'Selesai' }).click();
  await seen('Pembelian');
  await picture('person');
  await page.getByRole('tab', { name: 'Mutasi' }).click();
  await seen('Kuota masuk');
  await page.getByRole('tab', { name: 'Pesanan' }).click();
  await page.getByRole('link', { name: /^SRG-/ }).click();
  await page.getByRole('button', { name: 'Kembalikan uang' }).click();
  await seen(/^Kuota yang ditarik: /);
  await page.getByLabel('Tunai dari laci Anda').check();
  await seen(/ keluar dari laci Anda\.$/);
  await page.getByLabel('Alasan').fill('salah paket');
  await picture('refund');
  await page.getByRole('dialog').getByRole('button', { name: 'Kembalikan uang' }).click();
  await seen(/^Pengembalian .* tercatat, tunai dari laci Anda/);
  await seen('Dikembalikan');
});

it('adds a person and a TV by its MAC', async () => {
  await page.goto(console_('/subscribers'));
  await page.getByRole('button', { name: 'Tambah pelanggan' }).click();
  await page.getByRole('dialog').getByLabel('Nomor HP').fill('0812 9990 0011');
  await page.getByRole('dialog').getByLabel('Nama').fill('Joko Widagdo');
  await page.getByRole('dialog').getByRole('button', { name: 'Tambah pelanggan' }).click();
  await heading('Joko Widagdo');
  await page.getByRole('tab', { name: 'Perangkat' }).click();
  await page.getByRole('button', { name: 'Tambah perangkat' }).click();
  await page.getByLabel('MAC').fill('02:aa:bb:cc:dd:01');
  await page.getByLabel('Nama perangkat').fill('TV ruang tamu');
  await page.getByRole('dialog').getByRole('button', { name: 'Tambah perangkat' }).click();
  await seen('Perangkat ditambahkan.');
  await seen('TV ruang tamu');
});

it('says why a person is offline, and repairs it: first the quota, then the router', async () => {
  const mac = await phoneMac(JOKO_PHONE);
  const joko = await subscriberNamed('Joko Widagdo');
  const added = await operator.post(`/api/v1/subscribers/${joko}/devices`, { mac, label: 'HP Joko' });
  expect(added.status).toBe(201);
  await page.goto(console_(`/subscribers/${joko}`));
  await page.getByRole('button', { name: 'Mengapa offline?' }).click();
  await seen('Belum pernah punya kuota.');
  await picture('offline-quota');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Jual paket' }).click();
  await page.getByRole('combobox', { name: 'Paket' }).click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Jual', exact: true }).click();
  await seen(/^Terjual: /);
  await page.getByRole('button', { name: 'Selesai' }).click();
  await untilDiagnosis('Tidak ada yang menghalangi: HP Joko tersambung lewat MikroTik-1.');
  await loseBinding(mac);
  await untilDiagnosis('Di MikroTik-1 tidak ada ip-binding untuk HP Joko.');
  expect(await findingsOf(page)).toEqual([]);
  await picture('offline-router');
  await dialog.getByRole('button', { name: 'Perbaiki router sekarang' }).click();
  await seen('MikroTik-1 sudah diperiksa dan diperbaiki.');
  await untilDiagnosis('Tidak ada yang menghalangi: HP Joko tersambung lewat MikroTik-1.');
  await page.keyboard.press('Escape');
});

it('gives quota on credit and takes its price in cash', async () => {
  await page.getByRole('tab', { name: 'Tunggakan' }).click();
  await page.getByRole('button', { name: 'Beri pinjaman kuota' }).click();
  await page.getByLabel('Harga (Rp)').fill('20000');
  await page.getByLabel('Alasan').fill('bayar besok');
  await page.getByRole('dialog').getByRole('button', { name: 'Beri pinjaman kuota' }).click();
  await seen('Pinjaman tercatat, kuotanya sudah masuk.');
  await page.getByRole('button', { name: 'Lunasi', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Dibayar (Rp)').fill('50000');
  await seen('Kembalian Rp 30.000');
  expect(await findingsOf(page)).toEqual([]);
  await picture('settle');
  await dialog.getByRole('button', { name: 'Terima pelunasan' }).click();
  await seen(/^Lunas: [^ ]+\.$/);
  await dialog.getByRole('button', { name: 'Selesai' }).click();
  await seen('Tidak ada tunggakan.');
});

it('hears of what a Komandan asks for on the WiFi page, grants another amount, and the person sees it there', async () => {
  const joko = await subscriberNamed('Joko Widagdo');
  const changed = await operator.patch(`/api/v1/subscribers/${joko}`, { role: 'komandan' });
  expect(changed.status).toBe(200);
  const portal = await portalOf(JOKO_PHONE, '081299900011');
  await portal.goto(portalPage(JOKO_PHONE, '/quota-request'));
  await portal.getByLabel('Kuota (GB)').fill('99');
  await portal.getByLabel('Berlaku (hari)').fill('7');
  await portal.getByLabel('Untuk apa?').fill('rapat warga');
  await portal.getByRole('button', { name: 'Kirim permintaan' }).click();
  await portal.getByText('Permintaan terlalu besar').waitFor();
  await portal.getByLabel('Kuota (GB)').fill('10');
  expect(await findingsOf(portal)).toEqual([]);
  await visit.picture('komandan-form', portal);
  await portal.getByRole('button', { name: 'Kirim permintaan' }).click();
  await portal.getByText('Permintaan Anda menunggu keputusan pengelola.').waitFor();
  await page.goto(console_('/requests'));
  await seen('10 GB, 7 hari');
  await picture('requests');
  await page.getByRole('button', { name: 'Beri jumlah lain' }).click();
  await page.getByLabel('Kuota (GB)').fill('5');
  await page.getByRole('dialog').getByRole('button', { name: 'Setujui' }).click();
  await seen('1 permintaan disetujui. Kuotanya sudah masuk.');
  await seen('Tidak ada permintaan.');
  await portal.reload();
  await portal.getByText(/^Permintaan berikutnya bisa dibuat/).waitFor();
  await portal.getByText('5 GB, 7 hari').waitFor();
  await visit.picture('komandan-granted', portal);
  await portal.context().close();
  await eventually(
    async () => expect((await messagesTo('6281299900011')).join()).toContain('disetujui: 5 GB'),
    PACE_MILLISECONDS,
  );
});

it('makes a package, and closes the day with what was counted', async () => {
  await page.goto(console_('/packages'));
  await page.getByRole('button', { name: 'Paket baru' }).click();
  await page.getByLabel('Nama').fill('Malam 3 GB');
  await page.getByLabel('Harga (Rp)').fill('7500');
  await page.getByLabel('Kuota (GB)').fill('3');
  await picture('package');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await seen('Paket tersimpan.');
  await seen('Malam 3 GB');
  await page.goto(console_('/drawer'));
  await page.getByRole('button', { name: 'Uang masuk' }).click();
  await page.getByLabel('Jumlah (Rp)').fill('500');
  await page.getByLabel('Alasan').fill('receh');
  await page.getByRole('dialog').getByRole('button', { name: 'Uang masuk' }).click();
  await seen('Uang masuk tercatat.');
  await page.getByRole('button', { name: 'Tutup hari ini' }).click();
  await page.getByLabel('Uang yang dihitung (Rp)').fill('1000');
  await page.getByLabel('Catatan').fill('salah hitung');
  await picture('closing');
  await page.getByRole('dialog').getByRole('button', { name: 'Tutup hari ini' }).click();
  await seen(/^Laci ditutup/);
  await seen(/\(harus nol\)/);
  await picture('drawer');
});

it('checks a router, and says how it ended', async () => {
  await page.goto(console_('/routers'));
  await page.getByRole('link', { name: 'MikroTik-1', exact: true }).click();
  await page.getByRole('button', { name: 'Periksa dan perbaiki sekarang' }).click();
  await seen(/^Diperiksa: /);
  await picture('router');
});

it('was never stopped by the Content-Security-Policy, nor by a fault of its own', () =>
  expect(visit.complaints).toEqual([]));
