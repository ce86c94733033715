// field-words.e2e.spec.ts — what is wrong with a field stands below it in the console's language, all faults at once.
import { ConsolePage } from './console-page';

const RINA = '00000000-0000-4000-8000-00000000000c';
const refusal = (code: string, detail: string, field: string) => ({
  ...{ code, status: 422, title: 'Salah', detail },
  details: { errors: [{ field, rule: 'matches' }] },
});

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const DESCRIBED = `(field) => (field.getAttribute('aria-describedby') ?? '').split(' ')
  .map((id) => document.getElementById(id)?.textContent ?? '').join(' ')`;
const focused = () => desk.page.evaluate<string>('document.activeElement.id');

it('says every fault of a new package below its field, and sends nothing', async () => {
  await desk.open('/packages', ['packages:write'], {
    'GET /api/v1/packages': { items: [], nextCursor: null },
  });
  await desk.page.getByRole('button', { name: 'Paket baru' }).first().click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Harga (Rp)').fill('0');
  await dialog.getByLabel('Kuota (GB)').fill('0');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await desk.seen('Isi dulu bagian ini.');
  expect(await focused()).toBe(await dialog.getByLabel('Nama').getAttribute('id'));
  await desk.seen(/^Paling sedikit Rp\s?1\.$/);
  await desk.seen('Paling sedikit 0,001 GB.');
  expect(await desk.faults('package-faults')).toEqual([]);
  await dialog.getByLabel('Nama').fill('Harian');
  await desk.page.getByText('Isi dulu bagian ini.').waitFor({ state: 'detached' });
  expect(desk.sent('POST /api/v1/packages')).toEqual([]);
});

it('says what is wrong with a brand below its field, and has the focus there', async () => {
  await desk.open('/sites', ['sites:read', 'sites:write', 'routers:read'], {
    'GET /api/v1/routers': { items: [{ routerId: RINA, name: 'Pondok 1', site: 'pondok' }] },
    'GET /api/v1/sites/pondok/profile': {
      ...{ set: null, shown: { name: 'WiFi Warga', address: '', phone: '', logoUrl: null } },
    },
    'PUT /api/v1/sites/pondok/profile': refusal(
      ...(['BILLING.PROFILE_PHONE_INVALID', 'Tulis nomor telepon saja.', 'phone'] as const),
    ),
  });
  const field = desk.page.getByLabel('Nomor WhatsApp pengelola');
  await field.fill('abc');
  await desk.page.getByRole('button', { name: 'Simpan' }).click();
  await desk.page.locator('.mantine-InputWrapper-error', { hasText: 'Tulis nomor telepon saja.' }).waitFor();
  expect(await focused()).toBe(await field.getAttribute('id'));
  expect(await desk.faults('site-fault')).toEqual([]);
});

it('speaks the chosen language where the browser would have spoken', async () => {
  const refused = { code: 'AUTH.OPERATOR_UNAUTHENTICATED', status: 401, title: '', detail: '', details: {} };
  await desk.open('/', [], { 'GET /api/v1/operator/me': refused });
  await desk.page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await desk.seen('Isi dulu bagian ini.');
  const words = await desk.page.evaluate<string>(
    `(${DESCRIBED})(document.querySelector('input[type=password]'))`,
  );
  expect(words).toMatch(/Isi dulu bagian ini\./);
  expect(await desk.faults('sign-in-empty')).toEqual([]);
  expect(desk.sent('POST /api/v1/operator/login')).toEqual([]);
});
