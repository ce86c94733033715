// jobs-requests.ts — shows what a service does in the background, and makes a job due before its time.
import { Controller, Inject, type Type } from '@nestjs/common';
import type {
  Jobs,
  JobsSchema,
  ListJobsRequestSchema,
  ReplyOf,
  Rpc,
  RunJobRequest,
  RunJobRequestSchema,
  ScheduledJobSchema,
} from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { Pool } from 'pg';
import { Answers } from './answers';
import { summariseWork, type WorkSummary } from './due-work';
import { listJobs, makeDue, runningSince, type JobRecord } from './scheduled-jobs';
import { CLOCK, PG_POOL } from './tokens';

type ListJobs = Rpc<typeof ListJobsRequestSchema, typeof JobsSchema>;
type RunJob = Rpc<typeof RunJobRequestSchema, typeof ScheduledJobSchema>;

/** @param method the service's own. @param hasWork whether the service has due work beside its jobs. */
export const jobsRequests = (
  method: { readonly listJobs: ListJobs; readonly runJob: RunJob },
  hasWork: 'jobs and work' | 'jobs',
): Type => {
  @Controller()
  class JobsRequests {
    constructor(
      @Inject(PG_POOL) private readonly pool: Pool,
      @Inject(CLOCK) private readonly clock: Clock,
    ) {}

    @Answers(method.listJobs)
    async listJobs(): Promise<ReplyOf<ListJobs>> {
      const scheduled = (await listJobs(this.pool)).map(jobView);
      const work = hasWork === 'jobs' ? [] : await summariseWork(this.pool, this.clock.now());
      return { scheduled, queued: work.map(workView) };
    }

    @Answers(method.runJob)
    async runJob({ name }: RunJobRequest): Promise<ReplyOf<RunJob>> {
      const record = await makeDue(this.pool, name, this.clock.now());
      if (!record) throw new RefusalError('JOB.UNKNOWN', { name });
      return jobView(record);
    }
  }
  return JobsRequests;
};

type ScheduledView = Omit<Jobs['scheduled'][number], '$typeName' | '$unknown'>;
type QueuedView = Omit<Jobs['queued'][number], '$typeName' | '$unknown'>;

const jobView = (record: JobRecord): ScheduledView => {
  const { nextRunAt, lastStartedAt, lastSucceededAt, lastError, ...job } = record;
  const since = runningSince(record);
  return {
    ...job,
    ...(since ? { runningSince: toInstant(since) } : {}),
    nextRunAt: toInstant(nextRunAt),
    ...(lastStartedAt ? { lastStartedAt: toInstant(lastStartedAt) } : {}),
    ...(lastSucceededAt ? { lastSucceededAt: toInstant(lastSucceededAt) } : {}),
    ...(lastError === null ? {} : { lastError }),
  };
};

const workView = ({ nextAttemptAt, lastError, ...work }: WorkSummary): QueuedView => ({
  ...work,
  nextAttemptAt: toInstant(nextAttemptAt),
  ...(lastError === null ? {} : { lastError }),
});
