// devices.e2e.spec.ts — a person's device is renamed, moved to someone else within their limit, and removed.
import { ConsolePage } from './console-page';

const id = (end: string) => `00000000-0000-4000-8000-0000000000${end}`;
const CITRA = id('0c');
const DEWI = id('0d');
const ROUTER = id('d1');
const PATH = `/api/v1/subscribers/${CITRA}`;
const personOf = (subscriberId: string, name: string, phone: string) => ({
  ...{ subscriberId, phone, name, role: 'subscriber', approval: 'approved', disabled: false },
  ...{ blocked: false, locale: 'id', termsVersion: 0, site: 'site-1', hardBlock: false, fields: {} },
  createdAt: '2026-11-01T00:00:00.000Z',
});
const deviceOf = (subscriberId: string, end: string, label: string, online: boolean) => ({
  ...{ subscriberId, deviceId: id(end), mac: `•••00:${end}`, label, online, lastAddress: '•••.23' },
  ...{ firstSeenAt: '2026-11-01T00:00:00.000Z', lastSeenAt: '2026-11-28T03:00:00.000Z' },
  ...{ privateMac: false, authorized: true, enrolledBy: 'login' },
  fixedAddresses:
    label === '' ? [{ mac: '•••', routerId: ROUTER, routerName: 'Pondok 1', address: '•••.9' }] : [],
});
const DEVICE = `${PATH}/devices/${id('a1')}`;
const full = {
  ...{ status: 409, code: 'AUTH.DEVICES_FULL' },
  title: 'Perangkat penuh',
  detail: 'Pilih yang diganti.',
  details: {},
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const open = (may: readonly string[], more: Parameters<ConsolePage['open']>[2] = {}) =>
  desk.open(`/subscribers/${CITRA}`, ['subscribers:read', 'devices:read', ...may], {
    [`GET ${PATH}`]: personOf(CITRA, 'Citra Kirana', '+6281299900010'),
    [`GET ${PATH}/devices`]: {
      limit: 3,
      items: [deviceOf(CITRA, 'a1', 'HP Ibu', true), deviceOf(CITRA, 'a2', '', false)],
    },
    [`PATCH ${DEVICE}`]: deviceOf(CITRA, 'a1', 'HP Bapak', true),
    [`DELETE ${DEVICE}`]: {},
    'GET /api/v1/subscribers': {
      items: [
        personOf(CITRA, 'Citra Kirana', '+6281299900010'),
        personOf(DEWI, 'Dewi Kirana', '+6281299900011'),
      ],
      nextCursor: null,
    },
    [`GET /api/v1/subscribers/${DEWI}/devices`]: {
      limit: 1,
      items: [deviceOf(DEWI, 'b1', 'HP Dewi', false)],
    },
    [`POST ${DEVICE}/disconnect`]: { routerNames: ['Pondok 1'] },
    [`POST ${DEVICE}/move`]: ({ body }) => ((body as { replaces?: string }).replaces ? {} : full),
    ...more,
  });
const act = async (name: string, device = 'HP Ibu') => {
  await desk.page.getByRole('tab', { name: 'Perangkat' }).click();
  await desk.page.getByRole('button', { name: `Tindakan untuk ${device}` }).click();
  await desk.page.getByRole('menuitem', { name }).click();
};

it('renames a device', async () => {
  await open(['devices:add', 'devices:remove']);
  await act('Ganti nama');
  expect(await desk.faults('device-rename')).toEqual([]);
  await desk.page.getByLabel('Nama perangkat').fill('HP Bapak');
  await desk.page.getByRole('button', { name: 'Ganti nama' }).click();
  await desk.seen('Perangkat kini bernama HP Bapak.');
  expect(desk.sent(`PATCH ${DEVICE}`).map(({ body }) => body)).toEqual([{ label: 'HP Bapak' }]);
});

it('cuts a device off, and says from which router and when', async () => {
  await open(['devices:remove']);
  await act('Putuskan sekarang');
  await desk.seen(/HP Ibu diputus dari Pondok 1, .* \d\d\.\d\d WIB\. Ia bisa tersambung lagi sendiri\./);
  expect(desk.sent(`POST ${DEVICE}/disconnect`)).toHaveLength(1);
});

const routerOf = (routerId: string, name: string) => ({
  ...{ routerId, name, host: '192.168.88.1', port: 8728, tls: false, user: 'saring', site: 'site-1' },
  ...{ state: 'online', deviceCount: 1, listNames: {} },
});

it('has a router always give a device the same address, and frees it', async () => {
  const FIXED = `${PATH}/devices/${id('a2')}/addresses/${ROUTER}`;
  await open(['devices:add', 'routers:read'], {
    'GET /api/v1/routers': { items: [routerOf(ROUTER, 'Pondok 1')] },
    [`PUT ${FIXED}`]: { mac: '•••', routerId: ROUTER, routerName: 'Pondok 1', address: '10.5.50.20' },
    [`DELETE ${FIXED}`]: {},
  });
  await act('Alamat tetap', '•••00:a2');
  expect(await desk.faults('device-address')).toEqual([]);
  await desk.page.getByLabel('Alamat IP').fill('10.5.50.20');
  await desk.page.getByRole('button', { name: 'Simpan' }).click();
  await desk.seen('Pondok 1 kini selalu memberi •••00:a2 alamat 10.5.50.20.');
  expect(desk.sent(`PUT ${FIXED}`).map(({ body }) => body)).toEqual([{ address: '10.5.50.20' }]);
  await desk.page.getByRole('button', { name: 'Tindakan untuk •••00:a2' }).click();
  await desk.page.getByRole('menuitem', { name: 'Alamat tetap' }).click();
  await desk.page.getByRole('button', { name: 'Lepas' }).click();
  await desk.seen('Alamat tetap •••00:a2 di Pondok 1 dilepas.');
  expect(desk.sent(`DELETE ${FIXED}`)).toHaveLength(1);
});

it('moves a device to someone found by a name, who gives one up when they have as many as they may', async () => {
  await open(['devices:add', 'devices:remove']);
  await act('Pindahkan ke orang lain');
  await desk.page.getByRole('combobox', { name: 'Pindahkan kepada' }).fill('kirana');
  await desk.page.getByRole('option', { name: /Dewi Kirana/ }).waitFor();
  expect(await desk.page.getByRole('option').count()).toBe(1);
  await desk.page.getByRole('option', { name: /Dewi Kirana/ }).click();
  const move = desk.page.getByRole('button', { name: 'Pindahkan', exact: true });
  await move.click();
  await desk.page.getByRole('combobox', { name: /Penerima sudah punya/ }).click();
  await desk.page.getByRole('option', { name: 'HP Dewi' }).click();
  expect(await desk.faults('device-move')).toEqual([]);
  await move.click();
  await desk.seen(/HP Ibu kini milik Dewi Kirana/);
  expect(desk.sent(`POST ${DEVICE}/move`).map(({ body }) => body)).toEqual([
    { toSubscriberId: DEWI },
    { toSubscriberId: DEWI, replaces: id('b1') },
  ]);
});

it('removes a device, and shows nothing to press to those who may not', async () => {
  await open(['devices:remove']);
  await act('Hapus');
  await desk.seen('Perangkat dihapus.');
  await open([]);
  await desk.page.getByRole('tab', { name: 'Perangkat' }).click();
  await desk.seen('HP Ibu');
  expect(await desk.faults('devices')).toEqual([]);
  expect(await desk.page.getByRole('button', { name: /Tindakan untuk/ }).count()).toBe(0);
});
