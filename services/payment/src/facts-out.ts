import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { EventStore } from '@saring/event-sourcing';
import {
  EVENT_STORE,
  LOGGER,
  NATS,
  PG_POOL,
  startFactPublisher,
  type Leadership,
  type Logger,
} from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { PAYMENT_CONFIG, type PaymentConfig } from './config';
import { publish } from './publish';

/** Keeps publishing what became of orders, from where it left off. */
@Injectable()
export class FactsOut implements OnApplicationBootstrap, OnApplicationShutdown {
  private leadership: Leadership | null = null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
  ) {}

  onApplicationBootstrap(): void {
    const { pool, nats, logger, store, config } = this;
    const databaseUrl = config.DATABASE_URL;
    this.leadership = startFactPublisher({
      service: 'payment',
      databaseUrl,
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
