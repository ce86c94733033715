// recovery.alone.spec.ts — the drill of docs/operations.md: a PostgreSQL that archives its WAL comes back as it stood just
// before somebody destroyed what is in it.
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgresServer, type PostgresServer } from '@saring/local';
import { createLogger, createPool, preparePlainTables } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { Client } from 'pg';

/** PostgreSQL never runs as root: then it is nobody's. */
const NOBODY = 65_534;
const EVENTS = 2_000;
const SCHEMA = 'drill';

const root = mkdtempSync(join(tmpdir(), 'saring-recovery-'));
const [archive, primaryDir, restoredDir] = ['archive', 'primary', 'restored'].map((name) =>
  join(root, name),
) as [string, string, string];
const servers: PostgresServer[] = [];
const owned = (path: string): void => {
  if (process.getuid?.() === 0) chownSync(path, NOBODY, NOBODY);
};

const start = async (
  clusterDir: string,
  settings: Record<string, string | number>,
): Promise<PostgresServer> => {
  const server = await startPostgresServer({ clusterDir, settings });
  servers.push(server);
  return server;
};
const connected = async (server: PostgresServer): Promise<Client> => {
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  return client;
};

/** Appends so many events to one stream, as the kit's own tables keep them. */
const append = (client: Client, from: number, count: number) =>
  client.query(
    `insert into ${SCHEMA}.events (stream_id, stream_position, type, data)
     select 1, n, 'Sold', json_build_object('rupiah', n * 1000) from generate_series($1::int, $1::int + $2::int - 1) n`,
    [from, count],
  );
const truth = async (client: Client): Promise<object> =>
  (
    await client.query(
      `select count(*)::int as events, sum((data->>'rupiah')::bigint)::text as rupiah from ${SCHEMA}.events`,
    )
  ).rows[0] as object;

/** A copy of the running cluster, between the start and the stop of one backup on one connection. */
const copyWhileRunning = async (client: Client): Promise<void> => {
  await client.query(`select pg_backup_start('drill', true)`);
  execFileSync('cp', ['-a', primaryDir, restoredDir]);
  const { rows } = await client.query<{ labelfile: string }>('select labelfile from pg_backup_stop(true)');
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(join(restoredDir, name), { force: true });
  const wal = join(restoredDir, 'pg_wal');
  for (const name of readdirSync(wal)) rmSync(join(wal, name), { recursive: true });
  mkdirSync(join(wal, 'archive_status'));
  const label = join(restoredDir, 'backup_label');
  writeFileSync(label, rows[0]?.labelfile ?? '');
  for (const path of [join(wal, 'archive_status'), label]) owned(path);
  chmodSync(restoredDir, 0o700);
};

const archived = (client: Client, name: string) =>
  eventually(async () => {
    const { rows } = await client.query<{ last: string | null }>(
      'select last_archived_wal as last from pg_stat_archiver',
    );
    return (rows[0]?.last ?? '') >= name;
  });

beforeAll(() => {
  chmodSync(root, 0o755);
  mkdirSync(archive);
  owned(archive);
});
afterAll(async () => {
  for (const server of servers) await server.stop();
  rmSync(root, { recursive: true, force: true });
});

it('brings back every event up to a moment, and nothing of what came after it', async () => {
  const primary = await start(primaryDir, {
    ...{ archive_mode: 'on', archive_timeout: 60, wal_level: 'replica' },
    archive_command: `test ! -f ${archive}/%f && cp %p ${archive}/%f`,
  });
  const client = await connected(primary);
  await client.query(`create schema ${SCHEMA}`);
  const logger = createLogger('silent');
  const pool = createPool({ url: primary.url('postgres'), schema: SCHEMA, max: 1, name: 'spec', logger });
  await preparePlainTables(pool);
  await pool.end();
  await client.query(`insert into ${SCHEMA}.event_streams (name) values ('shop')`);
  await append(client, 0, EVENTS);
  await copyWhileRunning(client);
  // Only the WAL has these.
  await append(client, EVENTS, EVENTS);
  const before = await truth(client);
  const { rows: moments } = await client.query<{ at: string }>('select clock_timestamp()::text as at');
  await client.query(`delete from ${SCHEMA}.events where stream_position % 2 = 0`);
  expect(await truth(client)).not.toEqual(before);
  const { rows } = await client.query<{ name: string }>('select pg_walfile_name(pg_switch_wal()) as name');
  await archived(client, rows[0]?.name ?? '');
  await client.end();
  await primary.stop();

  writeFileSync(join(restoredDir, 'recovery.signal'), '');
  owned(join(restoredDir, 'recovery.signal'));
  const restored = await start(restoredDir, {
    ...{ restore_command: `cp ${archive}/%f %p`, recovery_target_time: moments[0]?.at ?? '' },
    recovery_target_action: 'promote',
  });
  const after = await connected(restored);
  await eventually(async () => {
    const { rows: states } = await after.query<{ is: boolean }>('select pg_is_in_recovery() as is');
    return states[0]?.is === false;
  });
  expect(await truth(after)).toEqual(before);
  // It writes on from there.
  await append(after, 2 * EVENTS, 1);
  expect(await truth(after)).toMatchObject({ events: 2 * EVENTS + 1 });
  await after.end();
});
