// broadcasts.rows.ts — messages to many, and whom they are for.
import type { BroadcastState } from '@saring/kernel';
import type { Place, Queryable } from '@saring/service-kit';
import type { Filter } from './domain/broadcast';

export type StoredBroadcast = {
  readonly id: string;
  readonly content_hash: string;
  readonly text_indonesian: string;
  readonly text_english: string;
  readonly filter: Filter;
  readonly per_minute: number;
  readonly starts_at: Date | null;
  readonly state: BroadcastState;
  readonly stage: number;
  readonly stage_cursor: string;
  readonly created_by: string;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  readonly stop_reason: string | null;
};

const COLUMNS = `id, content_hash, text_indonesian, text_english, filter, per_minute, starts_at, state, stage, stage_cursor,
  created_by, created_at, ended_at, stop_reason`;

type NewBroadcast = Omit<StoredBroadcast, 'stage' | 'stage_cursor' | 'state' | 'ended_at' | 'stop_reason'> & {
  readonly command_id: string;
};

/** @returns false when another request with the command id was stored meanwhile. */
export const insertBroadcast = async (on: Queryable, one: NewBroadcast): Promise<boolean> => {
  const { rowCount } = await on.query(
    `insert into broadcasts (id, command_id, content_hash, text_indonesian, text_english, filter, per_minute, starts_at,
       next_at, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz, coalesce($8::timestamptz, $10::timestamptz), $9, $10::timestamptz) on conflict (command_id) do nothing`,
    [
      ...[one.id, one.command_id, one.content_hash, one.text_indonesian, one.text_english],
      ...[JSON.stringify(one.filter), one.per_minute, one.starts_at, one.created_by, one.created_at],
    ],
  );
  return rowCount === 1;
};

export const findBroadcastByCommand = async (
  on: Queryable,
  commandId: string,
): Promise<StoredBroadcast | null> => {
  const { rows } = await on.query<StoredBroadcast>(
    `select ${COLUMNS} from broadcasts where command_id = $1`,
    [commandId],
  );
  return rows[0] ?? null;
};

/** @param isHeld nobody else changes it until the transaction ends. */
export const findBroadcast = async (
  on: Queryable,
  id: string,
  isHeld = false,
): Promise<StoredBroadcast | null> => {
  const { rows } = await on.query<StoredBroadcast>(
    `select ${COLUMNS} from broadcasts where id = $1 ${isHeld ? 'for update' : ''}`,
    [id],
  );
  return rows[0] ?? null;
};

/** Newest first, behind a place. */
export const listBroadcasts = async (
  on: Queryable,
  { at, id }: Place,
  limit: number,
): Promise<readonly StoredBroadcast[]> => {
  const { rows } = await on.query<StoredBroadcast>(
    `select ${COLUMNS} from broadcasts where (created_at, id::text) < ($1::timestamptz, $2)
     order by created_at desc, id::text desc limit $3`,
    [at, id, limit],
  );
  return rows;
};

/** The oldest one that has something to do now. */
export const nextBroadcast = async (on: Queryable, at: Date): Promise<StoredBroadcast | null> => {
  const { rows } = await on.query<StoredBroadcast>(
    `select ${COLUMNS} from broadcasts where state = 'resolving' or (state = 'running' and next_at <= $1)
     order by state = 'running' desc, next_at limit 1`,
    [at],
  );
  return rows[0] ?? null;
};

/** @param stopReason kept where the state is `stopped`; null: nobody said. */
export const saveBroadcastState = async (
  on: Queryable,
  id: string,
  state: BroadcastState,
  at: Date,
  stopReason: string | null = null,
): Promise<void> => {
  await on.query(
    `update broadcasts set state = $2::text, ended_at = case when $2::text in ('stopped', 'done') then coalesce(ended_at, $3::timestamptz) end,
       stop_reason = case when $2::text = 'stopped' then $4 end
     where id = $1`,
    [id, state, at, stopReason],
  );
};

export const savePace = async (on: Queryable, id: string, nextAt: string): Promise<void> => {
  await on.query('update broadcasts set next_at = $2 where id = $1', [id, nextAt]);
};

export const saveStage = async (on: Queryable, id: string, stage: number, cursor: string): Promise<void> => {
  await on.query('update broadcasts set stage = $2, stage_cursor = $3 where id = $1', [id, stage, cursor]);
};

/** Of a page of a stage; the first stage finds them, later ones keep those that they name, too. */
export const keepRecipients = async (
  on: Queryable,
  id: string,
  stage: number,
  subscriberIds: readonly string[],
): Promise<void> => {
  if (stage === 0)
    await on.query(
      `insert into broadcast_recipients (broadcast_id, subscriber_id, stage) select $1, unnest($2::uuid[]), 0
       on conflict (broadcast_id, subscriber_id) do nothing`,
      [id, subscriberIds],
    );
  else
    await on.query(
      'update broadcast_recipients set stage = $3 where broadcast_id = $1 and subscriber_id = any($2::uuid[])',
      [id, subscriberIds, stage],
    );
};

/** Those whom a stage has not named. */
export const dropUnnamed = async (on: Queryable, id: string, stage: number): Promise<void> => {
  await on.query('delete from broadcast_recipients where broadcast_id = $1 and stage < $2', [id, stage]);
};

/** Those of them who waited get none. */
export const leaveOut = async (
  on: Queryable,
  id: string,
  subscriberIds: readonly string[],
): Promise<void> => {
  await on.query(
    `update broadcast_recipients set state = 'left_out'
     where broadcast_id = $1 and subscriber_id = any($2::uuid[]) and state = 'waiting'`,
    [id, subscriberIds],
  );
};

export const waitingRecipients = async (
  on: Queryable,
  id: string,
  most: number,
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ subscriber_id: string }>(
    `select subscriber_id from broadcast_recipients where broadcast_id = $1 and state = 'waiting'
     order by subscriber_id limit $2`,
    [id, most],
  );
  return rows.map(({ subscriber_id }) => subscriber_id);
};

/** Those whom it reaches first. */
export const firstRecipients = async (
  on: Queryable,
  id: string,
  most: number,
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ subscriber_id: string }>(
    `select subscriber_id from broadcast_recipients where broadcast_id = $1 and state <> 'left_out'
     order by subscriber_id limit $2`,
    [id, most],
  );
  return rows.map(({ subscriber_id }) => subscriber_id);
};

/** @param commandId of the message that they get; null: they get none. @returns whether they still waited. */
export const settleRecipient = async (
  on: Queryable,
  id: string,
  subscriberId: string,
  commandId: string | null,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    `update broadcast_recipients set state = case when $3::text is null then 'left_out' else 'handed' end, command_id = $3
     where broadcast_id = $1 and subscriber_id = $2 and state = 'waiting'`,
    [id, subscriberId, commandId],
  );
  return rowCount === 1;
};

export type BroadcastCounts = Readonly<
  Record<'recipients' | 'waiting' | 'handed' | 'left_out' | 'sent' | 'failed', number>
>;

export const countRecipients = async (on: Queryable, id: string): Promise<BroadcastCounts> => {
  const { rows } = await on.query<BroadcastCounts>(
    `select count(*)::int as recipients,
       (count(*) filter (where r.state = 'waiting'))::int as waiting,
       (count(*) filter (where r.state = 'handed'))::int as handed,
       (count(*) filter (where r.state = 'left_out'))::int as left_out,
       (count(*) filter (where m.state = 'sent'))::int as sent,
       (count(*) filter (where m.state in ('failed', 'expired')))::int as failed
     from broadcast_recipients r left join messages m on m.command_id = r.command_id where r.broadcast_id = $1`,
    [id],
  );
  return rows[0] ?? { recipients: 0, waiting: 0, handed: 0, left_out: 0, sent: 0, failed: 0 };
};
