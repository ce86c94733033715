// console-router.e2e.spec.ts — an operator readies a router that lost its hotspot, reading the commands before they are
// sent, sees its traffic, and undoes it.
import { eventually } from '@saring/testing';
import { findingsOf } from '../../portal/spec/axe';
import { ConsoleVisit } from './testing/console-visit';

const HOTSPOT_MENUS = ['ip/hotspot', 'ip/dhcp-server', 'ip/dhcp-server/network', 'ip/pool'];

let visit: ConsoleVisit;
beforeAll(async () => {
  visit = await ConsoleVisit.start();
});
afterAll(() => visit?.close());

const rowsOf = (menu: string) =>
  visit.control<Record<string, string>[]>(`routers/0/rows?menu=${encodeURIComponent(menu)}`);

it('readies a router from commands that were read before, and undoes it', async () => {
  const { page } = visit;
  await visit.signIn();
  await page.goto(visit.url('/routers'));
  await page.getByRole('link', { name: 'MikroTik-1', exact: true }).click();
  await visit.heading('MikroTik-1');
  for (const menu of HOTSPOT_MENUS)
    for (const row of await rowsOf(menu)) await visit.control('routers/0/remove', { menu, id: row['.id'] });
  await page.getByRole('tab', { name: 'Siapkan hotspot' }).click();
  await page.getByRole('combobox', { name: 'Antarmuka pelanggan' }).click();
  await page.getByRole('option', { name: 'bridge-hotspot' }).click();
  await page.getByLabel('Alamat router di sana').fill('192.168.88.77/24');
  await page.getByRole('button', { name: 'Tunjukkan perintah' }).click();
  await visit.seen('Antarmuka lain sudah memakai jaringan itu.');
  await page.getByLabel('Alamat router di sana').fill('10.5.50.1/24');
  await page.getByRole('button', { name: 'Tunjukkan perintah' }).click();
  await visit.seen(/^\/ip hotspot add name="saring-/);
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('router-plan');
  await page.getByRole('button', { name: 'Jalankan perintah ini' }).click();
  await visit.seen(/^Router siap: \d+ perintah dijalankan\.$/);
  expect(await rowsOf('ip/hotspot')).toMatchObject([{ interface: 'bridge-hotspot' }]);
  await page.getByRole('tab', { name: 'Antarmuka' }).click();
  await visit.seen('bridge-hotspot');
  await page
    .getByText(/[kM]bps/)
    .first()
    .waitFor();
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('router-interfaces');
  await page.getByRole('tab', { name: 'Kuota dan lalu lintas' }).click();
  await page.getByRole('tabpanel').waitFor();
  await page
    .getByText(/^(Jumlah|Belum ada lalu lintas dalam 24 jam\.)$/)
    .first()
    .waitFor();
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('router-books');
  await page.getByRole('tab', { name: 'Siapkan hotspot' }).click();
  await page.getByRole('button', { name: 'Batalkan' }).click();
  await visit.picture('router-undo');
  await page.getByRole('dialog').getByRole('button', { name: 'Batalkan' }).last().click();
  await visit.seen('Dibatalkan: router seperti sebelumnya.');
  await eventually(async () => expect(await rowsOf('ip/hotspot')).toEqual([]));
  await page.setViewportSize({ width: 390, height: 844 });
  await visit.picture('router-phone');
});

it('sees what somebody else changed on the router, and says that it is known', async () => {
  const { page } = visit;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('tab', { name: 'Konfigurasi' }).click();
  await page.getByRole('button', { name: 'Baca sekarang' }).click();
  await visit.seen(/^Konfigurasi terbaca: \d+ baris\.$/);
  await visit.control('routers/0/put', {
    menu: 'user',
    row: { name: 'mallory', group: 'full', password: 'rahasia' },
  });
  await page.getByRole('button', { name: 'Baca sekarang' }).click();
  // What the story before took off the router is a change, too.
  await page.getByText('Belum diketahui').nth(1).waitFor();
  await page.getByRole('button', { name: 'Apa yang berubah' }).first().click();
  await visit.seen('group="full" name="mallory"');
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('router-changes');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Periksa dan perbaiki sekarang' }).click();
  await visit.seen('Konfigurasi router diubah orang. Lihat tab Konfigurasi.');
  expect(await findingsOf(page)).toEqual([]);
  await visit.picture('router-configurations');
  await page.getByRole('button', { name: 'Saya tahu perubahan ini' }).first().click();
  await visit.seen(/^Diketahui |· Diketahui /);
});

it('was never stopped by the Content-Security-Policy, nor by a fault of its own', () =>
  expect(visit.complaints).toEqual([]));
