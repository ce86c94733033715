// background.ts — what a service does besides answering: the kit starts it, catches what it throws and stops it.
import type { FactoryProvider, Provider, Type } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { consumeFacts, type FactConsumption } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { kitConfig, parseConfig } from './config';
import { lead } from './leadership';
import { runJobs, type JobSource } from './scheduled-jobs';
import type { ServiceEnv } from './service';
import { CLOCK, LOGGER, NATS, PG_POOL, SERVICE_ENV } from './tokens';

/** Work that one replica does at a time. What it throws gives up the lead, which is then sought again. */
export interface LeaderWork {
  /** Of the lead: unique in the database, and seen in logs. */
  readonly leads: string;
  run(signal: AbortSignal): Promise<void>;
}

/** Takes facts of another service; each replica takes a share. */
export interface FactReader {
  readonly facts: Omit<FactConsumption, 'onError'> & {
    /** Logged while a fact cannot be taken: what waits. */
    readonly waiting: string;
  };
}

type Stoppable = { stop(): Promise<void> };

/** Starts with the application and stops with it. */
export const inBackground = <Dependencies extends readonly unknown[]>(
  name: string,
  inject: FactoryProvider['inject'],
  start: (...dependencies: Dependencies) => readonly Stoppable[],
): Provider => ({
  provide: name,
  inject,
  useFactory: (...dependencies: unknown[]) => {
    let running: readonly Stoppable[] = [];
    return {
      onApplicationBootstrap: () => {
        running = start(...(dependencies as unknown as Dependencies));
      },
      onApplicationShutdown: async () => {
        await Promise.all(running.map((one) => one.stop()));
      },
    };
  },
});

export const databaseUrlOf = (env: ServiceEnv): string =>
  parseConfig(kitConfig.pick({ DATABASE_URL: true }), env).DATABASE_URL;

/** Runs each on whichever replica leads it. */
export const leaders = (...works: readonly Type<LeaderWork>[]): Provider[] => [
  ...works,
  inBackground<[ServiceEnv, Logger, ...LeaderWork[]]>(
    `leaders ${works.map(({ name }) => name).join(', ')}`,
    [SERVICE_ENV, LOGGER, ...works],
    (env, logger, ...instances) =>
      instances.map((work) =>
        lead({
          databaseUrl: databaseUrlOf(env),
          name: work.leads,
          logger,
          run: (signal) => work.run(signal),
        }),
      ),
  ),
];

export const factReaders = (...readers: readonly Type<FactReader>[]): Provider[] => [
  ...readers,
  inBackground<[NatsConnection, Logger, ...FactReader[]]>(
    `fact readers ${readers.map(({ name }) => name).join(', ')}`,
    [NATS, LOGGER, ...readers],
    (nats, logger, ...instances) =>
      instances.map(({ facts: { waiting, ...consumption } }) =>
        consumeFacts(nats, {
          ...consumption,
          onError: (error, subject) => logger.warn({ subject, error: (error as Error).message }, waiting),
        }),
      ),
  ),
];

/** Runs the jobs of a service on one of its replicas. */
export const scheduledJobs = (service: string, ...sources: readonly Type<JobSource>[]): Provider[] => [
  ...sources,
  inBackground<[ServiceEnv, Pool, Clock, Logger, ...JobSource[]]>(
    `jobs of ${service}`,
    [SERVICE_ENV, PG_POOL, CLOCK, LOGGER, ...sources],
    (env, pool, clock, logger, ...instances) => [
      lead({
        databaseUrl: databaseUrlOf(env),
        name: `${service} jobs`,
        logger,
        run: (signal) =>
          runJobs(
            { pool, clock, logger },
            instances.flatMap(({ jobs }) => jobs),
            signal,
          ),
      }),
    ],
  ),
];
