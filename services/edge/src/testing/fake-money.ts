// Fakes of billing and payment: specs set their answers and look at the requests.
import { Controller, Module } from '@nestjs/common';
import { Billing, Payment, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers, type ServiceDefinition } from '@saring/service-kit';

type Sales = typeof Billing.method;
type Money = typeof Payment.method;
type Order = ReplyOf<Sales['getOrder']>;

export const ORDER_ID = '00000000-0000-4000-8000-00000000000a';
export const PACKAGE_ID = '00000000-0000-4000-8000-00000000000b';
export const STATUS_TOKEN = 'token-of-an-order-0123456789';
/** A QRIS text with its right checksum. */
const QRIS = '00020101021226660014ID.LINKAJA.WWW6304F1F6';
const GB = 1_073_741_824;

const initialMoney = () => ({
  order: {
    orderId: ORDER_ID,
    subscriberId: PACKAGE_ID,
    orderNumber: 'SRG-RW05-ABCDEFGHJKLMNPQRSTUV',
    state: 'pending',
    purpose: 'package',
    description: 'Paket <10> GB',
    amountRupiah: 100_000,
    bytes: 10 * GB,
    days: 30,
    expiryPolicy: 'per-grant',
    method: 'qris',
    createdAt: '2026-11-21T00:00:00.000Z',
    expiresAt: '2099-01-01T00:00:00.000Z',
    statusToken: STATUS_TOKEN,
    instructions: { qrString: QRIS },
  } as Order,
  /** The owner of the order; null: the asking subscriber. */
  owner: null as string | null,
  placed: [] as RequestOf<Sales['placeOrder']>[],
  settled: [] as RequestOf<Sales['placeSettlement']>[],
  cancelled: [] as RequestOf<Sales['cancelOrder']>[],
  ended: [] as RequestOf<Sales['endSettlementOrder']>[],
  /** The answer where an order for the debts does not end. */
  endFails: null as string | null,
  listed: [] as RequestOf<Sales['listOrders']>[],
  confirmed: [] as RequestOf<Money['confirmPayment']>[],
  confirmFails: (_orderId: string): string | null => null,
  proof: null as Uint8Array | null,
  /** Of the vendor. */
  picture: null as Uint8Array | null,
  refunded: [] as RequestOf<Sales['refundOrder']>[],
  alertsAsked: [] as RequestOf<Money['listAlerts']>[],
  alert: {
    alertId: PACKAGE_ID,
    kind: 'paid_after_end',
    state: 'open',
    raisedAt: '2026-11-21T00:00:00.000Z',
    orderId: ORDER_ID,
    orderNumber: 'SRG-RW05-ABCDEFGHJKLMNPQRSTUV',
  } as ReplyOf<Money['setAlertState']>,
  isPaymentDown: false,
  sold: [] as RequestOf<Sales['sellAtCounter']>[],
  drawer: { open: false, expectedRupiah: 0 },
  agents: [] as { readonly agentId: string; readonly depositRupiah: number }[],
  /** Of every agent, newest first. */
  agentEntries: [] as NonNullable<ReplyOf<Sales['listAgentEntries']>['items']>,
  agentMonths: [] as (string | undefined)[],
  closed: [] as RequestOf<Sales['closeDrawer']>[],
  profiles: new Map<string, ReplyOf<Sales['setSiteProfile']>>(),
  logo: null as Uint8Array | null,
});
export const money = initialMoney();

/** As every test finds it. */
export const resetMoney = (): void => void Object.assign(money, initialMoney());

@Controller()
class BillingStandIn {
  @Answers(Billing.method.listPackages)
  async listPackages({
    subscriberId,
  }: RequestOf<Sales['listPackages']>): Promise<ReplyOf<Sales['listPackages']>> {
    const sold = {
      packageId: PACKAGE_ID,
      name: 'Hemat <b>10</b>',
      bytes: 10 * GB,
      days: 30,
      lastsSeconds: 30 * 86_400,
      priceRupiah: 100_000,
      finalPriceRupiah: subscriberId ? 90_000 : 100_000,
      speedDownKilobitsPerSecond: 10_000,
      deviceLimit: 5,
      active: true,
      bestValue: true,
      expiryPolicy: 'per-grant',
    };
    return { items: [sold] };
  }
  @Answers(Billing.method.getAgent)
  async getAgent({ agentId }: RequestOf<Sales['getAgent']>): Promise<ReplyOf<Sales['getAgent']>> {
    return { agentId, site: 'rw05' };
  }
  @Answers(Billing.method.listAgentEntries)
  async listAgentEntries({
    ...asked
  }: RequestOf<Sales['listAgentEntries']>): Promise<ReplyOf<Sales['listAgentEntries']>> {
    money.agentMonths.push(asked.salesOfMonth);
    const { limit = 1, beforeLine = 0 } = asked;
    const behind = money.agentEntries.filter(({ line = 0 }) => beforeLine === 0 || line < beforeLine);
    const items = behind.slice(0, limit);
    return { items, nextBeforeLine: behind.length > limit ? items.at(-1)?.line : undefined };
  }
  @Answers(Billing.method.createPackage)
  async createPackage(request: RequestOf<Sales['createPackage']>): Promise<ReplyOf<Sales['createPackage']>> {
    return { packageId: PACKAGE_ID, name: request.package?.name ?? '', expiryPolicy: 'per-grant' };
  }
  @Answers(Billing.method.placeOrder)
  async placeOrder(request: RequestOf<Sales['placeOrder']>): Promise<Order> {
    money.placed.push(request);
    if (money.isPaymentDown) throw new RefusalError('BILLING.PAYMENT_UNAVAILABLE');
    return money.order;
  }
  @Answers(Billing.method.placeSettlement)
  async placeSettlement(request: RequestOf<Sales['placeSettlement']>): Promise<Order> {
    money.settled.push(request);
    return { ...money.order, purpose: 'settlement' };
  }
  @Answers(Billing.method.getOrder)
  async getOrder(request: RequestOf<Sales['getOrder']>): Promise<Order> {
    const isTheirs = money.owner === null || !request.subscriberId || request.subscriberId === money.owner;
    const isIt = request.statusToken === STATUS_TOKEN || (request.orderId === ORDER_ID && isTheirs);
    if (!isIt) throw new RefusalError('BILLING.ORDER_UNKNOWN');
    return money.order;
  }
  @Answers(Billing.method.listOrders)
  async listOrders(request: RequestOf<Sales['listOrders']>): Promise<ReplyOf<Sales['listOrders']>> {
    money.listed.push(request);
    const items = [{ ...money.order, subscriberId: PACKAGE_ID }];
    return { items, nextBefore: request.before ? undefined : ORDER_ID };
  }
  @Answers(Billing.method.cancelOrder)
  async cancelOrder(request: RequestOf<Sales['cancelOrder']>): Promise<Order> {
    money.cancelled.push(request);
    return { ...money.order, state: 'cancelled', instructions: undefined };
  }
  @Answers(Billing.method.endSettlementOrder)
  async endSettlementOrder(
    request: RequestOf<Sales['endSettlementOrder']>,
  ): Promise<ReplyOf<Sales['endSettlementOrder']>> {
    if (money.endFails !== null) throw new RefusalError(money.endFails);
    money.ended.push(request);
    return {};
  }
  @Answers(Billing.method.refundOrder)
  async refundOrder(request: RequestOf<Sales['refundOrder']>): Promise<Order> {
    money.refunded.push(request);
    return { ...money.order, state: 'refunded', instructions: undefined };
  }
  @Answers(Billing.method.previewRefund)
  async previewRefund(): Promise<ReplyOf<Sales['previewRefund']>> {
    return { leftRupiah: 100_000, takesNothingBack: true };
  }
  @Answers(Billing.method.estimateDebts)
  async estimateDebts(): Promise<ReplyOf<Sales['estimateDebts']>> {
    return { autoDebtBytes: GB, autoDebtRupiah: 10_000, totalBytes: GB, totalRupiah: 10_000, items: [] };
  }
  @Answers(Billing.method.getReceipt)
  async getReceipt({ format }: RequestOf<Sales['getReceipt']>): Promise<ReplyOf<Sales['getReceipt']>> {
    const contentType = format === 'pdf' ? 'application/pdf' : 'image/png';
    return { content: Buffer.from(`%${format}`), contentType, fileName: `nota.${format}` };
  }
}

@Controller()
class CounterStandIn {
  @Answers(Billing.method.sellAtCounter)
  async sell(request: RequestOf<Sales['sellAtCounter']>): Promise<ReplyOf<Sales['sellAtCounter']>> {
    money.sold.push(request);
    const { orderId: _orderId, ...order } = money.order;
    return { order: { ...order, orderId: ORDER_ID, state: 'fulfilled' }, changeRupiah: 5_000 };
  }
  @Answers(Billing.method.getDrawer)
  async drawer({ operatorId }: RequestOf<Sales['getDrawer']>): Promise<ReplyOf<Sales['getDrawer']>> {
    return { operatorId, ...money.drawer };
  }
  @Answers(Billing.method.listAgents)
  async agents(): Promise<ReplyOf<Sales['listAgents']>> {
    return { items: money.agents };
  }
  @Answers(Billing.method.getDrawerShift)
  async shift({
    operatorId,
    number,
  }: RequestOf<Sales['getDrawerShift']>): Promise<ReplyOf<Sales['getDrawerShift']>> {
    return { operatorId, number, openedAt: '2026-11-28T03:00:00.000Z', floatRupiah: 100_000 };
  }
  @Answers(Billing.method.listClosings)
  async closings({
    operatorId,
    limit,
  }: RequestOf<Sales['listClosings']>): Promise<ReplyOf<Sales['listClosings']>> {
    const at = '2026-11-28T03:00:00.000Z';
    const closing = {
      ...{ operatorId: operatorId || PACKAGE_ID, number: limit, countedRupiah: 49_000, note: 'a coin fell' },
      ...{ openedAt: at, closedAt: at },
    };
    return { items: [closing], nextCursor: 'next' };
  }
  @Answers(Billing.method.closeDrawer)
  async close(request: RequestOf<Sales['closeDrawer']>): Promise<ReplyOf<Sales['closeDrawer']>> {
    money.closed.push(request);
    return { operatorId: request.operatorId };
  }
  @Answers(Billing.method.listJournal)
  async journal({ after }: RequestOf<Sales['listJournal']>): Promise<ReplyOf<Sales['listJournal']>> {
    const at = '2026-11-28T03:00:00.000Z';
    const line = {
      at,
      day: '2026-11-28',
      site: '=1+1',
      account: 'cash',
      party: 'say "hi"',
      cause: 'OrderPaid',
    };
    return after === undefined
      ? { items: [{ ...line, amountRupiah: 5_000 }], nextAfter: 'x' }
      : { items: [{ ...line, amountRupiah: -5_000, orderId: ORDER_ID }] };
  }
}

/** Profiles as an operator set them; the rules are billing's own. */
@Controller()
class SiteProfilesStandIn {
  @Answers(Billing.method.listSiteProfiles)
  async listSiteProfiles(): Promise<ReplyOf<Sales['listSiteProfiles']>> {
    return { items: [...money.profiles.values()] };
  }
  @Answers(Billing.method.setSiteProfile)
  async setSiteProfile({
    profile,
    logo,
  }: RequestOf<Sales['setSiteProfile']>): Promise<ReplyOf<Sales['setSiteProfile']>> {
    if (!profile) throw new RefusalError('REQUEST.MALFORMED');
    const { $typeName: _, ...fields } = profile;
    const set = { ...fields, version: 1, ...(logo ? { logoEtag: 'e1' } : {}) };
    money.logo = logo ?? null;
    money.profiles.set(profile.site, set);
    return set;
  }
  @Answers(Billing.method.getSiteLogo)
  async getSiteLogo(): Promise<ReplyOf<Sales['getSiteLogo']>> {
    if (!money.logo) throw new RefusalError('BILLING.LOGO_UNKNOWN');
    return { content: money.logo, contentType: 'image/png', etag: 'e1' };
  }
}

@Controller()
class PaymentStandIn {
  @Answers(Payment.method.getMethods)
  async getMethods(): Promise<ReplyOf<Money['getMethods']>> {
    if (money.isPaymentDown) return { open: false, reason: 'breaker_open', items: [] };
    return { open: true, items: [{ method: 'qris' }, { method: 'va', banks: ['bca', 'mandiri'] }] };
  }
  @Answers(Payment.method.confirmPayment)
  async confirmPayment(
    request: RequestOf<Money['confirmPayment']>,
  ): Promise<ReplyOf<Money['confirmPayment']>> {
    money.confirmed.push(request);
    const refusal = money.confirmFails(request.orderId);
    if (refusal !== null) throw new RefusalError(refusal);
    return { orderId: request.orderId };
  }
  @Answers(Payment.method.getQrPicture)
  async getQrPicture(): Promise<ReplyOf<Money['getQrPicture']>> {
    if (!money.picture) throw new RefusalError('PAYMENT.NO_QR_PICTURE');
    return { image: money.picture, contentType: 'image/png' };
  }
  @Answers(Payment.method.listAlerts)
  async listAlerts(request: RequestOf<Money['listAlerts']>): Promise<ReplyOf<Money['listAlerts']>> {
    money.alertsAsked.push(request);
    return { items: [money.alert] };
  }
  @Answers(Payment.method.setAlertState)
  async setAlertState({
    state,
    note,
    actor,
  }: RequestOf<Money['setAlertState']>): Promise<ReplyOf<Money['setAlertState']>> {
    return { ...money.alert, state, note: note ?? '', changedBy: actor };
  }
  @Answers(Payment.method.attachProof)
  async attachProof(request: RequestOf<Money['attachProof']>): Promise<ReplyOf<Money['attachProof']>> {
    money.proof = request.image;
    return { orderId: request.orderId };
  }
  @Answers(Payment.method.getProof)
  async getProof(): Promise<ReplyOf<Money['getProof']>> {
    if (!money.proof) throw new RefusalError('PAYMENT.PROOF_UNKNOWN');
    return { image: money.proof, contentType: 'image/png' };
  }
}

@Module({ controllers: [BillingStandIn, CounterStandIn, SiteProfilesStandIn] })
class BillingModule {}
@Module({ controllers: [PaymentStandIn] })
class PaymentModule {}

export const billingStandIn: ServiceDefinition = { name: 'billing', module: BillingModule };
export const paymentStandIn: ServiceDefinition = { name: 'payment', module: PaymentModule };
