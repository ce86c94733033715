// person.e2e.spec.ts — what an operator does for one person, before an edge of the spec's own.
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const PATH = `/api/v1/subscribers/${CITRA}`;
const person = {
  ...{
    subscriberId: CITRA,
    phone: '+6281299900010',
    name: 'Citra Kirana',
    role: 'subscriber',
    site: 'site-1',
  },
  ...{ approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {}, termsVersion: 0 },
  ...{ createdAt: '2026-11-01T00:00:00.000Z', hardBlock: false },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
}, 60_000);
afterAll(() => desk?.close());

const open = () =>
  desk.open(`/subscribers/${CITRA}`, ['subscribers:read', 'quota:grant', 'audit:read'], {
    [`GET ${PATH}`]: person,
    [`POST ${PATH}/grants/extend`]: { version: 7, id: '', notices: [] },
    'GET /api/v1/audit': { items: [], nextCursor: null },
  });

it('lets what a person has end later', async () => {
  await open();
  await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
  await desk.page.getByRole('menuitem', { name: 'Perpanjang masa aktif' }).click();
  await desk.page.getByLabel('Tambahan hari').fill('3');
  expect(await desk.faults('extend')).toEqual([]);
  await desk.page.getByLabel('Alasan').fill('listrik padam');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Perpanjang masa aktif' }).click();
  await desk.seen('Diperpanjang 3 hari.');
  expect(desk.sent(`POST ${PATH}/grants/extend`)[0]?.body).toEqual({ days: 3, reason: 'listrik padam' });
});

it('leads to what was done about a person', async () => {
  await open();
  await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
  await desk.page.getByRole('menuitem', { name: 'Catatan tindakan' }).click();
  await desk.page.getByRole('heading', { level: 1, name: 'Catatan tindakan' }).waitFor();
  await desk.seen('Tidak ada tindakan yang cocok.');
  expect(desk.sent('GET /api/v1/audit')[0]?.query).toMatchObject({ target: CITRA });
});

it('shows what another operator did without a reload', async () => {
  let looks = 0;
  await desk.open(`/subscribers/${CITRA}`, ['subscribers:read'], {
    [`GET ${PATH}`]: () => {
      looks += 1;
      return looks === 1 ? person : { ...person, name: 'Citra Blokir', blocked: true };
    },
    'GET /api/v1/operator/events': {
      stream: 'retry: 60000\n\nevent: person\ndata: {}\n\n',
      after: `GET ${PATH}`,
    },
  });
  await desk.seen('Citra Blokir');
});
