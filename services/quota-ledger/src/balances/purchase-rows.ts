// purchase-rows.ts — what became of each purchase, a row each: no command reads an account's past for it.
import type { Pool, PoolClient } from 'pg';
import type { PurchaseEntry } from '../domain/purchase';
import { purchaseKey, type PurchaseChanges } from '../domain/purchase-changes';

export type Purchases = ReadonlyMap<string, PurchaseEntry>;
type PurchaseId = { readonly subscriberId: string; readonly purchaseId: string };
type PurchaseRow = {
  readonly subscriber_id: string;
  readonly purchase_id: string;
  readonly state: PurchaseEntry['state'];
  readonly auto_bytes: number;
  readonly debts: PurchaseEntry['debts'];
};

/** Those of the purchases that anything is known of. */
export const readPurchases = async (pool: Pool, ids: readonly PurchaseId[]): Promise<Purchases> => {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<PurchaseRow>(
    `select subscriber_id, purchase_id, state, auto_bytes, debts from purchases
     join unnest($1::uuid[], $2::text[]) as w(subscriber_id, purchase_id) using (subscriber_id, purchase_id)`,
    [ids.map(({ subscriberId }) => subscriberId), ids.map(({ purchaseId }) => purchaseId)],
  );
  return new Map(
    rows.map(({ subscriber_id: subscriberId, purchase_id: purchaseId, auto_bytes: autoBytes, ...row }) => [
      purchaseKey(subscriberId, purchaseId),
      { purchaseId, autoBytes, ...row },
    ]),
  );
};

/** Adds to rows of batches before as `mergeEntries` does: the two events of one purchase may come in two batches. */
const UPSERT = `
insert into purchases as p (subscriber_id, purchase_id, state, auto_bytes, debts)
select id, purchase_id, state, auto_bytes, debts::json
from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[]) as i(id, purchase_id, state, auto_bytes, debts)
on conflict (subscriber_id, purchase_id) do update set
  state = case when p.state = 'revoked' then p.state else excluded.state end,
  auto_bytes = p.auto_bytes + excluded.auto_bytes,
  debts = (p.debts::jsonb || excluded.debts::jsonb)::json`;

export const writePurchases = async (
  client: PoolClient,
  { entries, forgiven }: PurchaseChanges,
): Promise<void> => {
  if (forgiven.size > 0)
    await client.query({
      text: 'update purchases set auto_bytes = 0 where auto_bytes > 0 and subscriber_id = any($1::uuid[])',
      values: [[...forgiven]],
    });
  if (entries.size === 0) return;
  const rows = [...entries.values()];
  await client.query({
    text: UPSERT,
    values: [
      rows.map(({ subscriberId }) => subscriberId),
      rows.map(({ entry }) => entry.purchaseId),
      rows.map(({ entry }) => entry.state),
      rows.map(({ entry }) => entry.autoBytes),
      rows.map(({ entry }) => JSON.stringify(entry.debts)),
    ],
  });
};
