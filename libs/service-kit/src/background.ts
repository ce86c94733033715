// background.ts — what a service does besides answering: the kit starts it, catches what it throws and stops it.
import type { FactoryProvider, InjectionToken, Provider, Type } from '@nestjs/common';
import type { EventStore, RecordedEvent } from '@saring/event-sourcing';
import type { Clock } from '@saring/kernel';
import {
  consumeFacts,
  consumeWebhooks,
  type FactConsumption,
  type WebhookConsumption,
} from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { kitConfig, parseConfig } from './config';
import { runAsLeader } from './leadership';
import { followAsLeader } from './leading-follower';
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

/** Takes a vendor's notices that edge has stored; each replica takes a share. */
export interface WebhookReader {
  readonly webhooks: Pick<WebhookConsumption, 'gateway' | 'durable' | 'handle' | 'laneOf'>;
}

/** Reacts to the service's own events: in order, on one replica, from where it left off. */
export interface EventReader {
  readonly events: {
    /** Of its place in the events; unique in its service. */
    readonly name: string;
    /** Logged while what it needs does not answer: what waits. */
    readonly waiting: string;
    /** The only types whose data it needs; absent: all. */
    readonly dataOf?: readonly string[];
    /** Throws to be asked again with the same events; after a crash it may be asked again with what it has done. */
    readonly handle: (events: readonly RecordedEvent[]) => Promise<void>;
  };
}

/** The most events that a reader gets at a time. */
const READER_BATCH_EVENTS = 100;

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
        runAsLeader({
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

export const webhookReaders = (...readers: readonly Type<WebhookReader>[]): Provider[] => [
  ...readers,
  inBackground<[NatsConnection, Pool, Logger, ...WebhookReader[]]>(
    `webhook readers ${readers.map(({ name }) => name).join(', ')}`,
    [NATS, PG_POOL, LOGGER, ...readers],
    (nats, pool, logger, ...instances) =>
      instances.map(({ webhooks }) =>
        consumeWebhooks(nats, {
          ...webhooks,
          isOutage: () =>
            pool.query('select 1').then(
              () => false,
              () => true,
            ),
          onError: ({ message: error }, sequence) =>
            logger.warn({ sequence, error }, 'a notice could not be handled'),
          onSetAside: (sequence, reason) =>
            logger.error({ sequence, reason }, 'a notice was moved to the dead letters'),
        }),
      ),
  ),
];

/** @param store where the events are: EVENT_STORE, or a store of the service's own. */
export const eventReaders = (
  service: string,
  store: InjectionToken,
  ...readers: readonly Type<EventReader>[]
): Provider[] => [
  ...readers,
  inBackground<[ServiceEnv, Pool, Logger, EventStore, ...EventReader[]]>(
    `event readers of ${service}`,
    [SERVICE_ENV, PG_POOL, LOGGER, store, ...readers],
    (env, pool, logger, events, ...instances) =>
      instances.map(({ events: { name, ...reading } }) =>
        followAsLeader({
          ...{ databaseUrl: databaseUrlOf(env), pool, store: events, logger },
          ...{ name: `${service} ${name}`, checkpoint: name, batchEvents: READER_BATCH_EVENTS },
          ...reading,
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
      runAsLeader({
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
