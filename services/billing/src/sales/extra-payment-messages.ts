// extra-payment-messages.ts — tells a buyer of money that came twice, and what became of it, once a transaction.
import { Inject, Injectable } from '@nestjs/common';
import { rupiahText, type MessageKey } from '@saring/i18n';
import { idFrom, toInstant, type Clock, type PaidBackChannel } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import { People } from '../messages/people';
import { itemText } from '../receipts/receipt';
import { newExtras, newlyReturned, type ExtraPayment } from './domain/extra-payments';
import type { OrderRow } from './orders.rows';

const RETURNED: Readonly<Record<PaidBackChannel, MessageKey>> = {
  gateway: 'purchase.twice.returned',
  payout: 'purchase.twice.returned',
  purchase: 'purchase.twice.given',
};

@Injectable()
export class ExtraPaymentMessages {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly people: People,
  ) {}

  async sendReceived(row: OrderRow): Promise<void> {
    for (const extra of newExtras(row.sale, this.now())) await this.send(row, extra, 'purchase.twice');
  }

  async sendReturned(row: OrderRow): Promise<void> {
    for (const extra of newlyReturned(row.sale, this.now())) await this.send(row, extra, RETURNED[extra.by]);
  }

  /** The same command for the same transaction and news: a repeat sends nothing. */
  private async send(
    { orderId, sale }: OrderRow,
    { transactionId, amountRupiah }: ExtraPayment,
    template: MessageKey,
  ): Promise<void> {
    // Who tops a deposit up is an operator, and is told nothing by WhatsApp.
    if (sale.terms.agentId !== undefined) return;
    const person = await this.people.find(sale.terms.subscriberId);
    await this.people.notify(person, {
      commandId: idFrom(template, orderId, transactionId),
      template,
      params: {
        item: itemText(sale, person.locale),
        amount: rupiahText(amountRupiah, person.locale),
        order: sale.orderNumber,
      },
      site: sale.terms.site,
    });
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
