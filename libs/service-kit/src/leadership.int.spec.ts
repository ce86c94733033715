import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createTestDatabase, eventually, type TestDatabase } from '@saring/testing';
import { Client } from 'pg';
import { createLogger, runAsLeader } from '.';

const PROGRAM = join(__dirname, '../../../dist/libs/service-kit/src/testing/leading-program.js');
/** The lease, a look for it, and a connection: architecture.md promises 15 s, a busy machine takes longer. */
const REPLACED_WITHIN_MILLISECONDS = 60_000;

let database: TestDatabase;
let client: Client;
const programs: ChildProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('create table written (id bigserial primary key, holder text not null)');
});
afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL');
  await client.query('truncate written restart identity');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const start = (holder: string): ChildProcess => {
  const program = spawn(process.execPath, [PROGRAM, database.url, holder], { stdio: 'inherit' });
  programs.push(program);
  return program;
};
const countOf = async (holder: string): Promise<number> => {
  const { rows } = await client.query('select count(*)::int as n from written where holder = $1', [holder]);
  return (rows[0] as { n: number }).n;
};
const lastHolder = async (): Promise<string | undefined> => {
  const { rows } = await client.query('select holder from written order by id desc limit 1');
  return (rows[0] as { holder: string } | undefined)?.holder;
};

it('replaces a leader that hangs, and refuses what it writes when it wakes', async () => {
  const first = start('first');
  await eventually(async () => (await countOf('first')) > 3);
  start('second');
  first.kill('SIGSTOP');
  await eventually(async () => (await countOf('second')) > 3, REPLACED_WITHIN_MILLISECONDS);
  const before = await countOf('first');
  first.kill('SIGCONT');
  const seen = await countOf('second');
  await eventually(async () => (await countOf('second')) > seen + 20);
  expect(await countOf('first')).toBe(before);
});

it('replaces a leader that was killed at once', async () => {
  const first = start('first');
  await eventually(async () => (await countOf('first')) > 3);
  start('second');
  first.kill('SIGKILL');
  await eventually(async () => (await lastHolder()) === 'second');
});

it('seeks the lead again when its work throws or its session is ended', async () => {
  let runs = 0;
  const leadership = runAsLeader({
    databaseUrl: database.url,
    name: 'spec work',
    logger: createLogger('silent'),
    run: async (signal) => {
      runs += 1;
      if (runs === 1) throw new Error('PostgreSQL went away');
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
  });
  await eventually(() => runs === 2);
  await client.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'spec work leader'",
  );
  await eventually(() => runs === 3);
  await leadership.stop();
});
