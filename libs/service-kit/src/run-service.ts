import { createServer, type Server } from 'node:http';
import { connectNats } from '@saring/messaging';
import { collectDefaultMetrics, register } from 'prom-client';
import type { Logger } from 'pino';
import { z } from 'zod';
import { ConfigError, kitConfig, parseConfig } from './config';
import { createLogger } from './logging';
import { startOtlpTelemetry } from './telemetry';
import { startService, type RunningService, type ServiceDefinition, type ServiceEnv } from './service';

const STOP_LIMIT_MILLISECONDS = 30_000;
const hostConfig = kitConfig.extend({ HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(0) });

export interface Host {
  readonly services: readonly RunningService[];
  stop(): Promise<void>;
}

/** Starts services in this process, one NATS connection for all, in the order given. @throws ConfigError */
export const startHost = async (
  definitions: readonly ServiceDefinition[],
  env: ServiceEnv,
): Promise<Host> => {
  const config = parseConfig(hostConfig, env);
  const logger = createLogger(config.LOG_LEVEL);
  const telemetry = startOtlpTelemetry(config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const nats = await connectNats(config.NATS_URL, definitions.map(({ name }) => name).join('+'));
  const services: RunningService[] = [];
  for (const definition of definitions) services.push(await startService(definition, { env, nats, logger }));
  const health = config.HEALTH_PORT > 0 ? serveHealth(config.HEALTH_PORT, services) : null;
  return {
    services,
    stop: async () => {
      health?.close();
      // The door closes first, then what stands behind it.
      for (const service of [...services].reverse()) await service.stop();
      await nats
        .drain()
        .catch((error: Error) => logger.warn({ error: error.message }, 'NATS was already gone'));
      await telemetry?.stop();
    },
  };
};

/** `main.ts` of a service: runs until SIGTERM or SIGINT, then drains. */
export const runService = (...definitions: readonly ServiceDefinition[]): void => {
  const logger = createLogger(process.env['LOG_LEVEL'] ?? 'info');
  startHost(definitions, process.env).then(
    (host) => stopOnSignal(host, logger),
    (error: Error) => {
      if (error instanceof ConfigError) process.stderr.write(`${error.message}\n`);
      else logger.fatal({ error: error.message, stack: error.stack }, 'could not start');
      process.exit(1);
    },
  );
};

const stopOnSignal = (host: Host, logger: Logger): void => {
  const stop = () => {
    const forced = setTimeout(() => process.exit(1), STOP_LIMIT_MILLISECONDS);
    forced.unref();
    host.stop().then(
      () => process.exit(0),
      (error: Error) => {
        logger.error({ error: error.message }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

/** `/health/live`, `/health/ready` and `/metrics` for a service that has no HTTP of its own. */
const serveHealth = (port: number, services: readonly RunningService[]): Server => {
  collectDefaultMetrics();
  return createServer((request, response) => {
    void answerHealth(request.url ?? '', services).then(({ status, type, body }) => {
      response.writeHead(status, { 'content-type': type });
      response.end(body);
    });
  }).listen(port);
};

const answerHealth = async (url: string, services: readonly RunningService[]) => {
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
