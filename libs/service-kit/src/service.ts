import {
  Module,
  type DynamicModule,
  type INestApplication,
  type INestMicroservice,
  type Type,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { FastifyReply, FastifyServerOptions } from 'fastify';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { connectEventStoreDb, PostgresEventStore, prepareEventStore } from '@saring/event-store';
import type { EventStore } from '@saring/event-sourcing';
import { systemClock, type Clock } from '@saring/kernel';
import { ensureStreams, isOutage, Messenger, NatsServerStrategy, type LocalAnswers } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Server } from 'node:http';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { ZodObject, ZodType } from 'zod';
import { kitConfig, parseConfig, type KitConfig } from './config';
import { createPool, waitForPostgres } from './database';
import { CHECKPOINTS_TABLE } from './checkpoints';
import { Health, type HealthReport } from './health';
import { migrate } from './migrations';
import { NestLogger } from './nest-logger';
import { patiently } from './patiently';
import { SettingsInForce, type StoredValues } from './settings-in-force';
import { settingsRequests, type SettingsContract } from './settings-requests';
import type { StoredSettings } from './stored-settings';
import { CLOCK, EVENT_STORE, LOGGER, NATS, PG_POOL, SERVICE_ENV } from './tokens';

/** How long a stopping service waits for the requests in hand. */
export const DRAIN_LIMIT_MILLISECONDS = 10_000;
/** How long a stopping door waits for a request that is not wholly sent or answered; then its connection is cut. */
const DOOR_LIMIT_MILLISECONDS = 5_000;
const DOOR_LOOK_MILLISECONDS = 100;

export type ServiceDefinition = {
  /** As its folder: `quota-ledger`. Its PostgreSQL schema is the same with underscores. */
  readonly name: string;
  readonly module: Type;
  /** Its settings: a host reads those of all its services first and names every wrong one at once. */
  readonly config?: ZodType;
  /** How it is asked what it runs with; absent: it does not say. */
  readonly settings?: SettingsContract;
  /** What operators set, from the tables of the service that keeps it; the others read its copy. */
  readonly storedSettings?: (pool: Pool, secretsKey: string, logger: Logger) => Promise<StoredValues>;
  /** Folder of its migrations; absent: the service has no tables. */
  readonly migrations?: string;
  /** Its streams may live in EventStoreDB (EVENTSTORE_URL): it never appends in a transaction with its rows. */
  readonly streamsMayMove?: boolean;
  /** Serves HTTP on PORT; `configure` readies the application before it listens. */
  readonly http?: {
    readonly configure: (app: NestFastifyApplication, env: ServiceEnv) => Promise<void>;
    /** The answer to an address that is none, before any route. */
    readonly badAddress?: { readonly contentType: string; readonly body: string };
    /** Certificate and key in PEM; null: plain HTTP. */
    readonly https?: (env: ServiceEnv) => { readonly cert: Buffer; readonly key: Buffer } | null;
  };
};

export type ServiceEnv = Readonly<Record<string, string | undefined>>;

export type HostResources = {
  readonly env: ServiceEnv;
  readonly nats: NatsConnection;
  readonly logger: Logger;
  readonly clock?: Clock;
  /** Requests that services of the process answer without the bus; absent: none. */
  readonly localAnswers?: LocalAnswers;
  /** What operators set; absent: only the machine's settings hold. */
  readonly storedSettings?: StoredSettings;
  /** What the process itself reads of its environment; only shown. */
  readonly processSettings?: ZodObject;
  /** Checks of the process beside NATS and PostgreSQL, as of room on the disk; each throws the fault. */
  readonly checks?: Readonly<Record<string, () => Promise<void>>>;
};

export interface RunningService {
  readonly name: string;
  /** The container, for tests and for the host's own calls. */
  readonly app: INestApplication | INestMicroservice;
  health(): Promise<HealthReport>;
  /** Makes its readiness depend on another service of the same process. */
  dependOn(other: RunningService): void;
  /** Stops taking work, finishes what is in hand within a limit, closes what it opened. */
  stop(): Promise<void>;
}

@Module({})
class KitModule {}

type Parts = HostResources & {
  readonly config: KitConfig;
  readonly pool?: Pool;
  readonly store?: EventStore;
  readonly health: Health;
  readonly settings: SettingsInForce;
};

const kitModule = (service: ServiceDefinition, parts: Parts): DynamicModule => {
  const optional = [
    ...(parts.pool ? [{ provide: PG_POOL, useValue: parts.pool }] : []),
    ...(parts.store ? [{ provide: EVENT_STORE, useValue: parts.store }] : []),
  ];
  const providers = [
    { provide: NATS, useValue: parts.nats },
    { provide: CLOCK, useValue: parts.clock ?? systemClock },
    { provide: LOGGER, useValue: parts.logger.child({ service: service.name }) },
    { provide: SERVICE_ENV, useValue: parts.settings.env },
    { provide: SettingsInForce, useValue: parts.settings },
    { provide: Messenger, useValue: new Messenger(parts.nats, parts.localAnswers) },
    { provide: Health, useValue: parts.health },
    ...optional,
  ];
  return {
    module: KitModule,
    global: true,
    imports: [service.module],
    controllers: service.settings ? [settingsRequests(service.settings)] : [],
    providers,
    exports: providers.map((provider) => provider.provide),
  };
};

/** Starts a service on a host's NATS connection: waits for PostgreSQL, migrates, then answers. */
export const startService = async (
  service: ServiceDefinition,
  host: HostResources,
): Promise<RunningService> => {
  const config = parseConfig(kitConfig, host.env);
  const logger = host.logger.child({ service: service.name });
  const health = new Health();
  health.add('nats', () => host.nats.flush());
  for (const [name, check] of Object.entries(host.checks ?? {})) health.add(name, check);
  const { pool, store } = await openDatabase(service, config, logger, health);
  const { nats } = host;
  const { STREAMS_BYTES, STREAMS_REPLICAS, WEBHOOKS_RETENTION_DAYS } = config;
  const makeStreams = async () =>
    ensureStreams(await nats.jetstreamManager(), STREAMS_BYTES, STREAMS_REPLICAS, WEBHOOKS_RETENTION_DAYS);
  // A server may take connections long before its JetStream answers.
  const patience = { logger, mayPass: (error: unknown) => isOutage(error) && !nats.isClosed() };
  await patiently('waiting for the streams of NATS', makeStreams, patience);
  const takeSettings = () => settingsOf(service, host, config.SECRETS_KEY, pool);
  const settings = await patiently('waiting for what operators set', takeSettings, patience);
  const root = kitModule(service, { ...host, config, pool, store, health, settings });
  const nestLogger = new NestLogger(logger);
  const strategy = new NatsServerStrategy(host.nats, service.name, host.localAnswers);
  const app = await createApp(service, root, strategy, nestLogger, settings.env);
  logger.info('started');
  return {
    name: service.name,
    app,
    health: () => health.report(),
    dependOn: (other) => health.add(other.name, () => checkReady(other)),
    stop: async () => {
      await strategy.drain(DRAIN_LIMIT_MILLISECONDS);
      if (service.http) await closeDoor(app);
      else await app.close();
      await store?.close();
      await pool?.end();
      logger.info('stopped');
    },
  };
};

/** With what operators set, if the host knows it. */
const settingsOf = async (
  { name, config, storedSettings: keeper }: ServiceDefinition,
  { env, logger, storedSettings: stored, processSettings }: HostResources,
  secretsKey: string,
  pool: Pool | undefined,
): Promise<SettingsInForce> => {
  const values = keeper && pool ? await keeper(pool, secretsKey, logger) : await stored?.read();
  const settings = new SettingsInForce(config, env, values, processSettings);
  await stored?.join(name, settings);
  return settings;
};

/** Connections end once they are answered; Node itself would wait for their next request, and for half a one. */
const closeDoor = async (app: INestApplication | INestMicroservice): Promise<void> => {
  const server = (app as INestApplication).getHttpServer() as Server;
  const look = setInterval(() => server.closeIdleConnections(), DOOR_LOOK_MILLISECONDS);
  const cut = setTimeout(() => server.closeAllConnections(), DOOR_LIMIT_MILLISECONDS);
  try {
    await app.close();
  } finally {
    clearInterval(look);
    clearTimeout(cut);
  }
};

const checkReady = async (service: RunningService): Promise<void> => {
  const { checks } = await service.health();
  const failed = Object.entries(checks).filter(([, { ok }]) => !ok);
  if (failed.length > 0) throw new Error(failed.map(([name, { detail }]) => `${name}: ${detail}`).join('; '));
};

const createApp = async (
  service: ServiceDefinition,
  root: DynamicModule,
  strategy: NatsServerStrategy,
  logger: NestLogger,
  env: ServiceEnv,
): Promise<INestApplication | INestMicroservice> => {
  if (!service.http) {
    const app = await NestFactory.createMicroservice(root, { strategy, logger, abortOnError: false });
    await app.listen();
    return app;
  }
  const https = service.http.https?.(env);
  const { badAddress } = service.http;
  const frameworkErrors: FastifyServerOptions['frameworkErrors'] = (_error, _request, reply) => {
    // Fastify types the reply by the schema of a route, and there is none.
    const plain = reply as unknown as FastifyReply;
    void plain
      .status(400)
      .type(badAddress?.contentType ?? 'text/plain')
      .send(badAddress?.body ?? '');
  };
  const options = {
    ...{ bodyLimit: 65_536, ...(https ? { https } : {}) },
    // A vendor that calls an address with a slash behind it gives up on a 404.
    routerOptions: { ignoreTrailingSlash: true },
    ...(badAddress ? { frameworkErrors } : {}),
  };
  const adapter = new FastifyAdapter(options as ConstructorParameters<typeof FastifyAdapter>[0]);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger,
    abortOnError: false,
    rawBody: true,
  });
  app.connectMicroservice({ strategy });
  await service.http.configure(app, env);
  await app.startAllMicroservices();
  return app;
};

/** What every service with tables has beside its migrations; two that make them at once wait for one another. */
export const preparePlainTables = async (pool: Pool): Promise<void> => {
  // Statements of one query are one transaction, at whose end the lock goes.
  await pool.query(`select pg_advisory_xact_lock(hashtext('saring-checkpoints')); ${CHECKPOINTS_TABLE}`);
  await prepareEventStore(pool);
};

/** The PostgreSQL schema of a service. */
export const schemaOf = ({ name }: Pick<ServiceDefinition, 'name'>): string => name.replaceAll('-', '_');

const openDatabase = async (
  service: ServiceDefinition,
  config: KitConfig,
  logger: Logger,
  health: Health,
): Promise<{ pool?: Pool; store?: EventStore }> => {
  if (!service.migrations) return {};
  const schema = schemaOf(service);
  const pool = createPool({
    url: config.DATABASE_URL,
    schema,
    max: config.POSTGRES_POOL_MAX,
    name: service.name,
    logger,
  });
  await waitForPostgres(pool, logger);
  await migrate(config.DATABASE_URL, schema, service.migrations);
  await preparePlainTables(pool);
  health.add('postgres', async () => void (await pool.query('select 1')));
  const url = service.streamsMayMove ? config.EVENTSTORE_URL : undefined;
  return { pool, store: url ? await connectEventStoreDb(url, service.name) : new PostgresEventStore(pool) };
};
