// extra-payments.requests.ts — money of another transaction of a paid order: given back, or the same given once more.
import { Controller } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { AskedRefunds } from './asked-refunds';
import { Fulfilment } from './fulfilment';
import { OrderAccess } from './order-access';
import { orderReply } from './order-reply';
import type { OrderRow } from './orders.rows';
import { isPaymentDown, Payments } from './payments';
import { Sales } from './sales';

type Methods = typeof Billing.method;
type Asked = { readonly orderId: string; readonly transactionId: string };
const BY_HAND = { statusToken: '', subscriberId: '' };

@Controller()
export class ExtraPaymentRequests {
  constructor(
    private readonly asked: AskedRefunds,
    private readonly access: OrderAccess,
    private readonly payments: Payments,
    private readonly sales: Sales,
    private readonly fulfilment: Fulfilment,
  ) {}

  /** Within what the role may give back of one order, with all its refunds. */
  @Answers(Billing.method.refundExtraPayment)
  async refundExtraPayment(
    request: RequestOf<Methods['refundExtraPayment']>,
  ): Promise<ReplyOf<Methods['refundExtraPayment']>> {
    const { actorRole, payoutMethod, payoutNote: _note, $typeName: _, ...refund } = request;
    const { orderId, transactionId, reason, actor } = request;
    const row = await this.access.find({ orderId, ...BY_HAND });
    const extra = await this.extraOf(request);
    const amountRupiah = extra.amountRupiah - extra.returnedRupiah;
    const { from, payoutNote } = await this.asked.payoutOf(row.sale.terms, request);
    const content = { transactionId, reason, payoutNote, ...(payoutMethod ? { payoutMethod } : {}) };
    const cause = { commandId: idFrom('give-back', orderId, request.commandId), actor, content };
    const ask = {
      orderId,
      transactionId,
      amountRupiah,
      from,
      role: actorRole,
      reason,
      cause,
      before: () => [],
    };
    await this.asked.ask(ask);
    const payout = payoutNote === null ? {} : { payoutNote };
    await this.asked.orRelease(row, cause, () =>
      this.askPayment(() => this.payments.refundTransaction({ ...refund, ...payout })),
    );
    return orderReply(row, null);
  }

  /** Payment keeps the money first, so that it cannot go back too; then the ledger is asked until it has given. */
  @Answers(Billing.method.giveExtraPayment)
  async giveExtraPayment(
    request: RequestOf<Methods['giveExtraPayment']>,
  ): Promise<ReplyOf<Methods['giveExtraPayment']>> {
    const { orderId, transactionId, $typeName: _, ...head } = request;
    await this.access.find({ orderId, ...BY_HAND });
    const { amountRupiah } = await this.extraOf(request);
    await this.askPayment(() => this.payments.keepTransaction({ ...head, orderId, transactionId }));
    const note = { type: 'NoteExtraPayment', transactionId, amountRupiah, returnedRupiah: 0 } as const;
    const cause = { actor: request.actor };
    // Its fact may still be on the way: what it says is known already.
    await this.sales.change(orderId, { ...note, returnedBy: null }, cause);
    const row = await this.sales.change(orderId, { ...note, returnedBy: 'purchase' }, cause);
    return orderReply(await this.given(row), null);
  }

  private async given(row: OrderRow): Promise<OrderRow> {
    try {
      await this.fulfilment.giveExtras(row);
    } catch (error) {
      if (!(error instanceof RefusalError) && !isPaymentDown(error)) throw error;
    }
    return row;
  }

  private async extraOf({ orderId, transactionId }: Asked) {
    const { extraPayments } = await this.askPayment(() => this.payments.get(orderId));
    const extra = extraPayments.find((one) => one.transactionId === transactionId);
    if (!extra) throw new RefusalError('PAYMENT.TRANSACTION_UNKNOWN');
    return extra;
  }

  private async askPayment<T>(asking: () => Promise<T>): Promise<T> {
    try {
      return await asking();
    } catch (error) {
      throw isPaymentDown(error) ? new RefusalError('BILLING.PAYMENT_UNAVAILABLE') : error;
    }
  }
}
