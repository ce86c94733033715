// router.e2e.spec.ts — one router's page: how it fares, what it holds, what was written, a repair seen before, removal.
import { ConsolePage } from './console-page';

const ROUTER = '00000000-0000-4000-8000-0000000000cc';
const OTHER = '00000000-0000-4000-8000-0000000000cd';
const BUDI = '00000000-0000-4000-8000-0000000000dd';
const PATH = `/api/v1/routers/${ROUTER}`;
const AT = '2026-11-28T03:03:00.000Z';
const router = {
  ...{
    routerId: ROUTER,
    name: 'Pondok 1',
    host: '•••.1',
    port: 8_729,
    tls: true,
    user: '•••',
    site: 'pondok',
  },
  ...{
    state: 'online',
    stateReason: '',
    identity: 'pondok',
    version: '7.18.2',
    board: 'RB5009',
    serial: 'X',
  },
  ...{ uptimeSeconds: 90_000, hostCount: 12, listNames: {}, linkBitsPerSecondPerDevice: 0, lastSeenAt: AT },
  health: {
    ...{ answeredAt: AT, answerMilliseconds: 12, cpuLoadPercent: 3, freeMemoryBytes: 801_112_064 },
    ...{ totalMemoryBytes: 1_073_741_824, breaker: 'closed', breakerChangedAt: AT, failures: 0 },
  },
};
const resting = {
  ...{ ...router, routerId: OTHER, name: 'Pondok 2', state: 'offline', fault: 'unreachable' },
  health: { breaker: 'open', breakerChangedAt: AT, failures: 4 },
};
const item = {
  ...{ path: '/ip/firewall/address-list', action: 'remove', subject: '', detail: 'address leaves active' },
  ...{ state: 'waiting', key: 'k1', change: 'list_left', mac: '', address: '•••.99', target: 'active' },
  command: '/ip firewall address-list remove [find where .id=*1F]',
};
const driftOf = (items: readonly object[]) => ({ routerId: ROUTER, sweptAt: AT, items, pendingCommands: 0 });
const row = {
  ...{
    row: '*1',
    owner: 'ours',
    subscriberId: BUDI,
    subscriberName: 'Budi',
    mac: '•••00:01',
    address: '•••.2',
  },
  ...{ target: 'bypassed', comment: '', disabled: false, bytes: 5_000_000 },
};
const stranger = {
  ...row,
  row: '*2',
  owner: 'foreign',
  subscriberId: undefined,
  subscriberName: '',
  target: '',
};
const write = {
  ...{ writeId: ROUTER, at: AT, change: 'binding_added', action: 'add', path: '/ip/hotspot/ip-binding' },
  ...{ subscriberId: BUDI, subscriberName: 'Budi', target: 'bypassed', state: 'done', refusal: '' },
};
const MAY = ['routers:read', 'routers:write', 'routers:sweep', 'subscribers:read'];
const house = {
  'GET /api/v1/routers': { items: [router, resting] },
  [`GET ${PATH}`]: router,
  [`GET ${PATH}/alarms`]: { items: [] },
  [`GET ${PATH}/drift`]: driftOf([{ ...item, state: 'done' }]),
  [`GET ${PATH}/repair-plan`]: driftOf([item]),
  [`POST ${PATH}/repairs`]: driftOf([]),
  [`GET ${PATH}/rows`]: { at: AT, total: 2, items: [row, stranger], nextCursor: null },
  [`GET ${PATH}/writes`]: { items: [write], nextCursor: null },
  [`DELETE ${PATH}`]: { cleaned: true, left: [] },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

it('the list says how each router fares, and since when one is left alone', async () => {
  await desk.open('/routers', MAY, house);
  await desk.seen(/^Menjawab dalam 12 md · CPU 3 %/);
  await desk.seen(/^Gagal 4 kali/);
  expect(await desk.faults('routers')).toEqual([]);
});

it('a repair is seen before it is sent, and one row of it is sent alone', async () => {
  await desk.open(`/routers/${ROUTER}`, MAY, house);
  await desk.seen('Alamat keluar dari daftar active');
  expect(await desk.faults('router')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Lihat yang akan diperbaiki' }).click();
  await desk.seen('Belum ada yang dikirim. Ini yang akan ditulis ke router:');
  expect(await desk.faults('router-repair')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Perbaiki ini' }).click();
  await desk.seen('Diperbaiki; 0 perbedaan tersisa.');
  expect(desk.sent(`POST ${PATH}/repairs`)[0]?.body).toEqual({ key: 'k1' });
});

it('shows what the router holds and what was written, at an address of their own', async () => {
  await desk.open(`/routers/${ROUTER}?tab=rows`, MAY, house);
  await desk.page.getByRole('link', { name: 'Budi' }).waitFor();
  await desk.seen('Belum terdaftar');
  expect(await desk.faults('router-rows')).toEqual([]);
  await desk.page.getByRole('tab', { name: 'Yang ditulis Saring' }).click();
  await desk.seen('Perangkat mendapat ip-binding bypassed');
  expect(new URL(desk.page.url()).searchParams.get('tab')).toBe('writes');
  expect(await desk.faults('router-writes')).toEqual([]);
});

it('is removed once its name was typed', async () => {
  await desk.open(`/routers/${ROUTER}`, MAY, house);
  await desk.page.getByRole('button', { name: 'Hapus router' }).click();
  const dialog = desk.page.getByRole('dialog');
  const submit = dialog.getByRole('button', { name: 'Hapus router' });
  expect(await submit.isDisabled()).toBe(true);
  await dialog.getByLabel(/^Ketik nama router/).fill('Pondok 1');
  expect(await desk.faults('router-remove')).toEqual([]);
  await submit.click();
  await desk.seen('Pondok 1 dibersihkan dan dihapus.');
  expect(desk.sent(`DELETE ${PATH}`)).toMatchObject([{ query: {} }]);
});

it('offers neither repair nor removal to who may only look', async () => {
  await desk.open(`/routers/${ROUTER}`, ['routers:read'], house);
  await desk.page.getByRole('button', { name: 'Lihat yang akan diperbaiki' }).click();
  await desk.seen('Belum ada yang dikirim. Ini yang akan ditulis ke router:');
  expect(await desk.page.getByRole('button', { name: /Perbaiki|Hapus/ }).count()).toBe(0);
});

it('is left for the same part of another router, by keyboard, from the header', async () => {
  const other = `/api/v1/routers/${OTHER}`;
  await desk.open(`/routers/${ROUTER}?tab=writes`, MAY, {
    ...house,
    [`GET ${other}`]: resting,
    [`GET ${other}/alarms`]: { items: [] },
    [`GET ${other}/drift`]: driftOf([]),
    [`GET ${other}/writes`]: { items: [], nextCursor: null },
  });
  const switcher = desk.page.getByRole('button', { name: 'Router, 1 tidak tersambung' });
  await switcher.press('Enter');
  const pondok2 = desk.page.getByRole('menuitem', { name: 'Pondok 2 Terputus' });
  await pondok2.waitFor();
  expect(await desk.page.getByRole('menuitem', { name: 'Pondok 1' }).getAttribute('aria-current')).toBe(
    'page',
  );
  expect(await desk.faults('router-switcher')).toEqual([]);
  await desk.page.keyboard.press('ArrowDown');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { level: 1, name: 'Pondok 2' }).waitFor();
  expect(new URL(desk.page.url()).pathname).toBe(`/console/routers/${OTHER}`);
  expect(new URL(desk.page.url()).searchParams.get('tab')).toBe('writes');
});

it('the header leads straight to the only router, and to none for who may not see them', async () => {
  await desk.open('/routers', MAY, { ...house, 'GET /api/v1/routers': { items: [router] } });
  await desk.page.getByRole('link', { name: 'Router: Pondok 1' }).click();
  await desk.page.getByRole('heading', { level: 1, name: 'Pondok 1' }).waitFor();
  await desk.open('/packages', ['packages:read'], { ...house, 'GET /api/v1/packages': { items: [] } });
  expect(await desk.page.getByRole('banner').getByText('Router').count()).toBe(0);
  expect(desk.sent('GET /api/v1/routers')).toEqual([]);
});
