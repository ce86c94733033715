// asked-refunds.ts — what operators ask to give back: counted in the sale before payment hears of it.
import { isSeenByHand } from './seen-by-hand';
import { Inject, Injectable } from '@nestjs/common';
import { COUNTER_METHODS, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { operatorIn } from '../counter/counter';
import { Drawers } from '../counter/drawers';
import { askWith, type PaidFrom } from './domain/refund-asks';
import type { Sale, SaleTerms } from './domain/sale';
import type { SaleCommand } from './domain/sale.decide';
import type { OrderRow } from './orders.rows';
import { isPaymentDown } from './payments';
import { Sales, type OrderContext, type SaleChange } from './sales';

type Payout = {
  readonly from: PaidFrom;
  /** Null: the gateway is asked to. */ readonly payoutNote: string | null;
};
type Ask = {
  readonly orderId: string;
  readonly transactionId: string | null;
  /** 0: all that is left. */
  readonly amountRupiah: number;
  readonly from: PaidFrom;
  readonly role: string;
  readonly reason: string;
  readonly cause: OrderContext;
  /** @throws RefusalError where it may not be. @returns what is decided with it. */
  readonly before: (sale: Sale) => readonly Untimed[];
};
type Untimed = Omit<Extract<SaleCommand, { type: 'KeepPurchase' }>, 'at'>;

@Injectable()
export class AskedRefunds {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly sales: Sales,
    private readonly drawers: Drawers,
  ) {}

  /** Null: without a limit. */
  mostOf(role: string): number | null {
    return this.config.REFUND_MOST_RUPIAH_BY_ROLE.get(role) ?? null;
  }

  /**
   * @throws RefusalError BILLING.PAYOUT_METHOD_REQUIRED: by hand, and it is not said out of what. BILLING.DRAWER_CLOSED: cash comes out of the drawer
   * that its operator has open now.
   */
  async payoutOf(
    { method }: SaleTerms,
    request: { readonly payoutMethod: string; readonly payoutNote?: string; readonly actor: string },
  ): Promise<Payout> {
    const asked = COUNTER_METHODS.find((one) => one === request.payoutMethod);
    const payoutNote = request.payoutNote || asked || null;
    const isCounter = COUNTER_METHODS.some((one) => one === method);
    if (payoutNote === null && !isCounter && !isSeenByHand(method))
      return { from: { method: 'gateway' }, payoutNote };
    // Nothing is assumed: an amount that is taken off the wrong drawer is missed only at its closing.
    if (asked === undefined) throw new RefusalError('BILLING.PAYOUT_METHOD_REQUIRED');
    const operatorId = operatorIn(request.actor);
    if (asked !== 'cash') return { from: { method: asked, operatorId }, payoutNote };
    const site = (await this.drawers.openSiteOf(operatorId)) ?? '';
    return { from: { method: 'cash', operatorId, site }, payoutNote };
  }

  /** The same command again is the same ask, and finds it counted. @throws RefusalError BILLING.ABOVE_LIMIT */
  async ask({ orderId, cause, before, ...ask }: Ask): Promise<OrderRow> {
    const { transactionId, amountRupiah, from, reason } = ask;
    const asking = {
      ...{ type: 'AskRefund' as const, key: cause.commandId, transactionId, amountRupiah, from, reason },
      mostRupiah: this.mostOf(ask.role),
    };
    const row = await this.sales.changeBy(
      orderId,
      (sale) => [...before(sale), asking].map((command) => ({ ...command, at: toInstant(this.clock.now()) })),
      cause,
      (client, change) => this.takeCash(client, change),
    );
    // Payment had refused it, so that it counted no more, and is asked once more.
    const isOver = row.sale.state === 'refunded' || row.sale.state === 'reversed';
    if (isOver || askWith(row.sale, cause.commandId)) return row;
    return this.sales.changeBy(
      orderId,
      () => [{ ...asking, at: toInstant(this.clock.now()) }],
      { actor: cause.actor },
      (client, change) => this.takeCash(client, change),
    );
  }

  /**
   * Asks payment; what it refuses counts no more.
   * @param release what else was kept for it.
   */
  async orRelease<T>(
    { orderId }: OrderRow,
    { commandId: key, actor }: OrderContext,
    asking: () => Promise<T>,
    release: () => Promise<void> = () => Promise.resolve(),
  ): Promise<T> {
    try {
      return await asking();
    } catch (error) {
      if (
        error instanceof RefusalError &&
        !isPaymentDown(error) &&
        error.code !== 'BILLING.PAYMENT_UNAVAILABLE'
      ) {
        await release();
        await this.sales.change(orderId, { type: 'ReleaseRefund', key }, { actor });
      }
      throw error;
    }
  }

  private async takeCash(client: Parameters<Drawers['holdFor']>[0], { events }: SaleChange): Promise<void> {
    for (const event of events)
      if (event.type === 'RefundAsked' && event.from.method === 'cash')
        await this.drawers.holdFor(client, event.from.operatorId, event.amountRupiah);
  }
}
