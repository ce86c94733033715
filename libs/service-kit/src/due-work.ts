// due-work.ts — the table of work that is due: written in the transaction of the events that call for it.
import type { WorkItem } from '@saring/event-sourcing';
import type { Clock, Instant } from '@saring/kernel';
import type { Queryable } from './transaction';

/** For specs. A service has the table by a migration of its own, true to this. */
export const DUE_WORK_TABLE = `create table if not exists due_work (
  topic text not null,
  id text not null,
  kind text not null,
  attempts int not null default 0,
  next_attempt_at timestamptz(3) not null,
  last_error text,
  planned_at timestamptz(3),
  primary key (topic, id, kind)
);
create index if not exists due_work_topic_next_attempt_at_idx on due_work (topic, next_attempt_at);
create index if not exists due_work_topic_planned_at_idx on due_work (topic, planned_at)`;

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

/** No two replicas' clocks are so far apart. */
const CLOCK_AHEAD_MILLISECONDS = 300_000;

/** What was written at a later time than this was written by a clock that was ahead. */
export const aheadFrom = (now: Date): Date => new Date(now.getTime() + CLOCK_AHEAD_MILLISECONDS);

/** What follows from events that were decided together: their waits count from then. */
export const addWorkAfter = async <Event extends { readonly at: Instant }, Kind extends string>(
  on: Queryable,
  topic: string,
  id: string,
  events: readonly Event[],
  after: (event: Event) => readonly WorkItem<Kind>[],
): Promise<void> => {
  const [first] = events;
  if (!first) return;
  // One look of a kind does all that is due.
  const work = new Map(events.flatMap(after).map((item) => [item.kind, item]));
  await addDueWork(on, topic, id, [...work.values()], first.at);
};

/**
 * Re-adding resets the attempts. A worker that is busy with the old entry sees the new time and leaves the entry.
 * @param plannedAt its waits count from then.
 */
export const addDueWork = async (
  on: Queryable,
  topic: string,
  id: string,
  work: readonly WorkItem<string>[],
  plannedAt: Instant | Date,
): Promise<void> => {
  if (work.length === 0) return;
  await on.query(
    `insert into due_work (topic, id, kind, next_attempt_at, planned_at)
     select $1, $2, kind, at, $5 from unnest($3::text[], $4::timestamptz[]) as w(kind, at)
     on conflict (topic, id, kind) do update
       set next_attempt_at = excluded.next_attempt_at, planned_at = excluded.planned_at, attempts = 0, last_error = null`,
    [topic, id, work.map(({ kind }) => kind), work.map(({ notBefore }) => notBefore), plannedAt],
  );
};

/** Adds work, or brings forward what is there; never puts it off. */
export const bringForward = async (
  on: Queryable,
  topic: string,
  id: string,
  { kind, notBefore }: WorkItem<string>,
  plannedAt: Instant,
): Promise<void> => {
  await on.query(
    `insert into due_work (topic, id, kind, next_attempt_at, planned_at) values ($1, $2, $3, $4, $5)
     on conflict (topic, id, kind) do update
       set next_attempt_at = excluded.next_attempt_at, planned_at = excluded.planned_at
       where due_work.next_attempt_at > excluded.next_attempt_at`,
    [topic, id, kind, notBefore, plannedAt],
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

/** How often it is looked for what a clock that was ahead has planned. */
const PLAN_AGAIN_MILLISECONDS = 10_000;

/** For a loop that asks each time: does it at the first, and again after a while. */
export const planningAgain = (
  clock: Clock,
  planAgain: (now: Date) => Promise<void>,
): (() => Promise<void>) => {
  let nextAt = -Infinity;
  return async () => {
    if (clock.monotonicMilliseconds() < nextAt) return;
    await planAgain(clock.now());
    nextAt = clock.monotonicMilliseconds() + PLAN_AGAIN_MILLISECONDS;
  };
};

/** What was planned while the clock was ahead waits as long as it would have, from now. */
export const planAgain = async (on: Queryable, topic: string, now: Date): Promise<void> => {
  await on.query(
    `update due_work set planned_at = $2,
       next_attempt_at = $2::timestamptz + greatest(interval '0', next_attempt_at - planned_at)
     where topic = $1 and planned_at > $3`,
    [topic, now, aheadFrom(now)],
  );
};

/** Unless it was added again meanwhile. @param error null: it succeeded and comes again. */
export const postponeWork = async (
  on: Queryable,
  { topic, id, kind, attempts, nextAttemptAt }: DueWork,
  until: Date,
  error: string | null,
  plannedAt: Date,
): Promise<void> => {
  await on.query(
    `update due_work set attempts = $5, next_attempt_at = $6, last_error = $7, planned_at = $8
     where topic = $1 and id = $2 and kind = $3 and next_attempt_at = $4`,
    [
      topic,
      id,
      kind,
      nextAttemptAt,
      attempts + 1,
      until,
      error?.slice(0, WORK_ERROR_CHARACTERS) ?? null,
      plannedAt,
    ],
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
