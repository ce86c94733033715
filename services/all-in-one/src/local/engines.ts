// engines.ts — PostgreSQL and NATS of this machine: started, watched, restarted, and what they take of its disk.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  freePort,
  probeNatsServer,
  startNatsServer,
  startPostgresServer,
  superviseChild,
  type SupervisionEvent,
} from '@saring/local';
import type { Logger } from '@saring/service-kit';
import { Counter, Gauge } from 'prom-client';
import { withClient } from './with-client';

const DATABASE = 'saring';
/** Small machines: 8 GB cards hold the data beside the log of two checkpoints. */
const POSTGRES_SETTINGS = { shared_buffers: '64MB', max_wal_size: '256MB', jit: 'off', max_connections: 80 };
const PASSWORD_BYTES = 24;
const PROBE_MILLISECONDS = 4_000;
const MIB = 1024 ** 2;
/** Below the first the disk runs short and the log says so; below the second the process is not ready. */
export const DISK_FREE_BYTES = { short: 1024 * MIB, least: 256 * MIB };
/** The share of free disk that the streams may take, and the most that they need. */
const STREAMS = { share: 0.5, leastBytes: 64 * MIB, mostBytes: 6912 * MIB };

/** Where commands of this machine find the engines that chose their ports themselves. */
export const NATS_URL_FILE = 'nats.url';
const POSTGRES_URL_FILE = 'postgres.url';

type Engine = { readonly url: string; stop(): Promise<void> };
export type EngineParts = {
  readonly dataDir: string;
  readonly logger: Logger;
  /** An engine cannot be started again: the process is to end, so that its supervisor acts. */
  readonly onLost: (name: string) => void;
};

const ends = new Counter({
  name: 'saring_engine_ends_total',
  help: 'How often PostgreSQL or NATS of this machine ended or hung and was started again.',
  labelNames: ['engine'],
});
// A count that is first seen at one has not grown: nobody would be alerted.
for (const engine of ['PostgreSQL', 'NATS']) ends.inc({ engine }, 0);
const diskFree = new Gauge({
  name: 'saring_disk_free_bytes',
  help: 'Free bytes where the data of this machine lives.',
});

export const startPostgres = async (parts: EngineParts): Promise<Engine> => {
  const port = await freePort();
  const clusterDir = join(parts.dataDir, 'postgres');
  const passwordFile = join(parts.dataDir, 'postgres-password');
  const start = () => startPostgresServer({ clusterDir, port, passwordFile, settings: POSTGRES_SETTINGS });
  const server = await start();
  const child = await superviseChild({
    name: 'PostgreSQL',
    running: server,
    start,
    probe: () => probePostgres(server.url('postgres')),
    onEvent: (event) => report(parts, 'PostgreSQL', event),
  });
  await createDatabase(server.url('postgres'));
  const url = server.url(DATABASE);
  writeSecret(join(parts.dataDir, POSTGRES_URL_FILE), url);
  return { url, stop: () => child.stop() };
};

export const startNats = async (parts: EngineParts): Promise<Engine> => {
  const port = await freePort();
  const storeDir = join(parts.dataDir, 'nats');
  const password = randomBytes(PASSWORD_BYTES).toString('hex');
  const start = () => startNatsServer({ storeDir, dataDir: parts.dataDir, port, password });
  const server = await start();
  const child = await superviseChild({
    name: 'NATS',
    running: server,
    start,
    probe: () => probeNatsServer(server.url),
    onEvent: (event) => report(parts, 'NATS', event),
  });
  writeSecret(join(parts.dataDir, NATS_URL_FILE), server.url);
  return { url: server.url, stop: () => child.stop() };
};

/** For the owner alone, also where an older release wrote the file for all. */
const writeSecret = (file: string, text: string): void => {
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600 });
};

/** Bytes that the streams may take together: half of what is free and theirs already. */
export const streamsBytes = (dataDir: string): number => {
  const storeDir = join(dataDir, 'nats');
  mkdirSync(storeDir, { recursive: true });
  const available = (freeBytes(dataDir) + folderBytes(storeDir)) * STREAMS.share;
  return Math.round(Math.min(STREAMS.mostBytes, Math.max(STREAMS.leastBytes, available)));
};

/** Throws with what is wrong when the disk is nearly full, for readiness. */
export const checkDisk = async (dataDir: string): Promise<void> => {
  const free = freeBytes(dataDir);
  if (free < DISK_FREE_BYTES.least)
    throw new Error(
      `only ${Math.round(free / MIB)} MiB free where DATA_DIR lives; at least ${DISK_FREE_BYTES.least / MIB} MiB are needed`,
    );
};

/** Also what the metric shows. */
export const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder);
  diskFree.set(bavail * bsize);
  return bavail * bsize;
};

const folderBytes = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).reduce((sum, entry) => {
    if (!entry.isFile()) return sum;
    return sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0);
  }, 0);

const report = ({ logger, onLost }: EngineParts, engine: string, event: SupervisionEvent): void => {
  const reason = 'reason' in event ? event.reason : undefined;
  if (event.kind === 'ended') {
    ends.inc({ engine });
    return logger.error({ engine, reason }, `${engine} ended or hung; it is started again`);
  }
  if (event.kind === 'restarted') return logger.warn({ engine }, `${engine} serves again`);
  if (event.kind === 'start-failed')
    return logger.error({ engine, reason }, `${engine} could not be started yet`);
  logger.fatal({ engine, reason }, `${engine} cannot be started: the process ends`);
  onLost(engine);
};

const probePostgres = (url: string): Promise<void> =>
  withClient(url, async (client) => void (await client.query('select 1')), {
    connectionTimeoutMillis: PROBE_MILLISECONDS,
    query_timeout: PROBE_MILLISECONDS,
    application_name: 'probe',
  });

const createDatabase = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
