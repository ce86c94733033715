// sale-worker.ts — does what is due for sales: gives what is paid, asks about payments, tells the buyer.
import { Inject, Injectable } from '@nestjs/common';
import { PG_POOL, WorkQueue, type LeaderWork } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findOrder } from './orders.rows';
import { saleProcess } from './domain/sale.process';
import { SALE_WORK, Sales } from './sales';
import { Fulfilment } from './fulfilment';
import { Reconciliation } from './reconciliation';
import { ExtraPaymentMessages } from './extra-payment-messages';
import { SaleMessages } from './sale-messages';

@Injectable()
export class SaleWorker implements LeaderWork {
  readonly leads = 'billing sales';

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly queue: WorkQueue,
    private readonly fulfilment: Fulfilment,
    private readonly reconciliation: Reconciliation,
    private readonly messages: SaleMessages,
    private readonly extraMessages: ExtraPaymentMessages,
    private readonly sales: Sales,
  ) {}

  run(signal: AbortSignal): Promise<void> {
    return this.queue.drain(
      {
        topic: SALE_WORK,
        traceparentOf: (orderId) => this.sales.traceparentOf(orderId),
        process: saleProcess,
        find: (orderId) => findOrder(this.pool, orderId),
        stateOf: ({ sale }) => sale,
        do: {
          fulfil: async (row) => void (await this.fulfilment.fulfil(row)),
          take_back: async (row) => void (await this.fulfilment.takeBack(row)),
          take_parts: async (row) => void (await this.fulfilment.takeParts(row)),
          give_extras: async (row) => void (await this.fulfilment.giveExtras(row)),
          reconcile: async (row) => void (await this.reconciliation.reconcile(row)),
          tell_pending: (row) => this.messages.tell('tell_pending', row),
          tell_asked: (row) => this.messages.tell('tell_asked', row),
          tell_called_off: (row) => this.messages.tell('tell_called_off', row),
          tell_fulfilled: (row) => this.messages.tell('tell_fulfilled', row),
          tell_part_refunded: (row) => this.messages.tell('tell_part_refunded', row),
          tell_extra: (row) => this.extraMessages.sendReceived(row),
          tell_extra_returned: (row) => this.extraMessages.sendReturned(row),
          tell_refunded: (row) => this.messages.tell('tell_refunded', row),
        },
      },
      signal,
    );
  }
}
