// line-events.ts — the store of the streams of lines.
import { type Provider } from '@nestjs/common';
import { PostgresEventStore } from '@saring/event-store';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

/** Always in this service's own PostgreSQL: an event, its row and a sealed password are stored together or not at all. */
export const LINE_EVENTS = Symbol('LINE_EVENTS');

export const lineEventsProvider: Provider = {
  provide: LINE_EVENTS,
  inject: [PG_POOL],
  useFactory: (pool: Pool) => new PostgresEventStore(pool),
};
