import { type Provider } from '@nestjs/common';
import { PostgresEventStore } from '@saring/event-store';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';

/**
 * The streams of subscribers. Always in this service's own PostgreSQL, whatever store others use: an event here
 * and the row with the phone, the MAC or the session are stored together or not at all.
 */
export const SUBSCRIBER_EVENTS = Symbol('SUBSCRIBER_EVENTS');

export const subscriberEventsProvider: Provider = {
  provide: SUBSCRIBER_EVENTS,
  inject: [PG_POOL],
  useFactory: (pool: Pool) => new PostgresEventStore(pool),
};
