// Months that meters close, archived by the running ledger's own store, and explained from the files alone.
import 'reflect-metadata';
import { QuotaLedger } from '@saring/contracts';
import { fromRecorded } from '@saring/event-sourcing';
import { folderFiles } from '@saring/files';
import { GB, MB, systemClock } from '@saring/kernel';
import { eventually } from '@saring/testing';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startS3Simulator } from '../../../../infra/simulators/s3/src';
import { ledgerConfig } from '../config';
import { evolveTable, forEachCharge, newMeterTable } from '../domain/meter-charges';
import type { UsageMetered } from '../domain/meter';
import { Counters } from '../testing/counters';
import { LedgerStack } from '../testing/ledger-stack';
import { unpackArchive, type ArchiveHeader } from './archive-file';
import { archivesOf, StoredArchives, type ArchiveFolder } from './archive-folder';
import { ArchiveMonths } from './archive-months';

const DAY_MILLISECONDS = 86_400_000;
const READINGS = 25;
let ledger: LedgerStack;
let path: string;
let folder: ArchiveFolder;
/** The ledger lives so much later. */
let aheadMilliseconds = 0;
const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMilliseconds) };

beforeAll(async () => {
  path = mkdtempSync(join(tmpdir(), 'saring-archives-'));
  folder = new StoredArchives(folderFiles(path), path);
  ledger = await LedgerStack.start({}, clock);
});
afterAll(async () => {
  await ledger.close();
  rmSync(path, { recursive: true });
});

const inBucket = ({ endpoint, bucket, keys }: Awaited<ReturnType<typeof startS3Simulator>>) => ({
  ...{ ARCHIVE_FOLDER: path, ARCHIVE_IN_FILES: 'on', FILES_S3_ENDPOINT: endpoint, FILES_S3_BUCKET: bucket },
  ...{ FILES_S3_REGION: keys.region, FILES_S3_KEY_ID: keys.keyId, FILES_S3_SECRET: keys.secret },
});
const months = (to: ArchiveFolder = folder) => new ArchiveMonths(ledger.store, ledger.pool, to);
type Row = {
  readonly stream: string;
  readonly month: string;
  readonly from: number;
  readonly until: number;
  readonly file: string;
};
const archived = async (stream: string): Promise<Row[]> =>
  (
    await ledger.pool.query<Row>(
      `select stream, month, from_revision as "from", until_revision as "until", file from archives
       where stream = $1 order by from_revision`,
      [stream],
    )
  ).rows;
const fileNames = (stream: string): string[] =>
  readdirSync(path)
    .filter((name) => name.includes(stream))
    .sort();

/** A router whose phone moves something in three months, with more readings a month than lie between two checkpoints. */
const threeMonths = async () => {
  const subscriberId = await ledger.subscriber();
  await ledger.grant(subscriberId, 100 * GB);
  const router = new Counters(ledger.nats, true, clock);
  const device = router.phone(subscriberId);
  for (let month = 0; month < 3; month += 1) {
    for (let reading = 0; reading < READINGS; reading += 1) {
      router.move(device, (month + 1) * MB + reading);
      await router.read();
    }
    aheadMilliseconds += 31 * DAY_MILLISECONDS;
  }
  const usedBytes = async () =>
    (await ledger.messenger.request(QuotaLedger.method.getQuota, { subscriberId })).usedBytes;
  await eventually(async () =>
    expect(await usedBytes()).toBeGreaterThanOrEqual(2 * READINGS * 3 * MB - 3 * MB),
  );
  return { subscriberId, device, stream: `meter-${router.routerId}` };
};

/** What the files of a stream say each device moved, by month. */
const explained = async (rows: readonly Row[], from: ArchiveFolder = folder) => {
  const sums: Record<string, number> = {};
  for (const { file, ...header } of rows) {
    const table = newMeterTable();
    for await (const recorded of unpackArchive(file, from.read(file), header as ArchiveHeader)) {
      const event = fromRecorded<UsageMetered>(recorded);
      evolveTable(table, event);
      forEachCharge(table, event, ({ device, inBytes, outBytes }) => {
        const key = `${event.at.slice(0, 7)} ${device}`;
        sums[key] = (sums[key] ?? 0) + inBytes + outBytes;
      });
    }
  }
  return sums;
};

it('archives each closed month once, and each file alone says what every device moved', async () => {
  const { subscriberId, stream } = await threeMonths();
  expect(await months().archiveNext()).toMatchObject({ stream, from: 0 });
  expect(await months().archiveNext()).toMatchObject({ stream });
  expect(await months().archiveNext()).toBeNull();
  const rows = await archived(stream);
  expect(rows).toHaveLength(2);
  expect(rows[1]?.from).toBe(rows[0]?.until);
  const { rows: hours } = await ledger.pool.query<{ key: string; bytes: string }>(
    `select to_char(hour at time zone 'UTC', 'YYYY-MM') || ' ' || device_id as key, sum(bytes_in + bytes_out)::text as bytes
     from usage_hours where subscriber_id = $1 group by 1`,
    [subscriberId],
  );
  const sums = await explained(rows);
  expect(Object.keys(sums).length).toBeGreaterThanOrEqual(2);
  for (const [key, bytes] of Object.entries(sums))
    expect(hours.find((hour) => hour.key === key)).toEqual({ key, bytes: String(bytes) });
});

it('goes on after it was ended while it wrote, read back or noted', async () => {
  const { stream } = await threeMonths();
  const broken = (failing: 'write' | 'read'): ArchiveFolder => ({
    write: async (name, content) => {
      if (failing !== 'write') return folder.write(name, content);
      for await (const _ of content) throw new Error('the disk is full');
    },
    read: (name) => {
      if (failing === 'read') throw new Error('the disk is gone');
      return folder.read(name);
    },
  });
  await expect(months(broken('write')).archiveNext()).rejects.toThrow('the disk is full');
  await expect(months(broken('read')).archiveNext()).rejects.toThrow('the disk is gone');
  expect(await archived(stream)).toEqual([]);
  while ((await months().archiveNext()) !== null);
  const rows = await archived(stream);
  expect(rows.map(({ file }) => file)).toEqual(fileNames(stream));
  expect(rows).toHaveLength(2);
  expect(readdirSync(path).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('counts no file that is not what the store says', async () => {
  const { stream } = await threeMonths();
  const careless: ArchiveFolder = {
    write: async (name, content) => {
      await folder.write(name, content);
      const file = join(path, name);
      const bytes = readFileSync(file);
      writeFileSync(file, bytes.subarray(0, bytes.length / 2));
    },
    read: (name) => folder.read(name),
  };
  await expect(months(careless).archiveNext()).rejects.toThrow('is damaged');
  expect(await archived(stream)).toEqual([]);
});

it('keeps them in a bucket, and still finds those of before in their folders', async () => {
  const { stream } = await threeMonths();
  const s3 = await startS3Simulator();
  try {
    while ((await archived(stream)).length === 0) await months().archiveNext();
    const [first] = await archived(stream);
    const old = `${stream}/${first!.month}.${first!.from}-${first!.until}.jsonl.zst`;
    mkdirSync(join(path, stream));
    renameSync(join(path, first!.file), join(path, old));
    await ledger.pool.query('update archives set file = $2 where file = $1', [first!.file, old]);
    const archives = archivesOf(ledgerConfig.parse({ ...ledger.stack.env, ...inBucket(s3) }))!;
    while ((await months(archives).archiveNext()) !== null);
    const rows = await archived(stream);
    expect(rows.map(({ file }) => file)).toEqual([old, expect.stringMatching(/^archive-meter-/)]);
    expect([...s3.objects.keys()].filter((key) => key.includes(stream))).toEqual([
      `saring-files/${rows[1]!.file}`,
    ]);
    expect(Object.keys(await explained(rows, archives)).length).toBeGreaterThanOrEqual(2);
    // In the folder, too, where the place has changed.
    const inFolder = archivesOf(ledgerConfig.parse({ ...ledger.stack.env, ARCHIVE_FOLDER: path }))!;
    expect(Object.keys(await explained(rows.slice(0, 1), inFolder)).length).toBeGreaterThanOrEqual(1);
  } finally {
    await s3.close();
  }
});

it('runs as a job where a folder is set', async () => {
  await ledger.stopLedger();
  ledger.stack.env['ARCHIVE_FOLDER'] = path;
  await ledger.startLedger();
  await eventually(async () => {
    const { scheduled } = await ledger.messenger.request(QuotaLedger.method.listJobs, {});
    expect(scheduled.find(({ name }) => name === 'archive-closed-months')?.lastSucceededAt).toBeDefined();
  });
});
