import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PostgresEventStore } from '@saring/event-store';
import { LOGGER, NATS, PG_POOL, startFactPublisher, type Leadership, type Logger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { AUTH_CONFIG, type AuthConfig } from './config';
import { SUBSCRIBER_EVENTS } from './events';
import { publish } from './publish';

/** Keeps publishing what happened to subscribers, from where it left off. */
@Injectable()
export class FactsOut implements OnApplicationBootstrap, OnApplicationShutdown {
  private leadership: Leadership | null = null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SUBSCRIBER_EVENTS) private readonly store: PostgresEventStore,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
  ) {}

  onApplicationBootstrap(): void {
    const { pool, nats, logger, store, config } = this;
    this.leadership = startFactPublisher({
      service: 'auth-otp',
      databaseUrl: config.DATABASE_URL,
      store,
      pool,
      nats,
      logger,
      publish,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.leadership?.stop();
  }
}
