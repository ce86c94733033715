import { Inject, Injectable } from '@nestjs/common';
import { idFrom, type Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import { isPaymentUnknown, Payments } from './payments';
import type { OrderRow } from './orders.rows';
import { Ordering } from './checkout';
import { Sales } from './sales';

/** An order whose payment never came to be opened is cancelled after this. */
const UNOPENED_SECONDS = 900;

/** Asks payment for the state of a sale that may still be paid: a lost fact costs time, not a purchase. */
@Injectable()
export class Reconciliation {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly payments: Payments,
    private readonly ordering: Ordering,
    private readonly sales: Sales,
  ) {}

  /** @throws what payment answered when it could not say. */
  async reconcile(row: OrderRow): Promise<void> {
    const { orderId } = row;
    try {
      const { sale } = await this.ordering.apply(orderId, await this.payments.get(orderId));
      if (sale.state === 'created' && this.isStale(row))
        await this.ordering.cancel(row, idFrom('unopened', orderId), 'not_opened', 'billing');
    } catch (error) {
      if (!isPaymentUnknown(error)) throw error;
      await this.giveUpUnopened(row);
    }
  }

  private async giveUpUnopened(row: OrderRow): Promise<void> {
    if (row.sale.state !== 'created' || !this.isStale(row)) return;
    const cause = { commandId: idFrom('unopened', row.orderId), actor: 'billing' };
    await this.sales.change(row.orderId, { type: 'GiveUpOrder', reason: 'not_opened' }, cause);
  }

  private isStale({ sale }: OrderRow): boolean {
    const ageMilliseconds = this.clock.now().getTime() - new Date(sale.placedAt).getTime();
    return ageMilliseconds >= UNOPENED_SECONDS * 1_000;
  }
}
