import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PostgresEventStore } from '@saring/event-store';
import { LOGGER, NATS, PG_POOL, startFactPublisher, type Leadership, type Logger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from './config';
import { BILLING_EVENTS } from './events';
import { publish, PUBLISHED } from './publish';

/** Keeps publishing what happened to sales, from where it left off. */
@Injectable()
export class FactsOut implements OnApplicationBootstrap, OnApplicationShutdown {
  private leadership: Leadership | null = null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(BILLING_EVENTS) private readonly store: PostgresEventStore,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
  ) {}

  onApplicationBootstrap(): void {
    const { pool, nats, logger, store, config } = this;
    this.leadership = startFactPublisher({
      service: 'billing',
      databaseUrl: config.DATABASE_URL,
      store,
      pool,
      nats,
      logger,
      publish,
      types: PUBLISHED,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.leadership?.stop();
  }
}
