// top-ups.ts — what an order brings into the deposit of an agent: booked once each time that it is paid, and taken back where
// its money goes back.
import { Inject, Injectable } from '@nestjs/common';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, LOGGER, type Logger } from '@saring/service-kit';
import { OperatorMessages } from '../messages/operator-messages';
import { alertText } from '../messages/operator.texts';
import type { SaleTerms } from '../sales/domain/sale';
import { Agents } from './agents';

const actor = 'billing';
/** @param purchaseId of the round, or of another transaction that paid the order. */
const topUpIdOf = (purchaseId: string): string => idFrom('top-up', 'order', purchaseId);

@Injectable()
export class TopUps {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly agents: Agents,
    private readonly messages: OperatorMessages,
  ) {}

  /** Once under its purchase, also of an agent who may not sell for now. @throws RefusalError BILLING.AGENT_UNKNOWN */
  async book(orderId: string, terms: SaleTerms, purchaseId: string): Promise<void> {
    const { method, site, price } = terms;
    const topUp = { topUpId: topUpIdOf(purchaseId), amountRupiah: price.amountRupiah, site, orderId, method };
    const command = { type: 'TopUpDeposit', ...topUp, at: this.now() } as const;
    await this.agents.handle(agentIn(terms), [command], { actor });
  }

  /**
   * Once, and what was not booked yet then never will be. What was spent of it leaves the deposit below nothing: the agent
   * sells nothing until it is made up for, and who is told of money hears it.
   */
  async takeBack(terms: SaleTerms, purchaseId: string): Promise<void> {
    const agentId = agentIn(terms);
    const topUpId = topUpIdOf(purchaseId);
    const { site, price } = terms;
    const ordered = { orderedRupiah: price.amountRupiah, site, at: this.now() };
    const command = { type: 'ReturnTopUp', topUpId, ...ordered } as const;
    const { state } = await this.agents.handle(agentId, [command], { actor });
    if (!state.mustMakeUp) return;
    const { depositRupiah } = state;
    this.logger.error({ agentId, depositRupiah }, 'the deposit of an agent is below nothing');
    await this.messages.sendAll('money_alert', ({ locale }) => ({
      cause: `top-up-returned:${topUpId}`,
      template: 'operator.money_alert',
      params: { what: alertText('agent_below_nothing', locale), order: terms.goods.description },
    }));
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}

const agentIn = ({ agentId }: SaleTerms): string => {
  if (agentId === undefined) throw new RefusalError('BILLING.AGENT_UNKNOWN');
  return agentId;
};
