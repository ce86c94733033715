// charging.ts — an order brought to its gateway: the first time to the next one where the first surely took nothing, later
// only under the same number at the same gateway, so that nothing can be paid at two.
import { Inject, Injectable } from '@nestjs/common';
import { toInstant, type Clock, type Instant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { bringForward, CLOCK, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import { isSurelyUntaken, type ChargeOutcome, type Gateway } from '../gateways/gateway';
import type { GuardedGateway } from '../gateways/guarded-gateway';
import { payableOf } from './domain/payment-order';
import { isCollectedBy } from './domain/payment-order.decide';
import { PaymentOrders, type PaymentChange } from './payment-orders';
import { CHECK, PAYMENT_WORK, type PaymentRow } from './payment-orders.rows';
import { withOwnFee } from './own-fee';
import { routedTo } from './terms';

const GATEWAY = { actor: 'gateway' };

@Injectable()
export class Charging {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
    private readonly orders: PaymentOrders,
  ) {}

  /**
   * The first charge of an order just made, by the caller that made it. A gateway that surely took nothing is followed
   * by the next, unless someone has charged the order meanwhile.
   * @param gateways the one of its terms, and those that may follow.
   * @throws RefusalError PAYMENT.GATEWAY_REJECTED
   */
  async first(gateways: readonly GuardedGateway[], row: PaymentRow, order: PaymentChange): Promise<void> {
    const [gateway, ...rest] = gateways;
    const { terms } = order.state;
    if (!gateway || !terms) return;
    const outcome = await this.ask(gateway, row, order);
    const [next] = rest;
    if (next && isSurelyUntaken(outcome)) {
      const onwards = await withOwnFee(routedTo(terms, next, this.config), next);
      const command = { type: 'RoutePayment', at: this.now(), from: terms } as const;
      const moved = await this.orders.apply(row.order_id, { ...command, terms: onwards }, GATEWAY);
      if (moved.events.length > 0) {
        const reason = 'reason' in outcome ? outcome.reason : '';
        const [from, to] = [gateway.label, next.label];
        this.logger.warn({ orderId: row.order_id, from, to, reason }, 'the next gateway is asked');
        return this.first(rest, row, moved);
      }
    }
    await this.settle(row, outcome);
    if (outcome.outcome === 'rejected' || outcome.outcome === 'denied')
      throw new RefusalError('PAYMENT.GATEWAY_REJECTED');
  }

  /**
   * Charges an order that its gateway does not know, under the same number.
   * @returns the order after it; as it was where there is nothing to charge, or its gateway is another by now.
   */
  async again(gateway: Gateway, row: PaymentRow): Promise<PaymentChange> {
    const order = await this.orders.apply(
      row.order_id,
      { type: 'RepeatCharge', at: this.now() },
      { actor: 'payment' },
    );
    const from = { gateway: row.gateway, ...(row.plugin === null ? {} : { plugin: row.plugin }) };
    if (order.state.state !== 'created' || !isCollectedBy(order.state.terms, from)) return order;
    const outcome = await this.ask(gateway, row, order);
    return (await this.settle(row, outcome)) ?? order;
  }

  private async ask(gateway: Gateway, row: PaymentRow, { state }: PaymentChange): Promise<ChargeOutcome> {
    const { description, return_url: returnUrl } = row;
    const { terms } = state;
    if (!terms) throw new Error('an order without terms cannot be charged');
    // The gateway knows one amount: all that the buyer pays.
    const charged = { ...terms, amountRupiah: payableOf(terms) };
    const request = { terms: charged, askedAt: this.now(), description };
    return gateway.charge({ ...request, ...(returnUrl ? { returnUrl } : {}) });
  }

  /** @returns the order after it; null where the gateway gave no clear answer. */
  private async settle(row: PaymentRow, outcome: ChargeOutcome): Promise<PaymentChange | null> {
    const at = this.now();
    if (outcome.outcome === 'accepted') {
      const { instructions } = outcome;
      return this.orders.apply(row.order_id, { type: 'MarkPending', at }, GATEWAY, { instructions });
    }
    if (outcome.outcome === 'rejected' || outcome.outcome === 'denied') {
      this.logger.warn({ orderId: row.order_id, reason: outcome.reason }, 'the gateway takes no such charge');
      // Denied at once too: its number is used up there, so that nothing of it can be paid any more.
      const command = { type: 'CancelPayment', at, reason: 'rejected by the gateway' } as const;
      return this.orders.apply(row.order_id, command, GATEWAY);
    }
    if (outcome.outcome !== 'duplicate')
      this.logger.warn({ orderId: row.order_id, reason: outcome.reason }, 'a charge got no answer yet');
    await bringForward(this.pool, PAYMENT_WORK, row.order_id, { kind: CHECK, notBefore: at }, at);
    return null;
  }

  private now(): Instant {
    return toInstant(this.clock.now());
  }
}
