// jobs.ts — what payment does by the clock.
import { Inject, Injectable } from '@nestjs/common';
import { PAYMENT_ALERT_KINDS, type Clock } from '@saring/kernel';
import { CLOCK, forgetCommandsJob, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { countPayments } from './orders/payment-orders.rows';
import { alertedPayments, openPayments, overduePayments } from './metrics';

const COUNT_SECONDS = 15;
const OVERDUE_MILLISECONDS = 60_000;

@Injectable()
export class PaymentJobs implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.jobs = [
      {
        name: 'count-payments',
        everySeconds: COUNT_SECONDS,
        run: () => this.count(),
        end: () => this.showNone(),
      },
      forgetCommandsJob(pool, clock),
    ];
  }

  private async count(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - OVERDUE_MILLISECONDS);
    const { open, overdue, alerts } = await countPayments(this.pool, since);
    openPayments.set(open);
    overduePayments.set(overdue);
    const ordersByKind = new Map<string, number>(alerts.map(({ kind, orders }) => [kind, orders]));
    // Of each kind, also where there is none: a count that is first seen at one has not grown, and nobody would be alerted.
    for (const kind of PAYMENT_ALERT_KINDS) alertedPayments.set({ kind }, ordersByKind.get(kind) ?? 0);
  }

  /** Only the replica that counts shows numbers, so that the sum over replicas is right. */
  private showNone(): void {
    openPayments.set(0);
    overduePayments.set(0);
    alertedPayments.reset();
  }
}
