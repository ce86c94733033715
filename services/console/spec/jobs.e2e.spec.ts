// jobs.e2e.spec.ts — a job is run before its time, and the page says how that run ended.
import { ConsolePage } from './console-page';

const AT = '2026-11-27T03:00:00.000Z';
const LATER = '2026-11-27T03:05:00.000Z';
const MAY = ['jobs:read', 'jobs:run'];
const RUN = 'POST /api/v1/jobs/runs';
const job = {
  ...{ service: 'notification', name: 'forget-messages', everySeconds: 3_600, failures: 0 },
  ...{ nextRunAt: LATER, lastStartedAt: AT, lastSucceededAt: AT },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

/** @param after how the job stands at the second look after it was asked for. */
const openJobs = (after: object, may = MAY) => {
  let looks = 0;
  return desk.open('/jobs', may, {
    'GET /api/v1/jobs': () => {
      if (desk.sent(RUN).length > 0) looks += 1;
      const now = looks > 1 ? { ...job, ...after } : job;
      return {
        scheduled: [now, { ...job, service: 'billing', name: 'count-payments' }],
        queued: [],
        silent: [],
      };
    },
    [RUN]: { ...job, nextRunAt: AT },
  });
};
const button = () => desk.page.getByRole('button', { name: 'Jalankan sekarang: Hapus pesan lama' });

it('runs a job now, and says when it was done', async () => {
  await openJobs({ lastStartedAt: LATER, lastSucceededAt: LATER });
  await button().press('Enter');
  await desk.seen('Menunggu selesai…');
  await desk.seen(/^Selesai pukul \d\d\.\d\d \w+\.$/);
  expect(desk.sent(RUN).map(({ body }) => body)).toEqual([
    { service: 'notification', name: 'forget-messages' },
  ]);
  expect(await desk.faults('jobs-run')).toEqual([]);
});

it('says why the run failed', async () => {
  await openJobs({ failures: 1, lastError: 'no broom' });
  await button().click();
  await desk.seen(/^Gagal pukul \d\d\.\d\d \w+: no broom$/);
});

it('offers it to nobody who may only look', async () => {
  await openJobs({}, ['jobs:read']);
  await desk.seen('Hapus pesan lama');
  expect(await desk.page.getByRole('button', { name: /^Jalankan/ }).count()).toBe(0);
});
