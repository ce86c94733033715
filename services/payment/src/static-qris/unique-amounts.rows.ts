// unique-amounts.rows.ts — which sums of which account are asked for, by whom, and until when nobody else may be.
import type { Queryable } from '@saring/service-kit';

/** The whole sum that an order asks for; null: it has none yet. */
export const claimedBy = async (on: Queryable, orderId: string): Promise<number | null> => {
  const { rows } = await on.query<{ sum: number }>(
    'select sum_rupiah::float8 as sum from static_qris_sums where order_id = $1',
    [orderId],
  );
  return rows[0]?.sum ?? null;
};

type Sums = { readonly accountId: string; readonly from: number; readonly to: number };

/** Those that rest, and those whose order waits for its money still, however late that is. */
export const takenSums = async (
  on: Queryable,
  { accountId, from, to }: Sums,
  at: Date,
): Promise<ReadonlySet<number>> => {
  const { rows } = await on.query<{ sum: number }>(
    `select sum_rupiah::float8 as sum from static_qris_sums s
     where account_id = $1 and sum_rupiah between $2 and $3
       and (free_at > $4 or exists (select 1 from payments p where p.order_id = s.order_id
                                      and p.state in ('created', 'pending', 'denied')))`,
    [accountId, from, to, at],
  );
  return new Set(rows.map(({ sum }) => sum));
};

/** In the place of whoever had it before. */
export const saveClaim = async (
  on: Queryable,
  claim: {
    readonly accountId: string;
    readonly sumRupiah: number;
    readonly orderId: string;
    readonly freeAt: Date;
  },
): Promise<void> => {
  await on.query(
    `insert into static_qris_sums (account_id, sum_rupiah, order_id, free_at) values ($1, $2, $3, $4)
     on conflict (account_id, sum_rupiah) do update set order_id = excluded.order_id, free_at = excluded.free_at`,
    [claim.accountId, claim.sumRupiah, claim.orderId, claim.freeAt],
  );
};
