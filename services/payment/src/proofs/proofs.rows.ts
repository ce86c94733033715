// proofs.rows.ts — pictures of transfers, one an order: the last one that was sent.
import type { Pool } from 'pg';
import { inTransaction, type Queryable } from '@saring/service-kit';

export const saveProof = (
  pool: Pool,
  orderId: string,
  /** For proofName. */
  sealed: Uint8Array,
  contentType: string,
  at: Date,
): Promise<void> =>
  inTransaction(pool, async (client) => {
    await client.query(
      `insert into payment_proofs (order_id, image, content_type, attached_at, sealed) values ($1, $2, $3, $4, true)
       on conflict (order_id) do update
       set image = excluded.image, sealed = true, content_type = excluded.content_type, attached_at = excluded.attached_at`,
      [orderId, Buffer.from(sealed), contentType, at],
    );
    await client.query('update payments set has_proof = true where order_id = $1', [orderId]);
  });

export const findProof = async (
  pool: Pool,
  orderId: string,
): Promise<{ readonly image: Buffer; readonly contentType: string; readonly isSealed: boolean } | null> => {
  const { rows } = await pool.query<{ image: Buffer; content_type: string; sealed: boolean }>(
    'select image, content_type, sealed from payment_proofs where order_id = $1',
    [orderId],
  );
  const row = rows[0];
  return row ? { image: row.image, contentType: row.content_type, isSealed: row.sealed } : null;
};

export const ordersWithProof = async (
  on: Queryable,
  orderIds: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ order_id: string }>(
    'select order_id from payment_proofs where order_id = any($1::uuid[])',
    [orderIds],
  );
  return rows.map(({ order_id: orderId }) => orderId);
};

const ENDED = ['expired', 'cancelled'];
const UNPAID = ['created', 'pending', ...ENDED];

/**
 * Unpaid orders with a picture, the newest first. One that an operator called off after its picture came is answered.
 * @param since pictures of before are forgotten.
 */
export const unansweredProofs = async (
  on: Queryable,
  { isEnded, since, limit }: { readonly isEnded: boolean; readonly since: Date; readonly limit: number },
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ order_id: string }>(
    `select p.order_id from payment_proofs p join payments o using (order_id)
     where o.state = any($3) and p.attached_at >= $1
       and not exists (select from payment_notes n
         where n.order_id = p.order_id and n.kind = 'cancel' and n.actor like 'operator:%'
           and n.noted_at >= p.attached_at)
     order by p.attached_at desc limit $2`,
    [since, limit, isEnded ? ENDED : UNPAID],
  );
  return rows.map(({ order_id: orderId }) => orderId);
};
