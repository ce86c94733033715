// copy-closing.ts — copies the read models and their checkpoint as they stand at one moment, and loads such a copy.
import { writeCheckpoint } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { BALANCES } from '../balances/balance-writer';
import { UsagePartitions } from '../balances/usage-partitions';
import { ClosingRows, type Closing } from './closing.rows';
import {
  partsOfTable,
  PROJECTED_TABLES,
  projectedVersion,
  sumsOfTables,
  type ProjectedTable,
  type Reads,
  type TablePart,
} from './projected-tables';
import { atOneMoment } from './snapshot';

type Source = { readonly databaseUrl: string; readonly schema: string; readonly pool: Pool };

/**
 * Parts are written by the server itself, each in a transaction of its own; a rebuild that swaps the tables, and who is
 * forgotten in the meantime, make it fail (`giveUpUnproved`).
 * @returns the copy, not proved yet; null: nothing was projected yet.
 * @throws Error when it was given up.
 */
export const copyClosing = async (source: Source, month: string): Promise<Closing | null> => {
  const { databaseUrl, schema, pool } = source;
  const rows = new ClosingRows(pool, schema);
  const version = await projectedVersion(pool, schema);
  // It stands before the snapshot is taken: whoever gives up copies from then on finds it.
  const begun = await rows.begin(month, version);
  return atOneMoment(databaseUrl, pool, async (reads) => {
    const position = await reads(positionOf);
    if (position === null) {
      await rows.drop(begun.closingId);
      return null;
    }
    for (const table of PROJECTED_TABLES) await copyTable(reads, schema, begun.closingId, table);
    const sums = await sumsOfTables(reads, schema);
    await rows.complete(begun.closingId, position, sums);
    return { ...begun, position, sums };
  });
};

const positionOf = async (client: PoolClient): Promise<string | null> => {
  const { rows } = await client.query<{ position: string }>(
    'select position from checkpoints where name = $1',
    [BALANCES],
  );
  return rows[0]?.position ?? null;
};

const copyTable = async (
  reads: Reads,
  schema: string,
  closingId: string,
  table: ProjectedTable,
): Promise<void> => {
  const parts = await reads((client) => partsOfTable(client, schema, table));
  for (const [index, part] of parts.entries())
    await reads((client) => copyPart(client, { closingId, table, index, ...part }));
};

const copyPart = (
  client: PoolClient,
  part: TablePart & { readonly closingId: string; readonly table: string; readonly index: number },
): Promise<unknown> =>
  client.query(
    `insert into closing_parts (closing_id, table_name, part, row_count, rows)
     select $1, $2, $3, count(*), json_agg(t) from only ${part.relation} t where ctid >= $4::tid and ctid < $5::tid
     having count(*) > 0`,
    [part.closingId, part.table, part.index, part.from, part.until],
  );

/**
 * Fills empty tables with a closing's rows and its position.
 * @param pool of the schema to fill.
 * @param schema the one that the closing stands in.
 * @throws whatever PostgreSQL says of rows that fit no table.
 */
export const loadClosing = async (pool: Pool, schema: string, closing: Closing): Promise<void> => {
  const { closingId, position } = closing;
  await new UsagePartitions(pool).ensure(await monthsOfHours(pool, schema, closingId));
  const { rows } = await pool.query<{ table: string; part: number }>(
    `select table_name as "table", part from ${schema}.closing_parts where closing_id = $1 order by 1, 2`,
    [closingId],
  );
  for (const { table, part } of rows) {
    if (!isProjected(table))
      throw new Error(`the closing has rows of ${table}, which is no table of balances`);
    await pool.query(
      `insert into ${table} select r.* from ${schema}.closing_parts p, json_populate_recordset(null::${table}, p.rows) r
       where closing_id = $1 and table_name = $2 and part = $3`,
      [closingId, table, part],
    );
  }
  await writeCheckpoint(pool, BALANCES, position);
};

const isProjected = (table: string): table is ProjectedTable =>
  (PROJECTED_TABLES as readonly string[]).includes(table);

const monthsOfHours = async (pool: Pool, schema: string, closingId: string): Promise<readonly string[]> => {
  const { rows: parts } = await pool.query<{ part: number }>(
    `select part from ${schema}.closing_parts where closing_id = $1 and table_name = 'usage_hours'`,
    [closingId],
  );
  const months = new Set<string>();
  for (const { part } of parts) {
    const { rows } = await pool.query<{ month: string }>(
      `select distinct left(r->>'hour', 7) as month from ${schema}.closing_parts p, json_array_elements(p.rows) r
       where closing_id = $1 and table_name = 'usage_hours' and part = $2`,
      [closingId, part],
    );
    for (const { month } of rows) months.add(month);
  }
  return [...months];
};
