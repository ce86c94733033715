// stack.ts — a durable PostgreSQL and NATS of a bench's own, and processes beside them.
import { fork, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNatsServer, startPostgresServer } from '@saring/local';
import { Client } from 'pg';

export const startBenchStack = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'saring-bench-'));
  chmodSync(folder, 0o755);
  // As npm start runs it: fsync on, synchronous commit on.
  const settings = { shared_buffers: '256MB', max_wal_size: '4GB', jit: 'off', track_commit_timestamp: 'on' };
  const postgres = await startPostgresServer({ clusterDir: join(folder, 'postgres'), settings });
  const nats = await startNatsServer({ storeDir: join(folder, 'nats'), dataDir: '.data' });
  const admin = new Client({ connectionString: postgres.url('postgres') });
  await admin.connect();
  await admin.query('create database saring');
  await admin.end();
  const env: Record<string, string> = {
    DATABASE_URL: postgres.url('saring'),
    NATS_URL: nats.url,
    SECRETS_KEY: 'bench-secrets-key-of-at-least-32-characters',
    LOG_LEVEL: 'warn',
  };
  return {
    env,
    postgresPid: postgres.pid,
    natsPid: nats.pid,
    close: async () => {
      await nats.stop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** As `npm start` and the image run Node: batches of observations outlive the default's 16 MB of young objects. */
export const NODE_FLAGS = ['--max-semi-space-size=32'];

/** BENCH_PROFILE names a folder: there the process leaves a CPU profile when it ends. */
export const profiled = (): string[] => {
  const folder = process.env['BENCH_PROFILE'];
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
};

/** A process of this bench in another role. It says when it is ready; `ask` sends a question and waits for the answer. */
export const startRole = async (role: string, env: Record<string, string>, execArgv: string[] = []) => {
  const child = fork(require.main?.filename ?? '', [], {
    env: { ...process.env, ...env, BENCH_ROLE: role },
    execArgv: [...NODE_FLAGS, ...execArgv],
  });
  await answer(child);
  return {
    pid: child.pid ?? 0,
    ask: <T>(question: unknown): Promise<T> => {
      const reply = answer(child) as Promise<T>;
      child.send(question as never);
      return reply;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
};

const answer = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a bench process ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message);
    });
  });
