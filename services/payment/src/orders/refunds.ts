// refunds.ts — refunds asked of a gateway: each is recorded before it is asked for, and asked for again under its own key
// until the gateway knows it or refuses it.
import { Inject, Injectable } from '@nestjs/common';
import { toInstant, type Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import type { Gateway } from '../gateways/gateway';
import { REFUND_RETRY_DAYS } from './domain/check-schedule';
import { extraOf } from './domain/extra-payment.decide';
import type { GatewayReport } from './domain/gateway-report';
import type { PaymentOrder } from './domain/payment-order';
import type { PaymentCommand } from './domain/payment-order.decide';
import { isRequested, type Refund } from './domain/refunds';
import { PaymentOrders, type PaymentChange } from './payment-orders';
import type { PaymentRow } from './payment-orders.rows';

const LONGEST_REASON = 200;
const DAY_MILLISECONDS = 86_400_000;
/** Of a refund that is asked for again; the first time it said why. */
const AGAIN = 'refund';
const NO_ANSWER = 'no answer in time';

type Asked = Pick<Refund, 'key' | 'amountRupiah'> & { readonly transactionId?: string };
export type Answer = 'accepted' | 'refused' | 'unavailable';

@Injectable()
export class Refunds {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly orders: PaymentOrders,
  ) {}

  /** Asks for a refund of the order's own money; what the gateway refuses is recorded as failed. */
  async ask(
    gateway: Gateway,
    row: PaymentRow,
    order: PaymentOrder,
    refund: Asked,
    reason: string,
  ): Promise<Answer> {
    const asked = { ...refund, ...payingTransaction(order) };
    return this.askGateway(gateway, row, asked, reason, (why) => ({
      ...{ type: 'FailRefund', at: this.now(), key: refund.key, reason: why },
    }));
  }

  /** Asks for a refund of the money of one transaction beside the order's. */
  async askExtra(
    gateway: Gateway,
    row: PaymentRow,
    refund: Asked & { readonly transactionId: string },
    reason: string,
  ): Promise<Answer> {
    const { key, transactionId } = refund;
    return this.askGateway(gateway, row, refund, reason, (why) => ({
      ...{ type: 'FailExtraRefund', at: this.now(), transactionId, key, reason: why },
    }));
  }

  /** Of the order's money: what the gateway does not know yet is asked for again. */
  async retry(
    gateway: Gateway,
    row: PaymentRow,
    order: PaymentChange,
    report: GatewayReport,
  ): Promise<PaymentChange> {
    const unknown = this.unknown(order.state.refunds, report);
    for (const refund of unknown) {
      if (this.isTooOld(refund))
        await this.fail(row, { type: 'FailRefund', at: this.now(), key: refund.key, reason: NO_ANSWER });
      else await this.ask(gateway, row, order.state, refund, AGAIN);
    }
    return unknown.length === 0 ? order : this.orders.load(row.order_id);
  }

  /** Of the transaction that the report is about. */
  async retryExtra(
    gateway: Gateway,
    row: PaymentRow,
    order: PaymentChange,
    report: GatewayReport,
  ): Promise<PaymentChange> {
    const { transactionId } = report;
    const unknown = this.unknown(extraOf(order.state, transactionId)?.refunds ?? [], report);
    for (const refund of unknown) {
      const { key } = refund;
      if (this.isTooOld(refund))
        await this.fail(row, {
          type: 'FailExtraRefund',
          at: this.now(),
          transactionId,
          key,
          reason: NO_ANSWER,
        });
      else await this.askExtra(gateway, row, { ...refund, transactionId }, AGAIN);
    }
    return unknown.length === 0 ? order : this.orders.load(row.order_id);
  }

  private unknown(refunds: readonly Refund[], report: GatewayReport): readonly Refund[] {
    return refunds.filter(
      (refund) =>
        isRequested(refund) && !refund.isForeign && !report.refunds.some(({ key }) => key === refund.key),
    );
  }

  private isTooOld({ askedAt }: Refund): boolean {
    return this.clock.now().getTime() - Date.parse(askedAt) > REFUND_RETRY_DAYS * DAY_MILLISECONDS;
  }

  private async askGateway(
    gateway: Gateway,
    row: PaymentRow,
    { key, amountRupiah, transactionId }: Asked,
    reason: string,
    failed: (why: string) => PaymentCommand,
  ): Promise<Answer> {
    const outcome = await gateway.refund({
      orderNumber: row.order_number,
      ...(transactionId === undefined ? {} : { transactionId }),
      ...{ key, amountRupiah, reason: reason.slice(0, LONGEST_REASON) },
    });
    if (outcome.outcome === 'refused') await this.fail(row, failed(outcome.reason));
    return outcome.outcome;
  }

  private async fail(row: PaymentRow, command: PaymentCommand): Promise<void> {
    await this.orders.apply(row.order_id, command, { actor: 'gateway' });
  }

  private now(): string {
    return toInstant(this.clock.now());
  }
}

/** Which transaction of a Snap order its money is refunded of. */
const payingTransaction = ({ terms, transactionId }: PaymentOrder): { readonly transactionId?: string } =>
  terms?.gateway === 'midtrans-snap' && transactionId !== '' ? { transactionId } : {};
