// due-work.ts — the table of work that is due: written in the transaction of the events that call for it.
import type { WorkItem } from '@saring/event-sourcing';
import type { Queryable } from './transaction';

/** For specs. A service has the table by a migration of its own, true to this. */
export const DUE_WORK_TABLE = `create table if not exists due_work (
  topic text not null,
  id text not null,
  kind text not null,
  attempts int not null default 0,
  next_attempt_at timestamptz(3) not null,
  last_error text,
  primary key (topic, id, kind)
);
create index if not exists due_work_topic_next_attempt_at_idx on due_work (topic, next_attempt_at)`;

export type DueWork<Kind extends string = string> = {
  readonly topic: string;
  readonly id: string;
  readonly kind: Kind;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
};

/** How many pieces of work of a kind there are, and how the oldest one fares. */
export type WorkSummary = {
  readonly topic: string;
  readonly kind: string;
  readonly waiting: number;
  readonly due: number;
  readonly nextAttemptAt: Date;
  readonly failing: number;
  readonly lastError: string | null;
};

/** Longest error text kept with a piece of work. */
export const WORK_ERROR_CHARACTERS = 200;

/** Re-adding resets the attempts. A worker that is busy with the old entry sees the new time and leaves the entry. */
export const addDueWork = async (
  on: Queryable,
  topic: string,
  id: string,
  work: readonly WorkItem<string>[],
): Promise<void> => {
  if (work.length === 0) return;
  await on.query(
    `insert into due_work (topic, id, kind, next_attempt_at)
     select $1, $2, kind, at from unnest($3::text[], $4::timestamptz[]) as w(kind, at)
     on conflict (topic, id, kind) do update
       set next_attempt_at = excluded.next_attempt_at, attempts = 0, last_error = null`,
    [topic, id, work.map(({ kind }) => kind), work.map(({ notBefore }) => notBefore)],
  );
};

/** Adds work, or brings forward what is there; never puts it off. */
export const bringForward = async (
  on: Queryable,
  topic: string,
  id: string,
  { kind, notBefore }: WorkItem<string>,
): Promise<void> => {
  await on.query(
    `insert into due_work (topic, id, kind, next_attempt_at) values ($1, $2, $3, $4)
     on conflict (topic, id, kind) do update
       set next_attempt_at = least(due_work.next_attempt_at, excluded.next_attempt_at)`,
    [topic, id, kind, notBefore],
  );
};

export const dropDueWork = async (on: Queryable, topic: string, id: string, kind: string): Promise<void> => {
  await on.query('delete from due_work where topic = $1 and id = $2 and kind = $3', [topic, id, kind]);
};

/** The work of some kinds that is due by now, the longest overdue first. */
export const findDueWork = async <Kind extends string>(
  on: Queryable,
  topic: string,
  kinds: readonly Kind[],
  now: Date,
  limit: number,
): Promise<readonly DueWork<Kind>[]> => {
  const { rows } = await on.query<{ id: string; kind: Kind; attempts: number; next_attempt_at: Date }>(
    `select id, kind, attempts, next_attempt_at from due_work
     where topic = $1 and kind = any($2) and next_attempt_at <= $3
     order by next_attempt_at, id, kind limit $4`,
    [topic, kinds, now, limit],
  );
  return rows.map(({ next_attempt_at: nextAttemptAt, ...row }) => ({ topic, ...row, nextAttemptAt }));
};

/** Unless it was added again meanwhile. */
export const finishWork = async (
  on: Queryable,
  { topic, id, kind, nextAttemptAt }: DueWork,
): Promise<void> => {
  await on.query('delete from due_work where topic = $1 and id = $2 and kind = $3 and next_attempt_at = $4', [
    topic,
    id,
    kind,
    nextAttemptAt,
  ]);
};

/** Unless it was added again meanwhile. @param error null: it succeeded and comes again. */
export const postponeWork = async (
  on: Queryable,
  { topic, id, kind, attempts, nextAttemptAt }: DueWork,
  until: Date,
  error: string | null,
): Promise<void> => {
  await on.query(
    `update due_work set attempts = $5, next_attempt_at = $6, last_error = $7
     where topic = $1 and id = $2 and kind = $3 and next_attempt_at = $4`,
    [topic, id, kind, nextAttemptAt, attempts + 1, until, error?.slice(0, WORK_ERROR_CHARACTERS) ?? null],
  );
};

/** Each kind of work that waits, for people and for Prometheus. */
export const summariseWork = async (on: Queryable, now: Date): Promise<readonly WorkSummary[]> => {
  const { rows } = await on.query<WorkSummary>(
    `select topic, kind, count(*)::int as waiting, (count(*) filter (where next_attempt_at <= $1))::int as due,
            min(next_attempt_at) as "nextAttemptAt", (count(*) filter (where last_error is not null))::int as failing,
            (array_agg(last_error order by attempts desc) filter (where last_error is not null))[1] as "lastError"
     from due_work group by topic, kind order by topic, kind`,
    [now],
  );
  return rows;
};
