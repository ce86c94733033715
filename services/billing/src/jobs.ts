// jobs.ts — what billing does by the clock.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, forgetCommandsJob, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { countUnfulfilled } from './sales/orders.rows';
import { unfulfilledOrders } from './metrics';

const COUNT_SECONDS = 15;

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
      forgetCommandsJob(pool, clock),
    ];
  }
}
