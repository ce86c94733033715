import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { waitOrAbort, type Clock } from '@saring/kernel';
import { CLOCK, lead, LOGGER, PG_POOL, type Leadership, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { countPayments } from './adapters/postgres/payments';
import { PAYMENT_CONFIG, type PaymentConfig } from './config';
import { alertedPayments, openPayments, overduePayments } from './metrics';

const COUNT_MILLISECONDS = 15_000;
const OVERDUE_MILLISECONDS = 60_000;

/** Counts orders for Prometheus, on one replica: who does not lead shows none, so that the sum over replicas is right. */
@Injectable()
export class Gauges implements OnApplicationBootstrap, OnApplicationShutdown {
  private leadership: Leadership | null = null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.leadership = lead({
      databaseUrl: this.config.DATABASE_URL,
      name: 'payment gauges',
      logger: this.logger,
      run: (signal) => this.run(signal),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.leadership?.stop();
  }

  private async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        await this.count();
        await waitOrAbort(COUNT_MILLISECONDS, signal);
      }
    } finally {
      openPayments.set(0);
      overduePayments.set(0);
      alertedPayments.reset();
    }
  }

  private async count(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - OVERDUE_MILLISECONDS);
    const { open, overdue, alerts } = await countPayments(this.pool, since);
    openPayments.set(open);
    overduePayments.set(overdue);
    for (const { kind, orders } of alerts) alertedPayments.set({ kind }, orders);
  }
}
