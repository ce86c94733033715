// batches.rows.ts — the rows of batches, and of every line or subscriber of them.
import type { BatchAction, BatchRowState } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { ImportLine } from './import-line';

export type BatchTerms = {
  readonly action: BatchAction;
  readonly reason: string;
  readonly bytes: number;
  readonly days: number;
  readonly site: string;
};
export type BatchRecord = BatchTerms & {
  readonly id: string;
  readonly actor: string;
  readonly contentHash: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly waiting: number;
  readonly done: number;
  readonly skipped: number;
};
export type BatchRowRecord = {
  readonly number: number;
  readonly state: BatchRowState;
  readonly refusal: string | null;
  readonly subscriberId: string | null;
  readonly line: ImportLine | null;
};

const COLUMNS = `b.id, b.action, b.reason, b.bytes::float8 as bytes, b.days, b.site, b.actor, b.content_hash as "contentHash",
  b.created_at as "createdAt", b.started_at as "startedAt",
  (select count(*)::int from batch_rows r where r.batch_id = b.id and r.state = 'waiting') as waiting,
  (select count(*)::int from batch_rows r where r.batch_id = b.id and r.state = 'done') as done,
  (select count(*)::int from batch_rows r where r.batch_id = b.id and r.state = 'skipped') as skipped`;

/** @returns false where it is there already. */
export const insertBatch = async (
  on: Queryable,
  batch: Omit<BatchRecord, 'waiting' | 'done' | 'skipped' | 'startedAt'>,
  rows: readonly BatchRowRecord[],
): Promise<boolean> => {
  const { rowCount } = await on.query(
    `insert into batches (id, action, reason, bytes, days, site, actor, content_hash, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      ...[batch.id, batch.action, batch.reason, batch.bytes, batch.days, batch.site, batch.actor],
      ...[batch.contentHash, batch.createdAt],
    ],
  );
  if (rowCount !== 1) return false;
  await on.query(
    `insert into batch_rows (batch_id, number, state, refusal, subscriber_id, line)
     select $1, r.number, r.state, r.refusal, r."subscriberId", r.line
     from jsonb_to_recordset($2::jsonb) as r(number int, state text, refusal text, "subscriberId" uuid, line jsonb)`,
    [batch.id, JSON.stringify(rows)],
  );
  return true;
};

export const findBatch = async (on: Queryable, id: string): Promise<BatchRecord | null> => {
  const { rows } = await on.query<BatchRecord>(`select ${COLUMNS} from batches b where b.id = $1`, [id]);
  return rows[0] ?? null;
};

/** Newest first. */
export const listBatches = async (
  on: Queryable,
  after: { readonly at: string; readonly id: string },
  limit: number,
): Promise<readonly BatchRecord[]> => {
  const { rows } = await on.query<BatchRecord>(
    `select ${COLUMNS} from batches b where (b.created_at, b.id::text) < ($1::timestamptz, $2)
     order by b.created_at desc, b.id::text desc limit $3`,
    [after.at, after.id, limit],
  );
  return rows;
};

/** @returns false where it was started before. */
export const saveStart = async (on: Queryable, id: string, at: Date): Promise<boolean> => {
  const { rowCount } = await on.query(
    'update batches set started_at = $2 where id = $1 and started_at is null',
    [id, at],
  );
  return rowCount === 1;
};

export const listBatchRows = async (
  on: Queryable,
  batchId: string,
  of: { readonly state: string; readonly afterNumber: number; readonly limit: number },
): Promise<readonly BatchRowRecord[]> => {
  const { rows } = await on.query<BatchRowRecord>(
    `select number, state, refusal, subscriber_id as "subscriberId", line from batch_rows
     where batch_id = $1 and ($2 = '' or state = $2) and number > $3 order by number limit $4`,
    [batchId, of.state, of.afterNumber, of.limit],
  );
  return rows;
};

export const saveRow = async (
  on: Queryable,
  batchId: string,
  row: Pick<BatchRowRecord, 'number' | 'refusal' | 'subscriberId'>,
): Promise<void> => {
  await on.query(
    `update batch_rows set state = $3, refusal = $4, subscriber_id = coalesce($5, subscriber_id)
     where batch_id = $1 and number = $2`,
    [batchId, row.number, row.refusal === null ? 'done' : 'skipped', row.refusal, row.subscriberId],
  );
};

/** A draft whose lines are forgotten can do nothing more: its rows end. */
export const forgetLines = async (on: Queryable, before: Date): Promise<void> => {
  await on.query(
    `update batch_rows r set line = null, state = case when r.state = 'waiting' then 'skipped' else r.state end
     from batches b where b.id = r.batch_id and b.created_at < $1 and r.line is not null
       and (b.started_at is null or r.state <> 'waiting')`,
    [before],
  );
};
