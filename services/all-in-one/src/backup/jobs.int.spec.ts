// jobs.int.spec.ts — backups come once a day and when asked, and older ones go when a newer one is proved.
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createLogger,
  createPool,
  migrate,
  preparePlainTables,
  schemaOf,
  filesConfig,
} from '@saring/service-kit';
import { createTestDatabase, type TestDatabase } from '@saring/testing';
import type { Pool } from 'pg';
import { register } from 'prom-client';
import { payment } from '@saring/payment';
import { startS3Simulator, type S3Simulator } from '../../../../infra/simulators/s3/src';
import { backupService } from './backup.module';
import { Backups, makeHere } from './backups';
import { backupConfig } from './config';
import { BackupJobs } from './jobs';
import { rememberWish } from './wishes.rows';

const EASY = 10;
const logger = createLogger('silent');
const folder = mkdtempSync(join(tmpdir(), 'saring-backup-jobs-'));
let database: TestDatabase;
let pool: Pool;
let s3: S3Simulator;
let now: Date;
const clock = { now: () => now, monotonicMilliseconds: () => 0 };

beforeAll(async () => {
  s3 = await startS3Simulator();
  database = await createTestDatabase();
  for (const service of [payment, backupService]) {
    await migrate(database.url, schemaOf(service), service.migrations ?? '');
    const made = createPool({ url: database.url, schema: schemaOf(service), max: 1, name: 'spec', logger });
    await preparePlainTables(made);
    await made.end();
  }
  pool = createPool({ url: database.url, schema: 'backup', max: 1, name: 'spec', logger });
});
beforeEach(() => {
  s3.clear();
  now = new Date('2026-11-20T12:00:00+07:00');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

const started = (given: object) => {
  const config = backupConfig.parse({
    ...{ BACKUP_PASSPHRASE: 'rahasia yang panjang', BACKUP_KEEP_DAILY: 2 },
    ...{ BACKUP_KEEP_WEEKLY: 0, BACKUP_KEEP_MONTHLY: 0 },
    ...given,
  });
  const keys = {
    databaseUrl: database.url,
    secretsKey: 'k'.repeat(40),
    workFactor: EASY,
    filesConfig: filesConfig.parse({}),
  };
  const backups = new Backups(config, () => makeHere({ config, ...keys }, clock));
  return { backups, jobs: new BackupJobs(backups, pool, clock, logger) };
};
const bucket = () => ({
  ...{ BACKUP_S3_ENDPOINT: s3.endpoint, BACKUP_S3_BUCKET: s3.bucket },
  ...{ BACKUP_S3_KEY_ID: s3.keys.keyId, BACKUP_S3_SECRET: s3.keys.secret },
});
const later = (hours: number): void => {
  now = new Date(now.getTime() + hours * 3_600_000);
};
const gauge = async (name: string): Promise<number> =>
  (await register.getSingleMetric(name)?.get())?.values[0]?.value ?? -1;

it('makes the first at once, then one a day, and keeps as many as it is told', async () => {
  const { backups, jobs } = started({ BACKUP_FOLDER: join(folder, 'daily') });
  const counts: number[] = [];
  for (let day = 0; day < 4; day += 1) {
    await jobs.look();
    later(1);
    await jobs.look();
    counts.push((await backups.list()).length);
    later(23);
  }
  expect(counts).toEqual([1, 2, 2, 2]);
  const [newest, ...older] = await backups.list();
  expect(newest?.takenAt).toEqual(new Date('2026-11-23T12:00:00+07:00'));
  expect(older).toHaveLength(1);
  expect(await gauge('saring_backup_verified_timestamp_seconds')).toBe(
    (newest?.takenAt.getTime() ?? 0) / 1_000,
  );
  expect(await gauge('saring_backup_scheduled')).toBe(1);
});

it('removes nothing while the place takes no new one, says why, and does not try again at once', async () => {
  const { backups, jobs } = started(bucket());
  await jobs.look();
  later(24);
  s3.faults = [{ call: 'put', status: 403, times: 99 }];
  await expect(jobs.look()).rejects.toThrow('refuses');
  const calls = s3.calls.filter((call) => call === 'put').length;
  later(0.1);
  await expect(jobs.look()).rejects.toThrow('refuses');
  expect(s3.calls.filter((call) => call === 'put')).toHaveLength(calls);
  expect(await backups.list()).toHaveLength(1);
  s3.faults = [];
  later(0.2);
  await jobs.look();
  expect(await backups.list()).toHaveLength(2);
});

it('makes one more where an operator asks, one for all who ask, and does not wait behind a failure', async () => {
  const { backups, jobs } = started(bucket());
  await jobs.look();
  later(1);
  s3.faults = [{ call: 'put', status: 403, times: 1 }];
  await rememberWish(pool, 'wish-1', now);
  await expect(jobs.look()).rejects.toThrow('refuses');
  later(0.01);
  await rememberWish(pool, 'wish-1', now);
  await expect(jobs.look()).rejects.toThrow('refuses');
  await rememberWish(pool, 'wish-2', now);
  await jobs.look();
  later(0.01);
  await jobs.look();
  // Both are of one day: the newer one stays, and the day before has none.
  expect(await backups.list()).toMatchObject([{ verifiedAt: expect.anything() }]);
  expect((await backups.list())[0]?.takenAt.getTime()).toBeGreaterThan(
    new Date('2026-11-20T12:59:00+07:00').getTime(),
  );
});

it('removes nothing for a backup that was spoiled in its place, and makes another', async () => {
  const { backups, jobs } = started(bucket());
  await jobs.look();
  const [first] = await backups.list();
  const key = `saring/${first?.name}`;
  later(24);
  const set = s3.objects.set.bind(s3.objects);
  const spoiling = jest.spyOn(s3.objects, 'set').mockImplementation((name, { bytes, at }) => {
    const other = Buffer.from(bytes);
    other[other.length >> 1] = (other[other.length >> 1] ?? 0) ^ 1;
    return set(name, { bytes: other, at });
  });
  try {
    await expect(jobs.look()).rejects.toThrow('damaged or cut short');
  } finally {
    spoiling.mockRestore();
  }
  expect(s3.objects.has(key)).toBe(true);
  expect((await backups.list()).map(({ verifiedAt }) => verifiedAt !== null)).toEqual([false, true]);
  later(1);
  await jobs.look();
  expect((await backups.list()).map(({ verifiedAt }) => verifiedAt !== null)).toEqual([true, true]);
});

it('does nothing without a passphrase', async () => {
  const { backups, jobs } = started({ BACKUP_PASSPHRASE: undefined, BACKUP_FOLDER: join(folder, 'none') });
  await jobs.look();
  expect(await backups.list()).toEqual([]);
  expect(await gauge('saring_backup_scheduled')).toBe(0);
});
