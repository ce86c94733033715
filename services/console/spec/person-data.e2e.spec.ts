// person-data.e2e.spec.ts — what is written down of a person, what they used, and how they stood at any time.
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const PATH = `/api/v1/subscribers/${CITRA}`;
const GB = 1_073_741_824;
const AT = '2026-11-27T03:00:00.000Z';
const person = {
  ...{ subscriberId: CITRA, phone: '+6281299900010', name: 'Citra Kirana', role: 'subscriber' },
  ...{ approval: 'approved', disabled: false, blocked: false, locale: 'id', termsVersion: 0, site: 'site-1' },
  ...{ createdAt: '2026-11-01T00:00:00.000Z', hardBlock: false },
  fields: { room: 'B-12', Meteran: 'PLN-998' },
};
const line = (id: string, at: string, amountBytes: number, balanceAfterBytes: number) => ({
  ...{ id, at, cause: amountBytes > 0 ? 'grant' : 'usage', amountBytes, balanceAfterBytes },
});
const today = new Date().toISOString().slice(0, 10);

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const open = (may: readonly string[]) =>
  desk.open(`/subscribers/${CITRA}`, ['subscribers:read', ...may], {
    [`GET ${PATH}`]: person,
    [`PATCH ${PATH}`]: { ...person, version: 3 },
    [`GET ${PATH}/usage`]: {
      items: [
        { date: today, deviceId: CITRA, bytesIn: GB, bytesOut: 3 * GB },
        { date: today, deviceId: `${CITRA.slice(0, -1)}d`, bytesIn: 0, bytesOut: 2 * GB },
      ],
    },
    [`GET ${PATH}/statement`]: ({ query }) => ({
      items: query['at']
        ? [line('1', '2026-11-20T03:00:00.000Z', 5 * GB, 5 * GB)]
        : [line('2', AT, -GB, 4 * GB), line('1', '2026-11-20T03:00:00.000Z', 5 * GB, 5 * GB)],
      ...{ nextCursor: null, version: 2 },
    }),
  });

it('shows what is written down of a person, and changes it', async () => {
  await open(['subscribers:update']);
  await desk.seen('Kamar: B-12 · Meteran: PLN-998');
  await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
  await desk.page.getByRole('menuitem', { name: 'Ubah data' }).click();
  await desk.page.getByLabel('Alamat').fill('Jl. Melati 5');
  await desk.page.getByRole('button', { name: 'Tambah isian' }).click();
  expect(await desk.faults('edit-person')).toEqual([]);
  await desk.page.getByLabel('Nama isian').last().fill('Plat motor');
  await desk.page.getByLabel('Isi', { exact: true }).last().fill('B 1234 XY');
  await desk.page.getByRole('button', { name: 'Ubah data', exact: true }).click();
  await desk.seen('Data disimpan.');
  expect(desk.sent(`PATCH ${PATH}`)[0]?.body).toEqual({
    fields: { address: 'Jl. Melati 5', 'Plat motor': 'B 1234 XY' },
  });
});

it('shows what a person used, as a chart and as a table', async () => {
  await open(['quota:read']);
  await desk.page.getByRole('tab', { name: 'Pemakaian' }).click();
  await desk.seen('6 GB dalam 30 hari');
  await desk.page.locator('canvas').waitFor();
  await desk.page.getByRole('cell', { name: '5 GB' }).waitFor();
  expect(await desk.faults('usage')).toEqual([]);
});

it('shows the statement as it stood at any time', async () => {
  await open(['quota:read']);
  await desk.page.getByRole('tab', { name: 'Mutasi' }).click();
  await desk.seen('4 GB');
  await desk.page.getByLabel('Keadaan pada waktu').fill('2026-11-21T10:00');
  await desk.seen(/Sisa 5 GB setelah mutasi terakhir/);
  await desk.lastAsked(`GET ${PATH}/statement`, {
    at: expect.stringMatching(/^2026-11-2\dT\d\d:00:00.000Z$/),
  });
  expect(await desk.faults('statement-then')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Kembali ke sekarang' }).click();
  await desk.seen('4 GB');
});
