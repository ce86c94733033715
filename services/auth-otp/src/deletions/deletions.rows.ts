// deletions.rows.ts — persons who were deleted, and how far that has come.
import type { Queryable } from '@saring/service-kit';

export type DeletionRow = {
  readonly subscriber_id: string;
  readonly asked_at: Date;
  readonly actor: string;
  readonly reason: string;
  readonly phones: readonly string[];
  readonly macs: readonly string[];
  readonly waiting: readonly string[];
  readonly done_at: Date | null;
};

const COLUMNS = 'subscriber_id, asked_at, actor, reason, phones, macs, waiting, done_at';

export const insertDeletion = async (on: Queryable, row: Omit<DeletionRow, 'done_at'>): Promise<void> => {
  await on.query(`insert into deletions (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, null)`, [
    ...[row.subscriber_id, row.asked_at, row.actor, row.reason],
    ...[[...row.phones], [...row.macs], [...row.waiting]],
  ]);
};

export const findDeletion = async (on: Queryable, subscriberId: string): Promise<DeletionRow | null> => {
  const { rows } = await on.query<DeletionRow>(`select ${COLUMNS} from deletions where subscriber_id = $1`, [
    subscriberId,
  ]);
  return rows[0] ?? null;
};

export const listUnfinished = async (on: Queryable, limit: number): Promise<readonly DeletionRow[]> => {
  const { rows } = await on.query<DeletionRow>(
    `select ${COLUMNS} from deletions where done_at is null order by asked_at limit $1`,
    [limit],
  );
  return rows;
};

export const noteForgotten = async (on: Queryable, subscriberId: string, service: string): Promise<void> => {
  await on.query('update deletions set waiting = array_remove(waiting, $2) where subscriber_id = $1', [
    subscriberId,
    service,
  ]);
};

/** The last that was known of them goes, too. */
export const finishDeletion = async (on: Queryable, subscriberId: string, at: Date): Promise<void> => {
  await on.query(
    `update deletions set done_at = $2, phones = '{}', macs = '{}'
     where subscriber_id = $1 and waiting = '{}' and done_at is null`,
    [subscriberId, at],
  );
};
