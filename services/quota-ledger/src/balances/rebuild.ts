// rebuild.ts — builds the balances again, from the last closing or the first event, beside the running ones, and puts them
// in their place.
import { inTransaction, readCheckpoint } from '@saring/service-kit';
import { beginFromClosing } from '../closings/begin-from-closing';
import { giveUpUnproved } from '../closings/give-up-unproved';
import { PROJECTED_TABLES } from '../closings/projected-tables';
import { BALANCES } from './balance-writer';
import { besideIn, type FoldBeside, type FoldPlace } from './fold-beside';

const REBUILD_SCHEMA = 'quota_ledger_rebuild';
/** The tables that a rebuild replaces. */
const TABLES = [...PROJECTED_TABLES, 'checkpoints'];
const KEPT_CHECKPOINTS = ['facts'];
const CHASE_ROUNDS = 20;
/** So few are folded while the live projection is paused. */
const FEW_EVENTS = 1_000;

type RebuildOptions = FoldPlace & {
  readonly schema: string;
  /** The first event, whatever closings there are. */
  readonly fromZero: boolean;
  /** Runs while the live projection is paused, which reads its position again afterwards. */
  readonly whilePaused: (swap: () => Promise<void>) => Promise<void>;
};

export type Rebuilt = {
  /** How many were folded. */
  readonly events: number;
  /** The month whose closing it began from; null: from zero. */
  readonly closing: string | null;
  /** Why newer closings were not used. */
  readonly refused: readonly string[];
};

/** Queries see the old rows until the swap, which is one transaction. */
export const rebuildBalances = (options: RebuildOptions): Promise<Rebuilt> =>
  besideIn(REBUILD_SCHEMA, options, async (fold) => {
    const { closing, refused } = options.fromZero
      ? { closing: null, refused: [] }
      : await beginFromClosing(fold, options, await readCheckpoint(options.pool, BALANCES));
    let events = await chase(fold);
    await options.whilePaused(async () => {
      events += await fold.foldTo();
      await swap(options);
    });
    return { events, closing, refused };
  });

/** Little is left to fold and write afterwards. */
const chase = async (fold: FoldBeside): Promise<number> => {
  let events = 0;
  for (let round = 0; round < CHASE_ROUNDS; round += 1) {
    const added = await fold.foldTo();
    events += added;
    if (added < FEW_EVENTS) break;
  }
  return events;
};

const swap = async ({ pool, schema }: RebuildOptions): Promise<void> => {
  await inTransaction(pool, async (client) => {
    // A copy of the old tables would miss the rows of the new ones.
    await giveUpUnproved(client, schema);
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
