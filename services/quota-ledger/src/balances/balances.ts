// balances.ts — the projection of every account's balance, statement and usage, rebuildable from zero.
import {
  fromRecorded,
  type EventStore,
  type Follower,
  type Position,
  type RecordedEvent,
} from '@saring/event-sourcing';
import { sleep, untilAborted } from '@saring/kernel';
import { isTraced, markIn } from '@saring/messaging';
import { readCheckpoint } from '@saring/service-kit';
import type { Pool } from 'pg';
import { evolveTable, newMeterTable, type MeterTable } from '../domain/meter-charges';
import type { UsageMetered } from '../domain/meter';
import { routerOf } from '../streams';
import { AccountCache } from './account-cache';
import type { AccountEntry } from './usage-block';
import { BalanceBatch, type RouterTable } from './balance-batch';
import { BALANCES, writeBatch, writeDeferred, type AccountRows } from './balance-writer';
import { UsagePartitions } from './usage-partitions';

const NO_ROUTERS: ReadonlySet<string> = new Set();
const CACHED_METERS = 20_000;
const METER_PAGE_EVENTS = 32;
/** Events read at once. */
const BALANCE_BATCH_EVENTS = 1_000;
/** Entries that one transaction folds; a meter's event counts as its entries, so that no transaction lasts long. */
const BATCH_ENTRIES = 20_000;

/** After a failed write: so long at first, twice as long after each further one. */
const RETRY_MILLISECONDS = { first: 100, longest: 10_000 };

type BalancesOptions = {
  readonly store: EventStore;
  readonly pool: Pool;
  /** Called with the accounts of each batch once its rows are committed. */
  readonly onCommitted?: (entries: ReadonlySet<AccountEntry>) => void;
  readonly onError: (error: unknown) => void;
  /** Of a rebuild, which is not read before its end: rows of accounts are written once for many batches, by `flush`. */
  readonly deferred?: AccountRows;
};

export class Balances {
  private readonly cache: AccountCache;
  private readonly tables = new Map<string, RouterTable>();
  private readonly partitions: UsagePartitions;
  private position: Position | null = null;
  private retryMilliseconds = 0;

  constructor(private readonly options: BalancesOptions) {
    this.cache = new AccountCache(options.pool);
    this.partitions = new UsagePartitions(options.pool);
  }

  /** The position of the projection; null: before the first event. */
  get at(): Position | null {
    return this.position;
  }

  /** Follows the store until aborted. A failed write starts again from what the rows say, after a pause. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(this.retryMilliseconds, signal);
      const failed = new AbortController();
      const follower = await this.follow((error) => {
        this.retryMilliseconds = this.retryMilliseconds
          ? Math.min(this.retryMilliseconds * 2, RETRY_MILLISECONDS.longest)
          : RETRY_MILLISECONDS.first;
        this.options.onError(error);
        failed.abort();
      });
      await untilAborted(AbortSignal.any([signal, failed.signal]));
      await follower.stop();
    }
  }

  private async follow(onError: (error: unknown) => void): Promise<Follower> {
    await this.load();
    let failed = false;
    return this.options.store.follow({
      after: this.position,
      batchSize: BALANCE_BATCH_EVENTS,
      handle: async (events) => {
        // After a failure memory is ahead of the rows: it is loaded again before anything else.
        if (failed) return;
        try {
          for (const part of partsOf(events)) await this.project(part);
        } catch (error) {
          failed = true;
          onError(error);
        }
      },
      onError: this.options.onError,
    });
  }

  /** Forgets what memory holds and takes the place that the rows say. */
  async load(): Promise<void> {
    this.forget();
    this.position = await readCheckpoint(this.options.pool, BALANCES);
  }

  /** Folds and writes one batch. @throws when the batch is not written; then `load` before going on. */
  async project(events: readonly RecordedEvent[]): Promise<void> {
    const last = events[events.length - 1];
    if (!last) return;
    // Tables hold accounts of the cache: they are forgotten together.
    if (this.cache.isFull) {
      await this.flush();
      this.forget();
    }
    const batch = new BalanceBatch(this.cache);
    for (const event of events) batch.collect(event, await this.tableOf(event));
    await this.cache.load(batch.missing, batch.routers);
    await this.cache.load(batch.missingPayers(), NO_ROUTERS);
    batch.fold();
    await this.partitions.ensure([...batch.hours.values()].map((row) => row.hour));
    await writeBatch(this.options.pool, batch, {
      ...{ from: this.position, to: last.position, deferred: this.options.deferred },
    });
    this.position = last.position;
    this.retryMilliseconds = 0;
    markProjected(events);
    this.options.onCommitted?.(batch.touched);
  }

  /** Writes what was deferred. */
  async flush(): Promise<void> {
    if (this.options.deferred) await writeDeferred(this.options.pool, this.options.deferred);
  }

  private forget(): void {
    this.cache.clear();
    this.tables.clear();
  }

  private async tableOf(event: RecordedEvent): Promise<RouterTable | null> {
    if (routerOf(event.stream) === null) return null;
    const known = this.tables.get(event.stream);
    if (known) return known;
    if (this.tables.size > CACHED_METERS) this.tables.clear();
    const before = await meterTableBefore(this.options.store, event.stream, event.revision);
    const table = { ...before, entries: [] };
    this.tables.set(event.stream, table);
    return table;
  }
}

/** Of a batch: a trace ends where its usage is a line of the statement; more of them say no more. */
const TRACES_MOST = 16;

const markProjected = (events: readonly RecordedEvent[]): void => {
  if (!isTraced()) return;
  const traced = events.filter(({ metadata }) => metadata.traceparent).slice(-TRACES_MOST);
  for (const { type, metadata } of traced) markIn(metadata.traceparent, `statement ${type}`);
};

/** Events in parts that one transaction each can fold. */
export const partsOf = (events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] => {
  const parts: RecordedEvent[][] = [];
  let entries = 0;
  for (const event of events) {
    const weight = routerOf(event.stream) === null ? 1 : (event.data as UsageMetered).n.length;
    const part = parts[parts.length - 1];
    // A reading in which nothing moved weighs nothing, and is folded like any other.
    if (part && entries + weight <= BATCH_ENTRIES) {
      part.push(event);
      entries += weight;
    } else {
      parts.push([event]);
      entries = weight;
    }
  }
  return parts;
};

/** The table of a meter as it stood before a revision: from the last event that carries all rows. */
const meterTableBefore = async (store: EventStore, stream: string, revision: number): Promise<MeterTable> => {
  const table = newMeterTable();
  for (const event of await meterEventsBefore(store, stream, revision)) evolveTable(table, event);
  return table;
};

/** The events that a meter wakes up by: the last that carries all watermarks, and those after it. */
export const meterEventsBefore = async (
  store: EventStore,
  stream: string,
  revision: number,
): Promise<readonly UsageMetered[]> => {
  const newestFirst: UsageMetered[] = [];
  for (let from = revision - 1; from >= 0; from -= METER_PAGE_EVENTS) {
    const page = await store.readStream(stream, { from, direction: 'backwards', limit: METER_PAGE_EVENTS });
    for (const recorded of page) {
      const event = fromRecorded<UsageMetered>(recorded);
      newestFirst.push(event);
      if (event.all) return newestFirst.reverse();
    }
  }
  return newestFirst.reverse();
};
