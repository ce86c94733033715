// leading-follower.ts — what follows from a service's own events: in order, by one replica, from a checkpoint on.
import type { EventStore, RecordedEvent } from '@saring/event-sourcing';
import { untilAborted } from '@saring/kernel';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { readCheckpoint, writeCheckpoint } from './checkpoints';
import { runAsLeader, type LeaderHandle } from './leadership';

export type LeadingFollower = {
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly store: EventStore;
  readonly logger: Logger;
  /** Of the lead. */
  readonly name: string;
  readonly checkpoint: string;
  readonly batchEvents: number;
  /** The only types whose data is needed; absent: all. */
  readonly dataOf?: readonly string[];
  /** Said while what it needs does not answer. */
  readonly waiting: string;
  /** Throws to be asked again with the same events; after a crash it may be asked again with what it has done. */
  readonly handle: (events: readonly RecordedEvent[]) => Promise<void>;
};

/** Each batch costs a read and a checkpoint: under load many events share them, alone one comes hardly later. */
const GATHER_MILLISECONDS = 8;

/** Follows a store from its checkpoint while this replica leads. */
export const followAsLeader = (options: LeadingFollower): LeaderHandle =>
  runAsLeader({
    databaseUrl: options.databaseUrl,
    name: options.name,
    logger: options.logger,
    run: (signal) => follow(options, signal),
  });

const follow = async (options: LeadingFollower, signal: AbortSignal): Promise<void> => {
  const { pool, checkpoint, logger, waiting } = options;
  const follower = options.store.follow({
    after: await readCheckpoint(pool, checkpoint),
    batchSize: options.batchEvents,
    gatherMilliseconds: GATHER_MILLISECONDS,
    dataOf: options.dataOf,
    handle: async (events) => {
      await options.handle(events);
      const last = events[events.length - 1];
      if (last) await writeCheckpoint(pool, checkpoint, last.position);
    },
    onError: (error) => logger.warn({ error: (error as Error).message }, waiting),
  });
  await untilAborted(signal);
  await follower.stop();
};
