// scheduled-jobs.ts — duties that come round by the clock: done by one replica, caught up after an outage, visible.
import { UnavailableError } from '@saring/messaging';
import { toInstant, sleep, type Clock } from '@saring/kernel';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { Counter, Gauge } from 'prom-client';
import { runTogether } from './run-together';
import { aheadFrom } from './due-work';
import type { Queryable } from './transaction';

/** For specs. A service has the table by a migration of its own, true to this. */
export const SCHEDULED_JOBS_TABLE = `create table if not exists scheduled_jobs (
  name text primary key,
  every_seconds int not null,
  next_run_at timestamptz(3) not null,
  last_started_at timestamptz(3),
  last_succeeded_at timestamptz(3),
  last_error text,
  failures int not null default 0
)`;

/** A job whose run failed is tried again after so long, or after its own pause where that is shorter. */
const RETRY_SECONDS = 60;
const ERROR_CHARACTERS = 200;
/** A job that is made due before its time begins within this. */
const LOOK_MILLISECONDS = 2_000;

export type ScheduledJob = {
  /** Unique in its service: it is what operators see. */
  readonly name: string;
  readonly everySeconds: number;
  /** Runs missed during an outage are made up by one run. Throws to be tried again. */
  readonly run: () => Promise<void>;
  /** This replica does the job no longer: what it showed in a gauge is not true any more. */
  readonly end?: () => void;
};

/** Something that has jobs. */
export interface JobSource {
  readonly jobs: readonly ScheduledJob[];
}

/** A job as its row in the table. */
export type JobRecord = {
  readonly name: string;
  readonly everySeconds: number;
  readonly nextRunAt: Date;
  readonly lastStartedAt: Date | null;
  readonly lastSucceededAt: Date | null;
  readonly lastError: string | null;
  readonly failures: number;
};

type JobRunner = { readonly pool: Pool; readonly clock: Clock; readonly logger: Logger };

const runs = new Counter({
  name: 'saring_job_runs_total',
  help: 'Runs of scheduled jobs, by what came of them',
  labelNames: ['task', 'outcome'],
});
const succeededAt = new Gauge({
  name: 'saring_job_last_success_timestamp_seconds',
  help: 'When a scheduled job last succeeded on this replica',
  labelNames: ['task'],
});

/** Runs jobs side by side until aborted. Only under a lead. @throws what the database throws. */
export const runJobs = (
  runner: JobRunner,
  jobs: readonly ScheduledJob[],
  signal: AbortSignal,
): Promise<void> =>
  runTogether(
    signal,
    jobs.map((job) => async (inner) => {
      try {
        await repeat(runner, job, inner);
      } finally {
        job.end?.();
      }
    }),
  );

const repeat = async (runner: JobRunner, job: ScheduledJob, signal: AbortSignal): Promise<void> => {
  const { pool, clock } = runner;
  for (const outcome of ['done', 'failed']) runs.inc({ task: job.name, outcome }, 0);
  let nextRunAt = await declareJob(pool, job, clock.now());
  while (!signal.aborted) {
    const pause = nextRunAt.getTime() - clock.now().getTime();
    if (pause <= 0) nextRunAt = await runOnce(runner, job);
    else {
      await sleep(Math.min(pause, LOOK_MILLISECONDS), signal);
      if (!signal.aborted) nextRunAt = await dueAt(pool, job, nextRunAt, clock.now());
    }
  }
};

/**
 * At once where its last run was by a clock that was ahead.
 * @param known where its row is gone, as in a database that is being emptied.
 */
const dueAt = async (on: Queryable, { name }: ScheduledJob, known: Date, now: Date): Promise<Date> => {
  const { rows } = await on.query<{ next_run_at: Date; last_started_at: Date | null }>(
    'select next_run_at, last_started_at from scheduled_jobs where name = $1',
    [name],
  );
  const [row] = rows;
  return row?.last_started_at && row.last_started_at > aheadFrom(now) ? now : (row?.next_run_at ?? known);
};

/** @returns when it is due: a job that is new is due at once. */
const declareJob = async (on: Queryable, { name, everySeconds }: ScheduledJob, now: Date): Promise<Date> => {
  const { rows } = await on.query<{ next_run_at: Date }>(
    `insert into scheduled_jobs (name, every_seconds, next_run_at) values ($1, $2, $3)
     on conflict (name) do update set every_seconds = excluded.every_seconds,
       next_run_at = least(scheduled_jobs.next_run_at, excluded.next_run_at + excluded.every_seconds * interval '1 second')
     returning next_run_at`,
    [name, everySeconds, now],
  );
  return rows[0]?.next_run_at ?? now;
};

/** @returns when it is due again. */
const runOnce = async ({ pool, clock, logger }: JobRunner, job: ScheduledJob): Promise<Date> => {
  const { name, everySeconds } = job;
  const startedAt = clock.now();
  // Until it ends its start is not before the time it was due: that is what a run in progress looks like.
  await pool.query('update scheduled_jobs set last_started_at = $2 where name = $1', [name, startedAt]);
  try {
    await job.run();
  } catch (error) {
    const { message } = error as Error;
    const again = new Date(clock.now().getTime() + Math.min(RETRY_SECONDS, everySeconds) * 1_000);
    runs.inc({ task: name, outcome: 'failed' });
    const said = { job: name, error: message, again: toInstant(again) };
    // Another service that is not there yet, as at a start, is no fault of the job.
    if (error instanceof UnavailableError) logger.info(said, 'a scheduled job waits');
    else logger.warn(said, 'a scheduled job failed');
    await pool.query(
      `update scheduled_jobs set last_started_at = $2, next_run_at = $3, last_error = $4, failures = failures + 1
       where name = $1`,
      [name, startedAt, again, message.slice(0, ERROR_CHARACTERS)],
    );
    return again;
  }
  const next = new Date(startedAt.getTime() + everySeconds * 1_000);
  runs.inc({ task: name, outcome: 'done' });
  succeededAt.set({ task: name }, clock.now().getTime() / 1_000);
  await pool.query(
    `update scheduled_jobs set last_started_at = $2, last_succeeded_at = $3, next_run_at = $4, last_error = null, failures = 0
     where name = $1`,
    [name, startedAt, clock.now(), next],
  );
  return next;
};

/** Of a job whose run has begun and not ended. */
export const runningSince = ({ lastStartedAt, nextRunAt }: JobRecord): Date | null =>
  lastStartedAt !== null && lastStartedAt >= nextRunAt ? lastStartedAt : null;

const RECORD = `name, every_seconds as "everySeconds", next_run_at as "nextRunAt", last_started_at as "lastStartedAt",
  last_succeeded_at as "lastSucceededAt", last_error as "lastError", failures`;

export const listJobs = async (on: Queryable): Promise<readonly JobRecord[]> => {
  const { rows } = await on.query<JobRecord>(`select ${RECORD} from scheduled_jobs order by name`);
  return rows;
};

/**
 * Makes it due: the replica that leads its service runs it, as ever. One that is due or runs stays as it is, so that it
 * never runs twice at once. @returns the job before the run; null: there is none of that name.
 */
export const makeDue = async (on: Queryable, name: string, now: Date): Promise<JobRecord | null> => {
  const { rows } = await on.query<JobRecord>(
    `update scheduled_jobs set next_run_at = least(next_run_at, $2) where name = $1 returning ${RECORD}`,
    [name, now],
  );
  return rows[0] ?? null;
};
