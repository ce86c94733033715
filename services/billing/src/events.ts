import { type Provider } from '@nestjs/common';
import { PostgresEventStore } from '@saring/event-store';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

/** Streams of sales and of the catalogue. Always in this service's own PostgreSQL: an event and its row are stored together or not at all. */
export const BILLING_EVENTS = Symbol('BILLING_EVENTS');

export const billingEventsProvider: Provider = {
  provide: BILLING_EVENTS,
  inject: [PG_POOL],
  useFactory: (pool: Pool) => new PostgresEventStore(pool),
};
