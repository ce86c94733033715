// line-usage-projection.ts — gathers what lines moved from the meters of lines, by one replica, each event once.
import { fromRecorded, type EventStore, type RecordedEvent } from '@saring/event-sourcing';
import { untilAborted } from '@saring/kernel';
import {
  EVENT_STORE,
  inTransaction,
  LOGGER,
  PG_POOL,
  readCheckpoint,
  writeCheckpoint,
  type LeaderWork,
  type Logger,
} from '@saring/service-kit';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { meterEventsBefore } from '../balances/balances';
import { foldLines, newLineTable, type LineTable } from '../domain/line-usage';
import { LINES_METERED, type UsageMetered } from '../domain/meter';
import { routerOfLines } from '../streams';
import { addEntries, lockMeters, saveMeter, type LineEntry } from './line-usage.rows';

const CHECKPOINT = 'line-usage';
const BATCH_EVENTS = 200;
const CACHED_METERS = 5_000;

const HOUR_LENGTH = 'yyyy-mm-ddThh'.length;
const hourOf = (at: string): string => `${at.slice(0, HOUR_LENGTH)}:00:00.000Z`;

type Awake = { readonly table: LineTable; revision: number };

@Injectable()
export class LineUsageProjection implements LeaderWork {
  readonly leads = 'quota-ledger line usage';
  private readonly awake = new Map<string, Awake>();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    this.awake.clear();
    const follower = this.store.follow({
      after: await readCheckpoint(this.pool, CHECKPOINT),
      batchSize: BATCH_EVENTS,
      dataOf: [LINES_METERED],
      handle: (events) => this.take(events),
      onError: (error) => this.logger.warn({ error: (error as Error).message }, 'the usage of lines waits'),
    });
    await untilAborted(signal);
    await follower.stop();
  }

  private async take(events: readonly RecordedEvent[]): Promise<void> {
    const metered = events.filter(({ type }) => type === LINES_METERED);
    const last = events[events.length - 1];
    try {
      await inTransaction(this.pool, async (client) => {
        if (metered.length > 0) await this.write(client, metered);
        if (last) await writeCheckpoint(client, CHECKPOINT, last.position);
      });
    } catch (error) {
      // Memory is ahead of the rows.
      this.awake.clear();
      throw error;
    }
  }

  /** The checkpoint may be lost, where balances are built again: how far each meter is folded stands beside its rows. */
  private async write(client: PoolClient, metered: readonly RecordedEvent[]): Promise<void> {
    const done = new Map(await lockMeters(client, [...new Set(metered.map(({ stream }) => stream))]));
    const entries: LineEntry[] = [];
    for (const recorded of metered) {
      const { stream, revision } = recorded;
      if (revision <= (done.get(stream) ?? -1)) continue;
      const event = fromRecorded<UsageMetered & { type: 'UsageMetered' }>(recorded);
      const awake = await this.tableAt(stream, revision);
      const growth = foldLines(awake.table, event);
      awake.revision = revision;
      const routerId = routerOfLines(stream) ?? stream;
      for (const [lineId, moved] of growth)
        entries.push({ ...moved, lineId, routerId, boot: event.boot, hour: hourOf(event.at) });
      done.set(stream, revision);
    }
    await addEntries(client, entries);
    for (const [stream, revision] of done) await saveMeter(client, stream, revision);
  }

  /** The table as it stood before a revision. */
  private async tableAt(stream: string, revision: number): Promise<Awake> {
    const known = this.awake.get(stream);
    if (known?.revision === revision - 1) return known;
    if (this.awake.size >= CACHED_METERS) this.awake.clear();
    const table = newLineTable();
    for (const event of await meterEventsBefore(this.store, stream, revision)) foldLines(table, event);
    const awake = { table, revision: revision - 1 };
    this.awake.set(stream, awake);
    return awake;
  }
}
