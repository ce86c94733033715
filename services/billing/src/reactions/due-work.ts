import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { toInstant, type Clock } from '@saring/kernel';
import { CLOCK, keepDoing, lead, LOGGER, PG_POOL, type Leadership, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { dueWork, finishWork, postponeWork, type DueWork as Work } from '../adapters/postgres/order-work';
import { countUnfulfilled, findOrder, type OrderRow } from '../adapters/postgres/orders';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import {
  isDue,
  LANES,
  nextReconcileSeconds,
  retrySeconds,
  TELL_TRIES,
  type WorkKind,
} from '../domain/sale-work';
import { unfulfilledOrders } from '../metrics';
import { WorkSignal } from '../work-signal';
import { Fulfilment } from './fulfilment';
import { Reconciliation } from './reconciliation';
import { SaleMessages } from './sale-messages';

/** How often due work is looked for when nobody of this process stored any. */
const LOOK_MILLISECONDS = 500;
const COUNT_MILLISECONDS = 15_000;
const AFTER_ERROR_MILLISECONDS = 1_000;
const BATCH = 100;
/** Sales worked on at the same time; the work of one sale goes one after another. */
const AT_ONCE = 8;

/** Does what is due for sales, on one replica at a time, again and again until it is done. */
@Injectable()
export class DueWork implements OnApplicationBootstrap, OnApplicationShutdown {
  private leadership: Leadership | null = null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly signal: WorkSignal,
    private readonly fulfilment: Fulfilment,
    private readonly reconciliation: Reconciliation,
    private readonly messages: SaleMessages,
  ) {}

  onApplicationBootstrap(): void {
    this.leadership = lead({
      databaseUrl: this.config.DATABASE_URL,
      name: 'billing due-work',
      logger: this.logger,
      run: (signal) => this.runLanes(signal),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.leadership?.stop();
  }

  private async runLanes(signal: AbortSignal): Promise<void> {
    await Promise.all([...LANES.map((kinds) => this.run(kinds, signal)), this.count(signal)]);
  }

  /** Who does not lead shows none, so that the sum over replicas is right. */
  private async count(signal: AbortSignal): Promise<void> {
    const count = async () => unfulfilledOrders.set(await countUnfulfilled(this.pool));
    await keepDoing(signal, count, {
      pauseMilliseconds: COUNT_MILLISECONDS,
      retryMilliseconds: COUNT_MILLISECONDS,
      onError: ({ message }) => this.logger.warn({ error: message }, 'unfulfilled orders are not counted'),
    });
    unfulfilledOrders.set(0);
  }

  private async run(kinds: readonly WorkKind[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wakesBefore = this.signal.appends;
      let pauseMilliseconds = LOOK_MILLISECONDS;
      try {
        if ((await this.doDue(kinds, signal)) > 0 || this.signal.appends > wakesBefore) continue;
      } catch (error) {
        this.logger.warn({ error: (error as Error).message }, 'due work of sales waits');
        pauseMilliseconds = AFTER_ERROR_MILLISECONDS;
      }
      await this.signal.next(pauseMilliseconds, signal);
    }
  }

  /** @returns how much was due. */
  private async doDue(kinds: readonly WorkKind[], signal: AbortSignal): Promise<number> {
    const due = await dueWork(this.pool, kinds, this.clock.now(), BATCH);
    const bySale = new Map<string, Work[]>();
    for (const work of due) bySale.set(work.orderId, [...(bySale.get(work.orderId) ?? []), work]);
    const sales = [...bySale.values()];
    for (let start = 0; start < sales.length && !signal.aborted; start += AT_ONCE)
      await Promise.all(sales.slice(start, start + AT_ONCE).map((works) => this.doAll(works)));
    return due.length;
  }

  private async doAll(works: readonly Work[]): Promise<void> {
    for (const work of works) await this.do(work);
  }

  private async do(work: Work): Promise<void> {
    const row = await findOrder(this.pool, work.orderId);
    if (!row || !isDue(work.kind, row.sale, toInstant(this.clock.now()))) return finishWork(this.pool, work);
    try {
      await this.doOne(work, row);
    } catch (error) {
      return this.failed(work, row, error as Error);
    }
    // A payment that may still change is asked for again, ever later.
    if (work.kind === 'reconcile') return this.postpone(work, row, null);
    return finishWork(this.pool, work);
  }

  private doOne(work: Work, row: OrderRow): Promise<unknown> {
    if (work.kind === 'fulfil') return this.fulfilment.fulfil(row);
    if (work.kind === 'take_back') return this.fulfilment.takeBack(row);
    if (work.kind === 'reconcile') return this.reconciliation.reconcile(row);
    return this.messages.tell(work.kind, row);
  }

  private async failed(work: Work, row: OrderRow, error: Error): Promise<void> {
    const { orderId, kind, attempts } = work;
    this.logger.warn({ orderId, kind, attempts, error: error.message }, 'work of a sale is tried again');
    if (kind.startsWith('tell_') && attempts + 1 >= TELL_TRIES) return finishWork(this.pool, work);
    return this.postpone(work, row, error.message);
  }

  private postpone(work: Work, row: OrderRow, error: string | null): Promise<void> {
    const tries = work.attempts + 1;
    const seconds = work.kind === 'reconcile' ? nextReconcileSeconds(row.sale, tries) : retrySeconds(tries);
    return postponeWork(this.pool, work, new Date(this.clock.now().getTime() + seconds * 1_000), error);
  }
}
