// server-away.e2e.spec.ts — what an operator sees while the server does not answer, and when it does again.
import { eventually } from '@saring/testing';
import { ConsolePage } from './console-page';

const BATCH = '00000000-0000-4000-8000-0000000000b1';
const AT = '2026-11-27T03:00:00.000Z';
const LOOK_MILLISECONDS = 15_000;
const AWAY = /^Server tidak menjawab sejak .*; mencoba lagi…$/;

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const jobs = {
  ...{ queued: [], silent: [] },
  scheduled: [{ service: 'billing', name: 'daily', everySeconds: 60, nextRunAt: AT, failures: 0 }],
};
const openJobs = () => desk.open('/jobs', ['jobs:read', 'orders:read'], { 'GET /api/v1/jobs': jobs });
const banner = () => desk.page.getByText(AWAY);
const goToOrders = () => desk.page.getByRole('link', { name: 'Pesanan', exact: true }).click();

it('a page that cannot be loaded says so within the shell, and is loaded when the server answers', async () => {
  await openJobs();
  desk.isAway = true;
  await goToOrders();
  await desk.seen('Halaman ini belum dapat dimuat');
  await desk.page.getByRole('button', { name: 'Coba lagi' }).click();
  await banner().waitFor();
  expect(await desk.page.getByRole('link', { name: 'Pesanan', exact: true }).isVisible()).toBe(true);
  expect(await desk.faults('page-not-loaded')).toEqual([]);
  desk.isAway = false;
  await desk.page.getByRole('button', { name: 'Coba sekarang' }).click();
  await desk.page.getByRole('heading', { level: 1, name: 'Pesanan' }).waitFor();
  await desk.gone(banner());
});

it('what cannot be asked for again is shown as of then, until it is up to date', async () => {
  await openJobs();
  await desk.seen('billing');
  desk.isAway = true;
  await desk.page.clock.install();
  // The next look, and each of its retries, come when their time has passed.
  await eventually(async () => {
    await desk.page.clock.runFor(LOOK_MILLISECONDS);
    expect(await desk.page.getByText(/^Ini keadaan .*, bukan sekarang$/).count()).toBe(1);
  });
  await banner().waitFor();
  expect(await desk.faults('outdated')).toEqual([]);
  desk.isAway = false;
  // The page asks by itself, too: then there is nothing left to press.
  await desk.page
    .getByRole('button', { name: 'Coba sekarang' })
    .evaluateAll('(found) => found.forEach((one) => one.click())');
  await banner().waitFor({ state: 'detached' });
  await desk.page.getByText(/^Ini keadaan /).waitFor({ state: 'detached' });
});

it('a batch that ends between two looks shows how its rows ended', async () => {
  let isEnded = false;
  const row = () => ({ number: 1, name: 'Citra', phone: '', state: isEnded ? 'done' : 'waiting', why: '' });
  const batch = () => ({
    ...{
      batchId: BATCH,
      action: 'remind',
      reason: '',
      actor: 'operator:x',
      createdAt: AT,
      bytes: 0,
      rows: 1,
    },
    ...{ skipped: 0, waiting: isEnded ? 0 : 1, done: isEnded ? 1 : 0 },
    ...(isEnded ? { startedAt: AT } : {}),
  });
  await desk.open(`/batches/${BATCH}`, ['subscribers:bulk'], {
    [`GET /api/v1/batches/${BATCH}`]: batch,
    [`GET /api/v1/batches/${BATCH}/rows`]: () => ({ items: [row()], nextCursor: null }),
    [`POST /api/v1/batches/${BATCH}/start`]: () => {
      isEnded = true;
      return batch();
    },
  });
  await desk.page.getByRole('cell', { name: 'Siap' }).waitFor();
  await desk.page.getByRole('button', { name: /^Mulai/ }).click();
  await desk.page.getByRole('cell', { name: 'Selesai' }).waitFor();
});
