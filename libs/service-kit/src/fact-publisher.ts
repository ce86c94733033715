// fact-publisher.ts — the event store as an outbox: facts go to JetStream from a checkpoint on.
import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import type { EventStore, RecordedEvent } from '@saring/event-sourcing';
import { publishFact } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { checkLease, type LeaderHandle } from './leadership';
import { followAsLeader } from './leading-follower';

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
export const startFactPublisher = (options: FactPublishing): LeaderHandle =>
  followAsLeader({
    ...options,
    name: `${options.service} facts`,
    checkpoint: 'facts',
    batchEvents: BATCH_EVENTS,
    dataOf: options.types,
    waiting: 'facts wait to be published',
    handle: (events) => publishBatch(options, events),
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
};
