import { Inject, Injectable } from '@nestjs/common';
import { isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findOrder, type OrderRow } from './orders.rows';
import { StatusTokens } from './status-token';

type Asked = { readonly orderId: string; readonly statusToken: string; readonly subscriberId: string };

/** Finds an order for its signed link, its subscriber, or an operator (who names no subscriber). */
@Injectable()
export class OrderAccess {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly tokens: StatusTokens,
  ) {}

  /** @throws RefusalError BILLING.ORDER_UNKNOWN, the same for what is not there and what is not theirs. */
  async find({ orderId, statusToken, subscriberId }: Asked): Promise<OrderRow> {
    const id = statusToken ? this.tokens.orderIdOf(statusToken, this.clock.now()) : orderId;
    const row = id && isUuid(id) ? await findOrder(this.pool, id) : null;
    const isTheirs = subscriberId === '' || row?.sale.terms.subscriberId === subscriberId;
    if (!row || !isTheirs) throw new RefusalError('BILLING.ORDER_UNKNOWN');
    return row;
  }
}
