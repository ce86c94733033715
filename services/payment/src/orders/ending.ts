// ending.ts — cancelling, confirming by hand, giving money back.
import { Inject, Injectable } from '@nestjs/common';
import type { Payment, RequestOf } from '@saring/contracts';
import type { CommandContext } from '@saring/event-sourcing';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import type { Gateway, RefundRequest } from '../gateways/gateway';
import { Gateways } from '../gateways/gateways';
import type { PaymentRow } from './payment-orders.rows';
import { isOpen } from './domain/payment-order';
import { Collecting, payingTransaction } from './collecting';
import { PaymentOrders } from './payment-orders';

type Method = typeof Payment.method;
const LONGEST_REASON = 200;

const contextOf = (
  { commandId, actor }: { commandId: string; actor: string },
  content: unknown,
): CommandContext => ({ commandId, actor, content });

@Injectable()
export class Ending {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly gateways: Gateways,
    private readonly orders: PaymentOrders,
    private readonly collecting: Collecting,
  ) {}

  /**
   * Ends it at the gateway first. When the gateway says that it is past that, its status decides: the order that is
   * answered may be paid.
   */
  async cancel(request: RequestOf<Method['cancelPayment']>): Promise<PaymentRow> {
    const { orderId } = request;
    const context = contextOf(request, { orderId });
    const row = await this.orders.row(orderId);
    if (await this.orders.repeated(await this.orders.load(orderId), context)) return this.orders.row(orderId);
    if (isOpen(row.state) && row.gateway !== 'manual') {
      const gateway = this.gatewayOf(row);
      const ended = await gateway.cancel(row.order_number);
      if (ended.outcome === 'unavailable') throw new RefusalError('PAYMENT.GATEWAY_UNAVAILABLE');
      if (ended.outcome === 'refused') {
        await this.collecting.check(orderId);
        const after = await this.orders.row(orderId);
        if (isOpen(after.state)) throw new RefusalError('PAYMENT.NOT_OPEN', { state: after.state });
        return after;
      }
    }
    const command = { type: 'CancelPayment' as const, at: this.now(), reason: 'requested' as const };
    await this.orders.apply(orderId, command, context, { note: { kind: 'cancel', text: request.reason } });
    return this.orders.row(orderId);
  }

  /** An operator has seen the money. */
  async confirm(request: RequestOf<Method['confirmPayment']>): Promise<PaymentRow> {
    const { orderId, amountRupiah } = request;
    const context = contextOf(request, { orderId, amountRupiah, note: request.note });
    await this.orders.row(orderId);
    const hasNote = request.note.trim() !== '';
    const command = { type: 'ConfirmPayment' as const, at: this.now(), amountRupiah, hasNote };
    await this.orders.apply(orderId, command, context, { note: { kind: 'confirm', text: request.note } });
    return this.orders.row(orderId);
  }

  /** By the gateway where it can, else recorded as paid out by hand. Final when the bank has confirmed it. */
  async refund(request: RequestOf<Method['refundPayment']>): Promise<PaymentRow> {
    const { orderId, amountRupiah, payoutNote, reason } = request;
    const payout = payoutNote !== undefined && payoutNote !== '';
    const context = contextOf(request, { orderId, amountRupiah, reason, payoutNote: payoutNote ?? '' });
    const row = await this.orders.row(orderId);
    const order = await this.orders.load(orderId);
    const key = `r-${idFrom(orderId, request.commandId)}`;
    if (await this.orders.repeated(order, context)) {
      const earlier = order.state.refunds.find((refund) => refund.key === key);
      if (earlier?.standing === 'failed') throw new RefusalError('PAYMENT.REFUND_FAILED');
      return this.orders.row(orderId);
    }
    const { paymentType, state } = order.state;
    const gateway = this.gatewayOf(row);
    const refundable = gateway.refundable(paymentType);
    if (!payout && state === 'paid' && refundable === 'no') throw new RefusalError('PAYMENT.REFUND_BY_HAND');
    const after = await this.orders.apply(
      order,
      {
        type: 'RequestRefund',
        at: this.now(),
        key,
        amountRupiah,
        payout,
        wholeOnly: !payout && refundable === 'whole',
      },
      context,
      {
        note: payout
          ? { kind: 'payout', text: `${payoutNote} (${reason})` }
          : { kind: 'refund', text: reason },
      },
    );
    const asked = after.state.refunds.find((refund) => refund.key === key);
    const transaction = payingTransaction(after.state);
    if (!payout && asked)
      await this.askRefund(gateway, row, { key, amountRupiah: asked.amountRupiah, ...transaction }, reason);
    return this.orders.row(orderId);
  }

  /** Of an order that was paid twice: all the money of the transaction that bought nothing. */
  async refundTransaction(request: RequestOf<Method['refundTransaction']>): Promise<PaymentRow> {
    const { orderId, transactionId, payoutNote, reason } = request;
    const payout = payoutNote !== undefined && payoutNote !== '';
    const context = contextOf(request, { orderId, transactionId, reason, payoutNote: payoutNote ?? '' });
    const row = await this.orders.row(orderId);
    const order = await this.orders.load(orderId);
    if (await this.orders.repeated(order, context)) return row;
    const extra = order.state.extraPayments.find((one) => one.transactionId === transactionId);
    if (!extra) throw new RefusalError('PAYMENT.TRANSACTION_UNKNOWN');
    if (extra.returnedBy === 'purchase') throw new RefusalError('PAYMENT.TRANSACTION_SPENT');
    if (extra.isReturned) return row;
    if (!payout) await this.askExtraRefund(row, transactionId, extra.amountRupiah, reason);
    const command = {
      type: 'ReturnExtraPayment' as const,
      at: this.now(),
      transactionId,
      by: payout ? ('payout' as const) : ('gateway' as const),
    };
    const text = payout ? `${payoutNote} (${reason})` : reason;
    await this.orders.apply(orderId, command, context, {
      note: { kind: payout ? 'payout' : 'refund', text },
    });
    return this.orders.row(orderId);
  }

  /** Its money stays: it buys the same once more. */
  async keepTransaction(request: RequestOf<Method['keepTransaction']>): Promise<PaymentRow> {
    const { orderId, transactionId, reason } = request;
    const context = contextOf(request, { keep: transactionId, orderId, reason });
    const row = await this.orders.row(orderId);
    const order = await this.orders.load(orderId);
    if (await this.orders.repeated(order, context)) return row;
    const extra = order.state.extraPayments.find((one) => one.transactionId === transactionId);
    if (extra?.isReturned && extra.returnedBy !== 'purchase')
      throw new RefusalError('PAYMENT.TRANSACTION_SPENT');
    const command = { type: 'ReturnExtraPayment', at: this.now(), transactionId, by: 'purchase' } as const;
    await this.orders.apply(orderId, command, context, { note: { kind: 'confirm', text: reason } });
    return this.orders.row(orderId);
  }

  /** Under one key: asked again after no answer it is refunded once. */
  private async askExtraRefund(
    row: PaymentRow,
    transactionId: string,
    amountRupiah: number,
    reason: string,
  ): Promise<void> {
    const outcome = await this.gatewayOf(row).refund({
      orderNumber: row.order_number,
      transactionId,
      key: `r-${idFrom(row.order_id, transactionId)}`,
      amountRupiah,
      reason: reason.slice(0, LONGEST_REASON),
    });
    if (outcome.outcome === 'unavailable') throw new RefusalError('PAYMENT.GATEWAY_UNAVAILABLE');
    if (outcome.outcome === 'refused') throw new RefusalError('PAYMENT.REFUND_FAILED');
  }

  private async askRefund(
    gateway: Gateway,
    row: PaymentRow,
    asked: Pick<RefundRequest, 'key' | 'amountRupiah' | 'transactionId'>,
    reason: string,
  ): Promise<void> {
    const { key } = asked;
    const request = {
      ...asked,
      orderNumber: row.order_number,
      reason: reason.slice(0, LONGEST_REASON),
    };
    const outcome = await gateway.refund(request);
    if (outcome.outcome === 'refused') {
      const command = { type: 'FailRefund' as const, at: this.now(), key, reason: outcome.reason };
      await this.orders.apply(row.order_id, command, { actor: 'gateway' });
      throw new RefusalError('PAYMENT.REFUND_FAILED');
    }
    // Without an answer the schedule asks again, under the same key.
    if (outcome.outcome === 'accepted') await this.collecting.check(row.order_id);
  }

  private gatewayOf(row: PaymentRow): Gateway {
    const gateway = this.gateways.find(row.gateway);
    if (!gateway) throw new RefusalError('PAYMENT.GATEWAY_UNAVAILABLE');
    return gateway;
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
