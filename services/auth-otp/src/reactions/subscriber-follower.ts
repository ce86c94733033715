// subscriber-follower.ts — what happens elsewhere because of a subscriber's event: each once, in order, by one replica.
import type { PostgresEventStore } from '@saring/event-store';
import type { RecordedEvent } from '@saring/event-sourcing';
import { lead, readCheckpoint, writeCheckpoint, type Leadership, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';

const BATCH_EVENTS = 100;

export type Follower = {
  /** Of the checkpoint. */
  readonly name: string;
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly events: PostgresEventStore;
  readonly logger: Logger;
  /** Said while what it asks for does not answer. */
  readonly waiting: string;
  /** Throws to be asked again with the same event. */
  readonly handle: (event: RecordedEvent) => Promise<void>;
};

export const followSubscribers = (follower: Follower): Leadership =>
  lead({
    databaseUrl: follower.databaseUrl,
    name: `auth-otp ${follower.name}`,
    logger: follower.logger,
    run: (signal) => follow(follower, signal),
  });

const follow = async (
  { name, pool, events, logger, waiting, handle }: Follower,
  signal: AbortSignal,
): Promise<void> => {
  const following = events.follow({
    after: await readCheckpoint(pool, name),
    batchSize: BATCH_EVENTS,
    handle: async (batch) => {
      for (const event of batch) await handle(event);
      const last = batch[batch.length - 1];
      if (last) await writeCheckpoint(pool, name, last.position);
    },
    onError: (error) => logger.warn({ error: (error as Error).message }, waiting),
  });
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await following.stop();
};
