// voucher-counter.ts — an operator sells vouchers for money in hand, and makes sold ones void for money back.
import { Inject, Injectable } from '@nestjs/common';
import { contentHash, type CommandContext } from '@saring/event-sourcing';
import { idFrom, toInstant, type Clock, type CounterMethod } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, inTransaction, PG_POOL, retryStale } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { Drawers } from '../counter/drawers';
import { Agents, type AgentChange } from '../agents/agents';
import type { Voucher, VoucherCommand, VoucherSaleTerms } from './domain/voucher';
import { VoucherBatches, type PrintedVoucher } from './voucher-batches';
import { Vouchers } from './vouchers';
import {
  findVoucher,
  findVoucherSale,
  insertVoucherSale,
  listSold,
  lockUnsold,
  type SaleRow,
  type VoucherRow,
} from './vouchers.rows';

type VoucherSelling = {
  readonly commandId: string;
  readonly actor: string;
  readonly cashier: string;
  readonly batchId: string;
  readonly amount: number;
  /** On the first ticket that is handed over; 0: the lowest that is unsold. */
  readonly firstNumber: number;
  readonly method: CounterMethod;
  readonly paidRupiah: number;
  readonly note: string;
};
export type Sold = {
  readonly sale: SaleRow;
  readonly vouchers: readonly PrintedVoucher[];
  /** Of the vouchers, in their order. */
  readonly ids: readonly string[];
};
type Taking = {
  readonly terms: VoucherSaleTerms;
  readonly amount: number;
  readonly actor: string;
  readonly paidRupiah: number;
  readonly firstNumber?: number;
  readonly note?: string;
  readonly contentHash?: string;
};
type Voiding = {
  readonly voucherId: string;
  readonly reason: string;
  readonly returned: 'none' | 'cash' | 'transfer';
  readonly operatorId: string;
};

@Injectable()
export class VoucherCounter {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly batches: VoucherBatches,
    private readonly vouchers: Vouchers,
    private readonly drawers: Drawers,
    private readonly agents: Agents,
  ) {}

  /**
   * The next unsold ones of the batch, all or none; the same command again answers with the same ones.
   * @throws RefusalError BILLING.PAID_WRONG, BILLING.VOUCHERS_SOLD_OUT, COMMAND.ID_REUSED
   */
  async sell(selling: VoucherSelling): Promise<Sold> {
    const { batchId, amount, method, paidRupiah, cashier, actor } = selling;
    const batch = await this.batches.find(batchId);
    const saleId = idFrom('voucher-sale', selling.commandId);
    const earlier = await this.earlier(saleId, selling);
    if (earlier) return earlier;
    const amountRupiah = batch.terms.priceRupiah * amount;
    if (paidRupiah < amountRupiah || (method !== 'cash' && paidRupiah !== amountRupiah))
      throw new RefusalError('BILLING.PAID_WRONG', { amountRupiah, paidRupiah });
    const drawerSite =
      method === 'cash' ? await this.drawers.siteForCash(cashier, batch.terms.site, { actor }) : null;
    const terms: VoucherSaleTerms = {
      ...{ saleId, batchId, method, cashier, drawerSite, site: batch.terms.site },
      ...{ packageId: batch.terms.packageId, description: batch.terms.packageName, bytes: batch.terms.bytes },
      priceRupiah: batch.terms.priceRupiah,
    };
    await retryStale(() => inTransaction(this.pool, (client) => this.store(client, selling, terms)));
    this.vouchers.wake();
    const sold = await this.earlier(saleId, selling);
    if (!sold) throw new Error('a sale of vouchers that was stored is not there');
    return sold;
  }

  /**
   * What was given for it is taken back; money goes back from the operator's open drawer or by transfer.
   * @throws RefusalError BILLING.VOUCHER_UNKNOWN, BILLING.DRAWER_CLOSED, BILLING.DRAWER_SHORT, and those of a voucher
   */
  async makeVoid(voiding: Voiding, context: CommandContext): Promise<VoucherRow> {
    const { voucherId, reason, returned, operatorId } = voiding;
    const row = await this.find(voucherId);
    const { terms } = await this.batches.find(row.batchId);
    const at = toInstant(this.clock.now());
    const drawerSite = returned === 'cash' ? await this.drawers.openSiteOf(operatorId) : null;
    const fromSite = drawerSite ?? terms.site;
    let theirs: AgentChange | null = null;
    // An agent's goes back to where it came from. Read before the transaction, which waits for no second connection.
    const commands = async ({ sale }: Voucher): Promise<readonly VoucherCommand[]> => {
      const isAgents = sale?.method === 'deposit' && returned !== 'none';
      theirs = isAgents ? await this.agents.load(sale.cashier) : null;
      const back = isAgents
        ? ({ method: 'deposit', operatorId: sale.cashier, fromSite: sale.drawerSite ?? sale.site } as const)
        : returned === 'none'
          ? null
          : { method: returned, operatorId, fromSite };
      return [{ type: 'VoidVoucher', reason, refund: back, at }];
    };
    await this.vouchers.handle(voucherId, commands, context, async (client, { events }) => {
      const [voided] = events;
      if (voided?.type !== 'VoucherVoided' || !voided.refund) return;
      const { method, sale } = voided.refund;
      const { priceRupiah: costRupiah, site, description } = sale;
      if (theirs) {
        const sellRupiah = terms.priceRupiah;
        const command = { voucherId, site, description, costRupiah, sellRupiah, at };
        this.agents.decide(theirs, { type: 'ReturnSale', ...command }, { actor: context.actor });
        await this.agents.append(client, theirs, { actor: context.actor });
      }
      if (method !== 'cash') return;
      await this.drawers.holdFor(client, operatorId, costRupiah);
      await this.drawers.addCash(client, voucherId, operatorId, -costRupiah);
    });
    return this.find(voucherId);
  }

  /** @throws RefusalError BILLING.VOUCHER_UNKNOWN */
  private async find(voucherId: string): Promise<VoucherRow> {
    const row = await findVoucher(this.pool, voucherId);
    if (!row) throw new RefusalError('BILLING.VOUCHER_UNKNOWN');
    return row;
  }

  /** What a sale sold; null: there is none of that id. */
  async sold(saleId: string): Promise<Sold | null> {
    const sale = await findVoucherSale(this.pool, saleId);
    if (!sale) return null;
    const { terms } = await this.batches.find(sale.batchId);
    const rows = await listSold(this.pool, saleId);
    const vouchers = rows.map((row) => this.batches.printed(row, terms.prefix));
    return { sale, vouchers, ids: rows.map(({ id }) => id) };
  }

  /**
   * In the caller's transaction: the next unsold ones, all or none.
   * @throws RefusalError BILLING.VOUCHER_NOT_UNSOLD, BILLING.VOUCHERS_SOLD_OUT
   * @returns false where the sale is there already.
   */
  async sellIn(client: PoolClient, taking: Taking): Promise<boolean> {
    const { terms, amount, actor, paidRupiah, firstNumber = 0, note = '', contentHash: hash = '' } = taking;
    const { saleId, batchId, cashier, method } = terms;
    const soldAt = this.clock.now();
    const amountRupiah = terms.priceRupiah * amount;
    const sale = { id: saleId, batchId, operatorId: cashier, method, amountRupiah, paidRupiah, note };
    if (!(await insertVoucherSale(client, { ...sale, contentHash: hash, soldAt }))) return false;
    const rows = await lockUnsold(client, batchId, amount, firstNumber);
    if (firstNumber > 0 && rows[0]?.number !== firstNumber)
      throw new RefusalError('BILLING.VOUCHER_NOT_UNSOLD', { number: firstNumber });
    if (rows.length < amount) throw new RefusalError('BILLING.VOUCHERS_SOLD_OUT', { left: rows.length });
    const context = { actor };
    for (const { id } of rows) {
      const change = this.vouchers.fresh(id);
      this.vouchers.decide(change, { ...terms, type: 'SellVoucher', at: toInstant(soldAt) }, context);
      await this.vouchers.append(client, change, context);
    }
    return true;
  }

  private async earlier(saleId: string, selling: VoucherSelling): Promise<Sold | null> {
    const sold = await this.sold(saleId);
    if (sold && sold.sale.contentHash !== hashOf(selling))
      throw new RefusalError('COMMAND.ID_REUSED', { commandId: selling.commandId });
    return sold;
  }

  private async store(client: PoolClient, selling: VoucherSelling, terms: VoucherSaleTerms): Promise<void> {
    const { amount, actor, cashier, method, paidRupiah, note, firstNumber } = selling;
    const taking = { terms, amount, actor, paidRupiah, note, firstNumber, contentHash: hashOf(selling) };
    // Its twin has sold them a moment before.
    if (!(await this.sellIn(client, taking)) || method !== 'cash') return;
    await this.drawers.takeCash(client, terms.saleId, cashier, terms.priceRupiah * amount);
  }
}

const hashOf = ({
  batchId,
  amount,
  method,
  paidRupiah,
  note,
  cashier,
  firstNumber,
}: VoucherSelling): string =>
  contentHash({ batchId, amount, method, paidRupiah, note, cashier, firstNumber });
