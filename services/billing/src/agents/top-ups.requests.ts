// top-ups.requests.ts — an agent orders money for the own deposit; the order is paid, ended and refunded like any other.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { COUNTER_METHODS, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { Ordering } from '../sales/checkout';
import { orderReply } from '../sales/order-reply';
import { NO_GOODS, readPaying } from '../sales/quote';
import { StatusTokens } from '../sales/status-token';
import { findAgent } from './agents.rows';

type Methods = typeof Billing.method;
const DESCRIPTION = 'Isi deposit agen';

@Controller()
export class TopUpRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly ordering: Ordering,
    private readonly tokens: StatusTokens,
  ) {}

  /** One open top-up an agent: another amount or method ends the one before. */
  @Answers(Billing.method.placeTopUp)
  async placeTopUp(request: RequestOf<Methods['placeTopUp']>): Promise<ReplyOf<Methods['placeTopUp']>> {
    const { commandId, actor, agentId, amountRupiah } = request;
    const agent = await findAgent(this.pool, agentId);
    if (!agent) throw new RefusalError('BILLING.AGENT_UNKNOWN');
    this.checkAmount(amountRupiah);
    // Money in hand is taken by who has a drawer.
    if (COUNTER_METHODS.some((one) => one === request.method))
      throw new RefusalError('BILLING.METHOD_INVALID', { method: request.method });
    const paying = readPaying({ ...request, subscriberId: agentId, site: agent.terms.site });
    const { method, bank, site } = paying;
    const content = { topUp: amountRupiah, agentId, method, bank, site };
    const price = { amountRupiah, discountRupiah: 0, promoId: null, promoName: null };
    const terms = async () => ({
      ...{ ...paying, purpose: 'agent_deposit' as const, agentId, price },
      goods: { ...NO_GOODS, description: DESCRIPTION },
    });
    const { row, payment } = await this.ordering.place({ commandId, actor, content, terms });
    const token = this.tokens.tokenOf(row.orderId, new Date(row.sale.placedAt), this.clock.now());
    return orderReply(row, token, payment);
  }

  private checkAmount(amountRupiah: number): void {
    const leastRupiah = this.config.AGENT_TOP_UP_LEAST_RUPIAH;
    const mostRupiah = this.config.AGENT_TOP_UP_MOST_RUPIAH;
    if (amountRupiah < leastRupiah || amountRupiah > mostRupiah)
      throw new RefusalError('BILLING.TOP_UP_AMOUNT', { leastRupiah, mostRupiah });
  }
}
