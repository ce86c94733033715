// stack.ts — everything of `npm start` in order: PostgreSQL and NATS as own children, the simulators, the services.
import { createServer } from 'node:net';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startNatsServer, startPostgresServer } from '@saring/local';
import { startHost, type ServiceDefinition } from '@saring/service-kit';
import { Client } from 'pg';
import { seedDemoCatalogue } from './demo-catalogue';
import { simulatorsOn } from './environment';
import { startSimulators, type Simulators } from './simulators';

const DATABASE = 'saring';
const POSTGRES_SETTINGS = { shared_buffers: '64MB', max_wal_size: '1GB', jit: 'off', max_connections: 80 };

export type LocalStack = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly simulators: Simulators | null;
  stop(): Promise<void>;
};

/**
 * Starts what the environment does not name already.
 * @throws when the same data folder is in use by another start.
 */
export const startLocalStack = async (
  given: Readonly<Record<string, string | undefined>>,
  services: readonly ServiceDefinition[],
): Promise<LocalStack> => {
  const dataDir = given['DATA_DIR'] ?? '.data';
  const stops: (() => Promise<void>)[] = [await lockFolder(dataDir)];
  const stop = async () => {
    for (const one of stops.reverse()) await one();
    stops.length = 0;
  };
  try {
    let env: Record<string, string | undefined> = { ...given };
    if (!env['DATABASE_URL']) {
      const postgres = await startPostgresServer({
        clusterDir: join(dataDir, 'postgres'),
        settings: POSTGRES_SETTINGS,
      });
      stops.push(() => postgres.stop());
      await createDatabase(postgres.url('postgres'));
      env = { ...env, DATABASE_URL: postgres.url(DATABASE) };
    }
    if (!env['NATS_URL']) {
      const nats = await startNatsServer({ storeDir: join(dataDir, 'nats'), dataDir });
      stops.push(() => nats.stop());
      writeFileSync(join(dataDir, NATS_URL_FILE), nats.url);
      env = { ...env, NATS_URL: nats.url };
    }
    const simulators = simulatorsOn(env) ? await startSimulators(env, dataDir) : null;
    if (simulators) {
      stops.push(() => simulators.stop());
      env = { ...env, ...simulators.settings };
    }
    const host = await startHost(services, env);
    stops.push(() => host.stop());
    if (simulators) await seedDemoCatalogue(env['NATS_URL'] ?? '');
    return { env, simulators, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const createDatabase = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
};

/** Where commands of this machine find the NATS that chose its port itself. */
export const NATS_URL_FILE = 'nats.url';

/** An abstract socket as a lock: it is gone with its process, however that ends. */
const lockFolder = (dataDir: string): Promise<() => Promise<void>> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', () =>
      reject(
        new Error(`Saring already runs on ${dataDir}. Stop it first, or set DATA_DIR to another folder.`),
      ),
    );
    server.listen(`\0saring-${createHash('sha256').update(dataDir).digest('hex').slice(0, 32)}`, () => {
      server.unref();
      resolve(() => new Promise((closed) => server.close(() => closed())));
    });
  });
