// facts-out.ts — a service's facts, published from its events.
import type { InjectionToken, Provider } from '@nestjs/common';
import type { EventStore } from '@saring/event-sourcing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { databaseUrlOf, inBackground } from './background';
import { startFactPublisher, type FactPublishing } from './fact-publisher';
import type { ServiceEnv } from './service';
import { LOGGER, NATS, PG_POOL, SERVICE_ENV } from './tokens';

type Published = Pick<FactPublishing, 'service' | 'publish' | 'types'>;

/**
 * Keeps publishing what the events of a service mean to others, from where it left off.
 * @param store where its events are: EVENT_STORE, or a store of its own.
 */
export const factsOut = (published: Published, store: InjectionToken): Provider =>
  inBackground<[Pool, NatsConnection, Logger, ServiceEnv, EventStore]>(
    `facts of ${published.service}`,
    [PG_POOL, NATS, LOGGER, SERVICE_ENV, store],
    (pool, nats, logger, env, events) => [
      startFactPublisher({
        ...published,
        databaseUrl: databaseUrlOf(env),
        store: events,
        pool,
        nats,
        logger,
      }),
    ],
  );
