// drawer.e2e.spec.ts — the cash drawer of an operator: counted, closed, handed over.
import { ConsolePage } from './console-page';

const BUDI = '00000000-0000-4000-8000-0000000000bb';
const drawer = {
  operatorId: '00000000-0000-4000-8000-0000000000aa',
  open: true,
  openedAt: '2026-11-28T01:00:00.000Z',
  expectedRupiah: 350_000,
  lastDifferenceRupiah: 0,
  version: 4,
};
const closed = { ...drawer, open: false, expectedRupiah: 0 };
const MAY = ['counter:sell'];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
}, 60_000);
afterAll(() => desk?.close());

it('is handed over to a colleague with what was counted', async () => {
  await desk.open('/drawer', MAY, { 'GET /api/v1/drawer': drawer, 'POST /api/v1/drawer/close': closed });
  await desk.page.getByRole('button', { name: 'Tutup hari ini' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Uang yang dihitung (Rp)').fill('350000');
  await dialog.getByRole('combobox', { name: 'Uang diserahkan ke' }).click();
  expect(await desk.page.getByRole('option').allTextContents()).toEqual(['Brankas', 'Budi']);
  await desk.page.getByRole('option', { name: 'Budi' }).click();
  expect(await desk.faults('hand-over')).toEqual([]);
  await dialog.getByRole('button', { name: 'Tutup hari ini' }).click();
  await desk.seen('Laci ditutup, uangnya sekarang di laci Budi.');
  expect(desk.sent('POST /api/v1/drawer/close')[0]?.body).toEqual({
    ...{ countedRupiah: 350_000, handedToId: BUDI },
  });
});

it('goes to the safe unless said otherwise, and a difference needs a word', async () => {
  const short = { ...closed, lastDifferenceRupiah: -5_000 };
  await desk.open('/drawer', MAY, { 'GET /api/v1/drawer': drawer, 'POST /api/v1/drawer/close': short });
  await desk.page.getByRole('button', { name: 'Tutup hari ini' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Uang yang dihitung (Rp)').fill('345000');
  await desk.seen(/^Selisih .*5\.000$/);
  await dialog.getByLabel('Catatan').fill('lembar robek');
  await dialog.getByRole('button', { name: 'Tutup hari ini' }).click();
  await desk.seen(/^Laci ditutup dengan selisih .*5\.000\.$/);
  expect(desk.sent('POST /api/v1/drawer/close')[0]?.body).toEqual({
    ...{ countedRupiah: 345_000, note: 'lembar robek' },
  });
});

it('says that money moved by hand is kept in the books', async () => {
  await desk.open('/drawer', MAY, { 'GET /api/v1/drawer': drawer });
  await desk.page.getByRole('button', { name: 'Uang keluar' }).click();
  await desk.seen('Tercatat di pembukuan.');
});
