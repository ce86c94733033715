// role.e2e.spec.ts — a page that the role does not open says so, and a role that changes is followed without a reload.
import { ConsolePage } from './console-page';

const me = {
  ...{ operatorId: '00000000-0000-4000-8000-0000000000aa', email: 'sari@saring.test', name: 'Sari' },
  ...{
    role: 'operator',
    mustChangePassword: false,
    totp: false,
    locale: 'id',
    messages: [],
    messagesSite: '',
  },
};
const forbidden = {
  ...{ code: 'AUTH.FORBIDDEN', status: 403, title: 'Tidak diizinkan', details: {} },
  detail: 'Peran Anda tidak memiliki izin packages:write.',
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

it('says that a page is not of the role, asks nothing of it, and leads home', async () => {
  await desk.open('/packages', ['subscribers:read'], {});
  await desk.page.getByRole('heading', { level: 1, name: 'Bukan bagian peran Anda' }).waitFor();
  await desk.seen(/Pemilik dapat mengubah peran/);
  expect(await desk.page.getByRole('button', { name: 'Coba lagi' }).count()).toBe(0);
  expect(desk.sent('GET /api/v1/packages')).toEqual([]);
  expect(await desk.faults('no-access')).toEqual([]);
  await desk.page.getByRole('link', { name: 'Ke beranda' }).click();
  await desk.page.getByRole('heading', { level: 1, name: 'Beranda' }).waitFor();
});

it('reads the session again when a call is refused: menu and page follow the role', async () => {
  let permissions = ['subscribers:read', 'audit:read'];
  await desk.open('/subscribers', permissions, {
    'GET /api/v1/operator/me': () => ({ ...me, permissions }),
    'GET /api/v1/subscribers': { items: [], nextCursor: null },
    'GET /api/v1/subscribers/count': { matches: 0, more: false },
    'GET /api/v1/audit': forbidden,
  });
  const menu = desk.page.getByRole('navigation').getByRole('link', { name: 'Catatan tindakan' });
  await menu.waitFor();
  permissions = ['subscribers:read'];
  await menu.click();
  await desk.page.getByRole('heading', { level: 1, name: 'Bukan bagian peran Anda' }).waitFor();
  await menu.waitFor({ state: 'detached' });
});
