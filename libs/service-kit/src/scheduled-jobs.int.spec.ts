// The guarantees of a duty by the clock: one replica runs it, it catches up once after an outage, and it is visible.
import { systemClock, type Clock } from '@saring/kernel';
import { createTestDatabase, eventually, type TestDatabase } from '@saring/testing';
import type { Pool } from 'pg';
import { makeDue, runningSince } from './scheduled-jobs';
import { createLogger, listJobs, runJobs, SCHEDULED_JOBS_TABLE, type ScheduledJob } from '.';

const START = '2026-11-27T07:00:00.000Z';
let database: TestDatabase;
let pool: Pool;
let now: Date;
const clock: Clock = { ...systemClock, now: () => now };
let runs: number;
let isFailing: boolean;
let hasEnded: boolean;
let isHeldBy: Promise<void>;
let stop: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = await database.pool('jobs');
  await pool.query(SCHEDULED_JOBS_TABLE);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await pool.query('truncate scheduled_jobs');
  now = new Date(START);
  [runs, isFailing, hasEnded] = [0, false, false];
  isHeldBy = Promise.resolve();
});
afterEach(() => stop());

const job = (everySeconds: number): ScheduledJob => ({
  name: 'sweep',
  everySeconds,
  run: async () => {
    runs += 1;
    await isHeldBy;
    if (isFailing) throw new Error('no broom');
  },
  end: () => (hasEnded = true),
});

const start = (everySeconds = 3_600): void => {
  const ending = new AbortController();
  const running = runJobs(
    { pool, clock, logger: createLogger('silent') },
    [job(everySeconds)],
    ending.signal,
  );
  stop = async () => {
    ending.abort();
    await running;
  };
};
const at = (seconds: number) => new Date(Date.parse(START) + seconds * 1_000);

it('shows a run that has begun and not ended', async () => {
  const hold = Promise.withResolvers<void>();
  isHeldBy = hold.promise;
  const since = async () => (await listJobs(pool)).map(runningSince);
  start();
  await eventually(async () => expect(await since()).toEqual([new Date(START)]));
  hold.resolve();
  await eventually(async () => expect(await since()).toEqual([null]));
});

it('runs a new job at once, and shows when it comes round again', async () => {
  start();
  await eventually(async () =>
    expect(await listJobs(pool)).toEqual([
      {
        name: 'sweep',
        everySeconds: 3_600,
        nextRunAt: at(3_600),
        lastStartedAt: at(0),
        lastSucceededAt: at(0),
        lastError: null,
        failures: 0,
      },
    ]),
  );
  expect(runs).toBe(1);
});

it('runs it no sooner on a replica that takes over, and once after an outage of a day', async () => {
  start();
  await eventually(() => expect(runs).toBe(1));
  await stop();
  now = at(1_800);
  start();
  await eventually(async () => expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(3_600) }]));
  await stop();
  expect(runs).toBe(1);
  now = at(86_400);
  start();
  await eventually(async () => expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(90_000) }]));
  expect(runs).toBe(2);
});

it('runs it when its last run turns out to have been by a clock that was an hour ahead', async () => {
  now = at(3_600);
  start(30);
  await eventually(async () => expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(3_630) }]));
  now = at(5);
  await eventually(async () => expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(35) }]));
  expect(runs).toBe(2);
});

it('tries a failed run again soon, and shows why it failed', async () => {
  isFailing = true;
  start();
  await eventually(async () =>
    expect(await listJobs(pool)).toMatchObject([
      { failures: 1, lastError: 'no broom', nextRunAt: at(60), lastSucceededAt: null },
    ]),
  );
});

it('takes over a shorter interval at the next start', async () => {
  start();
  await eventually(() => expect(runs).toBe(1));
  await eventually(async () => expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(3_600) }]));
  await stop();
  start(60);
  await eventually(async () => expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(60) }]));
});

it('runs a job that is made due before its time', async () => {
  start();
  await eventually(async () => expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(3_600) }]));
  now = at(60);
  expect(await makeDue(pool, 'sweep', now)).toMatchObject({ nextRunAt: at(60), lastSucceededAt: at(0) });
  await eventually(async () =>
    expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(3_660), lastSucceededAt: at(60) }]),
  );
  expect(runs).toBe(2);
  expect(await makeDue(pool, 'no-such', now)).toBeNull();
});

it('begins no second run of a job that runs', async () => {
  const hold = Promise.withResolvers<void>();
  isHeldBy = hold.promise;
  start();
  await eventually(() => expect(runs).toBe(1));
  const asked = await makeDue(pool, 'sweep', clock.now());
  expect(asked && runningSince(asked)).toEqual(at(0));
  hold.resolve();
  await eventually(async () => expect(await listJobs(pool)).toMatchObject([{ nextRunAt: at(3_600) }]));
  expect(runs).toBe(1);
});

it('aborts the job when this replica loses the lead', async () => {
  start();
  await eventually(() => expect(runs).toBe(1));
  await stop();
  expect(hasEnded).toBe(true);
});
