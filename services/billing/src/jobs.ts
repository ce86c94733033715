// jobs.ts — what billing does by the clock.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, forgetCommandsJob, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { forgetLines } from './batches/batches.rows';
import { countUnfulfilled } from './sales/orders.rows';
import { unfulfilledOrders } from './metrics';
import { TRIES_KEPT_SECONDS } from './vouchers/domain/voucher-tries';
import { forgetTries } from './vouchers/voucher-tries.rows';

const COUNT_SECONDS = 15;
const DAY_SECONDS = 86_400;
/** Lines of files are people's data: afterwards the subscribers alone hold it. */
const LINES_KEPT_DAYS = 30;

@Injectable()
export class BillingJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(@Inject(PG_POOL) pool: Pool, @Inject(CLOCK) clock: Clock) {
    this.jobs = [
      {
        name: 'count-unfulfilled-orders',
        everySeconds: COUNT_SECONDS,
        run: async () => unfulfilledOrders.set(await countUnfulfilled(pool)),
        // Only the replica that counts shows a number, so that the sum over replicas is right.
        end: () => unfulfilledOrders.set(0),
      },
      {
        name: 'forget-imported-lines',
        everySeconds: DAY_SECONDS,
        run: async () => {
          const before = new Date(clock.now().getTime() - LINES_KEPT_DAYS * DAY_SECONDS * 1_000);
          await forgetLines(pool, before);
        },
      },
      {
        name: 'forget-wrong-voucher-codes',
        everySeconds: TRIES_KEPT_SECONDS,
        run: () => forgetTries(pool, new Date(clock.now().getTime() - TRIES_KEPT_SECONDS * 1_000)),
      },
      forgetCommandsJob(pool, clock),
    ];
  }
}
