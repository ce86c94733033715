import type { Instant } from '@saring/kernel';

/** The author and the command behind an event; `commandId` and `commandHash` make a repeated command harmless. */
export type EventMetadata = {
  readonly commandId?: string;
  readonly commandHash?: string;
  readonly actor?: string;
  readonly traceparent?: string;
};

export type EventToAppend = {
  /** Absent: derived from the stream and the revision it gets. */
  readonly eventId?: string;
  readonly type: string;
  readonly data: object;
  readonly metadata?: EventMetadata;
};

/** Opaque and ordered by `EventStore.comparePositions`; kept as a checkpoint. */
export type Position = string;

export type RecordedEvent = {
  readonly eventId: string;
  readonly stream: string;
  /** 0 for the first event of the stream. */
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
  readonly recordedAt: Instant;
};

/** `none`: the stream has no event yet; a number: the revision of its last event. */
export type ExpectedRevision = number | 'any' | 'none';

export type StreamAppend = {
  readonly stream: string;
  readonly expectedRevision: ExpectedRevision;
  readonly events: readonly EventToAppend[];
};

export type AppendOutcome =
  | { readonly ok: true; readonly revision: number }
  /** `revision` is the actual one, -1 for a stream without events. */
  | { readonly ok: false; readonly conflict: true; readonly revision: number };

export type ReadStreamOptions = {
  /** Inclusive. Absent: the start when forwards, the end when backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
};

export type ReadAllOptions = {
  /** Exclusive; null: from the first event. */
  readonly after: Position | null;
  readonly limit: number;
  /** Of events of other types the data may come as `{}`, so that it need not be fetched; absent: all are wanted. */
  readonly dataOf?: readonly string[];
};

export type FollowOptions = Pick<ReadAllOptions, 'after' | 'dataOf'> & {
  readonly batchSize: number;
  /** Waits so long after it is woken, so that what follows one another closely comes in one batch. Standard: not at all. */
  readonly gatherMilliseconds?: number;
  /** Called with one batch at a time, in order. When it throws, the same batch comes again after a pause. */
  readonly handle: (events: readonly RecordedEvent[]) => Promise<void>;
  /** Called with every failure of handler or store; the follower goes on by itself. */
  readonly onError?: (error: unknown) => void;
};

export interface Follower {
  /** Ends after the batch in hand. */
  stop(): Promise<void>;
}

/**
 * The one port of the event store (architecture.md). An event id appended again to the same stream, at the same
 * expected revision or with `any`, changes nothing and answers as the first time.
 */
export interface EventStore {
  append(
    stream: string,
    events: readonly EventToAppend[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendOutcome>;
  /** Many streams in one round trip: each stream's events are appended whole or not at all; no more is promised. */
  appendBatch(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]>;
  readStream(stream: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]>;
  /**
   * Every event after a position, in the one order that never skips. It may lag behind `append`: an event shows
   * once no transaction that began earlier is open.
   */
  readAll(options: ReadAllOptions): Promise<readonly RecordedEvent[]>;
  follow(options: FollowOptions): Follower;
  comparePositions(left: Position, right: Position): number;
  close(): Promise<void>;
}

/** The largest page that `readStream` gives without a limit of its own. */
export const STREAM_PAGE_EVENTS = 1_000;

/** Reads a stream to its end, page by page. */
export const readWholeStream = async (
  store: EventStore,
  stream: string,
): Promise<readonly RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await store.readStream(stream, { from: events.length, limit: STREAM_PAGE_EVENTS });
    events.push(...page);
    if (page.length < STREAM_PAGE_EVENTS) return events;
  }
};
