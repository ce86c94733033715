// agents.rows.ts — agents and the lines of their deposits, as lists ask for them.
import type { Queryable } from '@saring/service-kit';
import type { AgentTerms } from './domain/agent';

export type AgentRow = {
  readonly agentId: string;
  readonly terms: AgentTerms;
  readonly depositRupiah: number;
  /** Of `Agent`. */
  readonly mustMakeUp: boolean;
};
export type AgentEntry = {
  readonly line: number;
  readonly at: string;
  readonly kind: string;
  readonly amountRupiah: number;
  readonly balanceRupiah: number;
  /** Vouchers; negative: given back. */
  readonly sold: number;
  /** What customers paid for them. */
  readonly sellRupiah: number;
  readonly description: string;
  readonly operatorId: string;
};
type EntryRow = Omit<AgentEntry, 'at'> & { readonly at: Date };
type AgentSums = {
  readonly sold: number;
  readonly sellRupiah: number;
  readonly costRupiah: number;
};
type StockRow = {
  readonly packageId: string;
  readonly packageName: string;
  readonly left: number;
  /** What a customer pays for one of those that are sold next. */
  readonly sellRupiah: number;
};

const AGENT = `select agent_id as "agentId", terms, deposit_rupiah::float8 as "depositRupiah",
  must_make_up as "mustMakeUp" from agents`;

export const saveAgent = async (
  on: Queryable,
  version: number,
  { agentId, terms, depositRupiah, mustMakeUp }: AgentRow,
): Promise<void> => {
  await on.query(
    `insert into agents (agent_id, version, terms, deposit_rupiah, must_make_up) values ($1, $2, $3, $4, $5)
     on conflict (agent_id) do update set version = excluded.version, terms = excluded.terms,
       deposit_rupiah = excluded.deposit_rupiah, must_make_up = excluded.must_make_up`,
    [agentId, version, JSON.stringify(terms), depositRupiah, mustMakeUp],
  );
};

export const insertEntry = async (on: Queryable, agentId: string, entry: AgentEntry): Promise<void> => {
  await on.query(
    `insert into agent_entries (agent_id, line, at, kind, amount_rupiah, balance_rupiah, sold, sell_rupiah, description,
       operator_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[agentId, entry.line, entry.at, entry.kind, entry.amountRupiah, entry.balanceRupiah],
      ...[entry.sold, entry.sellRupiah, entry.description, entry.operatorId],
    ],
  );
};

export const findAgent = async (on: Queryable, agentId: string): Promise<AgentRow | null> => {
  const { rows } = await on.query<AgentRow>(`${AGENT} where agent_id = $1`, [agentId]);
  return rows[0] ?? null;
};

export const listAgents = async (on: Queryable, limit: number): Promise<readonly AgentRow[]> => {
  const { rows } = await on.query<AgentRow>(`${AGENT} order by agent_id limit $1`, [limit]);
  return rows;
};

/** Newest first. @param before the line behind which it goes on; 0: from the newest. @param sales these alone. */
export const listEntries = async (
  on: Queryable,
  agentId: string,
  before: number,
  limit: number,
  sales: { readonly from: Date; readonly until: Date } | null = null,
): Promise<readonly EntryRow[]> => {
  const { rows } = await on.query<EntryRow>(
    `select line, at, kind, amount_rupiah::float8 as "amountRupiah", balance_rupiah::float8 as "balanceRupiah", sold,
       sell_rupiah::float8 as "sellRupiah", description, operator_id as "operatorId"
     from agent_entries where agent_id = $1 and ($2 = 0 or line < $2)
       and ($4::timestamptz is null or (kind in ('sold', 'returned') and at >= $4 and at < $5))
     order by line desc limit $3`,
    [agentId, before, limit, sales?.from ?? null, sales?.until ?? null],
  );
  return rows;
};

/** What was sold, less what came back, within a time. */
export const sumEntries = async (
  on: Queryable,
  agentId: string,
  from: Date,
  until: Date,
): Promise<AgentSums> => {
  const { rows } = await on.query<AgentSums>(
    `select coalesce(sum(sold), 0)::float8 as sold, coalesce(sum(sell_rupiah), 0)::float8 as "sellRupiah",
       -coalesce(sum(amount_rupiah) filter (where kind in ('sold', 'returned')), 0)::float8 as "costRupiah"
     from agent_entries where agent_id = $1 and at >= $2 and at < $3`,
    [agentId, from, until],
  );
  return rows[0] ?? { sold: 0, sellRupiah: 0, costRupiah: 0 };
};

const STOCK = `vouchers v join voucher_batches b on b.id = v.batch_id
  where b.terms->>'agentId' = $1 and v.state = 'unsold'
    and (b.terms->>'redeemableUntil' is null or (b.terms->>'redeemableUntil')::timestamptz >= $2)`;

/** The agent's own vouchers that can be sold, by package. */
export const stockOf = async (on: Queryable, agentId: string, now: Date): Promise<readonly StockRow[]> => {
  const { rows } = await on.query<StockRow>(
    `select b.terms->>'packageId' as "packageId", max(b.terms->>'packageName') as "packageName", count(*)::int as left,
       (array_agg((b.terms->>'priceRupiah')::float8 order by b.made_at, b.id))[1] as "sellRupiah"
     from ${STOCK} group by 1 order by 4, 1`,
    [agentId, now],
  );
  return rows;
};

/** The agent's oldest batch of a package from which so many can be sold; null: there is none. */
export const findStock = async (
  on: Queryable,
  agentId: string,
  packageId: string,
  amount: number,
  now: Date,
): Promise<string | null> => {
  const { rows } = await on.query<{ id: string }>(
    `select b.id from ${STOCK} and b.terms->>'packageId' = $3
     group by b.id, b.made_at having count(*) >= $4 order by b.made_at, b.id limit 1`,
    [agentId, now, packageId, amount],
  );
  return rows[0]?.id ?? null;
};
