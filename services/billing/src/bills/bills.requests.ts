// bills.requests.ts — subscriptions begun and ended, bills looked at, paid and made void.
import { Controller, Inject } from '@nestjs/common';
import { Billing, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { chooseLocale } from '@saring/i18n';
import {
  COUNTER_METHODS,
  idFrom,
  isLocalDate,
  isUuid,
  localDate,
  PERIOD_UNITS,
  type Clock,
} from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { Answers, CLOCK, pageLimit, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { Catalogue } from '../catalogue/catalogue';
import { operatorIn } from '../counter/counter';
import { invalid } from '../invalid';
import { SiteProfiles } from '../sites/site-profiles';
import { People } from '../messages/people';
import { Documents } from '../receipts/documents';
import { BillLinks, billLinkPath } from './bill-links';
import { Bills } from './bills';
import { findSubscriberOf, listOpenBills } from './bills.rows';
import { owedRupiah, type BillingAccount, type PlanTerms } from './domain/billing-account';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

const PAGE = { longest: 200, standard: 50 };
const DEVICES = 1;
/** A router is asked on the way. */
const GATEWAY_MILLISECONDS = 30_000;
/** Behind every date that a bill may begin on. */
const FIRST_DATE = '0001-01-01';

@Controller()
export class BillRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly bills: Bills,
    private readonly catalogue: Catalogue,
    private readonly profiles: SiteProfiles,
    private readonly links: BillLinks,
    private readonly people: People,
    private readonly documents: Documents,
    private readonly messenger: Messenger,
  ) {}

  @Answers(Billing.method.startSubscription)
  async startSubscription(request: Request<'startSubscription'>): Reply<'startSubscription'> {
    const { commandId, actor, site, packageId } = request;
    const subscriberId = subscriberIn(request.subscriberId);
    const found = isUuid(packageId) ? await this.catalogue.find(packageId) : null;
    if (!found) throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
    const today = localDate(this.clock.now(), await this.profiles.timeZoneOf(site));
    const startsOn = request.startsOn || today;
    if (!isLocalDate(startsOn)) throw invalid('startsOn', 'isLocalDate');
    const unit = PERIOD_UNITS.find((one) => one === request.unit);
    if (!unit) throw invalid('unit', 'isIn');
    const terms: PlanTerms = {
      ...{ packageId, packageName: found.name, bytes: found.bytes, unlimited: found.unlimited },
      speedDownKilobitsPerSecond: found.speedDownKilobitsPerSecond,
      speedUpKilobitsPerSecond: found.speedUpKilobitsPerSecond,
      ...{ fupThresholdBytes: found.fupThresholdBytes, deviceLimit: found.deviceLimit || DEVICES },
      ...{ unit, count: request.count, anchorDay: request.anchorDay || Number(startsOn.slice(8)) },
      priceRupiah: request.priceRupiah || found.priceRupiah,
      prorates: !request.withoutProration,
      ...{ issueDaysBefore: request.issueDaysBefore, graceDays: request.graceDays },
    };
    const { commandId: _id, actor: _actor, ...content } = request;
    const subscriptionId = idFrom('subscription', commandId);
    const line = request.lineId === '' ? {} : { lineId: await this.lineOf(subscriberId, request.lineId) };
    const starting = { subscriberId, subscriptionId, site, terms, startsOn, ...line };
    return this.reply(subscriberId, await this.bills.start(starting, { commandId, actor, content }));
  }

  @Answers(Billing.method.endSubscription)
  async endSubscription(request: Request<'endSubscription'>): Reply<'endSubscription'> {
    const { commandId, actor, subscriptionId, reason } = request;
    if (!isUuid(subscriptionId)) throw new RefusalError('BILLING.SUBSCRIPTION_UNKNOWN');
    const context = { commandId, actor, content: { subscriptionId, reason } };
    const { subscriberId, account } = await this.bills.end(subscriptionId, reason, context);
    return this.reply(subscriberId, account);
  }

  @Answers(Billing.method.getBillingStanding)
  async getBillingStanding(request: Request<'getBillingStanding'>): Reply<'getBillingStanding'> {
    const subscriberId = subscriberIn(request.subscriberId);
    return this.reply(subscriberId, await this.bills.standing(subscriberId));
  }

  @Answers(Billing.method.getBillLink)
  async getBillLink({ linkToken }: Request<'getBillLink'>): Reply<'getBillLink'> {
    const subscriberId = this.links.subscriberOf(linkToken, this.clock.now());
    if (subscriberId === null) throw new RefusalError('BILLING.BILL_UNKNOWN');
    const { name, site } = await this.people.find(subscriberId);
    const { bills = [], owedRupiah } = standingReply(subscriberId, await this.bills.standing(subscriberId));
    const due = bills.filter((bill) => (bill.owedRupiah ?? 0) > 0).reverse();
    return { maskedName: maskedName(name), site, owedRupiah, bills: due };
  }

  @Answers(Billing.method.getBillDocument)
  async getBillDocument(request: Request<'getBillDocument'>): Reply<'getBillDocument'> {
    const { billId, linkToken, format, locale } = request;
    if (format !== 'pdf' && format !== 'png') throw new RefusalError('BILLING.FORMAT_INVALID');
    const isByLink = linkToken !== '';
    const asker = isByLink ? this.links.subscriberOf(linkToken, this.clock.now()) : request.subscriberId;
    const owner = isUuid(billId) ? await findSubscriberOf(this.pool, 'bills', billId) : null;
    if (owner === null || asker === null || (asker !== '' && asker !== owner))
      throw new RefusalError('BILLING.BILL_UNKNOWN');
    const { bills, subscriptions } = await this.bills.standing(owner);
    const bill = bills[billId];
    if (!bill) throw new RefusalError('BILLING.BILL_UNKNOWN');
    const { name } = await this.people.find(owner);
    const packageName = subscriptions[bill.subscriptionId]?.terms.packageName ?? '';
    const billed = { bill, packageName, payer: isByLink ? maskedName(name) : name };
    return this.documents.bill(billed, format, chooseLocale(locale));
  }

  @Answers(Billing.method.receiveBillPayment)
  async receiveBillPayment(request: Request<'receiveBillPayment'>): Reply<'receiveBillPayment'> {
    const { commandId, actor, site, amountRupiah, note } = request;
    const subscriberId = subscriberIn(request.subscriberId);
    const method = COUNTER_METHODS.find((one) => one === request.method);
    if (!method) throw new RefusalError('BILLING.METHOD_INVALID', { method: request.method });
    if (amountRupiah <= 0) throw invalid('amountRupiah', 'min', 1);
    const receipt = { method, site, amountRupiah, note, cashier: operatorIn(actor) };
    const paying = { ...receipt, subscriberId, receiptId: idFrom('receipt', commandId) };
    const context = { commandId, actor, content: { ...receipt, subscriberId } };
    return this.reply(subscriberId, await this.bills.receive(paying, context));
  }

  @Answers(Billing.method.voidBill)
  async voidBill({ commandId, actor, billId, reason }: Request<'voidBill'>): Reply<'voidBill'> {
    if (!isUuid(billId)) throw new RefusalError('BILLING.BILL_UNKNOWN');
    const context = { commandId, actor, content: { billId, reason } };
    const { subscriberId, account } = await this.bills.makeVoid(billId, reason, context);
    return this.reply(subscriberId, account);
  }

  @Answers(Billing.method.listOpenBills)
  async listOpenBills(request: Request<'listOpenBills'>): Reply<'listOpenBills'> {
    const limit = pageLimit(request.limit, PAGE);
    const [date = '', id = ''] = (request.cursor ?? '').split('|');
    const after = { at: isLocalDate(date) ? date : FIRST_DATE, id };
    const rows = await listOpenBills(this.pool, after, limit + 1);
    const items = rows.slice(0, limit).map(({ id: billId, ...row }) => ({ ...row, billId }));
    const last = items.at(-1);
    return {
      items,
      ...(rows.length > limit && last ? { nextCursor: `${last.fromDate}|${last.billId}` } : {}),
    };
  }

  /** Of the same person, and there. @throws RefusalError LINE.UNKNOWN */
  private async lineOf(subscriberId: string, lineId: string): Promise<string> {
    if (!isUuid(lineId)) throw new RefusalError('LINE.UNKNOWN');
    const line = await this.messenger.request(RouterGateway.method.getLine, { lineId }, GATEWAY_MILLISECONDS);
    if (line.subscriberId !== subscriberId || line.state === 'removed')
      throw new RefusalError('LINE.UNKNOWN');
    return lineId;
  }

  private reply(subscriberId: string, account: BillingAccount): Awaited<Reply<'getBillingStanding'>> {
    const payPath = billLinkPath(this.links.tokenOf(subscriberId, this.clock.now()));
    return { ...standingReply(subscriberId, account), payPath };
  }
}

const subscriberIn = (subscriberId: string): string => {
  if (!isUuid(subscriberId)) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
  return subscriberId;
};

/** No more than a stranger who holds the link need know. */
const maskedName = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => `${[...part][0] ?? ''}***`)
    .join(' ');

const standingReply = (
  subscriberId: string,
  { subscriptions, bills, balanceRupiah }: BillingAccount,
): Awaited<Reply<'getBillingStanding'>> => ({
  ...{ subscriberId, balanceRupiah },
  owedRupiah: Object.values(bills).reduce((sum, bill) => sum + owedRupiah(bill), 0),
  subscriptions: Object.values(subscriptions).map(({ id, site, terms, nextFrom, ended, lineId }) => ({
    ...{ subscriptionId: id, site, nextFrom, ended, lineId: lineId ?? '' },
    ...{ packageId: terms.packageId, packageName: terms.packageName, priceRupiah: terms.priceRupiah },
    ...{ unit: terms.unit, count: terms.count, anchorDay: terms.unit === 'month' ? terms.anchorDay : 0 },
    ...{ issueDaysBefore: terms.issueDaysBefore, graceDays: terms.graceDays },
  })),
  bills: Object.values(bills)
    .map((bill) => ({
      ...{ billId: bill.id, subscriptionId: bill.subscriptionId, number: bill.number },
      packageName: subscriptions[bill.subscriptionId]?.terms.packageName ?? '',
      ...{ fromDate: bill.from, toDate: bill.to, amountRupiah: bill.amountRupiah },
      ...{
        paidRupiah: bill.paidRupiah,
        owedRupiah: owedRupiah(bill),
        void: bill.isVoid,
        given: bill.isGiven,
        overdue: bill.isOverdue,
      },
    }))
    .sort((one, other) => other.fromDate.localeCompare(one.fromDate)),
});
