// The event store of tests: one array, the semantics of the port.
import {
  AppendSignal,
  followByReading,
  type AppendOutcome,
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
import { idFrom, systemClock, toInstant, type Clock } from '@saring/kernel';

export class InMemoryEventStore implements EventStore {
  private readonly all: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly signal = new AppendSignal();

  constructor(private readonly clock: Clock = systemClock) {}

  async append(
    stream: string,
    events: readonly EventToAppend[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendOutcome> {
    const recorded = this.streams.get(stream) ?? [];
    const current = recorded.length - 1;
    const again = repeatedRevision(recorded, events, expectedRevision);
    if (again !== null) return { ok: true, revision: again };
    const expected = expectedRevision === 'none' ? -1 : expectedRevision;
    if (expected !== 'any' && expected !== current) return { ok: false, conflict: true, revision: current };
    for (const event of events) this.record(stream, recorded, event);
    this.streams.set(stream, recorded);
    this.signal.notify();
    return { ok: true, revision: recorded.length - 1 };
  }

  private record(stream: string, recorded: RecordedEvent[], event: EventToAppend): void {
    const entry: RecordedEvent = {
      eventId: event.eventId ?? idFrom(stream, recorded.length),
      stream,
      revision: recorded.length,
      position: String(this.all.length),
      type: event.type,
      // Stored as bytes elsewhere: what JSON would lose is lost here too.
      data: JSON.parse(JSON.stringify(event.data)) as unknown,
      metadata: event.metadata ?? {},
      recordedAt: toInstant(this.clock.now()),
    };
    recorded.push(entry);
    this.all.push(entry);
  }

  async appendBatch(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    const outcomes: AppendOutcome[] = [];
    for (const { stream, events, expectedRevision } of appends)
      outcomes.push(await this.append(stream, events, expectedRevision));
    return outcomes;
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const recorded = this.streams.get(stream) ?? [];
    const limit = options.limit ?? STREAM_PAGE_EVENTS;
    if (options.direction === 'backwards') {
      const from = options.from ?? recorded.length - 1;
      return recorded.slice(Math.max(0, from - limit + 1), from + 1).reverse();
    }
    return recorded.slice(options.from ?? 0, (options.from ?? 0) + limit);
  }

  async readAll(options: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    const start = options.after === null ? 0 : Number(options.after) + 1;
    return this.all.slice(start, start + options.limit);
  }

  follow(options: FollowOptions): Follower {
    return followByReading(this, this.signal, options);
  }

  comparePositions(left: Position, right: Position): number {
    return Number(left) - Number(right);
  }

  async close(): Promise<void> {
    this.signal.notify();
  }
}

/** The revision that an earlier append of the same event ids ended at, or null when this append is new. */
const repeatedRevision = (
  recorded: readonly RecordedEvent[],
  events: readonly EventToAppend[],
  expected: ExpectedRevision,
): number | null => {
  const first = events[0]?.eventId;
  if (!first) return null;
  const at = recorded.findIndex((event) => event.eventId === first);
  if (at < 0 || (expected !== 'any' && at !== (expected === 'none' ? 0 : expected + 1))) return null;
  const same = events.every((event, index) => recorded[at + index]?.eventId === event.eventId);
  return same ? at + events.length - 1 : null;
};
