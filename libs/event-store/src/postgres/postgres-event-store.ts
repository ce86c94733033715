// The event store on PostgreSQL: the embedded default, right for one machine (architecture.md).
import {
  AppendSignal,
  followByReading,
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
import { idFrom } from '@saring/kernel';
import type { Pool, PoolClient } from 'pg';
import { APPEND, APPEND_NEW, ENSURE_STREAMS, READ_ALL, REVISIONS, STREAM_NAMES, readStreamSql } from './sql';

/** A batch hit by a deadlock (two batches over the same streams) is tried again this often. */
const DEADLOCK_RETRIES = 5;
/** Names kept in memory, so that neither an append nor a read asks for what it has seen. */
const STREAM_CACHE_ENTRIES = 200_000;
/** How far back an append without an expected revision looks for its own event ids. */
const REPEAT_WINDOW_EVENTS = 1_000;
const ANY = -2;
const NONE = -1;

type Row = readonly [
  era: number,
  transactionId: string,
  globalPosition: string,
  streamId: string,
  revision: number,
  type: string,
  data: unknown,
  metadata: EventMetadata | null,
  eventId: string | null,
  recordedAt: string,
];

export class PostgresEventStore implements EventStore {
  private readonly nameById = new Map<string, string>();
  private readonly known = new Set<string>();
  private readonly signal = new AppendSignal();

  /** @param pool connections whose search_path is the schema that `prepareEventStore` has prepared. */
  constructor(private readonly pool: Pool) {}

  async append(
    stream: string,
    events: readonly EventToAppend[],
    expectedRevision: ExpectedRevision,
  ): Promise<AppendOutcome> {
    const [outcome] = await this.appendBatch([{ stream, events, expectedRevision }]);
    if (!outcome) throw new Error(`append to ${stream} gave no outcome`);
    return outcome;
  }

  async appendBatch(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    if (!areNew(appends)) await this.ensureStreams(appends);
    const outcomes = appends.some((append) => append.expectedRevision === 'any')
      ? await this.appendSerially(appends)
      : await this.appendOn(this.pool, appends);
    this.signal.notify();
    return outcomes;
  }

  /**
   * Appends inside the caller's open transaction, so that rows and events are stored together or not at all. Readers see the
   * events after the caller's commit; it calls `wake` then.
   */
  async appendIn(client: PoolClient, append: StreamAppend): Promise<AppendOutcome> {
    if (!areNew([append])) await client.query({ text: ENSURE_STREAMS, values: [[append.stream]] });
    const [outcome] = await this.appendOn(client, [append]);
    if (!outcome) throw new Error(`append to ${append.stream} gave no outcome`);
    return outcome;
  }

  /** Signals a commit to the followers of this process. */
  wake(): void {
    this.signal.notify();
  }

  private async ensureStreams(appends: readonly StreamAppend[]): Promise<void> {
    const unknown = appends.map((append) => append.stream).filter((stream) => !this.known.has(stream));
    if (unknown.length === 0) return;
    await this.pool.query({ text: ENSURE_STREAMS, values: [[...new Set(unknown)].sort()] });
    if (this.known.size > STREAM_CACHE_ENTRIES) this.known.clear();
    for (const stream of unknown) this.known.add(stream);
  }

  /** With `any` the row is locked before the ids are looked for: two writers of one event id cannot both pass. */
  private async appendSerially(appends: readonly StreamAppend[]): Promise<readonly AppendOutcome[]> {
    const outcomes: AppendOutcome[] = [];
    for (const append of appends)
      outcomes.push(await this.inTransaction((client) => this.appendAny(client, append)));
    return outcomes;
  }

  private async appendAny(client: PoolClient, append: StreamAppend): Promise<AppendOutcome> {
    await client.query('select 1 from event_streams where name = $1 for update', [append.stream]);
    const again = await this.repeatedRevision(client, append);
    if (again !== null) return { ok: true, revision: again };
    const [outcome] = await this.appendOn(client, [append]);
    if (!outcome) throw new Error(`append to ${append.stream} gave no outcome`);
    return outcome;
  }

  private async appendOn(
    on: Pool | PoolClient,
    appends: readonly StreamAppend[],
  ): Promise<readonly AppendOutcome[]> {
    const insert = () => on.query<[number, number]>(appendQuery(appends));
    // Within a transaction a deadlock has ended all of it: whoever began it begins again.
    const { rows } = await (on === this.pool ? this.withDeadlockRetries(insert) : insert());
    const revisions = new Map<number, number>(rows.map(([ordinal, revision]) => [ordinal, revision]));
    const outcomes: AppendOutcome[] = [];
    for (const [index, append] of appends.entries()) {
      const revision = revisions.get(index + 1);
      outcomes.push(
        revision === undefined ? await this.conflictOrRepeat(on, append) : { ok: true, revision },
      );
    }
    return outcomes;
  }

  private async withDeadlockRetries<T>(run: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await run();
      } catch (error) {
        if ((error as { code?: string }).code !== '40P01' || attempt >= DEADLOCK_RETRIES) throw error;
      }
    }
  }

  private async conflictOrRepeat(on: Pool | PoolClient, append: StreamAppend): Promise<AppendOutcome> {
    const again = await this.repeatedRevision(on, append);
    if (again !== null) return { ok: true, revision: again };
    const { rows } = await on.query<{ version: number }>(REVISIONS, [append.stream]);
    return { ok: false, conflict: true, revision: rows[0]?.version ?? NONE };
  }

  private async repeatedRevision(on: Pool | PoolClient, append: StreamAppend): Promise<number | null> {
    const ids = append.events.map((event) => event.eventId);
    if (ids.length === 0 || ids[0] === undefined) return null;
    const from = append.expectedRevision === 'none' ? 0 : Number(append.expectedRevision) + 1;
    const recorded =
      append.expectedRevision === 'any'
        ? [...(await this.page(on, append.stream, 'backwards', null, REPEAT_WINDOW_EVENTS))].reverse()
        : await this.page(on, append.stream, 'forwards', from, ids.length);
    const at = recorded.findIndex((event) => event.eventId === ids[0]);
    const first = recorded[at];
    if (!first || !ids.every((id, index) => recorded[at + index]?.eventId === id)) return null;
    return first.revision + ids.length - 1;
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<readonly RecordedEvent[]> {
    const direction = options.direction ?? 'forwards';
    return this.page(this.pool, stream, direction, options.from ?? null, options.limit ?? STREAM_PAGE_EVENTS);
  }

  private async page(
    on: Pool | PoolClient,
    stream: string,
    direction: 'forwards' | 'backwards',
    from: number | null,
    limit: number,
  ): Promise<readonly RecordedEvent[]> {
    const values = [stream, from ?? (direction === 'forwards' ? 0 : 2_147_483_647), limit];
    const result = await on.query<Row>({ text: readStreamSql(direction), values, rowMode: 'array' } as never);
    return (result.rows as unknown as Row[]).map((row) => toRecorded(row, stream));
  }

  async readAll(options: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    const values = [...parsePosition(options.after ?? '0/0/0'), options.limit, options.dataOf ?? null];
    const result = await this.pool.query<Row>({
      name: 'read-all',
      text: READ_ALL,
      values,
      rowMode: 'array',
    } as never);
    const rows = result.rows as unknown as Row[];
    await this.learnNames(rows);
    return rows.map((row) => toRecorded(row, this.nameById.get(row[3]) ?? ''));
  }

  private async learnNames(rows: readonly Row[]): Promise<void> {
    const unknown = [...new Set(rows.map((row) => row[3]).filter((id) => !this.nameById.has(id)))];
    if (unknown.length === 0) return;
    if (this.nameById.size > STREAM_CACHE_ENTRIES) this.nameById.clear();
    const all = this.nameById.size === 0 ? [...new Set(rows.map((row) => row[3]))] : unknown;
    const { rows: names } = await this.pool.query<{ stream_id: string; name: string }>(STREAM_NAMES, [all]);
    for (const { stream_id: id, name } of names) this.nameById.set(id, name);
  }

  follow(options: FollowOptions): Follower {
    return followByReading(this, this.signal, options);
  }

  comparePositions(left: Position, right: Position): number {
    const [leftParts, rightParts] = [parsePosition(left), parsePosition(right)];
    for (const [index, part] of leftParts.entries()) {
      const difference = BigInt(part) - BigInt(rightParts[index] ?? '0');
      if (difference !== 0n) return difference > 0n ? 1 : -1;
    }
    return 0;
  }

  /** The pool belongs to the caller. */
  async close(): Promise<void> {
    this.signal.notify();
  }

  private async inTransaction<T>(run: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('begin');
      const result = await run(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  }
}

/** Each stream is expected to have no event, and comes once. */
const areNew = (appends: readonly StreamAppend[]): boolean =>
  appends.every(({ expectedRevision }) => expectedRevision === 'none') &&
  new Set(appends.map(({ stream }) => stream)).size === appends.length;

const appendQuery = (appends: readonly StreamAppend[]) => {
  const order = appends.map((append, index) => ({ append, ordinal: index + 1 }));
  // Rows are locked in the order of names: two batches over the same streams wait rather than deadlock.
  order.sort((left, right) => (left.append.stream < right.append.stream ? -1 : 1));
  const events = order.flatMap(({ append, ordinal }) =>
    append.events.map((event, index) => ({ event, ordinal, offset: index + 1 })),
  );
  const isNew = areNew(appends);
  return {
    name: isNew ? 'append-new' : 'append',
    rowMode: 'array' as const,
    text: isNew ? APPEND_NEW : APPEND,
    values: [
      order.map(({ ordinal }) => ordinal),
      order.map(({ append }) => append.stream),
      ...(isNew ? [] : [order.map(({ append }) => expectedNumber(append.expectedRevision))]),
      order.map(({ append }) => append.events.length),
      events.map(({ ordinal }) => ordinal),
      events.map(({ offset }) => offset),
      events.map(({ event }) => event.type),
      events.map(({ event }) => JSON.stringify(event.data)),
      events.map(({ event }) => (event.metadata ? JSON.stringify(event.metadata) : null)),
      events.map(({ event }) => event.eventId ?? null),
    ],
  };
};

const expectedNumber = (expected: ExpectedRevision): number =>
  expected === 'any' ? ANY : expected === 'none' ? NONE : expected;

const parsePosition = (position: Position): readonly string[] => position.split('/');

/** Who folds asks neither for ids nor for times of recording: they are made when they are asked for. */
const toRecorded = (row: Row, stream: string): RecordedEvent => ({
  get eventId() {
    return row[8] ?? idFrom(stream, row[4]);
  },
  stream,
  revision: row[4],
  position: `${row[0]}/${row[1]}/${row[2]}`,
  type: row[5],
  data: row[6] ?? {},
  metadata: row[7] ?? {},
  get recordedAt() {
    return new Date(row[9]).toISOString();
  },
});
