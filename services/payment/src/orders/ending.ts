// ending.ts — cancelling, confirming by hand, giving money back.
import { Inject, Injectable } from '@nestjs/common';
import type { Payment, RequestOf } from '@saring/contracts';
import type { CommandContext } from '@saring/event-sourcing';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import type { Gateway } from '../gateways/gateway';
import { Gateways } from '../gateways/gateways';
import type { PaymentRow } from './payment-orders.rows';
import type { ExtraPayment } from './domain/extra-payment';
import { extraOf } from './domain/extra-payment.decide';
import { isOpen } from './domain/payment-order';
import { Collecting } from './collecting';
import { PaymentOrders } from './payment-orders';
import { Refunds, type Answer } from './refunds';

type Method = typeof Payment.method;

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
    private readonly refunds: Refunds,
  ) {}

  /**
   * Ends it at the gateway first. When the gateway says that it is past that, its status decides: the order that is
   * answered may be paid.
   * @throws RefusalError PAYMENT.PROOF_SENT for an open order that waits for an operator, where that is to keep it.
   */
  async cancel(request: RequestOf<Method['cancelPayment']>): Promise<PaymentRow> {
    const { orderId, unlessProved } = request;
    const context = contextOf(request, { orderId });
    const row = await this.orders.row(orderId);
    if (await this.orders.repeated(await this.orders.load(orderId), context)) return this.orders.row(orderId);
    if (isOpen(row.state) && row.gateway !== 'manual') {
      const gateway = await this.gatewayOf(row);
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
    const note = { kind: 'cancel' as const, text: request.reason };
    await this.orders.apply(orderId, command, context, { note, unlessProved });
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
    const gateway = await this.gatewayOf(row);
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
    if (payout || !asked) return this.orders.row(orderId);
    return this.answered(orderId, await this.refunds.ask(gateway, row, after.state, asked, reason));
  }

  /**
   * Of an order that was paid twice: all the money of the transaction that bought nothing. Recorded before the gateway
   * is asked, so that it can buy nothing meanwhile; without an answer the schedule asks again, under the same key.
   */
  async refundTransaction(request: RequestOf<Method['refundTransaction']>): Promise<PaymentRow> {
    const { orderId, transactionId, payoutNote, reason } = request;
    const payout = payoutNote !== undefined && payoutNote !== '';
    const context = contextOf(request, { orderId, transactionId, reason, payoutNote: payoutNote ?? '' });
    const row = await this.orders.row(orderId);
    const order = await this.orders.load(orderId);
    const key = `r-${idFrom(orderId, transactionId, request.commandId)}`;
    const earlier = extraOf(order.state, transactionId);
    if (await this.orders.repeated(order, context)) return this.extraAnswer(row, earlier, key);
    const at = this.now();
    if (payout) {
      const command = { type: 'UseExtraPayment' as const, at, transactionId, by: 'payout' as const };
      const note = { kind: 'payout' as const, text: `${payoutNote} (${reason})` };
      await this.orders.apply(order, command, context, { note });
      return this.orders.row(orderId);
    }
    const gateway = await this.gatewayOf(row);
    const refundable = earlier?.paymentType ? gateway.refundable(earlier.paymentType) : 'part';
    if (refundable === 'no') throw new RefusalError('PAYMENT.REFUND_BY_HAND');
    const command = { type: 'RequestExtraRefund' as const, at, transactionId, key };
    const after = await this.orders.apply(order, { ...command, wholeOnly: refundable === 'whole' }, context, {
      note: { kind: 'refund', text: reason },
    });
    const asked = extraOf(after.state, transactionId)?.refunds.find((refund) => refund.key === key);
    if (!asked) return this.orders.row(orderId);
    return this.answered(
      orderId,
      await this.refunds.askExtra(gateway, row, { ...asked, transactionId }, reason),
    );
  }

  /** Its money stays: it buys the same once more. */
  async keepTransaction(request: RequestOf<Method['keepTransaction']>): Promise<PaymentRow> {
    const { orderId, transactionId, reason } = request;
    const context = contextOf(request, { keep: transactionId, orderId, reason });
    const row = await this.orders.row(orderId);
    const order = await this.orders.load(orderId);
    if (await this.orders.repeated(order, context)) return row;
    const command = { type: 'UseExtraPayment', at: this.now(), transactionId, by: 'purchase' } as const;
    await this.orders.apply(order, command, context, { note: { kind: 'confirm', text: reason } });
    return this.orders.row(orderId);
  }

  /** @throws RefusalError as the first time. */
  private extraAnswer(row: PaymentRow, extra: ExtraPayment | undefined, key: string): PaymentRow {
    const refund = extra?.refunds.find((one) => one.key === key);
    if (refund?.standing === 'failed') throw new RefusalError('PAYMENT.REFUND_FAILED');
    return row;
  }

  /** A refund that was taken is looked at at once: its bank may have confirmed it. */
  private async answered(orderId: string, answer: Answer): Promise<PaymentRow> {
    if (answer === 'refused') throw new RefusalError('PAYMENT.REFUND_FAILED');
    // Without an answer the schedule asks again, under the same key.
    if (answer === 'accepted') await this.collecting.check(orderId);
    return this.orders.row(orderId);
  }

  private async gatewayOf(row: PaymentRow): Promise<Gateway> {
    const gateway = await this.gateways.of(row);
    if (!gateway) throw new RefusalError('PAYMENT.GATEWAY_UNAVAILABLE');
    return gateway;
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}
