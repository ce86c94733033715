// orders.requests.ts — what buyers and operators ask of orders.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type PaymentOrder, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom, isUuid, type Clock, type PaymentNoteKind } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, LOGGER, PG_POOL, type Logger, pageLimit } from '@saring/service-kit';
import type { Pool } from 'pg';
import { invalid } from '../invalid';
import { People } from '../messages/people';
import { BillLinks } from '../bills/bill-links';
import { extraPurchaseIdOf, purchaseIdOf } from '../ledger';
import { BoughtVouchers } from '../vouchers/bought-vouchers';
import { isPaymentDown, Payments } from './payments';
import { countOrders, searchOrders, type OrderRow } from './orders.rows';
import { StatusTokens } from './status-token';
import { orderTrace } from './domain/order-trace';
import { isOpen } from './domain/sale';
import { Fulfilment } from './fulfilment';
import { orderReply, type OrderReply } from './order-reply';
import { OrderAccess } from './order-access';
import { notEnded, Ordering, type OpenedOrder } from './checkout';
import { readPaying, SaleTermsNow } from './quote';
import { isSeenByHand } from './seen-by-hand';
import { Sales } from './sales';

type Methods = typeof Billing.method;

const PAGE = { longest: 100, standard: 20 };
/** What an index of trigrams needs. */
const SHORTEST_PART = 3;
const lettersOf = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;
const FILTERS: Readonly<Record<string, readonly string[] | null>> = {
  '': null,
  all: null,
  open: ['created', 'pending'],
  unfulfilled: ['paid'],
  to_confirm: ['created', 'pending'],
};

const shownIn = ({ shownRupiah }: { readonly shownRupiah?: number }) =>
  shownRupiah === undefined ? {} : { shownRupiah };

@Controller()
export class OrderRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly ordering: Ordering,
    private readonly terms: SaleTermsNow,
    private readonly payments: Payments,
    private readonly tokens: StatusTokens,
    private readonly access: OrderAccess,
    private readonly fulfilment: Fulfilment,
    private readonly links: BillLinks,
    private readonly people: People,
    private readonly sales: Sales,
    private readonly vouchers: BoughtVouchers,
  ) {}

  @Answers(Billing.method.placeOrder)
  async placeOrder(request: RequestOf<Methods['placeOrder']>): Promise<OrderReply> {
    const { commandId, packageId, actor } = request;
    const paying = readPaying(request);
    const { subscriberId, method, bank, site } = paying;
    const { asVoucher: isVoucher, forPhone } = request;
    const content = {
      ...{ subscriberId, packageId, method, bank, site },
      ...(isVoucher ? { isVoucher } : {}),
      ...(forPhone === '' ? {} : { forPhone }),
    };
    const terms = async () => {
      if (forPhone !== '') return this.terms.ofGift(paying, packageId, forPhone);
      return isVoucher ? this.terms.ofVoucher(paying, packageId) : this.terms.ofPackage(paying, packageId);
    };
    return this.opened(await this.ordering.place({ commandId, actor, content, terms, ...shownIn(request) }));
  }

  @Answers(Billing.method.placeSettlement)
  async placeSettlement(request: RequestOf<Methods['placeSettlement']>): Promise<OrderReply> {
    const { commandId, actor } = request;
    const paying = readPaying(request);
    const { subscriberId, method, bank, site } = paying;
    const debtId = request.debtId || null;
    const content = { subscriberId, settle: debtId ?? 'all', method, bank, site };
    const terms = () => this.terms.ofSettlement(paying, debtId);
    return this.opened(await this.ordering.place({ commandId, actor, content, terms, ...shownIn(request) }));
  }

  @Answers(Billing.method.placeBillPayment)
  async placeBillPayment(request: RequestOf<Methods['placeBillPayment']>): Promise<OrderReply> {
    const { commandId, actor } = request;
    const paying = readPaying({ ...request, subscriberId: this.payerOf(request) });
    const { subscriberId, method, bank, site } = paying;
    const billId = request.billId || null;
    const content = { subscriberId, bills: billId ?? 'all', method, bank, site };
    const terms = () => this.terms.ofBills(paying, billId);
    return this.opened(await this.ordering.place({ commandId, actor, content, terms, ...shownIn(request) }));
  }

  @Answers(Billing.method.getOrder)
  async getOrder(request: RequestOf<Methods['getOrder']>): Promise<OrderReply> {
    const row = await this.access.find(request);
    // Whoever transferred late may have sent a picture, too.
    const mayHaveProof = isSeenByHand(row.sale.terms.method);
    if (!isOpen(row.sale) && !mayHaveProof) return this.withCodes(this.reply(row), row, request);
    const payment = await this.lookAt(row);
    // A read repairs what a late fact left open: payment knows the present state.
    const now = payment ? await this.ordering.apply(row.orderId, payment) : row;
    return this.withCodes(this.reply(now, payment), now, request);
  }

  @Answers(Billing.method.countOrders)
  async countOrders(): Promise<ReplyOf<Methods['countOrders']>> {
    const [counted, proofs] = await Promise.all([countOrders(this.pool), this.payments.countProofs()]);
    return { ...counted, ...(proofs === undefined ? {} : { proofs }) };
  }

  @Answers(Billing.method.listOrders)
  async listOrders(request: RequestOf<Methods['listOrders']>): Promise<ReplyOf<Methods['listOrders']>> {
    const limit = pageLimit(request.limit, PAGE);
    const filter = Object.hasOwn(FILTERS, request.state) ? FILTERS[request.state] : undefined;
    const numberPart = request.numberPart.trim();
    if (numberPart !== '' && lettersOf(numberPart) < SHORTEST_PART) return { items: [] };
    // An id that belongs to no subscriber must not list the orders of all.
    if (request.subscriberId !== '' && !isUuid(request.subscriberId))
      throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
    const rows = await searchOrders(this.pool, {
      subscriberId: request.subscriberId || null,
      states: filter === undefined ? [request.state] : filter,
      also: request.state === 'to_confirm' ? await this.payments.endedWithProof() : [],
      orderNumber: request.orderNumber || null,
      invoiceNumber: request.invoiceNumber || null,
      method: request.method || null,
      from: request.from || null,
      until: request.until || null,
      numberPart: numberPart || null,
      site: request.site || null,
      except: null,
      before: request.before && isUuid(request.before) ? request.before : null,
      limit: limit + 1,
    });
    const items = rows.slice(0, limit);
    const last = items[items.length - 1];
    const hasMore = rows.length > limit && last;
    // Whose transfers can be looked at; their buyers see that the picture has come.
    const manual = items.filter(({ sale }) => isSeenByHand(sale.terms.method)).map(({ orderId }) => orderId);
    const proofs = await this.payments.withProof(manual);
    const replies = items.map((row) => ({ ...this.reply(row), hasProof: proofs.has(row.orderId) }));
    return { items: replies, ...(hasMore ? { nextBefore: last.orderId } : {}) };
  }

  /** The message says how to pay, and has the link. @throws RefusalError AUTH.PHONE_MISSING, BILLING.ASKED_OFTEN */
  @Answers(Billing.method.askForPayment)
  async askForPayment(
    request: RequestOf<Methods['askForPayment']>,
  ): Promise<ReplyOf<Methods['askForPayment']>> {
    const { commandId, actor, packageId, allDebts } = request;
    const paying = readPaying(request);
    if ((packageId !== '') === allDebts) throw invalid('packageId', 'exactlyOne', ['packageId', 'all']);
    const { subscriberId, method, site } = paying;
    if ((await this.people.find(subscriberId)).phone === '') throw new RefusalError('AUTH.PHONE_MISSING');
    const content = { asked: true, subscriberId, packageId, allDebts, method, site };
    const terms = () =>
      allDebts ? this.terms.ofSettlement(paying, null) : this.terms.ofPackage(paying, packageId);
    const placed = await this.ordering.place({ commandId, actor, content, terms, asksForPayment: true });
    const { times, at } = placed.row.sale.askedFor ?? { times: 0, at: [] };
    return { order: this.opened(placed), times, askedAt: at[at.length - 1] ?? placed.row.sale.placedAt };
  }

  @Answers(Billing.method.getOrderTrace)
  async getOrderTrace({
    orderId,
  }: RequestOf<Methods['getOrderTrace']>): Promise<ReplyOf<Methods['getOrderTrace']>> {
    const row = await this.access.find({ orderId, statusToken: '', subscriberId: '' });
    const notes = (await this.lookAt(row))?.notes ?? [];
    const actorOf = (kind: PaymentNoteKind) => notes.findLast((note) => note.kind === kind)?.actor;
    const { cashier } = row.sale.terms;
    const paid = actorOf('confirm') ?? (cashier === undefined ? cashier : `operator:${cashier}`);
    const byHand = { paid, cancelled: actorOf('cancel') };
    return { steps: [...orderTrace(await this.sales.history(orderId), byHand)] };
  }

  @Answers(Billing.method.cancelOrder)
  async cancelOrder(request: RequestOf<Methods['cancelOrder']>): Promise<OrderReply> {
    const { commandId, actor } = request;
    const row = await this.access.find(request);
    if (row.sale.state === 'cancelled') return this.reply(row);
    if (!isOpen(row.sale)) throw new RefusalError('BILLING.ORDER_NOT_OPEN', { state: row.sale.state });
    const cancelId = idFrom('cancel', row.orderId, commandId);
    const cancelled = await this.ordering.cancel(row, cancelId, 'cancelled', actor);
    const { state, paidAt } = cancelled.sale;
    if (paidAt !== null) throw new RefusalError('BILLING.ORDER_ALREADY_PAID', { orderId: row.orderId });
    // Its bank may be taking the money just now.
    if (isOpen(cancelled.sale)) throw notEnded('BILLING.ORDER_STAYS_OPEN', cancelled, this.clock.now());
    if (state !== 'cancelled') throw new RefusalError('BILLING.ORDER_NOT_OPEN', { state });
    return this.reply(cancelled);
  }

  @Answers(Billing.method.endSettlementOrder)
  async endSettlementOrder(
    request: RequestOf<Methods['endSettlementOrder']>,
  ): Promise<ReplyOf<Methods['endSettlementOrder']>> {
    const { subscriberId, debtId } = request;
    if (!isUuid(subscriberId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
    const orderId = await this.ordering.endSettlement(subscriberId, debtId || null, request);
    return orderId === null ? {} : { orderId };
  }

  @Answers(Billing.method.retryFulfilment)
  async retryFulfilment(request: RequestOf<Methods['retryFulfilment']>): Promise<OrderReply> {
    const row = await this.access.find({ orderId: request.orderId, statusToken: '', subscriberId: '' });
    return this.reply(await this.fulfilment.tryNow(row));
  }

  /** @throws RefusalError BILLING.BILL_UNKNOWN for a link that is not ours, or over. */
  private payerOf({ linkToken, subscriberId }: RequestOf<Methods['placeBillPayment']>): string {
    if (linkToken === '') return subscriberId;
    const found = this.links.subscriberOf(linkToken, this.clock.now());
    if (found === null) throw new RefusalError('BILLING.BILL_UNKNOWN');
    return found;
  }

  private opened({ row, payment }: OpenedOrder): OrderReply {
    return this.reply(row, payment);
  }

  /** Whoever has the code has what was bought: operators see none here. */
  private async withCodes(
    reply: OrderReply,
    { orderId, sale }: OrderRow,
    { subscriberId, statusToken }: RequestOf<Methods['getOrder']>,
  ): Promise<OrderReply> {
    const isBuyers = subscriberId !== '' || statusToken !== '';
    // The code of a gift is typed already.
    if (sale.terms.purpose !== 'voucher' || !isBuyers || sale.terms.receiverId) return reply;
    const { round, usedExtras = [] } = sale;
    const purchases = Array.from({ length: round }, (_, index) => purchaseIdOf(orderId, index + 1));
    const extras = usedExtras.map(({ transactionId }) => extraPurchaseIdOf(orderId, transactionId));
    return { ...reply, voucherCodes: [...(await this.vouchers.codesOf([...purchases, ...extras]))] };
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
