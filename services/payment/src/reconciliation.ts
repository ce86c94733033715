import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { waitOrAbort, type Clock } from '@saring/kernel';
import { CLOCK, lead, LOGGER, PG_POOL, type Leadership, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { dueForCheck, setNextCheck } from './adapters/postgres/payments';
import { PAYMENT_CONFIG, type PaymentConfig } from './config';
import { Collecting } from './orders/collecting';

const LOOK_MILLISECONDS = 500;
const BATCH_ORDERS = 40;
const AT_ONCE = 4;
/** An order whose gateway did not answer, or that failed, is tried again then. */
const RETRY_SECONDS = 20;

/**
 * Asks about every order that is due, on one replica at a time. What is due stands in the rows, so neither a restart
 * nor a change of the leader forgets an order.
 */
@Injectable()
export class Reconciliation implements OnApplicationBootstrap, OnApplicationShutdown {
  private leadership: Leadership | null = null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
    private readonly collecting: Collecting,
  ) {}

  onApplicationBootstrap(): void {
    this.leadership = lead({
      databaseUrl: this.config.DATABASE_URL,
      name: 'payment reconciliation',
      logger: this.logger,
      run: (signal) => this.run(signal),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.leadership?.stop();
  }

  private async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const due = await dueForCheck(this.pool, this.clock.now(), BATCH_ORDERS);
      for (let start = 0; start < due.length && !signal.aborted; start += AT_ONCE)
        await Promise.all(due.slice(start, start + AT_ONCE).map((orderId) => this.check(orderId)));
      if (due.length < BATCH_ORDERS) await waitOrAbort(LOOK_MILLISECONDS, signal);
    }
  }

  /** One order that fails holds up no other. */
  private async check(orderId: string): Promise<void> {
    try {
      if ((await this.collecting.check(orderId)) === 'checked') return;
    } catch (error) {
      this.logger.error({ orderId, error: (error as Error).message }, 'an order could not be checked');
    }
    const retryAt = new Date(this.clock.now().getTime() + RETRY_SECONDS * 1000);
    await setNextCheck(this.pool, orderId, retryAt);
  }
}
