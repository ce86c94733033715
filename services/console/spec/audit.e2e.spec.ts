// audit.e2e.spec.ts — what operators did: found by who, what, about whom and how it ended, in words, and taken along.
import { PERMISSIONS } from '@saring/kernel';
import { permissionTexts } from '../src/parts/permission.texts';
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const BUDI = '00000000-0000-4000-8000-0000000000bb';
const entry = (number: number, change: object = {}) => ({
  ...{ entryId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` },
  ...{ at: '2026-11-28T03:00:00.000Z', operatorId: BUDI, operatorName: 'Budi', apiKeyId: null },
  ...{ permission: 'subscribers:update', httpMethod: 'PATCH', route: '/api/v1/subscribers/:subscriberId' },
  ...{ params: { subscriberId: CITRA }, bodyJson: '{"name":"Citra"}', beforeJson: '{"name":"Citri"}' },
  ...{ outcome: 'done', status: 200, code: null, address: '192.168.1.x' },
  ...change,
});
const entries = [
  entry(1),
  entry(2, {
    ...{ permission: 'quota:correct', httpMethod: 'POST', bodyJson: '{"usedDeltaBytes":-5}', beforeJson: '' },
    ...{ route: '/api/v1/subscribers/:subscriberId/corrections', outcome: 'refused', status: 403 },
    ...{ code: 'AUTH.FORBIDDEN' },
  }),
  entry(3, {
    permission: null,
    httpMethod: 'POST',
    route: '/api/v1/operator/login',
    params: {},
    bodyJson: '',
  }),
];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const open = (path = '/audit') =>
  desk.open(path, ['audit:read'], { 'GET /api/v1/audit': { items: entries, nextCursor: null } });
const asked = () => desk.sent('GET /api/v1/audit').at(-1)?.query;
const choose = async (field: string, option: string) => {
  await desk.page.getByRole('combobox', { name: field }).click();
  await desk.page.getByRole('option', { name: option, exact: true }).click();
};

it('says in words who did what, before and after, and how it ended', async () => {
  await open();
  await desk.seen('Ubah data pelanggan');
  await desk.seen('(sebelumnya Citri)');
  await desk.seen('Masuk');
  await desk.seen('AUTH.FORBIDDEN');
  expect(await desk.faults('audit')).toEqual([]);
});

it('is filtered by who, what and how it ended, and the file by the same', async () => {
  await open();
  await choose('Siapa', 'Budi');
  await desk.asked('GET /api/v1/audit', 2);
  await choose('Tindakan', 'Ubah data pelanggan');
  await desk.asked('GET /api/v1/audit', 3);
  await choose('Hasil', 'Ditolak');
  const filter = { operatorId: BUDI, permission: 'subscribers:update', outcome: 'refused' };
  await desk.lastAsked('GET /api/v1/audit', filter);
  const file = await desk.page.getByRole('link', { name: 'Unduh CSV' }).getAttribute('href');
  expect(Object.fromEntries(new URL(file ?? '', 'http://localhost').searchParams)).toEqual(filter);
});

it('is of one person until everything is wanted again', async () => {
  await open(`/audit?target=${CITRA}`);
  expect(asked()).toMatchObject({ target: CITRA });
  await desk.page.getByRole('link', { name: 'Tampilkan semua' }).click();
  await desk.asked('GET /api/v1/audit', 2);
  expect(asked()).not.toHaveProperty('target');
});

it('has words for every act of a permission, in both languages, none of them raw or twice', () => {
  for (const language of [0, 1]) {
    const words = PERMISSIONS.map((permission) => permissionTexts[permission][language] ?? '');
    expect(words.filter((word) => word.trim() === '' || /^[a-z-]+:[a-z-]+$/.test(word))).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
  }
});
