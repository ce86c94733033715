// standing.e2e.spec.ts — how a person stands: one word in list and page, the balance corrected, the role set and taken.
import { ConsolePage } from './console-page';

const GB = 1_073_741_824;
const CITRA = '00000000-0000-4000-8000-00000000000c';
const PATH = `/api/v1/subscribers/${CITRA}`;
const person = {
  ...{ subscriberId: CITRA, phone: '+6281299900010', name: 'Citra Kirana', role: 'subscriber' },
  ...{ site: 'site-1', approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {} },
  ...{ termsVersion: 0, createdAt: '2026-11-01T00:00:00.000Z', hardBlock: false },
};
const grant = {
  ...{ grantId: CITRA, source: 'operator', sizeBytes: 10 * GB, remainingBytes: 4 * GB, unlimited: false },
  ...{ expired: false, expiresAt: null, lastsSecondsFromFirstUse: null },
};
const quota = {
  ...{ status: 'active', version: 3, grantedBytes: 10 * GB, usedBytes: 6 * GB, remainingBytes: 4 * GB },
  ...{ debtBytes: 0, debtRupiah: 0, debtDueAt: null, debtBlock: null, unlimited: false, expiresAt: null },
  ...{
    heldBytes: 0,
    onlineSecondsLeft: null,
    usedOnlineSeconds: 0,
    laterHoldings: [],
    family: null,
    familyMembers: 0,
    grants: [grant],
  },
};
const MAY = ['subscribers:read', 'subscribers:update', 'quota:read', 'quota:correct'];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const open = (one: object = person, may = MAY, held: object = quota) =>
  desk.open(`/subscribers/${CITRA}`, may, {
    [`GET ${PATH}`]: one,
    [`GET ${PATH}/quota`]: held,
    [`GET ${PATH}/access`]: { applied: true, pendingRouterIds: [], version: 3 },
    [`GET ${PATH}/debts`]: { autoDebtBytes: 0, items: [] },
    [`POST ${PATH}/corrections`]: { version: 4, id: '', notices: [] },
    [`PATCH ${PATH}`]: { ...person, version: 4 },
  });
const choose = async (name: string) => {
  await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
  await desk.page.getByRole('menuitem', { name }).click();
};
const press = (name: string) => desk.page.getByRole('dialog').getByRole('button', { name }).click();

it('corrects a balance, saying before what it leaves', async () => {
  await open();
  await choose('Koreksi saldo');
  await desk.page.getByLabel('Kuota (GB)').fill('2');
  await desk.seen('Sisa kuota 4 GB menjadi 6 GB.');
  await desk.page.getByLabel('Alasan').fill('penghitung loncat');
  const submit = desk.page.getByRole('dialog').getByRole('button', { name: 'Koreksi saldo' });
  expect(await submit.isDisabled()).toBe(false);
  // More than was ever used.
  await desk.page.getByLabel('Kuota (GB)').fill('7');
  expect(await submit.isDisabled()).toBe(true);
  await desk.page.getByRole('radio', { name: /Terlalu sedikit/ }).check();
  await desk.page.getByLabel('Kuota (GB)').fill('5');
  await desk.seen('Sisa kuota 4 GB menjadi 0 B.');
  await desk.seen('Pemakaian lebih 0 B menjadi 1 GB.');
  expect(await desk.faults('correct')).toEqual([]);
  await press('Koreksi saldo');
  await desk.seen('5 GB dikurangi.');
  expect(desk.sent(`POST ${PATH}/corrections`)[0]?.body).toEqual({
    ...{ usedDeltaBytes: 5 * GB, reason: 'penghitung loncat' },
  });
  await choose('Koreksi saldo');
  await desk.page.getByLabel('Kuota (GB)').fill('7');
  await desk.seen('Baru 6 GB yang terpakai: paling banyak itu yang dapat kembali.');
});

it('gives time of use back, alone', async () => {
  const hours = { ...grant, unlimited: true, sizeBytes: 0, remainingBytes: 0, onlineSeconds: 10_800 };
  const timed = {
    ...{ ...quota, status: 'unlimited', unlimited: true, remainingBytes: 0, grantedBytes: 0 },
    ...{ onlineSecondsLeft: 7_800, usedOnlineSeconds: 3_000 },
    grants: [{ ...hours, onlineSecondsLeft: 7_800 }],
  };
  await open(person, MAY, timed);
  await desk.seen('2 jam 10 menit dari 3 jam');
  expect(await desk.faults('time-left')).toEqual([]);
  await choose('Koreksi saldo');
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Kuota (GB)').fill('0');
  await dialog.getByLabel('Lama pakai (menit)').fill('51');
  await desk.seen('Baru 50 menit yang terpakai: paling banyak itu yang dapat kembali.');
  await dialog.getByLabel('Lama pakai (menit)').fill('20');
  await desk.seen('Sisa kuota 2 jam 10 menit menjadi 2 jam 30 menit.');
  await dialog.getByLabel('Alasan').fill('listrik padam');
  expect(await desk.faults('correct-time')).toEqual([]);
  await press('Koreksi saldo');
  await desk.seen('20 menit dikembalikan.');
  expect(desk.sent(`POST ${PATH}/corrections`)[0]?.body).toEqual({
    ...{ usedDeltaBytes: 0, usedDeltaSeconds: -1_200, reason: 'listrik padam' },
  });
});

it('is not offered to who may not', async () => {
  await open(person, ['subscribers:read', 'quota:read', 'audit:read']);
  await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
  await desk.page.getByRole('menuitem', { name: 'Catatan tindakan' }).waitFor();
  expect(await desk.page.getByRole('menuitem').count()).toBe(1);
});

it.each([
  ['subscriber', 'Jadikan Komandan', 'komandan', 'Sekarang Komandan.'],
  ['komandan', 'Cabut peran Komandan', 'subscriber', 'Sekarang pelanggan biasa.'],
])('the role of a %s is changed', async (role, act, wanted, said) => {
  await open({ ...person, role });
  await choose(act);
  expect(await desk.faults(`role-${wanted}`)).toEqual([]);
  await press(act);
  await desk.seen(said);
  expect(desk.sent(`PATCH ${PATH}`)[0]?.body).toEqual({ role: wanted });
});

it.each([
  [{ blocked: true, disabled: true }, 'Diblokir'],
  [{ disabled: true }, 'Nonaktif'],
  [{ approval: 'pending' }, 'Menunggu'],
  [{}, 'Disetujui'],
])('%j is called %s in the list and on the page', async (change, word) => {
  await open({ ...person, ...change });
  await desk.page.locator('main').getByText(word, { exact: true }).first().waitFor();
  await desk.open('/subscribers', MAY, {
    'GET /api/v1/subscribers': { items: [{ ...person, ...change }], nextCursor: null },
    'GET /api/v1/subscribers/count': { matches: 1, more: false },
  });
  await desk.page.getByRole('cell', { name: word, exact: true }).waitFor();
});

it('the list says how many match, or that it is more than a thousand', async () => {
  await desk.open('/subscribers', MAY, {
    'GET /api/v1/subscribers': { items: [person], nextCursor: null },
    'GET /api/v1/subscribers/count': ({ query }: { query: Readonly<Record<string, string>> }) =>
      query['query'] ? { matches: 1, more: false } : { matches: 1_000, more: true },
  });
  await desk.seen('1.000+ cocok');
  expect(await desk.faults('subscribers-count')).toEqual([]);
  await desk.page.keyboard.press('/');
  await desk.page.keyboard.type('Citra');
  await desk.seen('1 cocok');
});

it('a table that hides columns says so until they are seen', async () => {
  const batch = {
    ...{ batchId: CITRA, packageId: CITRA, packageName: 'Harian', bytes: GB, unlimited: false, note: '' },
    ...{
      lastsSeconds: 86_400,
      startsAtFirstUse: true,
      deviceLimit: 1,
      amount: 40,
      prefix: 'RW',
      codeLength: 8,
    },
    ...{ priceRupiah: 5_000, costRupiah: 4_000, seller: 'Warung Bu Ani', site: 'site-1', actor: 'ani' },
    ...{
      madeAt: '2026-11-28T01:00:00.000Z',
      printed: 0,
      unsold: 30,
      sold: 10,
      active: 0,
      usedUp: 0,
      ...{ onlineSeconds: 0, validHours: '' },
    },
    ...{ expired: 0, void: 0, revenueRupiah: 50_000 },
  };
  await desk.page.setViewportSize({ width: 390, height: 844 });
  await desk.open('/vouchers', ['vouchers:read'], {
    'GET /api/v1/voucher-batches': { items: [batch], nextCursor: null },
  });
  await desk.seen('Geser ke samping untuk kolom lain →');
  const list = desk.page.getByRole('table').locator('xpath=ancestor::*[@tabindex="0"]').first();
  await list.focus();
  await list.evaluate((viewport) => viewport.scrollTo({ left: viewport.scrollWidth }));
  await desk.page.getByText('Geser ke samping').waitFor({ state: 'detached' });
  await desk.page.setViewportSize({ width: 1440, height: 900 });
  await list.evaluate((viewport) => viewport.scrollTo({ left: 0 }));
  await desk.page.getByRole('cell', { name: /site-1/ }).waitFor();
  await desk.gone(desk.page.getByText('Geser ke samping'));
});

it('says of who never had quota that they had none, not that it is used up', async () => {
  const none = { ...quota, status: 'exhausted', grantedBytes: 0, usedBytes: 0, remainingBytes: 0 };
  await open(person, MAY, { ...none, grants: [] });
  await desk.seen('Belum pernah punya kuota');
  expect(await desk.page.getByText('Kuota habis').count()).toBe(0);
  await open(person, MAY, { ...none, grants: [{ ...grant, remainingBytes: 0 }] });
  await desk.seen('Kuota habis');
});
