// collecting.ts — an order and its gateway brought together: charging, and asking what became of it. Whatever is unknown
// is found out by asking with the same order number, so that nothing is ever charged twice.
import { Inject, Injectable } from '@nestjs/common';
import { contentHash } from '@saring/event-sourcing';
import { isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { Gateway, StatusOutcome } from '../adapters/gateway';
import { Gateways } from '../adapters/gateways';
import { BREAKER_OPEN } from '../adapters/guarded-gateway';
import { OrderBook } from '../adapters/postgres/order-book';
import { checkBy, findPayment, setNextCheck, type PaymentRow } from '../adapters/postgres/payments';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import { nextCheckAt, REFUND_RETRY_DAYS } from '../domain/check-schedule';
import { isOpen, type PaymentOrder } from '../domain/payment-order';
import { contentOf, termsOf, type OpenPayment } from './terms';

const GATEWAY = { actor: 'gateway' };
const CLOCK_WORK = { actor: 'payment' };
const DAY_MILLISECONDS = 86_400_000;

export type Checked = 'checked' | 'unavailable';
type Report = Extract<StatusOutcome, { outcome: 'report' }>;

@Injectable()
export class Collecting {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
    private readonly gateways: Gateways,
    private readonly book: OrderBook,
  ) {}

  /**
   * Asks a gateway to collect; asked again it answers the same order. An order whose charge got no answer stays
   * `created` and is settled by asking.
   * @throws RefusalError PAYMENT.*, COMMAND.ID_REUSED
   */
  async open(request: OpenPayment): Promise<PaymentRow> {
    if (!isUuid(request.orderId)) throw new RefusalError('PAYMENT.ORDER_ID_INVALID');
    const hash = contentHash(contentOf(request));
    const before = await findPayment(this.pool, request.orderId);
    if (!before) await this.create(request, hash);
    else if (before.content_hash !== hash) throw new RefusalError('COMMAND.ID_REUSED');
    else if (before.state === 'created') await this.check(request.orderId);
    return this.book.row(request.orderId);
  }

  /** Asks the gateway what became of an order, and does what follows. Also the order's own expiry. */
  async check(orderId: string): Promise<Checked> {
    const row = await this.book.row(orderId);
    const gateway = this.gateways.find(row.gateway);
    if (!gateway) return 'unavailable';
    const askedAt = this.now();
    const status = await gateway.status(row.order_number);
    if (status.outcome === 'unavailable') return this.later(row, status.reason);
    if (status.outcome === 'absent') await this.settleAbsent(gateway, row);
    else if ((await this.settleReport(gateway, row, status)) === 'unavailable') return 'unavailable';
    await this.schedule(orderId, askedAt);
    return 'checked';
  }

  /** Takes what a gateway says of an order. */
  record(row: PaymentRow, { report, instructions }: Report): Promise<PaymentOrder> {
    const command = {
      type: 'RecordReport' as const,
      at: this.now(),
      report,
      ourMerchantId: this.config.MIDTRANS_MERCHANT_ID,
    };
    return this.book.apply(row.order_id, command, GATEWAY, { fallbackInstructions: instructions });
  }

  private now(): string {
    return toInstant(this.clock.now());
  }

  private async create(request: OpenPayment, hash: string): Promise<void> {
    const at = this.clock.now();
    const terms = termsOf(request, this.config, this.gateways, at);
    if (!terms.ok) throw new RefusalError(terms.refusal.code, terms.refusal.details);
    const gateway = this.gateways.find(terms.value.gateway);
    if (!gateway || gateway.isBreakerOpen) throw new RefusalError('PAYMENT.GATEWAY_UNAVAILABLE');
    const { description, returnUrl } = request;
    const created = { description, returnUrl: returnUrl ?? null, contentHash: hash };
    const command = { type: 'CreatePayment' as const, at: toInstant(at), terms: terms.value };
    await this.book.apply(request.orderId, command, { actor: request.actor }, { created });
    const row = await this.book.row(request.orderId);
    // Of two that came at once, the first made the order.
    if (row.content_hash !== hash) throw new RefusalError('COMMAND.ID_REUSED');
    await this.charge(gateway, row, true);
  }

  /** @param isFirst somebody waits for it, and hears when the gateway takes no such charge. */
  private async charge(gateway: Gateway, row: PaymentRow, isFirst: boolean): Promise<void> {
    const { terms, createdAt } = await this.book.load(row.order_id);
    if (!terms) return;
    const { description, return_url: returnUrl } = row;
    const outcome = await gateway.charge({
      terms,
      createdAt,
      description,
      ...(returnUrl ? { returnUrl } : {}),
    });
    const at = this.now();
    if (outcome.outcome === 'accepted') {
      const { instructions } = outcome;
      await this.book.apply(row.order_id, { type: 'MarkPending', at }, GATEWAY, { instructions });
    } else if (outcome.outcome === 'rejected') {
      this.logger.warn({ orderId: row.order_id, reason: outcome.reason }, 'the gateway takes no such charge');
      await this.book.apply(
        row.order_id,
        { type: 'CancelPayment', at, reason: 'rejected by the gateway' },
        GATEWAY,
      );
      if (isFirst) throw new RefusalError('PAYMENT.GATEWAY_REJECTED');
    } else {
      if (outcome.outcome !== 'duplicate')
        this.logger.warn({ orderId: row.order_id, reason: outcome.reason }, 'a charge got no answer yet');
      await checkBy(this.pool, row.order_id, this.clock.now());
    }
  }

  private async settleAbsent(gateway: Gateway, row: PaymentRow): Promise<void> {
    const order = await this.book.load(row.order_id);
    if (!isOpen(order.state)) return;
    const at = this.now();
    if (at >= row.expires_at.toISOString())
      await this.book.apply(row.order_id, { type: 'ExpirePayment', at }, CLOCK_WORK);
    else if (order.state === 'created') await this.charge(gateway, row, false);
  }

  private async settleReport(gateway: Gateway, row: PaymentRow, status: Report): Promise<Checked> {
    const order = await this.record(row, status);
    const isOver = this.now() >= row.expires_at.toISOString();
    if (isOpen(order.state) && isOver) return this.expire(gateway, row);
    const hasEnded = order.state === 'cancelled' || order.state === 'expired';
    // It ended here while its charge was on its way: nobody should be able to pay it any more.
    if (hasEnded && status.report.standing === 'pending') await gateway.cancel(row.order_number);
    await this.retryRefunds(gateway, row, order, status);
    return 'checked';
  }

  /** The gateway ends it first: what it has taken until then is paid. */
  private async expire(gateway: Gateway, row: PaymentRow): Promise<Checked> {
    const ended = await gateway.expire(row.order_number);
    if (ended.outcome === 'unavailable') return this.later(row, ended.reason);
    if (ended.outcome === 'refused') {
      const status = await gateway.status(row.order_number);
      if (status.outcome === 'unavailable') return this.later(row, status.reason);
      if (status.outcome === 'report') await this.record(row, status);
      return 'checked';
    }
    await this.book.apply(row.order_id, { type: 'ExpirePayment', at: this.now() }, CLOCK_WORK);
    return 'checked';
  }

  /** A refund that the gateway does not know yet is asked for again under the same key, as long as that is good. */
  private async retryRefunds(
    gateway: Gateway,
    row: PaymentRow,
    order: PaymentOrder,
    { report }: Report,
  ): Promise<void> {
    const now = this.clock.now().getTime();
    for (const refund of order.refunds.filter(({ standing }) => standing === 'requested')) {
      if (report.refunds.some(({ key }) => key === refund.key)) continue;
      const { key, amountRupiah } = refund;
      const isTooOld = now - Date.parse(refund.askedAt) > REFUND_RETRY_DAYS * DAY_MILLISECONDS;
      const outcome = isTooOld
        ? { outcome: 'refused' as const, reason: 'no answer in time' }
        : await gateway.refund({ orderNumber: row.order_number, key, amountRupiah, reason: 'refund' });
      if (outcome.outcome === 'refused')
        await this.book.apply(
          row.order_id,
          { type: 'FailRefund', at: this.now(), key, reason: outcome.reason },
          GATEWAY,
        );
    }
  }

  /** From when it was asked: a time that passed meanwhile is due at once. */
  private async schedule(orderId: string, askedAt: string): Promise<void> {
    const order = await this.book.load(orderId);
    await setNextCheck(this.pool, orderId, nextCheckAt(order, askedAt));
  }

  private later(row: PaymentRow, reason: string): 'unavailable' {
    // While it is left alone every order would say so.
    const level = reason === BREAKER_OPEN ? 'debug' : 'warn';
    this.logger[level](
      { orderId: row.order_id, gateway: row.gateway, reason },
      'the gateway does not answer',
    );
    return 'unavailable';
  }
}
