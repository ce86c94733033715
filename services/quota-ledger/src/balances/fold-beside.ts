// fold-beside.ts — folds the balances in a schema of their own, beside the running ones.
import type { EventStore, Position, RecordedEvent } from '@saring/event-sourcing';
import { createPool, migrate, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Balances, partsOf } from './balances';
import type { AccountEntry, UsageBlock } from './usage-block';

const PAGE_EVENTS = 1_000;

export type FoldPlace = {
  readonly databaseUrl: string;
  readonly migrations: string;
  readonly checkpointsTable: string;
  readonly store: EventStore;
  readonly pool: Pool;
  readonly logger: Logger;
};

/** Balances in tables that nobody reads yet. */
export class FoldBeside {
  private balances: Balances;

  constructor(
    private readonly store: EventStore,
    /** Of the schema alone. */
    readonly pool: Pool,
    readonly schema: string,
  ) {
    this.balances = this.newBalances();
  }

  private newBalances(): Balances {
    const deferred = { changed: new Set<AccountEntry>(), blocks: new Set<UsageBlock>() };
    return new Balances({ store: this.store, pool: this.pool, onError: () => undefined, deferred });
  }

  /** Takes the place that its rows say, after they were loaded. */
  async load(): Promise<void> {
    this.balances = this.newBalances();
    await this.balances.load();
  }

  /**
   * Folds what lies behind its place and writes it. The next page is read while one is folded.
   * @param until the last position to fold; absent: the head, once nothing more follows.
   * @returns how many events were folded.
   */
  async foldTo(until?: Position): Promise<number> {
    let folded = 0;
    let page = await this.readPage(this.balances.at, until);
    while (page.length > 0) {
      const [next] = await Promise.all([
        this.readPage(page[page.length - 1]?.position ?? null, until),
        this.project(page),
      ]);
      folded += page.length;
      page = next;
    }
    await this.balances.flush();
    return folded;
  }

  private async readPage(after: Position | null, until?: Position): Promise<readonly RecordedEvent[]> {
    const page = await this.store.readAll({ after, limit: PAGE_EVENTS });
    if (until === undefined) return page;
    return page.filter(({ position }) => this.store.comparePositions(position, until) <= 0);
  }

  private async project(page: readonly RecordedEvent[]): Promise<void> {
    for (const part of partsOf(page)) await this.balances.project(part);
  }
}

/** Makes empty tables in a schema, which goes when the work is done; one that was left by an earlier process goes first. */
export const besideIn = async <T>(
  schema: string,
  place: FoldPlace,
  run: (fold: FoldBeside) => Promise<T>,
): Promise<T> => {
  const { databaseUrl, migrations, checkpointsTable, store, logger } = place;
  const drop = () => place.pool.query(`drop schema if exists ${schema} cascade`);
  await drop();
  await migrate(databaseUrl, schema, migrations);
  const pool = createPool({ url: databaseUrl, schema, max: 2, name: 'rebuild', logger });
  try {
    await pool.query(checkpointsTable);
    const fold = new FoldBeside(store, pool, schema);
    await fold.load();
    return await run(fold);
  } finally {
    await pool.end();
    await drop();
  }
};
