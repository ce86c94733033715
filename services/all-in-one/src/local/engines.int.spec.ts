import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNatsServer, startPostgresServer, type NatsServer } from '@saring/local';
import { connectNats } from '@saring/messaging';
import { createLogger } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { connect } from 'nats';
import { Client } from 'pg';
import { startNats, startPostgres, streamsBytes, type EngineParts } from './engines';

const HEALED_WITHIN_MILLISECONDS = 60_000;
let dataDir: string;
let parts: EngineParts;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'saring-engines-'));
  chmodSync(dataDir, 0o755);
  parts = {
    dataDir,
    logger: createLogger('silent'),
    onLost: (name) => {
      throw new Error(`${name} was given up`);
    },
  };
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const pidIn = (file: string): number => Number(readFileSync(file, 'utf8').split('\n')[0]);
const isAlive = (pid: number): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

const answers = async (url: string): Promise<boolean> => {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('select 1');
  await client.end();
  return true;
};

it('starts a killed PostgreSQL again on its port, with its rows', async () => {
  const postgres = await startPostgres(parts);
  const before = pidIn(join(dataDir, 'postgres', 'postmaster.pid'));
  process.kill(before, 'SIGKILL');
  await eventually(() => !isAlive(before));
  await eventually(() => answers(postgres.url), HEALED_WITHIN_MILLISECONDS);
  await postgres.stop();
});

/** Of the server and of all its backends, which are no group: each is a session of its own. */
const processesIn = (folder: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isAlive(pid) && folderOf(pid) === folder);
const folderOf = (pid: number): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ''; // It ended while we looked.
  }
};

it('starts a PostgreSQL again that hangs with all its backends', async () => {
  const postgres = await startPostgres(parts);
  const clusterDir = join(dataDir, 'postgres');
  const hanging = processesIn(clusterDir);
  expect(hanging.length).toBeGreaterThan(3);
  for (const pid of hanging) process.kill(pid, 'SIGSTOP');
  await eventually(() => !hanging.some(isAlive), HEALED_WITHIN_MILLISECONDS);
  await eventually(() => answers(postgres.url), HEALED_WITHIN_MILLISECONDS);
  await postgres.stop();
});

it('ends backends that outlived their PostgreSQL before it opens the cluster', async () => {
  const clusterDir = join(dataDir, 'postgres');
  const old = await startPostgresServer({ clusterDir });
  const backends = processesIn(clusterDir).filter((pid) => pid !== old.pid);
  for (const pid of backends) process.kill(pid, 'SIGSTOP');
  process.kill(old.pid, 'SIGKILL');
  await old.exited;
  rmSync(join(clusterDir, 'postmaster.pid'), { force: true });
  const postgres = await startPostgres(parts);
  expect(backends.some(isAlive)).toBe(false);
  expect(await answers(postgres.url)).toBe(true);
  await postgres.stop();
});

it.each(['SIGKILL', 'SIGSTOP'] as const)(
  'brings clients back to a NATS that ended or hangs (%s)',
  async (signal) => {
    const nats = await startNats(parts);
    const client = await connectNats(nats.url, 'spec');
    await (await client.jetstreamManager()).streams.add({ name: 'KEPT', subjects: ['kept'] });
    await client.jetstream().publish('kept', 'a fact');
    const before = pidIn(join(dataDir, 'nats', 'nats-server.pid'));
    process.kill(before, signal);
    await eventually(() => !isAlive(before), HEALED_WITHIN_MILLISECONDS);
    const messages = await eventually(async () => {
      const manager = await client.jetstreamManager();
      return (await manager.streams.info('KEPT')).state.messages;
    }, HEALED_WITHIN_MILLISECONDS);
    expect(messages).toBe(1);
    await client.close();
    await nats.stop();
  },
  480_000,
);

it('ends a NATS that outlived its parent before it opens the store', async () => {
  const storeDir = join(dataDir, 'nats');
  const orphan: NatsServer = await startNatsServer({ storeDir, dataDir });
  process.kill(orphan.pid, 'SIGSTOP');
  const nats = await startNats(parts);
  expect(isAlive(orphan.pid)).toBe(false);
  await nats.stop();
});

it('closes a PostgreSQL that an older release left open, with its rows', async () => {
  const clusterDir = join(dataDir, 'postgres');
  const old = await startPostgresServer({ clusterDir });
  const client = new Client({ connectionString: old.url('postgres') });
  await client.connect();
  await client.query('create database saring');
  await client.end();
  await old.stop();
  const postgres = await startPostgres(parts);
  expect(await answers(postgres.url)).toBe(true);
  await expect(answers(postgres.url.replace(/saring:[^@]+@/, 'saring@'))).rejects.toThrow(/password/);
  await postgres.stop();
});

it('lets no one onto NATS without the password', async () => {
  const nats = await startNats(parts);
  const { host } = new URL(nats.url);
  await expect(connect({ servers: host, reconnect: false })).rejects.toThrow(/[Aa]uthorization/);
  await nats.stop();
});

it('keeps the addresses of its engines for their owner alone', async () => {
  const nats = await startNats(parts);
  expect(statSync(join(dataDir, 'nats.url')).mode & 0o077).toBe(0);
  expect(streamsBytes(dataDir)).toBeGreaterThanOrEqual(64 * 1024 ** 2);
  await nats.stop();
});
