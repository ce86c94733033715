// Months that meters close, archived by the running ledger's own store, and explained from the files alone.
import 'reflect-metadata';
import { QuotaLedger } from '@saring/contracts';
import { fromRecorded } from '@saring/event-sourcing';
import { GB, MB, systemClock } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evolveTable, forEachCharge, newMeterTable } from '../domain/meter-charges';
import type { UsageMetered } from '../domain/meter';
import { Counters } from '../testing/counters';
import { LedgerStack } from '../testing/ledger-stack';
import { unpackArchive, type ArchiveHeader } from './archive-file';
import { LocalArchiveFolder, type ArchiveFolder } from './archive-folder';
import { ArchiveMonths } from './archive-months';

const DAY_MILLISECONDS = 86_400_000;
const READINGS = 25;
let ledger: LedgerStack;
let path: string;
let folder: LocalArchiveFolder;
/** The ledger lives so much later. */
let aheadMilliseconds = 0;
const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMilliseconds) };

beforeAll(async () => {
  path = mkdtempSync(join(tmpdir(), 'saring-archives-'));
  folder = new LocalArchiveFolder(path);
  ledger = await LedgerStack.start({}, clock);
});
afterAll(async () => {
  await ledger.close();
  rmSync(path, { recursive: true });
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
const fileNames = (stream: string): string[] => readdirSync(join(path, stream)).sort();

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
const explained = async (rows: readonly Row[]) => {
  const sums: Record<string, number> = {};
  for (const { file, ...header } of rows) {
    const table = newMeterTable();
    for await (const recorded of unpackArchive(file, folder.read(file), header as ArchiveHeader)) {
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
  expect(rows.map(({ file }) => `${stream}/${file.split('/')[1]}`)).toEqual(
    fileNames(stream).map((name) => `${stream}/${name}`),
  );
  expect(rows).toHaveLength(2);
  expect(fileNames(stream).filter((name) => name.endsWith('.part'))).toEqual([]);
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

it('runs as a job where a folder is set', async () => {
  await ledger.stopLedger();
  ledger.stack.env['ARCHIVE_FOLDER'] = path;
  await ledger.startLedger();
  await eventually(async () => {
    const { scheduled } = await ledger.messenger.request(QuotaLedger.method.listJobs, {});
    expect(scheduled.find(({ name }) => name === 'archive-closed-months')?.lastSucceededAt).toBeDefined();
  });
});
