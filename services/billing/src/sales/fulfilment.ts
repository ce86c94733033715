import { Inject, Injectable } from '@nestjs/common';
import { idFrom, type Clock } from '@saring/kernel';
import { RefusalError, UnavailableError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import { TopUps } from '../agents/top-ups';
import { BillReceipts } from '../bills/bill-receipts';
import { BoughtVouchers } from '../vouchers/bought-vouchers';
import { extraPurchaseIdOf, Ledger, purchaseIdOf } from '../ledger';
import type { OrderRow } from './orders.rows';
import { mustFulfil, type Surplus } from './domain/sale';
import { fulfilments, fulfilmentSeconds } from '../metrics';
import { Sales } from './sales';

const LEDGER_DOWN = 'ledger_unavailable';
const actor = 'billing';

/**
 * Has the ledger give what is paid and take back what is refunded, or bills, vouchers and deposits where money is for these;
 * asked again until they have.
 */
@Injectable()
export class Fulfilment {
  constructor(
    private readonly ledger: Ledger,
    private readonly receipts: BillReceipts,
    private readonly vouchers: BoughtVouchers,
    private readonly topUps: TopUps,
    private readonly sales: Sales,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws what the ledger answered; then the sale says why it waits. */
  async fulfil(row: OrderRow): Promise<OrderRow> {
    const { orderId } = row;
    const { round } = row.sale;
    let surplus: Surplus | undefined;
    try {
      surplus = await this.give(row);
      fulfilments.inc({ outcome: 'done' });
    } catch (error) {
      fulfilments.inc({ outcome: 'deferred' });
      await this.defer(orderId, error);
      throw error;
    }
    const cause = { commandId: idFrom('fulfilled', orderId, round), actor };
    const fulfilled = await this.sales.change(orderId, { type: 'ConfirmFulfilment', round, surplus }, cause);
    if (row.sale.fulfilledAt === null) this.measure(row);
    return fulfilled;
  }

  /** Money that no notice told of counts from when it moved: whoever paid has waited since. */
  private measure({ sale: { reportedAt, paidAt, placedAt } }: OrderRow): void {
    const since = new Date(reportedAt ?? paidAt ?? placedAt).getTime();
    fulfilmentSeconds.observe(Math.max(0, this.clock.now().getTime() - since) / 1_000);
  }

  async takeBack(row: OrderRow): Promise<void> {
    for (const round of row.sale.roundsToTakeBack) {
      const purchaseId = purchaseIdOf(row.orderId, round);
      if (!(await this.withoutLedger('takeBack', row, purchaseId))) await this.ledger.takeBack(row, round);
      const cause = { commandId: idFrom('taken-back', row.orderId, round), actor };
      await this.sales.change(row.orderId, { type: 'ConfirmTakenBack', round }, cause);
    }
    for (const transactionId of row.sale.extrasToTakeBack ?? []) {
      const purchaseId = extraPurchaseIdOf(row.orderId, transactionId);
      if (!(await this.withoutLedger('takeBack', row, purchaseId)))
        await this.ledger.takeBackExtra(row, transactionId);
      const cause = { commandId: idFrom('extra-taken-back', row.orderId, transactionId), actor };
      await this.sales.change(row.orderId, { type: 'ConfirmExtraTakenBack', transactionId }, cause);
    }
  }

  async takeParts(row: OrderRow): Promise<void> {
    for (const part of row.sale.partsToTakeBack ?? []) {
      const { round, upToRupiah } = part;
      await this.ledger.takePart(row, part);
      const cause = { commandId: idFrom('part-taken-back', row.orderId, round, upToRupiah), actor };
      await this.sales.change(row.orderId, { type: 'ConfirmPartTakenBack', round, upToRupiah }, cause);
    }
  }

  async giveExtras(row: OrderRow): Promise<void> {
    for (const transactionId of row.sale.extrasToGive ?? []) {
      const purchaseId = extraPurchaseIdOf(row.orderId, transactionId);
      if (!(await this.withoutLedger('give', row, purchaseId)))
        await this.ledger.fulfilExtra(row, transactionId);
      const cause = { commandId: idFrom('extra-given', row.orderId, transactionId), actor };
      await this.sales.change(row.orderId, { type: 'ConfirmExtraGiven', transactionId }, cause);
    }
  }

  /** One try now, so that the answer of a refund shows what it took back; the worker goes on where it fails. */
  async tryTakingBack(row: OrderRow): Promise<OrderRow> {
    try {
      await this.takeBack(row);
      await this.takeParts(row);
    } catch (error) {
      if (!(error instanceof RefusalError || error instanceof UnavailableError)) throw error;
    }
    return row;
  }

  /** By an operator: one try now. @returns the sale, which says why it still waits if it does. */
  async tryNow(row: OrderRow): Promise<OrderRow> {
    if (!mustFulfil(row.sale)) return row;
    try {
      return await this.fulfil(row);
    } catch (error) {
      if (!(error instanceof RefusalError || error instanceof UnavailableError)) throw error;
      return this.defer(row.orderId, error);
    }
  }

  private async give(row: OrderRow): Promise<Surplus | undefined> {
    const purchaseId = purchaseIdOf(row.orderId, row.sale.round);
    return (await this.withoutLedger('give', row, purchaseId)) ? undefined : this.ledger.fulfil(row);
  }

  /** @returns false where the goods are quota of the buyer, which is the ledger's. */
  private async withoutLedger(
    act: 'give' | 'takeBack',
    { orderId, sale: { terms, paidAt, placedAt } }: OrderRow,
    purchaseId: string,
  ): Promise<boolean> {
    const isGiven = act === 'give';
    if (terms.purpose === 'bills')
      await (isGiven
        ? this.receipts.book(orderId, terms, purchaseId)
        : this.receipts.takeBack(terms, purchaseId));
    else if (terms.purpose === 'voucher')
      await (isGiven
        ? this.vouchers.give(orderId, terms, purchaseId, paidAt ?? placedAt)
        : this.vouchers.takeBack(purchaseId));
    else if (terms.purpose === 'agent_deposit')
      await (isGiven
        ? this.topUps.book(orderId, terms, purchaseId)
        : this.topUps.takeBack(terms, purchaseId));
    else return false;
    return true;
  }

  private defer(orderId: string, error: unknown): Promise<OrderRow> {
    const reason = error instanceof RefusalError ? error.code : LEDGER_DOWN;
    const cause = { commandId: idFrom('deferred', orderId, reason), actor };
    return this.sales.change(orderId, { type: 'DeferFulfilment', reason }, cause);
  }
}
