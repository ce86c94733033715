import { Inject, Injectable } from '@nestjs/common';
import type { PostgresEventStore } from '@saring/event-store';
import { CLOCK, PG_POOL, inTransaction, retryStale } from '@saring/service-kit';
import { toInstant, type Clock } from '@saring/kernel';
import type { Pool } from 'pg';
import type { OrderRow } from './adapters/postgres/orders';
import { SaleChange, type Cause } from './adapters/postgres/sale-change';
import type { SaleTerms } from './domain/sale';
import type { SaleCommand } from './domain/sale.decide';
import { BILLING_EVENTS } from './events';
import { SiteProfiles } from './sites/site-profiles';
import { WorkSignal } from './work-signal';

type WithoutTime<C> = C extends SaleCommand ? Omit<C, 'at'> : never;

/** The sales: each change is decided on the newest state and stored with its row and its due work. */
@Injectable()
export class Sales {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(BILLING_EVENTS) private readonly events: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly profiles: SiteProfiles,
    private readonly signal: WorkSignal,
  ) {}

  /** The order that a command placed, if it has. @throws RefusalError COMMAND.ID_REUSED for other content. */
  async placedBefore(orderId: string, content: unknown): Promise<OrderRow | null> {
    const change = await SaleChange.load(this.events, orderId);
    return change.isRepeated(content) ? change.order : null;
  }

  /** @throws StaleError when the subscriber has an open order for the purpose by now. */
  async place(orderId: string, terms: SaleTerms, cause: Cause): Promise<OrderRow> {
    const change = await SaleChange.load(this.events, orderId);
    if (change.isRepeated(cause.content)) return change.order;
    change.decide({ type: 'PlaceOrder', terms, at: toInstant(this.clock.now()) }, cause);
    return this.store(change);
  }

  /** @returns the sale after the command; a command that changes nothing appends nothing. */
  change(orderId: string, command: WithoutTime<SaleCommand>, cause: Cause): Promise<OrderRow> {
    return retryStale(async () => {
      const change = await SaleChange.load(this.events, orderId);
      change.decide({ ...command, at: toInstant(this.clock.now()) }, cause);
      return change.hasChanged ? this.store(change) : change.order;
    });
  }

  private async store(change: SaleChange): Promise<OrderRow> {
    const timeZone = await this.profiles.timeZoneOf(change.order.sale.terms.site);
    await inTransaction(this.pool, (client) => change.append(this.events, client, timeZone));
    this.events.wake();
    this.signal.notify();
    return change.order;
  }
}
