// backup-store.int.spec.ts — a backup into a folder or a bucket is proved from there, and comes back from there.
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderFiles, type Files } from '@saring/files';
import { migrate, schemaOf, createPool, createLogger, preparePlainTables } from '@saring/service-kit';
import { createTestDatabase, type TestDatabase } from '@saring/testing';
import { Readable } from 'node:stream';
import { SERVICES } from '..';
import { startS3Simulator, type S3Simulator } from '../../../../infra/simulators/s3/src';
import { backupConfig } from './config';
import { inspectBackup, restoreBackup } from './backup';
import { storedSource } from './backup-file';
import { configuredFiles, listBackups, makeBackup, removeBackup } from './backup-store';

const services = SERVICES.filter(({ name }) => name === 'payment');
const wanted = { passphrase: 'rahasia yang panjang', version: '0.1.0', workFactor: 10 };
const AT = new Date('2026-11-30T03:30:00Z');
const clock = { now: () => AT };
const NAME = 'saring-20261130T033000Z.backup.age';

let source: TestDatabase;
let s3: S3Simulator;
const folder = mkdtempSync(join(tmpdir(), 'saring-store-'));
const place = (databaseUrl = source.url, of: Files | null = null) => ({
  ...{ databaseUrl, secretsKey: 'k'.repeat(40), services, files: of },
});
const settings = (given: object) => backupConfig.parse({ BACKUP_PASSPHRASE: wanted.passphrase, ...given });
const bucket = () => ({
  ...{ BACKUP_S3_ENDPOINT: s3.endpoint, BACKUP_S3_BUCKET: s3.bucket },
  ...{ BACKUP_S3_KEY_ID: s3.keys.keyId, BACKUP_S3_SECRET: s3.keys.secret },
});

beforeAll(async () => {
  s3 = await startS3Simulator();
  source = await createTestDatabase();
  for (const service of services) {
    await migrate(source.url, schemaOf(service), service.migrations ?? '');
    const logger = createLogger('silent');
    const pool = createPool({ url: source.url, schema: schemaOf(service), max: 1, name: 'spec', logger });
    await preparePlainTables(pool);
    await pool.query(`insert into checkpoints (name, position) values ('reader', '1:2:3')`);
    await pool.end();
  }
});
afterAll(async () => {
  await source.drop();
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ['a folder', () => configuredFiles(settings({ BACKUP_FOLDER: join(folder, 'kept') }))],
  ['a bucket', () => configuredFiles(settings(bucket()))],
  ['the folder of the machine', () => configuredFiles(settings({ DATA_DIR: folder }))],
] as const)('a backup in %s', (_, open) => {
  let files: Files;
  beforeAll(async () => {
    files = open();
    await makeBackup(place(), files, wanted, clock);
  });

  it('is listed with its size and its proof', async () => {
    const [found, ...more] = await listBackups(files);
    expect(found).toMatchObject({ name: NAME, verifiedAt: AT, takenAt: AT });
    expect(found?.bytes).toBeGreaterThan(1_000);
    expect(more).toEqual([]);
  });

  it('is not written over by one of the same second', async () => {
    await expect(makeBackup(place(), files, wanted, clock)).rejects.toThrow('already');
  });

  it('comes back into an empty database', async () => {
    const target = await createTestDatabase();
    try {
      const [found] = await listBackups(files);
      const held = await inspectBackup(
        storedSource(files, { name: NAME, bytes: found?.bytes ?? 0, at: AT }),
        wanted.passphrase,
      );
      const from = storedSource(files, { name: NAME, bytes: held.fileBytes, at: AT });
      await restoreBackup(place(target.url), { source: from, passphrase: wanted.passphrase, held });
      const pool = createPool({
        url: target.url,
        schema: 'payment',
        max: 1,
        name: 'spec',
        logger: createLogger('silent'),
      });
      const { rows } = await pool.query(`select position from checkpoints where name = 'reader'`);
      await pool.end();
      expect(rows).toEqual([{ position: '1:2:3' }]);
    } finally {
      await target.drop();
    }
  });

  it('is not proved any more once its bytes are others, nor by a proof that cannot be read', async () => {
    await files.put(NAME, Readable.from([Buffer.from('other bytes')]));
    expect(await listBackups(files)).toMatchObject([{ name: NAME, verifiedAt: null }]);
    await files.put(`${NAME}.proof.json`, Readable.from([Buffer.from('{')]));
    expect(await listBackups(files)).toMatchObject([{ name: NAME, verifiedAt: null }]);
  });

  it('goes with its proof, and nothing else can be taken away so', async () => {
    await removeBackup(files, NAME);
    expect(await files.list('')).toEqual([]);
    await expect(removeBackup(files, 'secrets-key')).rejects.toThrow('no backup of Saring');
  });
});

it('leaves no proof of a backup that its place spoiled, and says what it is', async () => {
  const files = folderFiles(join(folder, 'spoiling'));
  const spoiling: Files = {
    ...files,
    put: async (name, stream) => {
      const chunks: Buffer[] = [];
      for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      return files.put(name, Readable.from([bytes]));
    },
  };
  await expect(makeBackup(place(), spoiling, wanted, clock)).rejects.toThrow('damaged or cut short');
  expect(await listBackups(files)).toMatchObject([{ name: NAME, verifiedAt: null }]);
});

it('says why a place did not take it, and leaves nothing there', async () => {
  const wrong = configuredFiles(settings({ ...bucket(), BACKUP_S3_SECRET: 'another' }));
  await expect(makeBackup(place(), wrong, wanted, clock)).rejects.toMatchObject({ fault: 'refused' });
  s3.faults = [{ call: 'put', status: 500, times: 99 }];
  const failing = configuredFiles(settings(bucket()));
  await expect(makeBackup(place(), failing, wanted, clock)).rejects.toMatchObject({ fault: 'unreachable' });
  s3.faults = [];
  expect(await listBackups(failing)).toEqual([]);
});

it.each([
  [{ BACKUP_PASSPHRASE: 'pendek' }, 'at least 12'],
  [{ BACKUP_AT: '25:00' }, 'time of day'],
  [{ BACKUP_S3_BUCKET: 'kept' }, 'BACKUP_S3_KEY_ID'],
  [
    { ...{ BACKUP_S3_BUCKET: 'kept', BACKUP_S3_KEY_ID: 'a', BACKUP_S3_SECRET: 'b' }, BACKUP_FOLDER: '/x' },
    'two places',
  ],
  [{ BACKUP_S3_PREFIX: 'no-slash' }, 'slash'],
])('refuses the settings %j', (given, said) => {
  expect(JSON.stringify(backupConfig.safeParse(given).error?.issues)).toContain(said);
});
