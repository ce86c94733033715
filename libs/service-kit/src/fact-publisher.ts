// fact-publisher.ts — the event store as an outbox: facts go to JetStream from a checkpoint on.
import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import type { EventStore, Position, RecordedEvent } from '@saring/event-sourcing';
import { publishFact } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { checkLease, lead, type Leadership } from './leadership';

const BATCH_EVENTS = 500;
const IN_FLIGHT = 64;

export type PublicFact = { readonly schema: DescMessage; readonly fact: object };

/** Types a fact against its contract. */
export const publicFact = <F extends DescMessage>(schema: F, fact: MessageInitShape<F>): PublicFact => ({
  schema,
  fact: fact as object,
});

export type FactPublishing = {
  readonly service: string;
  readonly databaseUrl: string;
  readonly store: EventStore;
  readonly pool: Pool;
  readonly nats: NatsConnection;
  readonly logger: Logger;
  /** The service's publish.ts: a private event as the facts that others may see, mostly none. */
  readonly publish: (event: RecordedEvent) => readonly PublicFact[];
  /** The only types that `publish` makes facts of; absent: it is shown all. */
  readonly types?: readonly string[];
};

/**
 * Follows the store from a checkpoint and stores facts in JetStream: the event store is the outbox. A fact is
 * published again after a crash between the two; its id lets JetStream and the reactions drop it.
 */
export const startFactPublisher = (options: FactPublishing): Leadership =>
  lead({
    databaseUrl: options.databaseUrl,
    name: `${options.service} facts`,
    logger: options.logger,
    run: async (signal) => {
      const after = await readCheckpoint(options.pool, 'facts');
      const follower = options.store.follow({
        after,
        batchSize: BATCH_EVENTS,
        dataOf: options.types,
        handle: (events) => publishBatch(options, events),
        onError: (error) =>
          options.logger.warn({ error: (error as Error).message }, 'facts wait to be published'),
      });
      await new Promise<void>((resolve) => {
        if (signal.aborted) return resolve();
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await follower.stop();
    },
  });

const publishBatch = async (options: FactPublishing, events: readonly RecordedEvent[]): Promise<void> => {
  const facts = events
    .filter((event) => !options.types || options.types.includes(event.type))
    .flatMap((event) => options.publish(event).map((fact, index) => ({ event, fact, index })));
  for (let start = 0; start < facts.length; start += IN_FLIGHT) {
    checkLease();
    await Promise.all(
      facts.slice(start, start + IN_FLIGHT).map(({ event, fact, index }) =>
        publishFact(options.nats, fact.schema, fact.fact as MessageInitShape<DescMessage>, {
          id: `${event.eventId}/${index}`,
          at: event.recordedAt,
          source: options.service,
          traceparent: event.metadata.traceparent,
        }),
      ),
    );
  }
  const last = events[events.length - 1];
  if (last) await writeCheckpoint(options.pool, 'facts', last.position);
};

export const CHECKPOINTS_TABLE = `create table if not exists checkpoints (
  name text primary key, position text not null, updated_at timestamptz not null default now())`;

/** Where a follower stands; null: at the beginning. */
export const readCheckpoint = async (pool: Pool, name: string): Promise<Position | null> => {
  const { rows } = await pool.query<{ position: string }>(
    'select position from checkpoints where name = $1',
    [name],
  );
  return rows[0]?.position ?? null;
};

export const writeCheckpoint = async (
  pool: Pick<Pool, 'query'>,
  name: string,
  position: Position,
): Promise<void> => {
  await pool.query(
    `insert into checkpoints (name, position) values ($1, $2)
     on conflict (name) do update set position = excluded.position, updated_at = now()`,
    [name, position],
  );
};
