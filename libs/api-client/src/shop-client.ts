import type { ApiClient } from './api-client';
import type {
  BillingStanding,
  DebtEstimate,
  FreeOffer,
  Order,
  OrderPage,
  PaymentMethods,
  ShopPackage,
} from './shop-views';

/** The goods, the debt or the bill, and the way to pay. */
export type Purchase = (
  | { readonly packageId: string; readonly asVoucher?: boolean }
  | { readonly debtId: string }
  | { readonly all: true }
  | { readonly billId: string }
  | { readonly allBills: true }
) & {
  readonly method: string;
  readonly bank?: string;
  /** The price that the buyer was shown. */
  readonly shownRupiah?: number;
};

/** The shop's routes, apart from ApiClient, so that a page that only logs in need not load them. */
export class ShopClient {
  constructor(private readonly edge: ApiClient) {}

  async packages(): Promise<readonly ShopPackage[]> {
    return (await this.edge.asSubscriber<{ items: readonly ShopPackage[] }>('packages', {})).items;
  }

  methods(): Promise<PaymentMethods> {
    return this.edge.asSubscriber('payment-methods', {});
  }

  debts(): Promise<DebtEstimate> {
    return this.edge.asSubscriber('debts', {});
  }

  /** For this device; null: nothing is free, or there is quota left. */
  async freeQuota(): Promise<FreeOffer | null> {
    return (await this.edge.asSubscriber<{ offer: FreeOffer | null }>('me/free-quota', {})).offer;
  }

  takeFreeQuota(idempotencyKey: string): Promise<void> {
    return this.edge.asSubscriber('me/free-quota', { method: 'POST', idempotencyKey });
  }

  /** With those that are paid, newest first. */
  bills(): Promise<BillingStanding> {
    return this.edge.asSubscriber('me/bills', {});
  }

  /** @param idempotencyKey the same for every try of one purchase: it is made once. */
  buy(purchase: Purchase, idempotencyKey: string): Promise<Order> {
    const path =
      'packageId' in purchase
        ? 'orders'
        : 'billId' in purchase || 'allBills' in purchase
          ? 'me/bills/pay'
          : 'debts/settle';
    return this.edge.asSubscriber(path, { method: 'POST', body: purchase, idempotencyKey });
  }

  /** Newest first. @param cursor nextCursor of the page before. */
  orders(limit: number, cursor?: string): Promise<OrderPage> {
    const from = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    return this.edge.asSubscriber(`orders?limit=${limit}${from}`, {});
  }

  order(id: string): Promise<Order> {
    return this.edge.asSubscriber(`orders/${encodeURIComponent(id)}`, {});
  }

  cancel(id: string): Promise<Order> {
    return this.edge.asSubscriber(`orders/${encodeURIComponent(id)}/cancel`, { method: 'POST', body: {} });
  }

  /** @param image a picture of a transfer, at most 500 KB. */
  sendProof(id: string, image: Blob): Promise<void> {
    return this.edge.asSubscriber(`orders/${encodeURIComponent(id)}/proof`, { method: 'PUT', file: image });
  }
}
