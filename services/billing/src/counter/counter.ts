// counter.ts — a sale that an operator makes and takes the money of: ordered, paid and given in one step.
import { Inject, Injectable } from '@nestjs/common';
import type { Billing, RequestOf } from '@saring/contracts';
import { COUNTER_METHODS, idFrom, isUuid, MEASURES, type CounterMethod } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { Ordering } from '../sales/checkout';
import { isOpen, mustFulfil, type SaleTerms } from '../sales/domain/sale';
import { Fulfilment } from '../sales/fulfilment';
import { Ledger } from '../ledger';
import type { OrderRow } from '../sales/orders.rows';
import { isPaidAlready, isPaymentDown, Payments } from '../sales/payments';
import { readPaying, SaleTermsNow } from '../sales/quote';
import { Drawers } from './drawers';

type Request = RequestOf<typeof Billing.method.sellAtCounter>;
const OPERATOR = /^operator:(.+)$/;

/** @throws RefusalError REQUEST.MALFORMED for an actor who is no operator. */
export const operatorIn = (actor: string): string => {
  const operatorId = OPERATOR.exec(actor)?.[1];
  if (operatorId === undefined) throw new RefusalError('REQUEST.MALFORMED', { field: 'actor' });
  return operatorId;
};

const methodIn = (method: string): CounterMethod => {
  const found = COUNTER_METHODS.find((one) => one === method);
  if (!found) throw new RefusalError('BILLING.METHOD_INVALID', { method });
  return found;
};

@Injectable()
export class Counter {
  constructor(
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly ledger: Ledger,
    private readonly ordering: Ordering,
    private readonly terms: SaleTermsNow,
    private readonly payments: Payments,
    private readonly fulfilment: Fulfilment,
    private readonly drawers: Drawers,
  ) {}

  /**
   * Each step takes effect once under the command's id: asked again after a failure, the sale goes on where it stopped.
   * @returns the order as it stands: paid, and fulfilled where the ledger has answered.
   * @throws RefusalError BILLING.PAID_WRONG, BILLING.ABOVE_LIMIT, BILLING.SALE_TWICE, and those of an order.
   */
  async sell(request: Request): Promise<{ row: OrderRow; changeRupiah: number }> {
    const { commandId, actor, paidRupiah, note } = request;
    const cashier = operatorIn(actor);
    const method = methodIn(request.method);
    if (!MEASURES.site.pattern.test(request.site))
      throw new RefusalError('BILLING.SUBSCRIBER_SITE_INVALID', { field: 'site', site: request.site });
    const paying = { ...readPaying({ ...request, method }), cashier };
    const { subscriberId, site } = paying;
    const { packageId, debtId, allDebts } = request;
    if ([packageId !== '', debtId !== '', allDebts].filter(Boolean).length !== 1)
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: 'packageId', rule: 'exactlyOne', limit: ['packageId', 'debtId', 'all'] }],
      });
    if (packageId !== '' && !isUuid(packageId)) throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
    const goods = { packageId, debtId, allDebts };
    const content = { subscriberId, ...goods, method, site, paidRupiah, note };
    const drawerSite =
      method === 'cash' ? { drawerSite: (await this.drawers.openSiteOf(cashier)) ?? site } : {};
    const terms = async (): Promise<SaleTerms> => {
      const now = packageId
        ? await this.terms.ofPackage(paying, packageId)
        : await this.terms.ofSettlement(paying, debtId || null);
      this.check(now.price.amountRupiah, paidRupiah, method, request.actorRole);
      return { ...now, ...drawerSite };
    };
    const { row } = await this.ordering.place({ commandId, actor, content, terms });
    // Its payment could still be confirmed: a second time, where another sale has taken its place.
    if (row.sale.state === 'cancelled')
      throw new RefusalError('BILLING.SALE_CANCELLED', { orderId: row.orderId });
    if (isOpen(row.sale)) await this.checkStillOwed(row, commandId, actor);
    const changeRupiah = paidRupiah - row.sale.terms.price.amountRupiah;
    const paid = await this.take(row, commandId, actor, note);
    const given = mustFulfil(paid.sale) ? await this.fulfilment.tryNow(paid) : paid;
    return { row: given, changeRupiah };
  }

  /** Of cash more may be given than it costs; what is transferred or taken from a card is the price itself. */
  private check(amountRupiah: number, paidRupiah: number, method: CounterMethod, role: string): void {
    if (paidRupiah < amountRupiah || (method !== 'cash' && paidRupiah !== amountRupiah))
      throw new RefusalError('BILLING.PAID_WRONG', { amountRupiah, paidRupiah });
    const mostRupiah = this.config.COUNTER_MOST_RUPIAH_BY_ROLE.get(role);
    if (mostRupiah !== undefined && amountRupiah > mostRupiah)
      throw new RefusalError('BILLING.ABOVE_LIMIT', { amountRupiah, mostRupiah });
  }

  /**
   * Before money is taken for debts. One order a person and purpose is open, so whatever was placed before this one is
   * over or paid: while it is paid its debts look owed; once it is given the ledger says what is left. In this order no
   * other settlement slips between, and the money stays with who brought it.
   * @throws RefusalError BILLING.SALE_TWICE
   */
  private async checkStillOwed(row: OrderRow, commandId: string, actor: string): Promise<void> {
    const { terms } = row.sale;
    if (terms.purpose !== 'settlement') return;
    const isElsewhere = await this.ordering.isSettledElsewhere(row);
    const { items, autoDebtBytes } = await this.ledger.debts(terms.subscriberId);
    const owed = new Map(items.map((one) => [one.debtId, one.unpaidBytes]));
    const isOwed =
      autoDebtBytes >= terms.goods.autoDebtBytes &&
      terms.goods.items.every(({ debtId, bytes }) => (owed.get(debtId) ?? -1) >= bytes);
    if (!isElsewhere && isOwed) return;
    const cause = idFrom('settled-elsewhere', commandId);
    const { sale } = await this.ordering.cancel(row, cause, 'settled elsewhere', actor);
    // This command had paid it, and its answer was lost: payment says so again.
    if (sale.paidAt !== null) return;
    throw new RefusalError('BILLING.SALE_TWICE', { orderId: row.orderId });
  }

  /** Of a sale that is paid too: payment knows whether this command paid it, or another did a moment before. */
  private async take(row: OrderRow, commandId: string, actor: string, note: string): Promise<OrderRow> {
    const { terms, paidAt } = row.sale;
    if (terms.method === 'cash' && terms.cashier !== undefined && paidAt === null)
      await this.drawers.ensureOpen(terms.cashier, terms.drawerSite ?? terms.site, { actor });
    const cause = { commandId: idFrom('counter-payment', commandId), actor, note };
    try {
      const payment = await this.payments.confirm(row.orderId, terms.price.amountRupiah, cause);
      return await this.ordering.apply(row.orderId, payment, actor);
    } catch (error) {
      if (isPaidAlready(error)) throw new RefusalError('BILLING.SALE_TWICE', { orderId: row.orderId });
      throw isPaymentDown(error) ? new RefusalError('BILLING.PAYMENT_UNAVAILABLE') : error;
    }
  }
}
