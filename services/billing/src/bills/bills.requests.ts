// bills.requests.ts — bills looked at, paid and made void.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { chooseLocale } from '@saring/i18n';
import { COUNTER_METHODS, idFrom, isLocalDate, isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, pageLimit, PG_POOL, wrongCursor, type Place } from '@saring/service-kit';
import type { Pool } from 'pg';
import { BILLING_CONFIG, type BillingConfig } from '../config';
import { operatorIn } from '../counter/counter';
import { invalid } from '../invalid';
import { People } from '../messages/people';
import { Documents } from '../receipts/documents';
import { BillLinks } from './bill-links';
import { Bills } from './bills';
import { findSubscriberOf, listOpenBills, sumOpenBills } from './bills.rows';
import { Deposits } from './deposits';
import type { BillingAccount } from './domain/billing-account';
import { standingReply, subscriberIn, subscriptionIn } from './standing-reply';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

const PAYOUT_METHODS = ['cash', 'transfer'] as const;
const PAGE = { longest: 200, standard: 50 };
/** Letters and digits of a number that is searched: fewer find too much. */
const SHORTEST_PART = 3;
const lettersOf = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;
/** Before every date on which a bill may be due. */
const FIRST_DATE = '0001-01-01';

@Controller()
export class BillRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(BILLING_CONFIG) private readonly config: BillingConfig,
    private readonly bills: Bills,
    private readonly deposits: Deposits,
    private readonly links: BillLinks,
    private readonly people: People,
    private readonly documents: Documents,
  ) {}

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
    const { bills } = await this.bills.standing(owner);
    const bill = bills[billId];
    if (!bill) throw new RefusalError('BILLING.BILL_UNKNOWN');
    const { name } = await this.people.find(owner);
    const billed = { bill, packageName: bill.terms.packageName, payer: isByLink ? maskedName(name) : name };
    return this.documents.bill(billed, format, chooseLocale(locale));
  }

  @Answers(Billing.method.receiveBillPayment)
  async receiveBillPayment(request: Request<'receiveBillPayment'>): Reply<'receiveBillPayment'> {
    const { commandId, actor, site, amountRupiah, note } = request;
    const subscriberId = subscriberIn(request.subscriberId);
    const method = COUNTER_METHODS.find((one) => one === request.method);
    if (!method) throw new RefusalError('BILLING.METHOD_INVALID', { method: request.method });
    if (amountRupiah <= 0) throw invalid('amountRupiah', 'min', 1);
    const { paidRupiah } = request;
    const isOther = paidRupiah !== 0 && paidRupiah !== amountRupiah;
    if (isOther && (method !== 'cash' || paidRupiah < amountRupiah))
      throw new RefusalError('BILLING.PAID_WRONG', { amountRupiah, paidRupiah });
    const taken = { method, site, amountRupiah, note, cashier: operatorIn(actor) };
    const receipt = isOther ? { ...taken, paidRupiah } : taken;
    const receiptId = idFrom('receipt', commandId);
    const context = { commandId, actor, content: { ...receipt, subscriberId } };
    const account = await this.bills.receive({ ...receipt, subscriberId, receiptId }, context);
    return { ...this.reply(subscriberId, account), receiptId };
  }

  @Answers(Billing.method.payOutBalance)
  async payOutBalance(request: Request<'payOutBalance'>): Reply<'payOutBalance'> {
    const { commandId, actor, site, amountRupiah, reason, actorRole } = request;
    const subscriberId = subscriberIn(request.subscriberId);
    const method = PAYOUT_METHODS.find((one) => one === request.method);
    if (!method) throw new RefusalError('BILLING.METHOD_INVALID', { method: request.method });
    if (amountRupiah <= 0) throw invalid('amountRupiah', 'min', 1);
    const mostRupiah = this.config.REFUND_MOST_RUPIAH_BY_ROLE.get(actorRole) ?? null;
    if (mostRupiah !== null && amountRupiah > mostRupiah)
      throw new RefusalError('BILLING.ABOVE_LIMIT', { mostRupiah });
    const paid = { method, site, amountRupiah, reason, cashier: operatorIn(actor) };
    const payout = { ...paid, subscriberId, payoutId: idFrom('payout', commandId) };
    const context = { commandId, actor, content: { ...paid, subscriberId } };
    return this.reply(subscriberId, await this.bills.payOut(payout, context));
  }

  @Answers(Billing.method.voidBill)
  async voidBill({ commandId, actor, billId, reason }: Request<'voidBill'>): Reply<'voidBill'> {
    return this.decide({ type: 'VoidBill', billId, reason }, { commandId, actor });
  }

  @Answers(Billing.method.writeBillOff)
  async writeBillOff({ commandId, actor, billId, reason }: Request<'writeBillOff'>): Reply<'writeBillOff'> {
    return this.decide({ type: 'WriteBillOff', billId, reason }, { commandId, actor });
  }

  @Answers(Billing.method.reclaimBill)
  async reclaimBill({ commandId, actor, billId }: Request<'reclaimBill'>): Reply<'reclaimBill'> {
    return this.decide({ type: 'ReclaimBill', billId }, { commandId, actor });
  }

  @Answers(Billing.method.takeDeposit)
  async takeDeposit(request: Request<'takeDeposit'>): Reply<'takeDeposit'> {
    const { commandId, actor, amountRupiah, note } = request;
    const subscriptionId = subscriptionIn(request.subscriptionId);
    const method = COUNTER_METHODS.find((one) => one === request.method);
    if (!method) throw new RefusalError('BILLING.METHOD_INVALID', { method: request.method });
    if (amountRupiah <= 0) throw invalid('amountRupiah', 'min', 1);
    const content = { subscriptionId, method, amountRupiah, note };
    const taken = { ...content, cashier: operatorIn(actor), receiptId: idFrom('receipt', commandId) };
    const { subscriberId, account } = await this.deposits.take(taken, { commandId, actor, content });
    return this.reply(subscriberId, account);
  }

  @Answers(Billing.method.releaseDeposit)
  async releaseDeposit(request: Request<'releaseDeposit'>): Reply<'releaseDeposit'> {
    const { commandId, actor, reason } = request;
    const content = { subscriptionId: subscriptionIn(request.subscriptionId), reason };
    const { subscriberId, account } = await this.deposits.release(content, { commandId, actor, content });
    return this.reply(subscriberId, account);
  }

  @Answers(Billing.method.listOpenBills)
  async listOpenBills(request: Request<'listOpenBills'>): Reply<'listOpenBills'> {
    const limit = pageLimit(request.limit, PAGE);
    const { site, dueBy, pastGrace } = request;
    if (dueBy !== '' && !isLocalDate(dueBy)) throw invalid('dueBy', 'isLocalDate');
    const numberPart = request.numberPart.trim();
    if (numberPart !== '' && lettersOf(numberPart) < SHORTEST_PART)
      return { items: [], totalBills: 0, totalSubscribers: 0, totalRupiah: 0 };
    const filter = { site, dueBy, pastGrace, numberPart };
    const rows = await listOpenBills(this.pool, filter, behind(request.cursor), limit + 1);
    const items = rows.slice(0, limit).map(({ id: billId, ...row }) => ({ ...row, billId }));
    const last = items.at(-1);
    return {
      items,
      ...(rows.length > limit && last ? { nextCursor: `${last.dueOn}|${last.billId}` } : {}),
      ...(await sumOpenBills(this.pool, filter)),
    };
  }

  private async decide(
    decision: Parameters<Bills['decide']>[0],
    asked: { readonly commandId: string; readonly actor: string },
  ): Promise<Awaited<Reply<'getBillingStanding'>>> {
    if (!isUuid(decision.billId)) throw new RefusalError('BILLING.BILL_UNKNOWN');
    const { type: _type, ...content } = decision;
    const { subscriberId, account } = await this.bills.decide(decision, { ...asked, content });
    return this.reply(subscriberId, account);
  }

  private reply(subscriberId: string, account: BillingAccount): Awaited<Reply<'getBillingStanding'>> {
    const payPath = this.links.pathOf(subscriberId, this.clock.now());
    return { ...standingReply(subscriberId, account), payPath };
  }
}

/** @throws RefusalError REQUEST.INVALID for what is no cursor of a page before. */
const behind = (cursor: string | undefined): Place => {
  if (cursor === undefined) return { at: FIRST_DATE, id: '' };
  const [at = '', id = ''] = cursor.split('|');
  if (!isLocalDate(at) || !isUuid(id)) throw wrongCursor();
  return { at, id };
};

/** No more than a stranger who holds the link need know. */
const maskedName = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((part) => `${[...part][0] ?? ''}***`)
    .join(' ');
