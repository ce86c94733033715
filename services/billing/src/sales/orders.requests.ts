import { Controller, Inject } from '@nestjs/common';
import { Billing, type PaymentOrder, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom, isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, findHandledStreams, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { isPaymentDown, Payments } from './payments';
import { listOrders, type OrderRow } from './orders.rows';
import { StatusTokens } from './status-token';
import { isOpen, shareBytes, takenBackBytes, type SaleTerms } from './domain/sale';
import { Ledger, purchaseIdOf } from '../ledger';
import { Sales } from './sales';
import { Fulfilment } from './fulfilment';
import { orderReply, type OrderReply } from './order-reply';
import { OrderAccess } from './order-access';
import { Ordering, type OpenedOrder } from './checkout';
import { readPaying, SaleTermsNow } from './quote';

type Methods = typeof Billing.method;

const PAGE = { longest: 100, standard: 20 };
const REASON_CHARACTERS = 300;
const FILTERS: Readonly<Record<string, readonly string[] | null>> = {
  '': null,
  all: null,
  open: ['created', 'pending'],
  unfulfilled: ['paid'],
};

@Controller()
export class OrderRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly ordering: Ordering,
    private readonly terms: SaleTermsNow,
    private readonly payments: Payments,
    private readonly tokens: StatusTokens,
    private readonly access: OrderAccess,
    private readonly fulfilment: Fulfilment,
    private readonly sales: Sales,
    private readonly ledger: Ledger,
  ) {}

  @Answers(Billing.method.placeOrder)
  async placeOrder(request: RequestOf<Methods['placeOrder']>): Promise<OrderReply> {
    const { commandId, packageId, actor } = request;
    const paying = readPaying(request);
    const { subscriberId, method, bank, site } = paying;
    const content = { subscriberId, packageId, method, bank, site };
    const terms = () => this.terms.ofPackage(paying, packageId);
    return this.opened(await this.ordering.place({ commandId, actor, content, terms }));
  }

  @Answers(Billing.method.placeSettlement)
  async placeSettlement(request: RequestOf<Methods['placeSettlement']>): Promise<OrderReply> {
    const { commandId, actor } = request;
    const paying = readPaying(request);
    const { subscriberId, method, bank, site } = paying;
    const debtId = request.debtId || null;
    const content = { subscriberId, settle: debtId ?? 'all', method, bank, site };
    const terms = () => this.terms.ofSettlement(paying, debtId);
    return this.opened(await this.ordering.place({ commandId, actor, content, terms }));
  }

  @Answers(Billing.method.getOrder)
  async getOrder(request: RequestOf<Methods['getOrder']>): Promise<OrderReply> {
    const row = await this.access.find(request);
    // Whoever transferred late may have sent a picture, too.
    const mayHaveProof = row.sale.terms.method === 'manual';
    if (!isOpen(row.sale) && !mayHaveProof) return this.reply(row);
    const payment = await this.lookAt(row);
    // A read repairs what a late fact left open: payment knows the present state.
    return payment ? this.reply(await this.ordering.apply(row.orderId, payment), payment) : this.reply(row);
  }

  @Answers(Billing.method.listOrders)
  async listOrders(request: RequestOf<Methods['listOrders']>): Promise<ReplyOf<Methods['listOrders']>> {
    const limit = Math.min(PAGE.longest, request.limit > 0 ? request.limit : PAGE.standard);
    const filter = FILTERS[request.state];
    // An id that belongs to no subscriber must not list the orders of all.
    if (request.subscriberId !== '' && !isUuid(request.subscriberId))
      throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
    const rows = await listOrders(this.pool, {
      subscriberId: request.subscriberId || null,
      states: filter === undefined ? [request.state] : filter,
      orderNumber: request.orderNumber || null,
      invoiceNumber: request.invoiceNumber || null,
      method: request.method || null,
      from: request.from || null,
      until: request.until || null,
      before: request.before && isUuid(request.before) ? request.before : null,
      limit: limit + 1,
    });
    const items = rows.slice(0, limit);
    const last = items[items.length - 1];
    const hasMore = rows.length > limit && last;
    // For operators: whose transfers can be looked at.
    const manual = items.filter(({ sale }) => sale.terms.method === 'manual').map(({ orderId }) => orderId);
    const proofs = request.subscriberId === '' ? await this.payments.withProof(manual) : new Set<string>();
    const replies = items.map((row) => ({ ...this.reply(row), hasProof: proofs.has(row.orderId) }));
    return { items: replies, ...(hasMore ? { nextBefore: last.orderId } : {}) };
  }

  @Answers(Billing.method.cancelOrder)
  async cancelOrder(request: RequestOf<Methods['cancelOrder']>): Promise<OrderReply> {
    const { commandId, actor } = request;
    const row = await this.access.find(request);
    if (row.sale.state === 'cancelled') return this.reply(row);
    if (!isOpen(row.sale)) throw new RefusalError('BILLING.ORDER_NOT_OPEN', { state: row.sale.state });
    const cancelId = idFrom('cancel', row.orderId, commandId);
    const cancelled = await this.ordering.cancel(row, cancelId, 'cancelled', actor);
    if (cancelled.sale.paidAt !== null)
      throw new RefusalError('BILLING.ORDER_ALREADY_PAID', { orderId: row.orderId });
    return this.reply(cancelled);
  }

  @Answers(Billing.method.refundOrder)
  async refundOrder(request: RequestOf<Methods['refundOrder']>): Promise<OrderReply> {
    const { commandId, actor, payoutNote } = request;
    const reason = request.reason.trim();
    if (reason === '' || reason.length > REASON_CHARACTERS) throw new RefusalError('QUOTA.REASON_REQUIRED');
    const row = await this.access.find({ orderId: request.orderId, statusToken: '', subscriberId: '' });
    const { amountRupiah, keepPurchase: isKept, takeBackShare: isShared } = request;
    const { price } = row.sale.terms;
    const leftRupiah = price.amountRupiah - row.sale.refundedRupiah;
    const kept = {
      ...{ commandId: idFrom('keep', row.orderId, commandId), actor },
      // A refund from before parts could take their share has the same content as one that takes none.
      content: {
        amountRupiah,
        isKept,
        reason,
        payoutNote: payoutNote || null,
        ...(isShared ? { isShared } : {}),
      },
    };
    // One that was let through is finished, also when it comes again.
    const isKnown = (await findHandledStreams(this.pool, kept.commandId)).length > 0;
    if (!isKnown) {
      if (row.sale.state === 'refunded') throw new RefusalError('BILLING.ORDER_REFUNDED');
      if (row.sale.state !== 'paid' && row.sale.state !== 'fulfilled')
        throw new RefusalError('BILLING.ORDER_NOT_PAID', { state: row.sale.state });
      const isPart = amountRupiah > 0 && amountRupiah < leftRupiah;
      if (isPart && isKept === isShared)
        throw new RefusalError('BILLING.PART_KEEPS_PURCHASE', { leftRupiah });
      if (isPart && isShared) checkHasShare(row.sale.terms);
      this.checkRefund(row.sale.refundedRupiah + (amountRupiah || leftRupiah), request.actorRole);
    }
    const now = await this.sales.change(
      row.orderId,
      { type: 'KeepPurchase', isKept, isShared, reason },
      kept,
    );
    if (now.sale.state === 'refunded') return this.reply(now);
    const cause = { commandId, reason, actor };
    const asked = { amountRupiah, payoutNote: payoutNote || null };
    const refunded = await this.ordering.refund(row.orderId, cause, asked);
    return this.reply(await this.fulfilment.tryTakingBack(refunded));
  }

  /** What a refund would do, so that an operator knows before the money goes. */
  @Answers(Billing.method.previewRefund)
  async previewRefund({
    orderId,
    amountRupiah,
  }: RequestOf<Methods['previewRefund']>): Promise<ReplyOf<Methods['previewRefund']>> {
    const { sale } = await this.access.find({ orderId, statusToken: '', subscriberId: '' });
    if (sale.state === 'refunded') throw new RefusalError('BILLING.ORDER_REFUNDED');
    const isPaid = sale.state === 'paid' || sale.state === 'fulfilled';
    if (!isPaid) throw new RefusalError('BILLING.ORDER_NOT_PAID', { state: sale.state });
    const { goods, price, subscriberId, purpose } = sale.terms;
    const leftRupiah = price.amountRupiah - sale.refundedRupiah;
    const isPart = amountRupiah > 0 && amountRupiah < leftRupiah;
    const hasShare = isPart && purpose === 'package' && !goods.unlimited;
    const head = { leftRupiah, shareBytes: hasShare ? shareBytes(sale.terms, amountRupiah) : 0 };
    if (sale.state === 'paid' || purpose === 'settlement')
      return { ...head, takenBackBytes: goods.bytes, takesNothingBack: false, usedBytes: 0 };
    const remainingBytes = await this.ledger.remainingOf(subscriberId, purchaseIdOf(orderId, sale.round));
    if (remainingBytes === null) return { ...head, takenBackBytes: 0, takesNothingBack: true, usedBytes: 0 };
    const heldBytes = goods.bytes - takenBackBytes(sale);
    const usedBytes = goods.unlimited ? 0 : Math.max(0, heldBytes - remainingBytes);
    return { ...head, takenBackBytes: remainingBytes, takesNothingBack: false, usedBytes };
  }

  @Answers(Billing.method.retryFulfilment)
  async retryFulfilment(request: RequestOf<Methods['retryFulfilment']>): Promise<OrderReply> {
    const row = await this.access.find({ orderId: request.orderId, statusToken: '', subscriberId: '' });
    return this.reply(await this.fulfilment.tryNow(row));
  }

  /** All refunds of an order together: a limit is not gone round by parts. */
  private checkRefund(rupiah: number, role: string): void {
    const mostRupiah = this.config.REFUND_MOST_RUPIAH_BY_ROLE.get(role);
    if (mostRupiah !== undefined && rupiah > mostRupiah)
      throw new RefusalError('BILLING.ABOVE_LIMIT', { amountRupiah: rupiah, mostRupiah });
  }

  private opened({ row, payment }: OpenedOrder): OrderReply {
    return this.reply(row, payment);
  }

  private reply(row: OrderRow, payment: PaymentOrder | null = null): OrderReply {
    const token = this.tokens.tokenOf(row.orderId, new Date(row.sale.placedAt), this.clock.now());
    return orderReply(row, token, payment);
  }

  /** Null while payment cannot say: the order is shown without how to pay. */
  private async lookAt(row: OrderRow): Promise<PaymentOrder | null> {
    try {
      return await this.payments.get(row.orderId);
    } catch (error) {
      if (!isPaymentDown(error) && !(error instanceof RefusalError)) throw error;
      this.logger.debug({ orderId: row.orderId }, 'an order is shown without how to pay');
      return null;
    }
  }
}

/** @throws RefusalError BILLING.PART_HAS_NO_SHARE: what is unlimited, or has settled a debt, is taken back whole. */
const checkHasShare = ({ purpose, goods }: SaleTerms): void => {
  if (purpose === 'settlement' || goods.unlimited) throw new RefusalError('BILLING.PART_HAS_NO_SHARE');
};
