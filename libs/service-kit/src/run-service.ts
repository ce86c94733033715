// run-service.ts — hosts services in a process and stops them in order.
import { createServer, type Server } from 'node:http';
import { connectNats, LocalAnswers } from '@saring/messaging';
import { collectDefaultMetrics, register, Registry, type RegistryContentType } from 'prom-client';
import type { Logger } from 'pino';
import { z } from 'zod';
import { ConfigError, kitConfig, parseConfig } from './config';
import { createLogger } from './logging';
import { misspeltSettings, settingNames } from './misspelt-settings';
import { guardProcess } from './process-guard';
import { describeStartFailure } from './start-failure';
import { StoredSettings } from './stored-settings';
import { startOtlpTelemetry } from './telemetry';
import {
  startService,
  type HostResources,
  type RunningService,
  type ServiceDefinition,
  type ServiceEnv,
} from './service';

const STOP_LIMIT_MILLISECONDS = 30_000;
/** What the process reads for itself. */
const ownConfig = z.object({ HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(0) });
const hostConfig = kitConfig.extend({ ...ownConfig.shape, HOST: z.string().default('127.0.0.1') });

export interface Host {
  readonly services: readonly RunningService[];
  stop(): Promise<void>;
}

export type HostOptions = Pick<HostResources, 'checks' | 'processSettings'> & {
  /** `console`: what operators set holds before the environment. */
  readonly settings: 'console' | 'machine';
};

/** Starts services in this process, one NATS connection for all, in the order given. @throws ConfigError */
export const startHost = async (
  definitions: readonly ServiceDefinition[],
  env: ServiceEnv,
  { checks, processSettings, settings }: HostOptions = { settings: 'machine' },
): Promise<Host> => {
  requireSettings(definitions, env);
  const config = parseConfig(hostConfig, env);
  const logger = createLogger(config.LOG_LEVEL);
  const telemetry = startOtlpTelemetry(config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const nats = await connectNats(config.NATS_URL, definitions.map(({ name }) => name).join('+'));
  const localAnswers = new LocalAnswers();
  const storedSettings =
    settings === 'console' ? new StoredSettings({ nats, secretsKey: config.SECRETS_KEY, logger }) : undefined;
  const resources = { env, nats, logger, checks, localAnswers, storedSettings };
  const services: RunningService[] = [];
  for (const definition of definitions)
    services.push(
      await startService(definition, {
        ...resources,
        processSettings: ownConfig.extend(processSettings?.shape ?? {}),
      }),
    );
  storedSettings?.follow();
  // The door of a process says whether all behind it is ready: metering that lags, projections, the disk.
  for (const door of services.filter((_, index) => definitions[index]?.http))
    for (const other of services) if (other !== door) door.dependOn(other);
  const health = config.HEALTH_PORT > 0 ? await serveHealth(config.HEALTH_PORT, config.HOST, services) : null;
  return {
    services,
    stop: async () => {
      health?.close();
      await storedSettings?.stop();
      // The door closes first, then the services behind it.
      for (const service of [...services].reverse()) await service.stop();
      await nats
        .drain()
        .catch((error: Error) => logger.warn({ error: error.message }, 'NATS was already gone'));
      await telemetry?.stop();
    },
  };
};

const schemasOf = (definitions: readonly ServiceDefinition[]): readonly z.ZodType[] => [
  hostConfig,
  ...definitions.flatMap(({ config }) => config ?? []),
];

/** Names in an environment that look like settings of these services and are none, in sentences. */
export const settingsNearMiss = (
  definitions: readonly ServiceDefinition[],
  env: ServiceEnv,
  others: readonly string[] = [],
): readonly string[] =>
  misspeltSettings(Object.keys(env), [...settingNames(schemasOf(definitions)), ...others]);

/**
 * @param others schemas of the process that hosts the services.
 * @throws ConfigError naming what is wrong in the settings of all services at once.
 */
export const requireSettings = (
  definitions: readonly ServiceDefinition[],
  env: ServiceEnv,
  others: readonly z.ZodType[] = [],
): void => {
  const problems = new Set<string>();
  for (const config of [...others, ...schemasOf(definitions)])
    try {
      parseConfig(config, env);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) problems.add(problem);
    }
  if (problems.size > 0) throw new ConfigError([...problems]);
};

/** `main.ts` of a service: runs until SIGTERM or SIGINT, then drains. */
export const runService = (...definitions: readonly ServiceDefinition[]): void => {
  const logger = createLogger(process.env['LOG_LEVEL'] ?? 'info');
  const ending = stopOnSignal(logger);
  for (const sentence of settingsNearMiss(definitions, process.env)) logger.warn(sentence);
  startHost(definitions, process.env, { settings: 'console' }).then(
    (host) => ending.with(() => host.stop()),
    (error: Error) => {
      process.stderr.write(`${describeStartFailure(error, process.env)}\n`);
      process.exit(1);
    },
  );
};

/**
 * Ends the process in order, once, by SIGTERM, SIGINT or an exception that nobody caught; at the limit by force.
 * @returns `with`: what to stop; before it is given a signal ends the process at once.
 */
export const stopOnSignal = (
  logger: Logger,
  limitMilliseconds = STOP_LIMIT_MILLISECONDS,
): { with(stop: () => Promise<void>): void; end(exitCode: number): void } => {
  let stop: () => Promise<void> = () => Promise.resolve();
  let ending = false;
  const end = (exitCode: number): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(exitCode || 1), limitMilliseconds).unref();
    stop().then(
      () => process.exit(exitCode),
      (error: Error) => {
        logger.error({ error: error.message }, 'could not stop in order');
        process.exit(exitCode || 1);
      },
    );
  };
  guardProcess(logger, end);
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  return { with: (given) => (stop = given), end };
};

/** `/health/live`, `/health/ready` and `/metrics` for a service that has no HTTP of its own, where HOST says. */
const serveHealth = (port: number, host: string, services: readonly RunningService[]): Promise<Server> => {
  collectDefaultMetrics();
  // The format that has exemplars. For good: prom-client renames counters by it.
  (register as Registry<RegistryContentType>).setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const server = createServer((request, response) => {
    const send = ({ status, type, body }: HealthAnswer): void => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    };
    answerHealth(request.url ?? '', services).then(send, (error: Error) =>
      send({ status: 500, type: 'text/plain', body: error.message }),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
};

type HealthAnswer = { readonly status: number; readonly type: string; readonly body: string };

const answerHealth = async (url: string, services: readonly RunningService[]): Promise<HealthAnswer> => {
  if (url === '/metrics') return { status: 200, type: register.contentType, body: await register.metrics() };
  if (url === '/health/live') return { status: 200, type: 'application/json', body: '{"live":true}' };
  if (url !== '/health/ready') return { status: 404, type: 'text/plain', body: 'not found' };
  const reports = await Promise.all(
    services.map(async (service) => [service.name, await service.health()] as const),
  );
  const ready = reports.every(([, report]) => report.ready);
  return {
    status: ready ? 200 : 503,
    type: 'application/json',
    body: JSON.stringify({ ready, services: Object.fromEntries(reports) }),
  };
};
