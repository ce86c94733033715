// notices.ts — what a notice leads to. It is only a reason to ask: the gateway's status decides.
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type PaymentAlertKind, toInstant, isOrderNumber } from '@saring/kernel';
import type { WebhookOutcome } from '@saring/messaging';
import { CLOCK, LOGGER, type Logger, type WebhookReader } from '@saring/service-kit';
import { Gateways } from '../gateways/gateways';
import { checkNotice, orderNumberOfNotice } from '../gateways/midtrans/notice';
import type { PaymentRow } from '../orders/payment-orders.rows';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import type { GatewayReport } from '../orders/domain/gateway-report';

import type { PaymentEvent, PaymentOrder } from '../orders/domain/payment-order';
import { paymentDecider } from '../orders/domain/payment-order.decide';
import { Collecting } from '../orders/collecting';
import { PaymentOrders } from '../orders/payment-orders';

export const WEBHOOK_DURABLE = 'payment-midtrans';

const ABSENT_RETRY_SECONDS = 60;
const NOTICE = { actor: 'gateway' };
/** Alerts about no order of ours are raised once an hour and kind: forging many raises no more. */
const ALERT_HOUR_CHARACTERS = 'yyyy-mm-ddThh'.length;

@Injectable()
export class Notices implements WebhookReader {
  readonly webhooks = {
    gateway: 'midtrans',
    durable: WEBHOOK_DURABLE,
    handle: (body: Uint8Array) => this.handle(body),
    laneOf: orderNumberOfNotice,
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
    private readonly gateways: Gateways,
    private readonly orders: PaymentOrders,
    private readonly collecting: Collecting,
  ) {}

  /** Handles a notice of Midtrans as it came; the same one again changes nothing. */
  async handle(body: Uint8Array): Promise<WebhookOutcome> {
    const serverKey = this.config.MIDTRANS_SERVER_KEY;
    // A gateway that is not set cannot be asked: its notices wait for its key.
    if (!serverKey) return 'retry';
    const notice = checkNotice(body, serverKey);
    if (notice.kind === 'unreadable') return 'poison';
    const { orderNumber } = notice;
    const row = isOrderNumber(orderNumber) ? await this.orders.findByNumber(orderNumber) : null;
    if (notice.kind === 'forged') await this.alert(row, 'bad_signature', orderNumber);
    else if (!row && !isOrderNumber(orderNumber))
      // Another shop on the same account, or the dashboard's test: its order numbers are none of ours.
      this.logger.debug({}, 'a notice is about no order of this shop');
    else if (!row) await this.alert(null, 'unknown_order', orderNumber);
    else return this.decide(row, notice.report);
    return 'done';
  }

  private async decide(row: PaymentRow, report: GatewayReport): Promise<WebhookOutcome> {
    // Of an order that another gateway collects: what is paid here is not its money, and somebody must look at it.
    if (!row.gateway.startsWith('midtrans-')) {
      await this.alert(row, 'unknown_order', row.order_number);
      return 'done';
    }
    const { state } = await this.orders.load(row.order_id);
    const expected = this.expected(state, report);
    // What a notice would change is asked for first; what changes nothing, as a thousandth duplicate, asks nothing.
    if (expected.length === 0) return 'done';
    const mismatch = expected.find((event) => event.type === 'PaymentAlerted');
    if (expected.length === 1 && mismatch) {
      await this.alert(row, mismatch.kind, row.order_number);
      return 'done';
    }
    return this.ask(row, report);
  }

  /** What the notice would change if it were the gateway's status. */
  private expected(state: PaymentOrder, report: GatewayReport): readonly PaymentEvent[] {
    const at = toInstant(this.clock.now());
    const ourMerchantId = this.config.MIDTRANS_MERCHANT_ID;
    const decision = paymentDecider.decide(state, { type: 'RecordReport', at, report, ourMerchantId });
    return decision.accepted ? decision.events : [];
  }

  private async ask(row: PaymentRow, notice: GatewayReport): Promise<WebhookOutcome> {
    const gateway = await this.gateways.of(row);
    const status = await gateway?.status(row.order_number);
    if (!status || status.outcome === 'unavailable') return 'retry';
    if (status.outcome === 'report') {
      // Of another try of the order, which the status under its number says nothing of.
      if (status.report.transactionId !== notice.transactionId)
        await this.askOther(row, notice.transactionId);
      const { state } = await this.collecting.record(row, status);
      const isConfirmed = this.expected(state, notice).every(({ type }) => type === 'PaymentAlerted');
      if (!isConfirmed) await this.collecting.confirmSoon(row.order_id);
    } else {
      const soon = new Date(this.clock.now().getTime() + ABSENT_RETRY_SECONDS * 1000);
      await this.collecting.checkBy(row.order_id, toInstant(soon));
    }
    return 'done';
  }

  /** The page of Snap lets a payer begin several transactions of one order, and pay any of them. */
  private async askOther(row: PaymentRow, transactionId: string): Promise<void> {
    if (row.gateway !== 'midtrans-snap' || transactionId === '') return;
    const gateway = await this.gateways.of(row);
    const status = await gateway?.transactionStatus(row.order_number, transactionId, false);
    if (status?.outcome === 'report') await this.collecting.record(row, status);
  }

  private async alert(row: PaymentRow | null, kind: PaymentAlertKind, orderNumber: string): Promise<void> {
    const at = toInstant(this.clock.now());
    const shown = isOrderNumber(orderNumber) ? orderNumber : '';
    this.logger.warn({ kind, orderNumber: shown }, 'a notice was not believed');
    if (row) await this.orders.apply(row.order_id, { type: 'RaiseAlert', at, kind }, NOTICE);
    else await this.orders.alertOnce(`${kind}|${at.slice(0, ALERT_HOUR_CHARACTERS)}`, kind, shown);
  }
}
