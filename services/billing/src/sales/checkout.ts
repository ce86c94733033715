import { Inject, Injectable } from '@nestjs/common';
import type { PaymentOrder } from '@saring/contracts';
import { idFrom, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, LOGGER, PG_POOL, type Logger, retryStale, StaleError } from '@saring/service-kit';
import type { Pool } from 'pg';
import {
  isInCheck,
  isPaymentDown,
  isPaymentUnknown,
  Payments,
  reportOf,
  type AskedRefund,
  type RefundCause,
} from './payments';
import { findOpenOrder, isSettling, type OrderRow } from './orders.rows';
import { isOpen, type SaleTerms } from './domain/sale';
import { Sales, type OrderContext, type SaleChange } from './sales';

/** An order whose payment did not open within this time can be called off. */
const OPENING_SECONDS = 900;
/** An order whose time is over is ended at its gateway within about this. */
const LAST_SECONDS = 60;

type NewOrder = {
  readonly commandId: string;
  readonly actor: string;
  /** The caller's choice: the same command id with another choice is refused. */
  readonly content: unknown;
  /** What it comes to now. */
  readonly terms: () => Promise<SaleTerms>;
  /** The price that the buyer was shown; absent: none was said. */
  readonly shownRupiah?: number;
  /** It is sent to the buyer as a bill, the open one again where it is the same. */
  readonly asksForPayment?: boolean;
};
export type OpenedOrder = { readonly row: OrderRow; readonly payment: PaymentOrder | null };

/** Puts an order and its payment together, so that there is one open order a subscriber and purpose, and one payment. */
@Injectable()
export class Ordering {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly sales: Sales,
    private readonly payments: Payments,
  ) {}

  /** @throws RefusalError BILLING.PAYMENT_UNAVAILABLE when the order is stored but its payment cannot be opened now. */
  async place(order: NewOrder): Promise<OpenedOrder> {
    const { commandId, actor, content } = order;
    const context = { commandId, actor, content };
    const placed = await retryStale(async () => {
      const change = await this.sales.load(idFrom('order', commandId));
      const earlier = await this.sales.answered(change, context);
      return earlier ?? this.placeOrReuse(change, order, context);
    }).catch((error: unknown) => {
      if (error instanceof StaysOpenError)
        throw notEnded('BILLING.ORDER_STAYS_OPEN', error.row, this.clock.now());
      throw error instanceof StaleError ? new RefusalError('BILLING.PAYMENT_UNAVAILABLE') : error;
    });
    return this.withPayment(placed, actor);
  }

  /**
   * An open order makes way: it ends with its payment, but not where its payer waits for an operator.
   * @returns its state afterwards: paid, if the payer was faster.
   * @throws RefusalError BILLING.ORDER_IN_CHECK, BILLING.ORDER_NOT_ENDED
   */
  displace(row: OrderRow, commandId: string, reason: string, actor: string): Promise<OrderRow> {
    return retryStale(() => this.cancelOnce(row, { commandId, reason, actor }, true));
  }

  /** Cancels an open order and its payment by a person's own wish, also one whose picture waits. @returns as `displace`. */
  cancel(row: OrderRow, commandId: string, reason: string, actor: string): Promise<OrderRow> {
    return retryStale(() => this.cancelOnce(row, { commandId, reason, actor }, false));
  }

  private async cancelOnce(row: OrderRow, cause: Cause, unlessProved: boolean): Promise<OrderRow> {
    const { orderId } = row;
    try {
      const payment = await this.payments.cancel(orderId, cause, unlessProved);
      return await this.apply(orderId, payment, cause.actor);
    } catch (error) {
      if (isInCheck(error)) throw inCheck(row);
      if (isPaymentDown(error)) throw notEnded('BILLING.ORDER_NOT_ENDED', row, this.clock.now());
      if (!(error instanceof RefusalError)) throw error;
      return this.asPaymentSays(row, cause);
    }
  }

  /** @returns the order's state afterwards: unchanged while the gateway has not answered. */
  async refund(orderId: string, cause: RefundCause, asked: AskedRefund): Promise<OrderRow> {
    try {
      return await this.apply(orderId, await this.payments.refund(orderId, cause, asked), cause.actor);
    } catch (error) {
      throw isPaymentDown(error) ? new RefusalError('BILLING.PAYMENT_UNAVAILABLE') : error;
    }
  }

  /** Applies the payment's state; an older version changes nothing. */
  apply(orderId: string, payment: PaymentOrder, actor = 'payment'): Promise<OrderRow> {
    const cause = { commandId: idFrom('payment', orderId, payment.version), actor };
    return this.sales.change(orderId, { type: 'ApplyPayment', payment: reportOf(payment) }, cause);
  }

  private async placeOrReuse(change: SaleChange, order: NewOrder, context: OrderContext): Promise<OrderRow> {
    const terms = await order.terms();
    const open = await findOpenOrder(this.pool, terms.subscriberId, terms.purpose);
    if (open && isSame(open.sale.terms, terms))
      return order.asksForPayment
        ? this.sales.change(open.orderId, { type: 'AskForPayment' }, context)
        : this.sales.reuse(open.orderId, context);
    checkShown(terms, order);
    if (open) await this.replace(open, change.id, order.actor);
    return this.sales.place(change, terms, context, order.asksForPayment);
  }

  /**
   * @throws RefusalError BILLING.ORDER_ALREADY_PAID when the open one turns out paid: it stays, and is fulfilled.
   * BILLING.ORDER_IN_CHECK when its payer has sent a picture: it stays until an operator has looked at it.
   */
  private async replace(open: OrderRow, byOrderId: string, actor: string): Promise<void> {
    const commandId = idFrom('replace', open.orderId, byOrderId);
    const { sale } = await this.displace(open, commandId, 'replaced', actor);
    if (sale.paidAt !== null) throw new RefusalError('BILLING.ORDER_ALREADY_PAID', { orderId: open.orderId });
    // Whoever ordered it is still opening its payment, or its bank is taking money: all of it is looked at again.
    if (isOpen(sale)) throw new StaysOpenError({ ...open, sale });
  }

  /** Payment would not cancel: it has ended otherwise, or was never opened. */
  private async asPaymentSays(row: OrderRow, { commandId, reason, actor }: Cause): Promise<OrderRow> {
    try {
      return await this.apply(row.orderId, await this.payments.get(row.orderId), actor);
    } catch (error) {
      if (isPaymentDown(error)) throw notEnded('BILLING.ORDER_NOT_ENDED', row, this.clock.now());
      if (!isPaymentUnknown(error)) throw error;
      return this.sales
        .change(row.orderId, { type: 'GiveUpOrder', reason }, { commandId, actor })
        .catch(staleIfOpened);
    }
  }

  private async withPayment(row: OrderRow, actor: string): Promise<OpenedOrder> {
    if (!isOpen(row.sale)) return { row, payment: null };
    try {
      const payment = await this.payments.open(row, actor);
      const opened = await this.apply(row.orderId, payment);
      if (opened.sale.state === 'cancelled') await this.endPayment(opened);
      return { row: opened, payment };
    } catch (error) {
      if (isPaymentDown(error)) {
        this.logger.warn({ orderId: row.orderId }, 'an order waits for payment to be had again');
        throw new RefusalError('BILLING.PAYMENT_UNAVAILABLE');
      }
      if (error instanceof RefusalError && row.sale.state === 'created') await this.giveUp(row, error.code);
      throw error;
    }
  }

  /** Another order took its place while its payment was being opened: nobody is to pay it. */
  private async endPayment({ orderId }: OrderRow): Promise<void> {
    try {
      const cause = { commandId: idFrom('replaced', orderId), reason: 'replaced', actor: 'billing' };
      await this.payments.cancel(orderId, cause, true);
    } catch (error) {
      if (!isPaymentDown(error) && !(error instanceof RefusalError)) throw error;
      this.logger.warn({ orderId }, 'the payment of a replaced order could not be ended');
    }
  }

  private async giveUp(row: OrderRow, reason: string): Promise<void> {
    const cause = { commandId: idFrom('give-up', row.orderId), actor: 'billing' };
    await this.sales.change(row.orderId, { type: 'GiveUpOrder', reason }, cause);
  }

  /**
   * Debts are settled in another way. @param debtId null: all of them. @returns the order that was in the way.
   * @throws RefusalError BILLING.ORDER_ALREADY_PAID, BILLING.ORDER_NOT_ENDED, BILLING.ORDER_STAYS_OPEN, BILLING.ORDER_IN_CHECK
   */
  async endSettlement(
    subscriberId: string,
    debtId: string | null,
    { commandId, actor }: Pick<NewOrder, 'commandId' | 'actor'>,
  ): Promise<string | null> {
    if (await isSettling(this.pool, subscriberId, null)) throw new RefusalError('BILLING.ORDER_ALREADY_PAID');
    const open = await findOpenOrder(this.pool, subscriberId, 'settlement');
    if (!open || !isFor(open.sale.terms, debtId)) return null;
    const cancelId = idFrom('settled-elsewhere', open.orderId, commandId);
    const ended = await this.displace(open, cancelId, 'settled elsewhere', actor);
    if (ended.sale.paidAt !== null)
      throw new RefusalError('BILLING.ORDER_ALREADY_PAID', { orderId: open.orderId });
    if (isOpen(ended.sale)) throw notEnded('BILLING.ORDER_STAYS_OPEN', ended, this.clock.now());
    return open.orderId;
  }

  /** Another settlement of the same person is paid, and the ledger has not answered for it yet. */
  isSettledElsewhere({ orderId, sale }: OrderRow): Promise<boolean> {
    return isSettling(this.pool, sale.terms.subscriberId, orderId);
  }
}

type Cause = { readonly commandId: string; readonly reason: string; readonly actor: string };

/** Names the order whose picture an operator is to look at. */
const inCheck = ({ orderId, sale: { orderNumber } }: OrderRow): RefusalError =>
  new RefusalError('BILLING.ORDER_IN_CHECK', { orderId, order: orderNumber || orderId });

/** An order that is to make way, and has not ended. */
class StaysOpenError extends StaleError {
  constructor(readonly row: OrderRow) {
    super(`order ${row.orderId}`);
  }
}

/**
 * Names the order that is in the way, and until when it can be paid: nobody takes money beside it.
 * NOT_ENDED: its gateway does not answer. STAYS_OPEN: its gateway does not end it.
 */
export const notEnded = (
  code: 'BILLING.ORDER_NOT_ENDED' | 'BILLING.ORDER_STAYS_OPEN',
  { orderId, sale: { orderNumber, expiresAt } }: OrderRow,
  now: Date,
): RefusalError => {
  const leftSeconds = expiresAt === null ? OPENING_SECONDS : (Date.parse(expiresAt) - now.getTime()) / 1_000;
  const retryInSeconds = Math.max(LAST_SECONDS, Math.ceil(leftSeconds));
  return new RefusalError(code, { orderId, order: orderNumber || orderId, retryInSeconds });
};

/** Whether an order settles a debt, or any of them. */
const isFor = ({ goods }: SaleTerms, debtId: string | null): boolean =>
  debtId === null || goods.items.some((item) => item.debtId === debtId);

/** Before an open order is given up for another: a dearer one is the buyer's to decide. */
const checkShown = ({ price }: SaleTerms, { shownRupiah }: NewOrder): void => {
  const { amountRupiah } = price;
  if (shownRupiah !== undefined && amountRupiah > shownRupiah)
    throw new RefusalError('BILLING.PRICE_CHANGED', { amountRupiah, shownRupiah });
};

/** Its payment was opened meanwhile. */
const staleIfOpened = (error: unknown): never => {
  if (error instanceof RefusalError && error.code === 'BILLING.ORDER_NOT_OPEN')
    throw new StaleError('an order without a payment');
  throw error;
};

/**
 * The same thing paid in the same way, and no worse than it would be now: who is shown a lower price pays it. Debts
 * that have grown since make another settlement.
 */
const isSame = (one: SaleTerms, other: SaleTerms): boolean => {
  if (one.method !== other.method || one.bank !== other.bank) return false;
  // Money lies in the drawer of who took it.
  if (one.cashier !== other.cashier || one.receiverId !== other.receiverId) return false;
  return one.purpose === 'package' || one.purpose === 'voucher'
    ? one.goods.packageId === other.goods.packageId &&
        one.price.amountRupiah <= other.price.amountRupiah &&
        one.goods.bytes >= other.goods.bytes
    : one.price.amountRupiah === other.price.amountRupiah &&
        one.goods.bytes === other.goods.bytes &&
        one.goods.debtId === other.goods.debtId &&
        one.goods.billId === other.goods.billId;
};
