// forgetting.rows.ts — what one payer has open, and what is kept of how they paid.
import { eraseWords, type Queryable } from '@saring/service-kit';

const WRITTEN = {
  fields: ['reason', 'note', 'text', 'returnUrl'],
  keep: ['requested', 'rejected by the gateway', 'created', 'charged'],
};

/** What can still be paid. */
export const countOpen = async (
  on: Queryable,
  subscriberId: string,
): Promise<{ readonly count: number; readonly amountRupiah: number }> => {
  const { rows } = await on.query<{ count: number; amountRupiah: number }>(
    `select count(*)::float8 as count, coalesce(sum(amount_rupiah), 0)::float8 as "amountRupiah"
     from payments where subscriber_id = $1 and state in ('created', 'pending')`,
    [subscriberId],
  );
  return rows[0] ?? { count: 0, amountRupiah: 0 };
};

/** Of pictures that a payer has sent. */
export const proofFilesOf = async (on: Queryable, subscriberId: string): Promise<readonly string[]> => {
  const { rows } = await on.query<{ file: string }>(
    `select file from payment_proofs join payments using (order_id) where subscriber_id = $1 and file is not null`,
    [subscriberId],
  );
  return rows.map(({ file }) => file);
};

type Forgotten = {
  /** Of their orders and of the alerts about these. */
  readonly relatedIds: readonly string[];
  /** That no row names any more. */
  readonly files: readonly string[];
};

export const forgetPayer = async (on: Queryable, subscriberId: string): Promise<Forgotten> => {
  const of = '(select order_id from payments where subscriber_id = $1)';
  const { rows } = await on.query<{ id: string }>(
    `select order_id::text as id from payments where subscriber_id = $1`,
    [subscriberId],
  );
  const orders = rows.map(({ id }) => id);
  await eraseWords(
    on,
    orders.map((id) => `payment-${id}`),
    WRITTEN,
  );
  const proofs = await on.query<{ file: string | null }>(
    `delete from payment_proofs where order_id in ${of} returning file`,
    [subscriberId],
  );
  await on.query(`update payment_notes set text = '' where order_id in ${of}`, [subscriberId]);
  await on.query(
    `update payments set instructions = '{}', return_url = null, has_proof = false where subscriber_id = $1`,
    [subscriberId],
  );
  const alerts = await on.query<{ id: string }>(
    `update payment_alerts set note = '' where order_id in ${of} returning alert_id::text as id`,
    [subscriberId],
  );
  return {
    relatedIds: [...orders, ...alerts.rows.map(({ id }) => id)],
    files: proofs.rows.flatMap(({ file }) => file ?? []),
  };
};
