// rebuild.ts — builds the balances again from the first event, beside the running ones, and puts them in their place.
import type { EventStore, Position, RecordedEvent } from '@saring/event-sourcing';
import { createPool, inTransaction, migrate, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Balances, partsOf } from './balances';

const REBUILD_SCHEMA = 'quota_ledger_rebuild';
/** The tables that a rebuild replaces: every table that the projection writes. */
const TABLES = [
  'quota_accounts',
  'usage_blocks',
  'statement_lines',
  'usage_hours',
  'anomalies',
  'handled_commands',
  'purchases',
  'quota_requests',
  'router_hours',
  'checkpoints',
];
const KEPT_CHECKPOINTS = ['facts'];
const CHASE_ROUNDS = 20;
const PAGE_EVENTS = 1_000;

type RebuildOptions = {
  readonly databaseUrl: string;
  readonly schema: string;
  readonly migrations: string;
  readonly checkpointsTable: string;
  readonly store: EventStore;
  readonly pool: Pool;
  readonly logger: Logger;
  /** Runs while the live projection is paused, which reads its position again afterwards. */
  readonly whilePaused: (swap: () => Promise<void>) => Promise<void>;
};

/** @returns how many events were folded. Queries see the old rows until the swap, which is one transaction. */
export const rebuildBalances = async (options: RebuildOptions): Promise<number> => {
  await options.pool.query(`drop schema if exists ${REBUILD_SCHEMA} cascade`);
  await migrate(options.databaseUrl, REBUILD_SCHEMA, options.migrations);
  const pool = createPool({
    url: options.databaseUrl,
    schema: REBUILD_SCHEMA,
    max: 2,
    name: 'rebuild',
    logger: options.logger,
  });
  try {
    await pool.query(options.checkpointsTable);
    const balances = new Balances({
      ...{ store: options.store, pool, onError: () => undefined },
      deferred: { changed: new Set(), blocks: new Set() },
    });
    await balances.load();
    let events = 0;
    for (let round = 0; round < CHASE_ROUNDS; round += 1) {
      const added = await foldToHead(options.store, balances);
      events += added;
      // Little is left to write while the live projection is paused.
      await balances.flush();
      if (added < PAGE_EVENTS) break;
    }
    await options.whilePaused(async () => {
      events += await foldToHead(options.store, balances);
      await balances.flush();
      await swap(options);
    });
    return events;
  } finally {
    await pool.end();
    await options.pool.query(`drop schema if exists ${REBUILD_SCHEMA} cascade`);
  }
};

/** The next page is read while one is folded and written. */
const foldToHead = async (store: EventStore, balances: Balances): Promise<number> => {
  let folded = 0;
  let page = await readPage(store, balances.at);
  while (page.length > 0) {
    const [next] = await Promise.all([
      readPage(store, page[page.length - 1]?.position ?? null),
      project(balances, page),
    ]);
    folded += page.length;
    page = next;
  }
  return folded;
};

const readPage = (store: EventStore, after: Position | null): Promise<readonly RecordedEvent[]> =>
  store.readAll({ after, limit: PAGE_EVENTS });

const project = async (balances: Balances, page: readonly RecordedEvent[]): Promise<void> => {
  for (const part of partsOf(page)) await balances.project(part);
};

const swap = async ({ pool, schema }: RebuildOptions): Promise<void> => {
  await inTransaction(pool, async (client) => {
    await client.query(
      `insert into ${REBUILD_SCHEMA}.checkpoints select * from ${schema}.checkpoints where name = any($1::text[]) on conflict (name) do nothing`,
      [KEPT_CHECKPOINTS],
    );
    await client.query(TABLES.map((table) => `drop table ${schema}.${table} cascade;`).join('\n'));
    const { rows } = await client.query<{ child: string }>(
      `select c.relname as child from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
       where p.relnamespace = '${REBUILD_SCHEMA}'::regnamespace and c.relkind = 'r'`,
    );
    for (const table of [...TABLES, ...rows.map((row) => row.child)])
      await client.query(`alter table ${REBUILD_SCHEMA}.${table} set schema ${schema}`);
  });
};
