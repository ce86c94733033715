// agent-sales.ts — an agent sells from the own stock: the vouchers are sold and the deposit debited together, or neither.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, Notification } from '@saring/contracts';
import { chooseLocale } from '@saring/i18n';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { CLOCK, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Redemption } from '../vouchers/redemption';
import type { VoucherSaleTerms } from '../vouchers/domain/voucher';
import { VoucherBatches } from '../vouchers/voucher-batches';
import { VoucherCounter, type Sold } from '../vouchers/voucher-counter';
import { findStock, stockOf } from './agents.rows';
import { Agents } from './agents';
import { agentPrice, type Agent, type AgentCommand } from './domain/agent';

type Selling = {
  readonly commandId: string;
  readonly actor: string;
  readonly agentId: string;
  readonly packageId: string;
  readonly amount: number;
  /** Empty: the code is handed over. */
  readonly phone: string;
};
type AgentSale = {
  readonly sold: Sold;
  readonly sellRupiah: number;
  readonly depositRupiah: number;
  readonly toAccount: boolean;
  readonly sent: boolean;
};

const NOBODY = 'AUTH.SUBSCRIBER_UNKNOWN';

@Injectable()
export class AgentSales {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly agents: Agents,
    private readonly batches: VoucherBatches,
    private readonly counter: VoucherCounter,
    private readonly redemption: Redemption,
    private readonly messenger: Messenger,
  ) {}

  /**
   * The same command again answers with the same vouchers, and brings what was not delivered.
   * @throws RefusalError BILLING.AGENT_UNKNOWN, BILLING.AGENT_PAUSED, BILLING.DEPOSIT_SHORT, BILLING.VOUCHERS_SOLD_OUT
   */
  async sell({ commandId, actor, ...asked }: Selling): Promise<AgentSale> {
    const { agentId, amount, phone } = asked;
    const saleId = idFrom('agent-sale', commandId);
    let terms: VoucherSaleTerms | null = null;
    const commands = async (agent: Agent): Promise<readonly AgentCommand[]> => {
      const charge = await this.charge(agent, saleId, asked);
      terms = charge.terms;
      return [charge.command];
    };
    const context = { commandId, actor, content: asked };
    const { state } = await this.agents.handle(agentId, commands, context, async (client) => {
      if (terms)
        await this.counter.sellIn(client, { terms, amount, actor, paidRupiah: terms.priceRupiah * amount });
    });
    this.redemption.wake();
    const sold = await this.counter.sold(saleId);
    if (!sold) throw new Error('a sale of an agent that was stored is not there');
    const { terms: batch } = await this.batches.find(sold.sale.batchId);
    const given = phone === '' ? { toAccount: false, sent: false } : await this.deliver(sold, phone, batch);
    const { depositRupiah } = state;
    return { sold, sellRupiah: batch.priceRupiah * amount, depositRupiah, ...given };
  }

  private async charge(
    agent: Agent,
    saleId: string,
    { agentId, packageId, amount }: Omit<Selling, 'commandId' | 'actor'>,
  ): Promise<{ readonly command: AgentCommand; readonly terms: VoucherSaleTerms }> {
    if (!agent.terms) throw new RefusalError('BILLING.AGENT_UNKNOWN');
    const now = this.clock.now();
    const batchId = await findStock(this.pool, agentId, packageId, amount, now);
    if (batchId === null) {
      const stock = await stockOf(this.pool, agentId, now);
      const left = stock.find((one) => one.packageId === packageId)?.left ?? 0;
      throw new RefusalError('BILLING.VOUCHERS_SOLD_OUT', { left });
    }
    const { terms: batch } = await this.batches.find(batchId);
    const { packageName: description, bytes, site } = batch;
    const priceRupiah = agentPrice(agent.terms, packageId, batch.priceRupiah);
    return {
      command: {
        ...{ type: 'ChargeSale', saleId, site, packageId, description, count: amount, at: toInstant(now) },
        ...{ costRupiah: priceRupiah * amount, sellRupiah: batch.priceRupiah * amount },
      },
      terms: {
        ...{ saleId, batchId, packageId, description, bytes, priceRupiah, site },
        ...{ method: 'deposit', cashier: agentId, drawerSite: agent.terms.site },
      },
    };
  }

  /** Into the account of the number, checked before; where there is none its owner gets the code. What fails is said: the code is shown. */
  private async deliver(
    { vouchers, ids }: Sold,
    phone: string,
    { packageName, site }: { readonly packageName: string; readonly site: string },
  ): Promise<{ readonly toAccount: boolean; readonly sent: boolean }> {
    const [voucherId] = ids;
    const code = vouchers[0]?.code;
    if (voucherId === undefined || code === undefined) return { toAccount: false, sent: false };
    const person = await this.personOf(phone);
    if (person) {
      await this.redemption.redeemFor(voucherId, person.subscriberId);
      return { toAccount: true, sent: false };
    }
    try {
      await this.messenger.request(Notification.method.sendMessage, {
        ...{ commandId: idFrom('voucher-code', voucherId), toPhone: phone, template: 'voucher.code' },
        ...{ params: { item: packageName, code }, locale: chooseLocale(''), purpose: 'notice', site },
      });
      return { toAccount: false, sent: true };
    } catch (error) {
      if (!(error instanceof RefusalError || error instanceof UnavailableError)) throw error;
      this.logger.warn({ voucherId, refusal: error.message }, 'the code of a voucher was not sent');
      return { toAccount: false, sent: false };
    }
  }

  private async personOf(phone: string): Promise<{ readonly subscriberId: string } | null> {
    try {
      const person = await this.messenger.request(AuthOtp.method.findSubscriber, { phone });
      return person.approval === 'approved' && !person.disabled ? person : null;
    } catch (error) {
      // While auth-otp is away nobody is known: the code is shown.
      if (error instanceof UnavailableError) return null;
      if (error instanceof RefusalError && error.code === NOBODY) return null;
      throw error;
    }
  }
}
