// stack.ts — everything of `npm start` in order: PostgreSQL and NATS as own children, the simulators, the services.
import { createServer } from 'node:net';
import { createLogger, every, startHost, type ServiceDefinition, type ServiceEnv } from '@saring/service-kit';
import { seedDemoCatalogue } from './demo-catalogue';
import {
  checkDisk,
  DISK_FREE_BYTES,
  freeBytes,
  startNats,
  startPostgres,
  streamsBytes,
  type EngineParts,
} from './engines';
import { lockFolder } from './data-folder';
import { localConfig, simulatorsOn } from './environment';
import { startSimulators, type Simulators } from './simulators';

const DISK_LOOK_MILLISECONDS = 30_000;

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
  onLost: (engine: string) => void,
): Promise<LocalStack> => {
  const dataDir = given['DATA_DIR'] ?? '.data';
  await requireFreePort(given);
  const stops: (() => Promise<void>)[] = [await lockFolder(dataDir)];
  const stop = async () => {
    const failures: unknown[] = [];
    // The rest is stopped whatever one of them says.
    for (const one of stops.reverse()) await one().catch((error: unknown) => failures.push(error));
    stops.length = 0;
    if (failures.length > 0) throw new AggregateError(failures, failures.map(String).join('; '));
  };
  try {
    let env: Record<string, string | undefined> = { ...given };
    const parts = { dataDir, logger: createLogger(env['LOG_LEVEL'] || 'warn'), onLost };
    if (!env['DATABASE_URL']) {
      const postgres = await startPostgres(parts);
      stops.push(() => postgres.stop());
      env = { ...env, DATABASE_URL: postgres.url };
    }
    if (!env['NATS_URL']) {
      env = { STREAMS_BYTES: String(streamsBytes(dataDir)), ...withoutEmpty(env) };
      const nats = await startNats(parts);
      stops.push(() => nats.stop());
      env = { ...env, NATS_URL: nats.url };
    }
    stops.push(watchDisk(parts));
    const simulators = simulatorsOn(env) ? await startSimulators(env, dataDir) : null;
    if (simulators) {
      stops.push(() => simulators.stop());
      env = { ...env, ...simulators.settings };
    }
    const host = await startHost(services, env, {
      ...{ checks: { disk: () => checkDisk(dataDir) }, processSettings: localConfig, settings: 'console' },
    });
    stops.push(() => host.stop());
    // Whoever brings routers of their own begins with an empty shop.
    if (simulators && !given['ROUTERS_FILE']) await seedDemoCatalogue(env['NATS_URL'] ?? '');
    return { env, simulators, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const withoutEmpty = (env: ServiceEnv): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

/** Says in the log when the disk runs short, before anything fails by it. */
const watchDisk = ({ dataDir, logger }: EngineParts): (() => Promise<void>) => {
  let short = false;
  const look = (): void => {
    const free = freeBytes(dataDir);
    if (free < DISK_FREE_BYTES.short && !short)
      logger.warn({ freeBytes: free, dataDir }, 'the disk runs short');
    short = free < DISK_FREE_BYTES.short;
  };
  look();
  const looking = every(DISK_LOOK_MILLISECONDS, look, (error) =>
    logger.warn({ error: error.message }, 'the disk could not be looked at'),
  );
  return async () => looking.stop();
};

/** Looked at before the engines start, so that no one waits for them in vain. @throws EADDRINUSE */
const requireFreePort = ({ PORT, HOST }: Readonly<Record<string, string | undefined>>): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: Number(PORT), host: HOST || undefined }, () => probe.close(() => resolve()));
  });
