// backup.int.spec.ts — a backup is whole or it is refused, and a restore leaves all of it or nothing.
import 'reflect-metadata';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, createPool, migrate, preparePlainTables, schemaOf } from '@saring/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@saring/testing';
import { Client } from 'pg';
import { SERVICES } from '..';
import { inspectBackup, requireFit, restoreBackup, takeBackup } from './backup';
import { fileSource, readBackupFile, writeBackupFile, type Part } from './backup-file';

const PASSPHRASE = 'rahasia yang panjang';
const KEY = 'k'.repeat(40);
const VERSION = '0.1.0';
/** A real passphrase takes a second to try, each time. */
const EASY = { workFactor: 10 };
const folder = mkdtempSync(join(tmpdir(), 'saring-backup-'));
const file = join(folder, 'one.age');
const opened: TestDatabase[] = [];

const emptyDatabase = async (): Promise<TestDatabase> => {
  const database = await createTestDatabase();
  opened.push(database);
  return database;
};

const place = (databaseUrl: string) => ({ databaseUrl, secretsKey: KEY, services: SERVICES, files: null });

/** Of one service: what is refused of it is refused of all. */
const small = join(folder, 'small.age');
const onePlace = (databaseUrl: string) => ({
  ...place(databaseUrl),
  services: SERVICES.filter(({ name }) => name === 'payment'),
});
const query = async <T extends object>(url: string, text: string, values: unknown[] = []): Promise<T[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
};

/** Every table with a digest of its rows, those of migrations aside. */
const digests = async (url: string): Promise<Record<string, string>> => {
  const tables = await query<{ name: string }>(
    url,
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> '_prisma_migrations' order by 1`,
    [SERVICES.map(schemaOf)],
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await query<{ digest: string }>(
      url,
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\n' order by t::text)), '') as digest from ${name} t`,
    );
    found[name] = row?.digest ?? '';
  }
  return found;
};

/** Tables of all services, and rows of the kinds that are hard to copy. */
const filled = async (): Promise<TestDatabase> => {
  const database = await emptyDatabase();
  for (const service of SERVICES) {
    if (!service.migrations) continue;
    const schema = schemaOf(service);
    await migrate(database.url, schema, service.migrations);
    const logger = createLogger('silent');
    const pool = createPool({ url: database.url, schema, max: 1, name: 'spec', logger });
    await preparePlainTables(pool);
    await pool.query(
      `insert into event_streams (name, version) select 'stream-' || n, 1 from generate_series(1, 300) n`,
    );
    await pool.query(
      `insert into events (stream_id, stream_position, type, data, metadata)
       select stream_id, 0, 'Odd', json_build_object('text', E'tab\there\nline \\N \u00e9\U0001F600', 'long', repeat('x', 8000)), null
       from event_streams`,
    );
    await pool.query(`insert into checkpoints (name, position) values ('reader', '1:2:3')`);
    await pool.end();
  }
  await query(
    database.url,
    `create table quota_ledger.usage_hours_2031_01 partition of quota_ledger.usage_hours for values from ('2031-01-01 00:00:00+00') to ('2031-02-01 00:00:00+00')`,
  );
  return database;
};

type Held = Awaited<ReturnType<typeof inspectBackup>>;
const inspected = async (from: string, passphrase: string): Promise<Held> =>
  inspectBackup(fileSource(from), passphrase);

let source: TestDatabase;
/** Read once: a passphrase takes a second to try, which is its worth. */
let held: Held;
let smallHeld: Held;
const smallParts: Part[] = [];
beforeAll(async () => {
  source = await filled();
  await takeBackup(place(source.url), { file, passphrase: PASSPHRASE, version: VERSION, ...EASY });
  await takeBackup(onePlace(source.url), { file: small, passphrase: PASSPHRASE, version: VERSION, ...EASY });
  held = await inspected(file, PASSPHRASE);
  smallHeld = await inspected(small, PASSPHRASE);
  for await (const part of readBackupFile(fileSource(small), PASSPHRASE)) smallParts.push(part);
});
afterAll(async () => {
  for (const database of opened) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const schemasOf = (url: string): Promise<object[]> =>
  query(url, 'select nspname from pg_namespace where nspname = any($1)', [SERVICES.map(schemaOf)]);

const restored = async (from: string): Promise<TestDatabase> => {
  const target = await emptyDatabase();
  const found = from === file ? held : await inspected(from, PASSPHRASE);
  requireFit(found, place(target.url));
  await restoreBackup(place(target.url), { source: fileSource(from), passphrase: PASSPHRASE, held: found });
  return target;
};

describe('a backup', () => {
  it('brings every row of every table back, and numbers go on', async () => {
    const target = await restored(file);
    const before = await digests(source.url);
    expect(Object.keys(before).length).toBeGreaterThan(80);
    expect(await digests(target.url)).toEqual(before);
    const [next] = await query<{ id: string }>(
      target.url,
      `insert into billing.event_streams (name) values ('next') returning stream_id::text as id`,
    );
    expect(Number(next?.id)).toBe(301);
  });

  it('is of one moment, whatever is written meanwhile', async () => {
    const busy = join(folder, 'busy.age');
    let isTaken = false;
    const taking = takeBackup(place(source.url), {
      file: busy,
      passphrase: PASSPHRASE,
      version: VERSION,
    }).finally(() => (isTaken = true));
    for (let n = 0; n < 200 && !isTaken; n += 1)
      await query(
        source.url,
        `with stream as (insert into payment.event_streams (name) values ($1) returning stream_id)
         insert into payment.events (stream_id, stream_position, type, data) select stream_id, 0, 'Busy', '{}' from stream`,
        [`busy-${n}`],
      );
    await taking;
    const target = await restored(busy);
    const [odd] = await query<{ count: string }>(
      target.url,
      `select count(*)::text as count from payment.event_streams s left join payment.events e using (stream_id) where e.stream_id is null`,
    );
    expect(odd?.count).toBe('0');
  });

  it('holds a table that is swapped for another just when it begins', async () => {
    const swapped = join(folder, 'swapped.age');
    const swapper = new Client({ connectionString: source.url });
    await swapper.connect();
    await swapper.query(
      'create schema shadow; create table shadow.checkpoints (like payment.checkpoints including all)',
    );
    await swapper.query(
      `insert into shadow.checkpoints (name, position) select 'row-' || n, '1:1:1' from generate_series(1, 1000) n`,
    );
    await swapper.query(
      'begin; drop table payment.checkpoints; alter table shadow.checkpoints set schema payment',
    );
    const taking = takeBackup(onePlace(source.url), {
      file: swapped,
      passphrase: PASSPHRASE,
      version: VERSION,
    });
    await eventually(async () => {
      const waiting = await query(source.url, `select 1 from pg_locks where not granted`);
      return waiting.length > 0;
    });
    await swapper.query('commit');
    await swapper.end();
    await taking;
    const { sums } = await inspected(swapped, PASSPHRASE);
    expect(sums.tables.find(({ table }) => table === 'payment.checkpoints')?.rows).toBe(1_000);
  });

  it('is one of two that are written under one name at once', async () => {
    const name = join(folder, 'twice.age');
    const take = () =>
      takeBackup(onePlace(source.url), { file: name, passphrase: PASSPHRASE, version: VERSION, ...EASY });
    const ends = await Promise.allSettled([take(), take()]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await inspected(name, PASSPHRASE)).manifest.version).toBe(VERSION);
    expect(readdirSync(folder).filter((one) => one.endsWith('.part'))).toEqual([]);
  });

  it('is not written over a file, nor half', async () => {
    const again = takeBackup(place(source.url), { file, passphrase: PASSPHRASE, version: VERSION, ...EASY });
    await expect(again).rejects.toThrow('already');
    const broken = join(folder, 'broken.age');
    const parts = async function* (): AsyncGenerator<Part> {
      yield { name: 'manifest.json', bytes: Buffer.from('{}') };
      throw new Error('the database went away');
    };
    await expect(writeBackupFile(broken, PASSPHRASE, parts())).rejects.toThrow('went away');
    expect(() => readFileSync(broken)).toThrow('ENOENT');
    expect(readdirSync(folder).filter((one) => one.endsWith('.part'))).toEqual([]);
  });

  it('fails at once where it cannot be written, amid a large table', async () => {
    const nowhere = join(folder, 'none', 'x.age');
    const taking = takeBackup(place(source.url), {
      file: nowhere,
      passphrase: PASSPHRASE,
      version: VERSION,
      ...EASY,
    });
    await expect(taking).rejects.toThrow('ENOENT');
    // A copy that nobody ends would let no database be made or dropped.
    await (await createTestDatabase()).drop();
  });

  it('asks for a passphrase that is not guessed', async () => {
    const short = takeBackup(place(source.url), {
      ...{ file: join(folder, 'short.age'), passphrase: 'pendek', version: VERSION, ...EASY },
    });
    await expect(short).rejects.toThrow('at least 12');
  });
});

const changed = (change: (bytes: Buffer) => Buffer): string => {
  const other = join(folder, 'changed.age');
  writeFileSync(other, change(readFileSync(file)));
  return other;
};
const rewritten = async (change: (parts: Part[]) => Part[], name: string): Promise<string> => {
  const other = join(folder, name);
  const parts = change(smallParts);
  await writeBackupFile(
    other,
    PASSPHRASE,
    (async function* () {
      yield* parts;
    })(),
    EASY.workFactor,
  );
  return other;
};

describe('what is refused, with a word and without a trace', () => {
  it.each([
    ['another passphrase', () => inspected(file, 'rahasia yang lain'), 'passphrase does not open'],
    ['no file', () => inspected(join(folder, 'none'), PASSPHRASE), 'no file'],
    ['any other file', () => inspected(__filename, PASSPHRASE), 'no backup of Saring'],
    [
      'a byte that changed',
      () =>
        inspected(
          changed((bytes) => {
            const at = Math.floor(bytes.length / 2);
            bytes[at] = (bytes[at] ?? 0) ^ 1;
            return bytes;
          }),
          PASSPHRASE,
        ),
      'damaged or cut short',
    ],
    [
      'a file that was cut',
      () => {
        const cut = changed((bytes) => bytes);
        truncateSync(cut, Math.floor(readFileSync(cut).length * 0.7));
        return inspected(cut, PASSPHRASE);
      },
      'damaged or cut short',
    ],
  ] as const)('%s', async (_, look, said) => {
    await expect(look()).rejects.toThrow(said);
  });

  it('another key', async () => {
    expect(() => requireFit(held, { secretsKey: 'x'.repeat(40), services: SERVICES })).toThrow('SECRETS_KEY');
  });

  it('a newer program, and one whose steps are others', async () => {
    const { manifest } = held;
    const fit = (other: typeof manifest) => () => requireFit({ ...held, manifest: other }, place(''));
    expect(fit({ ...manifest, format: manifest.format + 1 })).toThrow('newer');
    const schemas = manifest.schemas.map((one) => ({
      ...one,
      migrations: [...one.migrations, { name: '99_later', checksum: 'x' }],
    }));
    expect(fit({ ...manifest, schemas })).toThrow('99_later');
  });

  it('a database that has a Saring', async () => {
    const into = restoreBackup(place(source.url), {
      source: fileSource(file),
      passphrase: PASSPHRASE,
      held,
    });
    await expect(into).rejects.toThrow('already');
    expect((await schemasOf(source.url)).length).toBeGreaterThan(5);
  });

  it.each([
    [
      'a part that is missing',
      (parts: Part[]) => parts.filter(({ name }) => !/\.events\/000002$/.test(name)),
      'damaged',
    ],
    [
      'a table that comes twice',
      (parts: Part[]) => [...parts.slice(0, -1), ...parts.slice(1)],
      'not where it should be',
    ],
    [
      'rows of another table',
      (parts: Part[]) =>
        parts.map((part) =>
          part.name.endsWith('.checkpoints/000001')
            ? { ...part, name: part.name.replace('checkpoints', 'nowhere') }
            : part,
        ),
      'not where it should be',
    ],
    ['sums that are missing', (parts: Part[]) => parts.slice(0, -1), 'cut short'],
  ])('%s', async (name, change, said) => {
    const other = await rewritten(change, `${name}.age`);
    const target = await emptyDatabase();
    await expect(
      restoreBackup(onePlace(target.url), {
        source: fileSource(other),
        passphrase: PASSPHRASE,
        held: smallHeld,
      }),
    ).rejects.toThrow(said);
    expect(await schemasOf(target.url)).toEqual([]);
    // As above.
    await (await createTestDatabase()).drop();
  });
});
