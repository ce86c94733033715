// jobs.ts — what the ledger does by the clock.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@saring/event-sourcing';
import { toInstant, type Clock } from '@saring/kernel';
import { CLOCK, EVENT_STORE, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { archivesOf } from './archives/archive-folder';
import { ArchiveMonths } from './archives/archive-months';
import { LEDGER_CONFIG, type LedgerConfig } from './config';
import { UsagePartitions } from './balances/usage-partitions';

const DAY_SECONDS = 86_400;
/** One archive a run, so that none lasts long. */
const ARCHIVE_SECONDS = 600;

@Injectable()
export class LedgerJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(CLOCK) clock: Clock,
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(LEDGER_CONFIG) config: LedgerConfig,
  ) {
    const partitions = new UsagePartitions(pool);
    const archives = archivesOf(config);
    this.jobs = [
      {
        name: 'make-usage-partitions',
        everySeconds: DAY_SECONDS,
        run: () => partitions.ensureAhead(toInstant(clock.now())),
      },
      ...(archives ? [archiveJob(new ArchiveMonths(store, pool, archives))] : []),
    ];
  }
}

const archiveJob = (months: ArchiveMonths): ScheduledJob => ({
  name: 'archive-closed-months',
  everySeconds: ARCHIVE_SECONDS,
  run: async () => void (await months.archiveNext()),
});
