// The event store on EventStoreDB or KurrentDB, for those who outgrow one machine (architecture.md).
import type {
  AllStreamRecordedEvent,
  AllStreamSubscription,
  AppendExpectedRevision,
  EventStoreDBClient,
  JSONRecordedEvent,
} from '@eventstore/db-client';
import {
  FOLLOW_PAUSE_MILLISECONDS,
  type AppendOutcome,
  type EventMetadata,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type Follower,
  type FollowOptions,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  type RecordedEvent,
  type StreamAppend,
  STREAM_PAGE_EVENTS,
} from '@saring/event-sourcing';
import { newId, sleep } from '@saring/kernel';

/** Appends of one batch that are under way at once. */
const APPENDS_IN_FLIGHT = 64;
/** Events read ahead of a handler, in batches; the subscription waits beyond it. */
const BATCHES_READ_AHEAD = 4;
const DEADLINE_MILLISECONDS = 10_000;
const DISPOSE_LIMIT_MILLISECONDS = 1_000;

type Library = typeof import('@eventstore/db-client');

/** Loaded when it is needed: the client costs 22 MB. @param url `esdb://host:2113?tls=…`. @param prefix of this service's streams. */
export const connectEventStoreDb = async (url: string, prefix: string): Promise<EventStoreDbEventStore> => {
  const library = await import('@eventstore/db-client');
  return new EventStoreDbEventStore(library, library.EventStoreDBClient.connectionString(url), prefix);
};

export class EventStoreDbEventStore implements EventStore {
  constructor(
    private readonly library: Library,
    private readonly client: EventStoreDBClient,
    private readonly prefix: string,
  ) {}

  private nameOf(stream: string): string {
    return `${this.prefix}:${stream}`;
  }

  async append(
    stream: string,
    events: readonly EventToAppend[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendOutcome> {
    const expected: AppendExpectedRevision =
      expectedRevision === 'any'
        ? this.library.ANY
        : expectedRevision === 'none'
          ? this.library.NO_STREAM
          : BigInt(expectedRevision);
    const proposed = events.map((event) =>
      this.library.jsonEvent({
        id: event.eventId ?? newId(),
        type: event.type,
        data: event.data as Record<string, unknown>,
        metadata: { ...event.metadata },
      }),
    );
    try {
      const { nextExpectedRevision } = await this.client.appendToStream(this.nameOf(stream), proposed, {
        expectedRevision: expected,
        deadline: DEADLINE_MILLISECONDS,
      });
      return { ok: true, revision: Number(nextExpectedRevision) };
    } catch (error) {
      if (error instanceof this.library.WrongExpectedVersionError)
        return this.conflictOrRepeat(stream, events, expectedRevision);
      throw error;
    }
  }

  /** The server answers a repeat as the first time only while nothing follows it; the rest is looked up here. */
  private async conflictOrRepeat(
    stream: string,
    events: readonly EventToAppend[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendOutcome> {
    if (events[0]?.eventId !== undefined && expectedRevision !== 'any') {
      const from = expectedRevision === 'none' ? 0 : expectedRevision + 1;
      const recorded = await this.readStream(stream, { from, limit: events.length });
      if (events.every((event, index) => recorded[index]?.eventId === event.eventId))
        return { ok: true, revision: from + events.length - 1 };
    }
    const [last] = await this.readStream(stream, { direction: 'backwards', limit: 1 });
    return { ok: false, conflict: true, revision: last?.revision ?? -1 };
  }

  async appendBatch(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    const outcomes: AppendOutcome[] = [];
    for (let start = 0; start < appends.length; start += APPENDS_IN_FLIGHT) {
      const some = appends.slice(start, start + APPENDS_IN_FLIGHT);
      outcomes.push(
        ...(await Promise.all(some.map((one) => this.append(one.stream, one.events, one.expectedRevision)))),
      );
    }
    return outcomes;
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const backwards = options.direction === 'backwards';
    const reading = this.client.readStream(this.nameOf(stream), {
      direction: backwards ? this.library.BACKWARDS : this.library.FORWARDS,
      fromRevision:
        options.from === undefined
          ? backwards
            ? this.library.END
            : this.library.START
          : BigInt(options.from),
      maxCount: options.limit ?? STREAM_PAGE_EVENTS,
    });
    const events: RecordedEvent[] = [];
    try {
      for await (const { event } of reading)
        if (event) events.push(this.toRecorded(event as JSONRecordedEvent & AllStreamRecordedEvent));
    } catch (error) {
      if (error instanceof this.library.StreamNotFoundError) return [];
      throw error;
    }
    return events;
  }

  async readAll(options: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    // A read from a position includes it, and other services' events stand in between: read on until there are enough.
    const reading = this.client.readAll({
      direction: this.library.FORWARDS,
      fromPosition: options.after === null ? this.library.START : toPosition(options.after),
    });
    try {
      for await (const { event } of reading) {
        if (!event || !this.isOurs(event.streamId)) continue;
        const recorded = this.toRecorded(event as AllStreamRecordedEvent);
        if (options.after !== null && this.comparePositions(recorded.position, options.after) <= 0) continue;
        events.push(recorded);
        if (events.length === options.limit) break;
      }
    } finally {
      reading.destroy();
    }
    return events;
  }

  private isOurs(stream: string): boolean {
    return stream.startsWith(`${this.prefix}:`);
  }

  private toRecorded(event: AllStreamRecordedEvent): RecordedEvent {
    return {
      eventId: event.id,
      stream: event.streamId.slice(this.prefix.length + 1),
      revision: Number(event.revision),
      position: event.position ? `${event.position.commit}/${event.position.prepare}` : '',
      type: event.type,
      data: event.data,
      metadata: (event.metadata ?? {}) as EventMetadata,
      recordedAt: event.created.toISOString(),
    };
  }

  follow(options: FollowOptions): Follower {
    const following = new Following(
      options,
      (after) =>
        this.client.subscribeToAll({
          fromPosition: after === null ? this.library.START : toPosition(after),
          filter: this.library.streamNameFilter({ prefixes: [`${this.prefix}:`] }),
        }),
      (event) => this.toRecorded(event),
    );
    return { stop: () => following.stop() };
  }

  comparePositions(left: Position, right: Position): number {
    const difference = BigInt(left.split('/')[0] ?? 0) - BigInt(right.split('/')[0] ?? 0);
    return difference > 0n ? 1 : difference < 0n ? -1 : 0;
  }

  async close(): Promise<void> {
    // The client waits for each of its streams to finish, and one whose connection was cut never does.
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, DISPOSE_LIMIT_MILLISECONDS)));
    await Promise.race([this.client.dispose(), limit]);
    clearTimeout(timer);
  }
}

const toPosition = (position: Position) => {
  const [commit = '0', prepare = '0'] = position.split('/');
  return { commit: BigInt(commit), prepare: BigInt(prepare) };
};

/** A catch-up subscription that resumes by itself: the client's own ends for good with its first error. */
class Following {
  private readonly abort = new AbortController();
  private readonly ended: Promise<void>;
  private after: Position | null;
  private subscription: AllStreamSubscription | null = null;

  constructor(
    private readonly options: FollowOptions,
    private readonly subscribe: (after: Position | null) => AllStreamSubscription,
    private readonly toRecorded: (event: AllStreamRecordedEvent) => RecordedEvent,
  ) {
    this.after = options.after;
    this.ended = this.run();
  }

  async stop(): Promise<void> {
    this.abort.abort();
    await this.subscription?.unsubscribe().catch((error: unknown) => this.options.onError?.(error));
    await this.ended;
  }

  private async run(): Promise<void> {
    let pause = FOLLOW_PAUSE_MILLISECONDS.afterError;
    while (!this.abort.signal.aborted) {
      try {
        await this.readOn(() => (pause = FOLLOW_PAUSE_MILLISECONDS.afterError));
      } catch (error) {
        if (!this.abort.signal.aborted) this.options.onError?.(error);
      }
      await sleep(pause, this.abort.signal);
      pause = Math.min(pause * 2, FOLLOW_PAUSE_MILLISECONDS.afterErrorLongest);
    }
  }

  /** Reads ahead while the handler works, and hands over what has gathered. */
  private async readOn(progressed: () => void): Promise<void> {
    const subscription = this.subscribe(this.after);
    this.subscription = subscription;
    let gathered: RecordedEvent[] = [];
    let working: Promise<void> | null = null;
    let failure: unknown = null;
    const work = async () => {
      while (gathered.length > 0 && failure === null && !this.abort.signal.aborted) {
        const batch = gathered.slice(0, this.options.batchSize);
        gathered = gathered.slice(batch.length);
        await this.options.handle(batch);
        this.after = batch[batch.length - 1]?.position ?? this.after;
        progressed();
      }
    };
    try {
      for await (const { event } of subscription) {
        if (failure !== null) break;
        if (!event) continue;
        gathered.push(this.toRecorded(event));
        working ??= work()
          .catch((error: unknown) => {
            failure = error ?? new Error('the handler failed');
            subscription.destroy();
          })
          .finally(() => (working = null));
        if (gathered.length >= this.options.batchSize * BATCHES_READ_AHEAD) await working;
      }
    } finally {
      await working;
      await subscription.unsubscribe().catch((error: unknown) => this.options.onError?.(error));
    }
    if (failure !== null) throw failure;
  }
}
