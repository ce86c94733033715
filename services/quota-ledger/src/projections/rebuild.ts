// rebuild.ts — builds the balances again from the first event, beside the running ones, and puts them in their place.
import type { EventStore } from '@saring/event-sourcing';
import { createPool, inTransaction, migrate, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BALANCE_BATCH_EVENTS, Balances, partsOf } from './balances';

export const REBUILD_SCHEMA = 'quota_ledger_rebuild';
/** What the rebuild replaces: every table that the projection writes. */
const TABLES = [
  'quota_accounts',
  'usage_blocks',
  'statement_lines',
  'usage_hours',
  'anomalies',
  'handled_commands',
  'router_hours',
  'checkpoints',
];
const KEPT_CHECKPOINTS = ['facts'];
const CHASE_ROUNDS = 20;

export type RebuildOptions = {
  readonly databaseUrl: string;
  readonly schema: string;
  readonly migrations: string;
  readonly checkpointsTable: string;
  readonly store: EventStore;
  readonly pool: Pool;
  readonly logger: Logger;
  /** Runs with the live projection standing still; it reads its place anew afterwards. */
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
    const balances = new Balances({ store: options.store, pool, onError: () => undefined });
    await balances.load();
    let events = 0;
    for (let round = 0; round < CHASE_ROUNDS; round += 1) {
      const added = await foldToHead(options.store, balances);
      events += added;
      if (added < BALANCE_BATCH_EVENTS) break;
    }
    await options.whilePaused(async () => {
      events += await foldToHead(options.store, balances);
      await swap(options);
    });
    return events;
  } finally {
    await pool.end();
    await options.pool.query(`drop schema if exists ${REBUILD_SCHEMA} cascade`);
  }
};

const foldToHead = async (store: EventStore, balances: Balances): Promise<number> => {
  let folded = 0;
  for (;;) {
    const events = await store.readAll({ after: balances.at, limit: BALANCE_BATCH_EVENTS });
    if (events.length === 0) return folded;
    for (const part of partsOf(events)) await balances.project(part);
    folded += events.length;
  }
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
