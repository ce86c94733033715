// jobs.ts — what the ledger does by the clock.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@saring/event-sourcing';
import { toInstant, type Clock } from '@saring/kernel';
import {
  CHECKPOINTS_TABLE,
  CLOCK,
  EVENT_STORE,
  LOGGER,
  PG_POOL,
  type JobSource,
  type Logger,
  type ScheduledJob,
} from '@saring/service-kit';
import type { Pool } from 'pg';
import { archivesOf } from './archives/archive-folder';
import { ArchiveMonths } from './archives/archive-months';
import { LEDGER_CONFIG, type LedgerConfig } from './config';
import { MIGRATIONS, SCHEMA } from './balances/balance-projection';
import { UsagePartitions } from './balances/usage-partitions';
import { CloseMonths } from './closings/close-months';

const DAY_SECONDS = 86_400;
/** One archive a run, so that none lasts long. */
const ARCHIVE_SECONDS = 600;
/** A month is closed within this, three days after its end. */
const CLOSE_SECONDS = 21_600;

@Injectable()
export class LedgerJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(CLOCK) clock: Clock,
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(LOGGER) logger: Logger,
    @Inject(LEDGER_CONFIG) config: LedgerConfig,
  ) {
    const { DATABASE_URL: databaseUrl, TIME_ZONE: timeZone } = config;
    const place = {
      databaseUrl,
      schema: SCHEMA,
      migrations: MIGRATIONS,
      checkpointsTable: CHECKPOINTS_TABLE,
    };
    const closings = new CloseMonths({ ...place, store, pool, logger, clock, timeZone });
    const partitions = new UsagePartitions(pool);
    const archives = archivesOf(config);
    this.jobs = [
      {
        name: 'make-usage-partitions',
        everySeconds: DAY_SECONDS,
        run: () => partitions.ensureAhead(toInstant(clock.now())),
      },
      {
        name: 'close-month',
        everySeconds: CLOSE_SECONDS,
        run: async () => void (await closings.closeLast()),
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
