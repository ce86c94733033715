// collecting.ts — an order and its gateway brought together: charging, and asking what became of it. Whatever is unknown
// is found out by asking with the same order number, so that nothing is ever charged twice.
import { Inject, Injectable } from '@nestjs/common';
import { contentHash } from '@saring/event-sourcing';
import { isUuid, instantAfter, toInstant, type Clock, type Instant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { bringForward, CLOCK, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { Gateway, StatusOutcome } from '../gateways/gateway';
import { Gateways } from '../gateways/gateways';
import { BREAKER_OPEN } from '../gateways/guarded-gateway';
import { CHECK, CONFIRM, findPayment, PAYMENT_WORK, type PaymentRow } from './payment-orders.rows';
import { Charging } from './charging';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import { END_GRACE_MILLISECONDS, nextCheckAt } from './domain/check-schedule';
import { isOpen, type PaymentOrder } from './domain/payment-order';
import { UniqueAmounts } from '../static-qris/unique-amounts';
import { PaymentOrders, type PaymentChange } from './payment-orders';
import { Refunds } from './refunds';
import { withOwnFee } from './own-fee';
import { contentOf, termsOf, type OpenPayment } from './terms';

const GATEWAY = { actor: 'gateway' };
const CLOCK_WORK = { actor: 'payment' };
/** The next ones are in payment-worker.ts. */
const CONFIRM_FIRST_MILLISECONDS = 5_000;

type Report = Extract<StatusOutcome, { outcome: 'report' }>;

@Injectable()
export class Collecting {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
    private readonly gateways: Gateways,
    private readonly orders: PaymentOrders,
    private readonly charging: Charging,
    private readonly amounts: UniqueAmounts,
    private readonly refunds: Refunds,
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
    return this.orders.row(request.orderId);
  }

  /** Asks the gateway what became of an order, and does what follows. Also the order's own expiry. */
  async check(orderId: string): Promise<PaymentOrder | 'unavailable'> {
    const row = await this.orders.row(orderId);
    const gateway = await this.gateways.of(row);
    if (!gateway) return 'unavailable';
    const askedAt = this.now();
    const status = await this.statusOf(gateway, row);
    if (status.outcome === 'unavailable') return this.later(row, status.reason);
    const settled =
      status.outcome === 'absent'
        ? await this.settleAbsent(gateway, row)
        : await this.settleReport(gateway, row, status);
    if (settled === 'unavailable') return 'unavailable';
    const after = await this.checkExtras(gateway, row, settled);
    if (after === 'unavailable') return 'unavailable';
    // From when it was asked: a time that passed meanwhile is due at once.
    const notBefore = nextCheckAt(after.state, askedAt);
    if (notBefore !== null) await this.checkBy(orderId, notBefore);
    return after.state;
  }

  /** Each transaction beside the one that paid by its own id: its refunds, and whether its bank took it back. */
  private async checkExtras(
    gateway: Gateway,
    row: PaymentRow,
    order: PaymentChange,
  ): Promise<PaymentChange | 'unavailable'> {
    let after = order;
    for (const { transactionId, isReversed } of order.state.extraPayments) {
      if (isReversed) continue;
      const status = await gateway.transactionStatus(row.order_number, transactionId, true);
      if (status.outcome === 'unavailable') return this.later(row, status.reason);
      if (status.outcome !== 'report') continue;
      after = await this.record(row, status);
      after = await this.refunds.retryExtra(gateway, row, after, status.report);
    }
    return after;
  }

  /** Of a paid Snap order the transaction that paid: under its number the vendor may tell of a later try. */
  private async statusOf(gateway: Gateway, row: PaymentRow): Promise<StatusOutcome> {
    const isPaid = row.state === 'paid' || row.state === 'refunded';
    if (row.gateway !== 'midtrans-snap' || !isPaid) return gateway.status(row.order_number);
    const { transactionId } = (await this.orders.load(row.order_id)).state;
    return transactionId === ''
      ? gateway.status(row.order_number)
      : gateway.transactionStatus(row.order_number, transactionId, true);
  }

  /** Has an order checked by then; never later than it would be. */
  checkBy(orderId: string, notBefore: Instant): Promise<void> {
    return bringForward(this.pool, PAYMENT_WORK, orderId, { kind: CHECK, notBefore }, this.now());
  }

  /** A genuine notice says more than the status does: the status is asked for again soon, and some times after. */
  confirmSoon(orderId: string): Promise<void> {
    const now = this.now();
    const notBefore = instantAfter(now, CONFIRM_FIRST_MILLISECONDS);
    return bringForward(this.pool, PAYMENT_WORK, orderId, { kind: CONFIRM, notBefore }, now);
  }

  /** Takes what a gateway says of an order. */
  record(row: PaymentRow, { report, instructions }: Report): Promise<PaymentChange> {
    const command = {
      type: 'RecordReport' as const,
      at: this.now(),
      report,
      ourMerchantId: this.config.MIDTRANS_MERCHANT_ID,
    };
    return this.orders.apply(row.order_id, command, GATEWAY, { fallbackInstructions: instructions });
  }

  private now(): string {
    return toInstant(this.clock.now());
  }

  private async create(request: OpenPayment, hash: string): Promise<void> {
    const at = this.clock.now();
    await this.gateways.refresh();
    const terms = termsOf(request, this.config, this.gateways, at);
    if (!terms.ok) throw new RefusalError(terms.refusal.code, terms.refusal.details);
    const { gateway: name, plugin = null, method, amountRupiah } = terms.value;
    const gateway = await this.gateways.of({ gateway: name, plugin });
    if (!gateway || gateway.isClosedToBuyers) throw new RefusalError('PAYMENT.GATEWAY_UNAVAILABLE');
    const others = this.gateways
      .usable({ method, amountRupiah, bank: request.bank })
      .filter((one) => one !== gateway);
    const { description, returnUrl } = request;
    const created = { description, returnUrl: returnUrl ?? null, contentHash: hash };
    const code = method === 'static_qris' ? this.gateways.codeAt(request.site) : null;
    const priced = await withOwnFee(terms.value, gateway);
    const agreed = code ? await this.amounts.claim(priced, code.text) : priced;
    const command = { type: 'CreatePayment' as const, at: toInstant(at), terms: agreed };
    const order = await this.orders.apply(request.orderId, command, { actor: request.actor }, { created });
    const row = await this.orders.row(request.orderId);
    if (row.content_hash !== hash) throw new RefusalError('COMMAND.ID_REUSED');
    // Of two that came at once, the first made the order: only it charges without looking whether it was charged.
    if (order.events.length > 0) await this.charging.first([gateway, ...others], row, order);
    else await this.check(request.orderId);
  }

  private async settleAbsent(gateway: Gateway, row: PaymentRow): Promise<PaymentChange> {
    const order = await this.orders.load(row.order_id);
    if (!isOpen(order.state.state)) return order;
    const at = this.now();
    if (at >= row.expires_at.toISOString()) return this.expireUnproved(row, order);
    return order.state.state === 'created' ? this.charging.again(gateway, row) : order;
  }

  /** An order whose picture is there waits for the operator who looks at it, however long. */
  private async expireUnproved(row: PaymentRow, order: PaymentChange): Promise<PaymentChange> {
    if (row.has_proof) return order;
    const command = { type: 'ExpirePayment' as const, at: this.now() };
    try {
      return await this.orders.apply(order, command, CLOCK_WORK, { unlessProved: true });
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== 'PAYMENT.PROOF_SENT') throw error;
      return this.orders.load(row.order_id);
    }
  }

  private async settleReport(
    gateway: Gateway,
    row: PaymentRow,
    status: Report,
  ): Promise<PaymentChange | 'unavailable'> {
    const order = await this.record(row, status);
    const { state } = order.state;
    const isOver = this.now() >= row.expires_at.toISOString();
    if (isOpen(state) && isOver) return this.expire(gateway, row, order);
    const hasEnded = state === 'cancelled' || state === 'expired';
    // It ended here while its charge was on its way: nobody should be able to pay it any more.
    if (hasEnded && status.report.standing === 'pending') await gateway.cancel(row.order_number);
    return this.refunds.retry(gateway, row, order, status.report);
  }

  /** The gateway ends it first: what it has taken until then is paid. */
  private async expire(
    gateway: Gateway,
    row: PaymentRow,
    order: PaymentChange,
  ): Promise<PaymentChange | 'unavailable'> {
    const ended = await gateway.expire(row.order_number);
    if (ended.outcome === 'unavailable') return this.later(row, ended.reason);
    if (ended.outcome === 'refused') {
      const status = await gateway.status(row.order_number);
      if (status.outcome === 'unavailable') return this.later(row, status.reason);
      const after = status.outcome === 'report' ? await this.record(row, status) : order;
      const isKept = isOpen(after.state.state) && status.outcome === 'report';
      const graceEnd = row.expires_at.getTime() + END_GRACE_MILLISECONDS;
      if (!isKept || this.clock.now().getTime() < graceEnd) return after;
      // Else its buyer could buy nothing else: it ends here, and is paid after its end should money come.
      this.logger.warn({ orderId: row.order_id }, 'the gateway does not end an order whose time is over');
    }
    return this.orders.apply(row.order_id, { type: 'ExpirePayment', at: this.now() }, CLOCK_WORK);
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
