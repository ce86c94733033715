// order-work.ts — what is due for sales, with the time of the next try.
import type { Work, WorkKind } from '../../domain/sale-work';
import type { Queryable } from '@saring/service-kit';

export type DueWork = {
  readonly orderId: string;
  readonly kind: WorkKind;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
};

/** Longest error text kept with a piece of work. */
const ERROR_CHARACTERS = 200;

/** Work of a kind that is there already starts anew: who is just doing it does not end it (`nextAttemptAt`). */
export const addWork = async (on: Queryable, orderId: string, work: readonly Work[]): Promise<void> => {
  if (work.length === 0) return;
  await on.query(
    `insert into order_work (order_id, kind, next_attempt_at)
     select $1, kind, at from unnest($2::text[], $3::timestamptz[]) as w(kind, at)
     on conflict (order_id, kind) do update set next_attempt_at = excluded.next_attempt_at, attempts = 0`,
    [orderId, work.map(({ kind }) => kind), work.map(({ notBefore }) => notBefore)],
  );
};

export const dueWork = async (
  on: Queryable,
  kinds: readonly WorkKind[],
  now: Date,
  limit: number,
): Promise<readonly DueWork[]> => {
  const { rows } = await on.query<{
    order_id: string;
    kind: WorkKind;
    attempts: number;
    next_attempt_at: Date;
  }>(
    `select order_id, kind, attempts, next_attempt_at from order_work where kind = any($1) and next_attempt_at <= $2
     order by next_attempt_at, order_id, kind limit $3`,
    [kinds, now, limit],
  );
  return rows.map((row) => ({
    orderId: row.order_id,
    kind: row.kind,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
  }));
};

/** Unless it was called for again while it was done. */
export const finishWork = async (on: Queryable, { orderId, kind, nextAttemptAt }: DueWork): Promise<void> => {
  await on.query('delete from order_work where order_id = $1 and kind = $2 and next_attempt_at = $3', [
    orderId,
    kind,
    nextAttemptAt,
  ]);
};

/** Unless it was called for again. @param error null: nothing failed, it is only to be looked at again. */
export const postponeWork = async (
  on: Queryable,
  { orderId, kind, attempts, nextAttemptAt }: DueWork,
  until: Date,
  error: string | null,
): Promise<void> => {
  await on.query(
    `update order_work set attempts = $3, next_attempt_at = $4, last_error = $5
     where order_id = $1 and kind = $2 and next_attempt_at = $6`,
    [
      orderId,
      kind,
      attempts + 1,
      until,
      error === null ? null : error.slice(0, ERROR_CHARACTERS),
      nextAttemptAt,
    ],
  );
};
