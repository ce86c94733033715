// projected-tables.ts — the tables that the balances' projection writes, as whole: their parts, and sums that tell two apart.
import type { PoolClient } from 'pg';
import { createHash } from 'node:crypto';
import { withoutWords } from '@saring/service-kit';
import { readAccounts } from '../balances/account-row';
import { WRITTEN } from '../forgetting/written';

/** Every table that the projection writes, beside its checkpoint. */
export const PROJECTED_TABLES = [
  'quota_accounts',
  'usage_blocks',
  'statement_lines',
  'usage_hours',
  'anomalies',
  'handled_commands',
  'purchases',
  'quota_requests',
  'router_hours',
] as const;
export type ProjectedTable = (typeof PROJECTED_TABLES)[number];

/** Raised when the same events give other rows than before, which closing-rebuild.int.spec.ts notices. */
export const FOLD_VERSION = 1;
/** 1 MB of a table: its rows are copied well within the time that a transaction has. */
const PART_PAGES = 128;
/** The data of a block lies beside its row: some MB hang on so many pages. */
const PART_PAGES_OF_BLOCKS = 4;
const BLOCKS_A_PAGE = 32;
const SUM_BITS = 64;

/** Rows and a sum over them, whatever their order; by table. */
export type TableSums = Readonly<Record<string, readonly [rows: number, sum: string]>>;
/** Runs a read in a short transaction of its own: of now, or of one snapshot. */
export type Reads = <T>(read: (client: PoolClient) => Promise<T>) => Promise<T>;
/** Some pages of a table, or of one of its partitions. */
export type TablePart = { readonly relation: string; readonly from: string; readonly until: string };

/** Accounts are summed by what they hold: their places in blocks depend on restarts. */
const BY_CONTENT: ReadonlySet<string> = new Set(['quota_accounts', 'usage_blocks']);
/** What people wrote may be emptied in rows and events at any time, and is no sum. */
const WORD_COLUMNS: Readonly<Partial<Record<ProjectedTable, readonly string[]>>> = {
  statement_lines: ['reason'],
  quota_requests: ['reason', 'decision_reason'],
};
const WORDS_IN_JSON = `"(${WRITTEN.fields.join('|')})": "([^"\\\\]|\\\\.)*"`;

/** What rows look like and how they are made. Rows of another version fit no fold of this one. */
export const projectedVersion = async (
  client: Pick<PoolClient, 'query'>,
  schema: string,
): Promise<string> => {
  const { rows } = await client.query<{ columns: string }>(
    `select coalesce(string_agg(table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable, ',' order by table_name, column_name), '') as columns
     from information_schema.columns where table_schema = $1 and table_name = any($2::text[])`,
    [schema, PROJECTED_TABLES],
  );
  const columns = createHash('sha256')
    .update(rows[0]?.columns ?? '')
    .digest('hex');
  return `${FOLD_VERSION}-${columns.slice(0, 16)}`;
};

/** The pages of a table. What a snapshot sees lies in those that there are once it is taken. */
export const partsOfTable = async (
  client: PoolClient,
  schema: string,
  table: ProjectedTable,
): Promise<readonly TablePart[]> => {
  const { rows } = await client.query<{ relation: string; pages: number }>(
    `select c.oid::regclass::text as relation, (pg_relation_size(c.oid) / current_setting('block_size')::int)::int as pages
     from pg_class c left join pg_inherits i on i.inhrelid = c.oid
     where c.relkind = 'r' and $1::regclass in (c.oid, i.inhparent) order by 1`,
    [`${schema}.${table}`],
  );
  const each = table === 'usage_blocks' ? PART_PAGES_OF_BLOCKS : PART_PAGES;
  return rows.flatMap(({ relation, pages }) =>
    Array.from({ length: Math.ceil(pages / each) }, (_, part) => ({
      relation,
      from: `(${part * each},0)`,
      until: `(${(part + 1) * each},0)`,
    })),
  );
};

/** Rows and sums of all tables of a schema. Two that were folded from the same events have the same. */
export const sumsOfTables = async (reads: Reads, schema: string): Promise<TableSums> => {
  const sums: Record<string, readonly [number, string]> = {};
  for (const table of PROJECTED_TABLES)
    if (!BY_CONTENT.has(table)) sums[table] = await sumOfRows(reads, schema, table);
  sums['quota_accounts'] = await sumOfAccounts(reads);
  return sums;
};

const sumOfRows = async (
  reads: Reads,
  schema: string,
  table: ProjectedTable,
): Promise<readonly [number, string]> => {
  let count = 0;
  let sum = 0n;
  for (const { relation, from, until } of await reads((client) => partsOfTable(client, schema, table))) {
    const [row] = await reads(async (client) => {
      const { rows } = await client.query<{ count: number; sum: string }>(
        `select count(*)::int as count, coalesce(sum(('x' || left(md5(regexp_replace((to_jsonb(t) - $1::text[])::text, $2, '', 'g')), 16))::bit(64)::bigint), 0)::text as sum
         from only ${relation} t where ctid >= $3::tid and ctid < $4::tid`,
        [WORD_COLUMNS[table] ?? [], WORDS_IN_JSON, from, until],
      );
      return rows;
    });
    count += row?.count ?? 0;
    sum += BigInt(row?.sum ?? '0');
  }
  return [count, BigInt.asUintN(SUM_BITS, sum).toString(16)];
};

const sumOfAccounts = async (reads: Reads): Promise<readonly [number, string]> => {
  const last = await reads(async (client) => {
    const { rows } = await client.query<{ last: number | null }>(
      'select max(block) as last from usage_blocks',
    );
    return rows[0]?.last ?? 0;
  });
  let count = 0;
  let sum = 0n;
  for (let from = 0; from <= last; from += BLOCKS_A_PAGE) {
    const filter = 'block >= $1 and block < $2';
    const entries = await reads((client) => readAccounts(client, filter, [from, from + BLOCKS_A_PAGE]));
    for (const { block: _block, slot: _slot, ...entry } of entries) {
      const text = JSON.stringify(inOrderOfNames(withoutWords(entry, WRITTEN)));
      sum += createHash('sha256').update(text).digest().readBigUInt64BE();
    }
    count += entries.length;
  }
  return [count, BigInt.asUintN(SUM_BITS, sum).toString(16)];
};

const inOrderOfNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrderOfNames);
  if (typeof value !== 'object' || value === null) return value;
  const named = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(named.map(([name, inner]) => [name, inOrderOfNames(inner)]));
};

/** @returns the tables that differ; empty: none does. */
export const differencesOf = (left: TableSums, right: TableSums): readonly string[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((table) => left[table]?.join() !== right[table]?.join())
    .map((table) => `${table} ${left[table]?.[0] ?? 0}/${right[table]?.[0] ?? 0} rows`);
