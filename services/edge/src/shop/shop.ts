// shop.ts — what the shop's routes and its pages without JavaScript share.
import { Inject, Injectable } from '@nestjs/common';
import { Billing, Payment, QuotaLedger, type Document, type Order } from '@saring/contracts';
import { idFrom, type FeeRule } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import type { RequestContext } from '../http/request-context';
import { isOwing } from '../quota/block-reason';
import { buyingRefusal, plain } from '../quota/quota-views';
import type { Buyer } from './buyer';
import { orderView, type OrderView } from '../orders/order-view';
import { qrisPng, qrisSvg } from '../orders/qris';

/** A gateway takes its time to answer a charge. */
const ORDER_MILLISECONDS = 25_000;

/** One of each purpose. */
const OPEN_ORDERS_MOST = 5;

const PICTURE_MILLISECONDS = 8_000;
const VENDOR_PICTURES: readonly string[] = ['image/png', 'image/jpeg'];

type Choice = { readonly method: string; readonly bank?: string; readonly shownRupiah?: number };
/** An order by its id, of a subscriber or (for operators) of anyone, or by its signed link. */
type Asked = { readonly orderId: string; readonly subscriberId?: string } | { readonly statusToken: string };
type ReceiptAsked = Asked & {
  readonly format: 'pdf' | 'png';
  readonly locale: string;
  readonly paper?: string;
};

type PaymentReceiptAsked = {
  readonly subscriberId: string;
  readonly receiptId: string;
  readonly format: 'pdf' | 'png';
  readonly locale: string;
  readonly paper?: string;
};

/** The methods that can be used now; `open` false: nothing can be sold, and why. */
export type PaymentMethods = {
  readonly open: boolean;
  readonly reason: string | null;
  readonly items: readonly PaymentWay[];
};
type PaymentWay = {
  readonly method: string;
  readonly banks: readonly string[];
  /** The buyer pays it on top; absent: nothing is added. */
  readonly addedFee?: FeeRule;
  /** So much at most is added to the price, to tell the payment apart; absent: nothing. */
  readonly mostAddedRupiah?: number;
  /** Smaller or larger orders are refused; absent: no limit. */
  readonly leastRupiah?: number;
  readonly mostRupiah?: number;
};

type BuyerStanding = {
  readonly refusal: ReturnType<typeof buyingRefusal>;
  /** Blocked for a debt, which only settling it opens. */
  readonly isOwing: boolean;
  /** Blocked for a bill, which only paying it opens. */
  readonly mustPayBill: boolean;
};

export type Picture = { readonly type: string; readonly content: Buffer | string };

@Injectable()
export class Shop {
  constructor(
    private readonly messenger: Messenger,
    private readonly limits: Limits,
    @Inject(EDGE_CONFIG) private readonly config: EdgeConfig,
  ) {}

  /** Where links lead that outlive the request. */
  baseOf({ publicOrigin }: RequestContext): string {
    return (this.config.PUBLIC_URL ?? publicOrigin).replace(/\/$/, '');
  }

  /** Where buyers come back to from a gateway's page. */
  returnUrlOf(context: RequestContext): string {
    return `${this.baseOf(context)}/beli`;
  }

  async packages(subscriberId: string, site: string) {
    const { items } = await this.messenger.request(Billing.method.listPackages, {
      subscriberId,
      site,
      includeInactive: false,
    });
    return items.map(plain);
  }

  /** Their own, newest first. @param page behind the order `before`. */
  orders(
    subscriberId: string,
    { state = 'all', ...page }: { readonly state?: string; readonly limit: number; readonly before?: string },
  ) {
    return this.messenger.request(Billing.method.listOrders, { subscriberId, state, ...page });
  }

  /** What waits for its money; none where billing does not say: the page shows the rest. */
  async openOrders(subscriberId: string): Promise<readonly Order[]> {
    try {
      return (await this.orders(subscriberId, { state: 'open', limit: OPEN_ORDERS_MOST })).items;
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return [];
      throw error;
    }
  }

  /** Why nothing is sold to a subscriber, said before anything is chosen; null: it is, or the ledger does not say. */
  async refusalOf(subscriberId: string): Promise<ReturnType<typeof buyingRefusal>> {
    return (await this.standingOf(subscriberId)).refusal;
  }

  /** The same, and whether the person is blocked for a debt; neither, where the ledger does not say. */
  async standingOf(subscriberId: string): Promise<BuyerStanding> {
    try {
      const quota = await this.messenger.request(QuotaLedger.method.getQuota, { subscriberId });
      return {
        refusal: buyingRefusal(quota),
        isOwing: isOwing(quota),
        mustPayBill: quota.blockReason === 'bill',
      };
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError)
        return { refusal: null, isOwing: false, mustPayBill: false };
      throw error;
    }
  }

  /** Never fails for payment being away: then the shop is closed, and everything else goes on. */
  async methods(site: string): Promise<PaymentMethods> {
    try {
      const { open, reason, items } = await this.messenger.request(Payment.method.getMethods, { site });
      const methods = items.map(
        ({
          method,
          banks,
          buyerPaysFee,
          feeRupiah,
          feePercent,
          leastRupiah,
          mostRupiah,
          mostAddedRupiah,
        }) => ({
          ...{ method, banks },
          ...(buyerPaysFee ? { addedFee: { rupiah: feeRupiah, percent: feePercent } } : {}),
          ...(mostAddedRupiah === undefined ? {} : { mostAddedRupiah }),
          ...(leastRupiah === undefined ? {} : { leastRupiah }),
          ...(mostRupiah === undefined ? {} : { mostRupiah }),
        }),
      );
      return { open, reason: reason ?? null, items: methods };
    } catch (error) {
      if (!(error instanceof UnavailableError) && !(error instanceof RefusalError)) throw error;
      return { open: false, reason: 'unavailable', items: [] };
    }
  }

  async buy(
    context: RequestContext,
    buyer: Buyer,
    key: string,
    choice: Choice & {
      readonly packageId: string;
      readonly asVoucher?: boolean;
      /** A gift; empty or absent: it is none. */
      readonly forPhone?: string;
    },
  ) {
    const { packageId, asVoucher = false, forPhone = '' } = choice;
    // Who only holds the device asks after nobody's number.
    if (forPhone !== '' && buyer.actor !== 'subscriber') throw new RefusalError('AUTH.UNAUTHENTICATED');
    const order = this.orderOf(context, buyer, key, choice);
    const request = { ...order, packageId, asVoucher, forPhone };
    return this.messenger.request(Billing.method.placeOrder, request, ORDER_MILLISECONDS);
  }

  /** @param debtId empty: all that is owed. */
  async settle(context: RequestContext, buyer: Buyer, key: string, choice: Choice & { debtId: string }) {
    const order = this.orderOf(context, buyer, key, choice);
    const request = { ...order, debtId: choice.debtId };
    return this.messenger.request(Billing.method.placeSettlement, request, ORDER_MILLISECONDS);
  }

  /** @param billId empty: all that is due. */
  async payBills(context: RequestContext, buyer: Buyer, key: string, choice: Choice & { billId: string }) {
    const order = this.orderOf(context, buyer, key, choice);
    const request = { ...order, billId: choice.billId };
    return this.messenger.request(Billing.method.placeBillPayment, request, ORDER_MILLISECONDS);
  }

  /** By a signed link: the order is of whose link it is. @throws RefusalError BILLING.BILL_UNKNOWN */
  async payByLink(
    { publicOrigin }: RequestContext,
    { linkToken, site }: { readonly linkToken: string; readonly site: string },
    key: string,
    { billId, ...choice }: Choice & { billId: string },
  ): Promise<Order> {
    this.limits.take(RATE_LIMITS.orders, linkToken);
    const base = (this.config.PUBLIC_URL ?? publicOrigin).replace(/\/$/, '');
    const request = {
      ...{ commandId: idFrom('bill-link', linkToken, key), linkToken, site, billId, ...choice },
      ...{ returnUrl: `${base}/bill/${linkToken}`, actor: 'bill-link' },
    };
    return this.messenger.request(Billing.method.placeBillPayment, request, ORDER_MILLISECONDS);
  }

  /** What a signed link opens. @throws RefusalError BILLING.BILL_UNKNOWN */
  async billLink(linkToken: string) {
    const link = await this.messenger.request(Billing.method.getBillLink, { linkToken });
    return { ...plain(link), bills: link.bills.map(plain) };
  }

  /** A bill on paper; for operators without a subscriber and a link. @param who is limited. */
  billDocument(
    asked: {
      readonly billId: string;
      readonly subscriberId?: string;
      readonly linkToken?: string;
      readonly format: 'pdf' | 'png';
      readonly locale: string;
    },
    who: string,
  ): Promise<Document> {
    this.limits.take(RATE_LIMITS.documents, who);
    return this.messenger.request(Billing.method.getBillDocument, asked, ORDER_MILLISECONDS);
  }

  /** The receipt of money for bills that was taken in hand. @param who is limited. */
  paymentReceipt(asked: PaymentReceiptAsked, who: string): Promise<Document> {
    this.limits.take(RATE_LIMITS.documents, who);
    return this.messenger.request(Billing.method.getBillPaymentReceipt, asked, ORDER_MILLISECONDS);
  }

  async bills(subscriberId: string) {
    const standing = await this.messenger.request(Billing.method.getBillingStanding, { subscriberId });
    // Who took money, and what they noted, is the operators' own.
    const payments = standing.payments.map((one) => ({ ...plain(one), cashier: '', note: '' }));
    return { ...plain(standing), bills: standing.bills.map(plain), payments };
  }

  private orderOf(context: RequestContext, { subscriberId, actor }: Buyer, key: string, choice: Choice) {
    this.limits.take(RATE_LIMITS.orders, subscriberId);
    return {
      commandId: idFrom('subscriber-command', subscriberId, key),
      subscriberId,
      method: choice.method,
      ...(choice.bank ? { bank: choice.bank } : {}),
      ...(choice.shownRupiah === undefined ? {} : { shownRupiah: choice.shownRupiah }),
      site: context.site,
      returnUrl: this.returnUrlOf(context),
      actor,
    };
  }

  /** One order with how to pay it. @throws RefusalError BILLING.ORDER_UNKNOWN */
  order(asked: Asked): Promise<Order> {
    return this.messenger.request(Billing.method.getOrder, asked);
  }

  cancel(key: string, actor: string, asked: Asked): Promise<Order> {
    const request = {
      commandId: idFrom('cancel-order', 'orderId' in asked ? asked.orderId : asked.statusToken, key),
      actor,
      ...asked,
    };
    return this.messenger.request(Billing.method.cancelOrder, request, ORDER_MILLISECONDS);
  }

  async debts(subscriberId: string) {
    const estimate = await this.messenger.request(Billing.method.estimateDebts, { subscriberId });
    return { ...plain(estimate), items: estimate.items.map(plain) };
  }

  view(context: RequestContext, order: Order): OrderView {
    return orderView(order, this.baseOf(context));
  }

  /** @throws RefusalError ORDER.NO_QR for an order without a code, or with one that is not whole. */
  async qr(order: Order, format: 'svg' | 'png'): Promise<Picture> {
    const text = order.instructions?.qrString ?? '';
    if (text === '' && format === 'png' && order.instructions?.qrImageUrl) return this.vendorPicture(order);
    const content = format === 'svg' ? qrisSvg(text) : qrisPng(text);
    if (content === null) throw new RefusalError('ORDER.NO_QR');
    return { type: format === 'svg' ? 'image/svg+xml' : 'image/png', content };
  }

  /** As the vendor drew it: passed on by edge, so that the page needs no other host. */
  private async vendorPicture({ orderId }: Order): Promise<Picture> {
    const request = { orderId };
    const { image, contentType } = await this.messenger.request(
      Payment.method.getQrPicture,
      request,
      PICTURE_MILLISECONDS,
    );
    if (!VENDOR_PICTURES.includes(contentType)) throw new RefusalError('ORDER.NO_QR');
    return { type: contentType, content: Buffer.from(image) };
  }

  receipt(asked: ReceiptAsked, who: string): Promise<Document> {
    this.limits.take(RATE_LIMITS.documents, who);
    return this.messenger.request(Billing.method.getReceipt, asked, ORDER_MILLISECONDS);
  }
}
