// proofs.rows.ts — pictures of transfers, one an order: the last one that was sent.
import type { Pool } from 'pg';
import { inTransaction, type Queryable } from '@saring/service-kit';

/** Where the bytes of a picture are: in the row, or in the file that it names. */
type StoredProof = {
  readonly image: Buffer | null;
  readonly file: string | null;
  readonly contentType: string;
};

/** @returns the file that the picture before was in, which no row names any more. */
export const saveProof = (
  pool: Pool,
  orderId: string,
  { image, file, contentType }: StoredProof,
  at: Date,
): Promise<string | null> =>
  inTransaction(pool, async (client) => {
    // Who sends two at once waits here for the first.
    await client.query('update payments set has_proof = true where order_id = $1', [orderId]);
    const { rows } = await client.query<{ file: string | null }>(
      'select file from payment_proofs where order_id = $1',
      [orderId],
    );
    await client.query(
      `insert into payment_proofs (order_id, image, content_type, attached_at, sealed, file) values ($1, $2, $3, $4, true, $5)
       on conflict (order_id) do update set image = excluded.image, sealed = true, file = excluded.file,
         content_type = excluded.content_type, attached_at = excluded.attached_at`,
      [orderId, image, contentType, at, file],
    );
    return rows[0]?.file ?? null;
  });

export const findProof = async (
  pool: Pool,
  orderId: string,
): Promise<(StoredProof & { readonly isSealed: boolean }) | null> => {
  const { rows } = await pool.query<StoredProof & { readonly isSealed: boolean }>(
    `select image, file, content_type as "contentType", sealed as "isSealed" from payment_proofs where order_id = $1`,
    [orderId],
  );
  return rows[0] ?? null;
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

/** Of before, whose order waits for no money; the oldest first. */
export const oldProofs = async (
  on: Queryable,
  before: Date,
  limit: number,
): Promise<readonly { readonly orderId: string; readonly file: string | null }[]> => {
  const { rows } = await on.query<{ orderId: string; file: string | null }>(
    `select p.order_id as "orderId", p.file from payment_proofs p join payments o using (order_id)
     where p.attached_at < $1 and o.state not in ('created', 'pending') order by p.attached_at limit $2`,
    [before, limit],
  );
  return rows;
};

/** Not where another picture has come meanwhile. */
export const forgetProof = (pool: Pool, orderId: string, file: string | null): Promise<void> =>
  inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'delete from payment_proofs where order_id = $1 and file is not distinct from $2',
      [orderId, file],
    );
    if (rowCount === 0) return;
    await client.query('update payments set has_proof = false where order_id = $1', [orderId]);
  });

/** Files that rows name, behind one and up to another, each with when its row was written. */
export const namedFiles = async (
  on: Queryable,
  after: string,
  until: string | null,
): Promise<ReadonlyMap<string, Date>> => {
  const { rows } = await on.query<{ file: string; at: Date }>(
    `select file, attached_at as at from payment_proofs
     where file collate "C" > $1 and ($2::text is null or file collate "C" <= $2)`,
    [after, until],
  );
  return new Map(rows.map(({ file, at }) => [file, at]));
};
