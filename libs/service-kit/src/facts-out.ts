import type { InjectionToken, Provider } from '@nestjs/common';
import type { EventStore } from '@saring/event-sourcing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { kitConfig, parseConfig } from './config';
import { startFactPublisher, type FactPublishing } from './fact-publisher';
import type { Leadership } from './leadership';
import type { ServiceEnv } from './service';
import { LOGGER, NATS, PG_POOL, SERVICE_ENV } from './tokens';

type Published = Pick<FactPublishing, 'service' | 'publish' | 'types'>;

/**
 * Keeps publishing what the events of a service mean to others, from where it left off.
 * @param store where its events are: EVENT_STORE, or a store of its own.
 */
export const factsOut = (published: Published, store: InjectionToken): Provider => ({
  provide: `facts of ${published.service}`,
  inject: [PG_POOL, NATS, LOGGER, SERVICE_ENV, store],
  useFactory: (pool: Pool, nats: NatsConnection, logger: Logger, env: ServiceEnv, events: EventStore) => {
    const databaseUrl = parseConfig(kitConfig.pick({ DATABASE_URL: true }), env).DATABASE_URL;
    let leadership: Leadership | null = null;
    return {
      onApplicationBootstrap: () => {
        leadership = startFactPublisher({ ...published, databaseUrl, store: events, pool, nats, logger });
      },
      onApplicationShutdown: () => leadership?.stop(),
    };
  },
});
