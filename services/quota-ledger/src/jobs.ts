// jobs.ts — what the ledger does by the clock.
import { Inject, Injectable } from '@nestjs/common';
import { toInstant, type Clock } from '@saring/kernel';
import { CLOCK, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { UsagePartitions } from './balances/usage-partitions';

const DAY_SECONDS = 86_400;

@Injectable()
export class LedgerJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(@Inject(PG_POOL) pool: Pool, @Inject(CLOCK) clock: Clock) {
    const partitions = new UsagePartitions(pool);
    this.jobs = [
      {
        name: 'make-usage-partitions',
        everySeconds: DAY_SECONDS,
        run: () => partitions.ensureAhead(toInstant(clock.now())),
      },
    ];
  }
}
