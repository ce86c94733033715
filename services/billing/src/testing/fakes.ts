// Fakes of the services that billing asks: specs set their answers and see the requests.
import { Controller, Module } from '@nestjs/common';
import {
  AuthOtp,
  Notification,
  Payment,
  QuotaLedger,
  RouterGateway,
  type ReplyOf,
  type RequestOf,
} from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers, type ServiceDefinition } from '@saring/service-kit';

type Pay = typeof Payment.method;
type Led = typeof QuotaLedger.method;
type Auth = typeof AuthOtp.method;
type Routing = typeof RouterGateway.method;
type LineQuotaAsked = Pick<
  RequestOf<Routing['setLinePackageQuota']>,
  'bytes' | 'slows' | 'periodDay' | 'periodDays' | 'periodFrom'
>;
type Mail = typeof Notification.method;
type Paying = {
  request: RequestOf<Pay['openPayment']>;
  state: string;
  version: number;
  paidAt?: string;
  /** The command of the operator who confirmed it. */
  paidBy?: string;
  refundedRupiah: number;
};

const initialWorld = () => ({
  payments: new Map<string, Paying>(),
  /** How to pay; null: by a code. */
  instructions: null as ReplyOf<Pay['getPayment']>['instructions'] | null,
  /** The next answers of payment: codes, or a failure that is no answer. */
  paymentFails: null as string | null,
  confirmFails: null as string | null,
  /** What payment does with a refund: `waits` for its bank. */
  refundAnswer: 'done' as 'done' | 'waits' | 'refused',
  /** The vendor takes the charge, and its answer is lost. */
  chargeUnanswered: false,
  /** Payments are opened when it resolves. */
  opening: Promise.resolve(),
  /** How often payment was asked to open one. */
  openingsAsked: 0,
  /** So many answers do not know a payment yet. */
  unknownAnswers: 0,
  /** The state of a payment after a cancel. */
  cancelLeadsTo: 'cancelled',
  expiresInSeconds: 900,
  quota: { status: 'active' } as ReplyOf<Led['getQuota']>,
  debts: { autoDebtBytes: 0, items: [] } as {
    autoDebtBytes: number;
    items: ReplyOf<Led['listDebts']>['items'];
  },
  /** What is owed once `debts` were read; null: they stay. */
  owedAfterFirstLook: null as { autoDebtBytes: number; items: ReplyOf<Led['listDebts']>['items'] } | null,
  fulfilled: new Map<string, RequestOf<Led['fulfilPurchase']>>(),
  revoked: new Set<string>(),
  reduced: new Map<string, RequestOf<Led['reducePurchase']>>(),
  /** Money of other transactions, as payment has it. */
  extras: [] as { transactionId: string; amountRupiah: number; returned: boolean }[],
  /** What people wrote down about a payment. */
  notes: [] as { at: string; actor: string; kind: string; text: string }[],
  kept: [] as string[],
  extraRefunds: [] as string[],
  /** Orders with a picture of a transfer. */
  proofs: new Set<string>(),
  bonuses: new Map<string, RequestOf<Led['grantQuota']>>(),
  revokedGrants: new Set<string>(),
  /** The keys that the ledger was asked under. */
  fulfilKeys: new Set<string>(),
  ledgerFails: null as string | null,
  /** Of every subscriber; empty where another person has the number now. */
  phone: '+628123456789',
  receivers: [] as {
    readonly message: string;
    readonly operatorId: string;
    readonly phone: string;
    readonly site?: string;
    readonly locale?: string;
  }[],
  /** Operators who may sell at the counter. */
  cashiers: [] as string[],
  newSubscribers: 0,
  /** Of every site and router. */
  people: [] as string[],
  /** Those whom a batch made, by their commands; and what else it did for whom. */
  created: new Map<string, RequestOf<Auth['createSubscriber']>>(),
  holders: [] as NonNullable<ReplyOf<Auth['findPhoneHolders']>['items']>,
  acts: [] as string[],
  createFails: (_phone: string): string | null => null,
  extended: new Set<string>(),
  extensions: 0,
  extendFails: (_subscriberId: string): string | null => null,
  endingIds: [] as string[],
  /** What waits for operators. */
  pending: [] as ReplyOf<Auth['listSubscribers']>['items'],
  quotaRequests: [] as ReplyOf<Led['listQuotaRequests']>['items'],
  anomalies: [] as ReplyOf<Led['listAnomalies']>['items'],
  /** Of which subscriber each line is. */
  lines: new Map<string, string>(),
  /** How long it takes to let a line go. */
  routerMilliseconds: 0,
  /** What the gateway has of each line, by the newest decision; and why it does not answer. */
  holds: new Map<string, { held: boolean; basisVersion: number }>(),
  /** What the gateway was told of the speed of each line, down. */
  lineSpeeds: new Map<string, number>(),
  /** By line, the newest that the gateway has of its package. */
  quotas: new Map<string, { quota: LineQuotaAsked; basisVersion: number }>(),
  quotasAsked: [] as { lineId: string; bytes: number }[],
  holdsAsked: [] as { lineId: string; held: boolean }[],
  gatewayFails: null as string | null,
  /** What the ledger has of the hotspot of each subscriber, by the newest decision. */
  hotspotHolds: new Map<string, { held: boolean; basisVersion: number }>(),
  routers: [] as NonNullable<ReplyOf<Routing['listRouters']>['items']>,
  /** What auth-otp says of every subscriber, apart from being approved. */
  terms: {} as { blocked?: boolean; disabled?: boolean; approval?: string },
  messages: new Map<string, RequestOf<Mail['sendMessage']>>(),
  /** As often as they were taken, once a command. */
  sent: [] as RequestOf<Mail['sendMessage']>[],
});

export const world = initialWorld();

/** The clock of payment, which is billing's: times of one sale are compared. */
export const fakeClock = { now: (): Date => new Date() };

/** As every test finds it. */
export const resetWorld = (): void => void Object.assign(world, initialWorld());

const failAs = (code: string | null): void => {
  if (code === 'down') throw new Error('down');
  if (code !== null) throw new RefusalError(code);
};

const paymentReply = (paying: Paying): ReplyOf<Pay['getPayment']> => {
  const { orderId, subscriberId, amountRupiah, method, bank, site } = paying.request;
  const createdAt = fakeClock.now();
  return {
    orderId,
    orderNumber: `SRG-${site}-${orderId.replaceAll('-', '').slice(0, 20)}`,
    subscriberId,
    state: paying.state,
    amountRupiah,
    refundedRupiah: paying.refundedRupiah,
    method,
    bank,
    gateway: 'stand-in',
    createdAt: createdAt.toISOString(),
    expiresAt: new Date(createdAt.getTime() + world.expiresInSeconds * 1_000).toISOString(),
    paidAt: paying.paidAt,
    version: paying.version,
    ...(paying.state === 'pending'
      ? { instructions: world.instructions ?? { qrString: `qr-of-${orderId}` } }
      : {}),
    site,
    extraPayments: world.extras,
    notes: world.notes,
  };
};

@Controller()
class PaymentStandIn {
  @Answers(Payment.method.openPayment)
  async open(request: RequestOf<Pay['openPayment']>): Promise<ReplyOf<Pay['openPayment']>> {
    world.openingsAsked += 1;
    await world.opening;
    failAs(world.paymentFails);
    const paying = world.payments.get(request.orderId) ?? {
      request,
      state: world.chargeUnanswered ? 'created' : 'pending',
      version: world.chargeUnanswered ? 1 : 2,
      refundedRupiah: 0,
    };
    world.payments.set(request.orderId, paying);
    return paymentReply(paying);
  }
  @Answers(Payment.method.findProofs)
  async findProofs({
    orderIds,
    ended,
    waiting,
  }: RequestOf<Pay['findProofs']>): Promise<ReplyOf<Pay['findProofs']>> {
    const hasEnded = (id: string) => ['expired', 'cancelled'].includes(world.payments.get(id)?.state ?? '');
    if (ended) return { orderIds: [...world.proofs].filter((id) => waiting || hasEnded(id)) };
    return { orderIds: orderIds.filter((id) => world.proofs.has(id)) };
  }
  @Answers(Payment.method.getPayment)
  async get({ orderId }: RequestOf<Pay['getPayment']>): Promise<ReplyOf<Pay['getPayment']>> {
    failAs(world.paymentFails);
    return { ...paymentReply(known(orderId)), hasProof: world.proofs.has(orderId) };
  }
  @Answers(Payment.method.cancelPayment)
  async cancel({
    orderId,
    unlessProved,
  }: RequestOf<Pay['cancelPayment']>): Promise<ReplyOf<Pay['cancelPayment']>> {
    failAs(world.paymentFails);
    const paying = known(orderId);
    if (unlessProved && world.proofs.has(orderId)) throw new RefusalError('PAYMENT.PROOF_SENT');
    if (paying.state === 'pending') moveTo(paying, world.cancelLeadsTo);
    return paymentReply(paying);
  }
  @Answers(Payment.method.confirmPayment)
  async confirm({
    orderId,
    amountRupiah,
    commandId,
  }: RequestOf<Pay['confirmPayment']>): Promise<ReplyOf<Pay['confirmPayment']>> {
    failAs(world.paymentFails ?? world.confirmFails);
    const paying = known(orderId);
    if (amountRupiah !== paying.request.amountRupiah) throw new RefusalError('PAYMENT.AMOUNT_MISMATCH');
    if (paying.paidBy === commandId) return paymentReply(paying);
    if (paying.state === 'paid') throw new RefusalError('PAYMENT.ALREADY_PAID');
    paying.paidBy = commandId;
    moveTo(paying, 'paid');
    return paymentReply(paying);
  }
  @Answers(Payment.method.keepTransaction)
  async keep({
    orderId,
    transactionId,
  }: RequestOf<Pay['keepTransaction']>): Promise<ReplyOf<Pay['keepTransaction']>> {
    failAs(world.paymentFails);
    world.kept.push(transactionId);
    return paymentReply(known(orderId));
  }
  @Answers(Payment.method.refundTransaction)
  async refundExtra({
    orderId,
    transactionId,
  }: RequestOf<Pay['refundTransaction']>): Promise<ReplyOf<Pay['refundTransaction']>> {
    failAs(world.paymentFails);
    world.extraRefunds.push(transactionId);
    return paymentReply(known(orderId));
  }
  @Answers(Payment.method.refundPayment)
  async refund({
    orderId,
    amountRupiah,
  }: RequestOf<Pay['refundPayment']>): Promise<ReplyOf<Pay['refundPayment']>> {
    failAs(world.paymentFails);
    if (world.refundAnswer === 'refused') throw new RefusalError('PAYMENT.REFUND_FAILED');
    const paying = known(orderId);
    if (world.refundAnswer === 'waits') return paymentReply(paying);
    const wholeRupiah = paying.request.amountRupiah;
    paying.refundedRupiah += amountRupiah || wholeRupiah - paying.refundedRupiah;
    // A part leaves it paid, under a new version.
    const { paidAt } = paying;
    moveTo(paying, paying.refundedRupiah < wholeRupiah ? 'paid' : 'refunded');
    paying.paidAt = paidAt;
    return paymentReply(paying);
  }
}

const known = (orderId: string): Paying => {
  if (world.unknownAnswers > 0) {
    world.unknownAnswers -= 1;
    throw new RefusalError('PAYMENT.UNKNOWN');
  }
  const paying = world.payments.get(orderId);
  if (!paying) throw new RefusalError('PAYMENT.UNKNOWN');
  return paying;
};

/** The state that payment would record. */
export const moveTo = (paying: Paying, state: string, at = fakeClock.now()): void => {
  paying.state = state;
  paying.version += 1;
  if (state === 'paid') paying.paidAt = at.toISOString();
};

@Controller()
class LedgerStandIn {
  @Answers(QuotaLedger.method.getQuota)
  async getQuota(): Promise<ReplyOf<Led['getQuota']>> {
    return world.quota;
  }
  @Answers(QuotaLedger.method.listQuotaRequests)
  async requests(): Promise<ReplyOf<Led['listQuotaRequests']>> {
    return { items: world.quotaRequests };
  }
  @Answers(QuotaLedger.method.listAnomalies)
  async anomalies(): Promise<ReplyOf<Led['listAnomalies']>> {
    return { items: world.anomalies };
  }
  @Answers(QuotaLedger.method.listEnding)
  async listEnding(): Promise<ReplyOf<Led['listEnding']>> {
    failAs(world.ledgerFails);
    return { subscriberIds: world.endingIds };
  }
  @Answers(QuotaLedger.method.searchDebts)
  async searchDebts(): Promise<ReplyOf<Led['searchDebts']>> {
    const items = world.people.map((subscriberId) => ({ subscriberId, ...world.debts.items?.[0] }));
    return { items: items as ReplyOf<Led['searchDebts']>['items'] } as ReplyOf<Led['searchDebts']>;
  }
  @Answers(QuotaLedger.method.listDebts)
  async listDebts(): Promise<ReplyOf<Led['listDebts']>> {
    const shown = world.debts;
    world.debts = world.owedAfterFirstLook ?? shown;
    return shown;
  }
  @Answers(QuotaLedger.method.fulfilPurchase)
  async fulfil(request: RequestOf<Led['fulfilPurchase']>): Promise<ReplyOf<Led['fulfilPurchase']>> {
    world.fulfilKeys.add(request.commandId);
    failAs(world.ledgerFails);
    world.fulfilled.set(request.purchaseId, request);
    return { version: 1, id: request.purchaseId };
  }
  @Answers(QuotaLedger.method.revokePurchase)
  async revoke({ purchaseId }: RequestOf<Led['revokePurchase']>): Promise<ReplyOf<Led['revokePurchase']>> {
    failAs(world.ledgerFails);
    world.revoked.add(purchaseId);
    return { version: 2, id: purchaseId };
  }
  @Answers(QuotaLedger.method.reducePurchase)
  async reduce(request: RequestOf<Led['reducePurchase']>): Promise<ReplyOf<Led['reducePurchase']>> {
    failAs(world.ledgerFails);
    world.reduced.set(request.commandId, request);
    return { version: 3, id: request.purchaseId };
  }
  @Answers(QuotaLedger.method.extendGrants)
  async extend({
    commandId,
    subscriberId,
  }: RequestOf<Led['extendGrants']>): Promise<ReplyOf<Led['extendGrants']>> {
    failAs(world.ledgerFails ?? world.extendFails(subscriberId));
    world.extensions += 1;
    world.extended.add(commandId);
    return { version: 1 };
  }
  @Answers(QuotaLedger.method.grantQuota)
  async grant(request: RequestOf<Led['grantQuota']>): Promise<ReplyOf<Led['grantQuota']>> {
    if (world.ledgerFails !== 'answer lost') failAs(world.ledgerFails);
    const earlier = world.bonuses.get(request.commandId);
    if (earlier && JSON.stringify(earlier) !== JSON.stringify(request))
      throw new RefusalError('COMMAND.ID_REUSED', { commandId: request.commandId });
    world.bonuses.set(request.commandId, request);
    if (world.ledgerFails === 'answer lost') throw new Error('answer lost');
    return { version: 1, id: request.commandId };
  }
  @Answers(QuotaLedger.method.setBillHold)
  async setBillHold(request: RequestOf<Led['setBillHold']>): Promise<ReplyOf<Led['setBillHold']>> {
    const { subscriberId, held, basisVersion } = request;
    if (world.ledgerFails !== 'answer lost') failAs(world.ledgerFails);
    if (basisVersion > (world.hotspotHolds.get(subscriberId)?.basisVersion ?? 0))
      world.hotspotHolds.set(subscriberId, { held, basisVersion });
    if (world.ledgerFails === 'answer lost') throw new Error('answer lost');
    return { version: basisVersion };
  }
  @Answers(QuotaLedger.method.revokeGrant)
  async revokeGrant({ grantId }: RequestOf<Led['revokeGrant']>): Promise<ReplyOf<Led['revokeGrant']>> {
    failAs(world.ledgerFails);
    world.revokedGrants.add(grantId);
    return { version: 1 };
  }
}

@Controller()
class PeopleStandIn {
  @Answers(AuthOtp.method.getSubscriber)
  async getSubscriber({
    subscriberId,
  }: RequestOf<Auth['getSubscriber']>): Promise<ReplyOf<Auth['getSubscriber']>> {
    return {
      ...{ subscriberId, phone: world.phone, locale: 'id', name: 'Ibu Sari' },
      ...{ approval: 'approved', ...world.terms },
    };
  }
  @Answers(AuthOtp.method.listMessageReceivers)
  async receivers({
    message,
  }: RequestOf<Auth['listMessageReceivers']>): Promise<ReplyOf<Auth['listMessageReceivers']>> {
    return {
      items: world.receivers.filter((one) => one.message === message).map(({ message: _, ...one }) => one),
    };
  }
  @Answers(AuthOtp.method.listOperators)
  async operators(): Promise<ReplyOf<Auth['listOperators']>> {
    const receivers = world.receivers.map(({ operatorId }) => ({ operatorId, name: 'Ani' }));
    const cashiers = world.cashiers.map((operatorId) => ({ operatorId, permissions: ['counter:sell'] }));
    return { items: [...receivers, ...cashiers] };
  }
  @Answers(AuthOtp.method.listSubscribers)
  async list({ approval }: RequestOf<Auth['listSubscribers']>): Promise<ReplyOf<Auth['listSubscribers']>> {
    return { items: approval === 'pending' ? world.pending : [] };
  }
  @Answers(AuthOtp.method.listSubscriberIds)
  async ids(): Promise<ReplyOf<Auth['listSubscriberIds']>> {
    return { subscriberIds: world.people };
  }
  /** Who is in `holders` has an account. */
  @Answers(AuthOtp.method.findSubscriber)
  async findOne({ phone }: RequestOf<Auth['findSubscriber']>): Promise<ReplyOf<Auth['findSubscriber']>> {
    const holder = world.holders.find((one) => one.phone === phone);
    if (!holder) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    return { subscriberId: holder.subscriberId, phone, site: 'rw05', approval: 'approved', ...world.terms };
  }
  @Answers(AuthOtp.method.findSubscriberIds)
  async find(): Promise<ReplyOf<Auth['findSubscriberIds']>> {
    return { subscriberIds: world.people };
  }
  @Answers(AuthOtp.method.findPhoneHolders)
  async holders(): Promise<ReplyOf<Auth['findPhoneHolders']>> {
    return { items: world.holders };
  }
  @Answers(AuthOtp.method.createSubscriber)
  async create(request: RequestOf<Auth['createSubscriber']>): Promise<ReplyOf<Auth['createSubscriber']>> {
    failAs(world.createFails(request.phone));
    world.created.set(request.commandId, request);
    return { subscriberId: request.commandId };
  }
  @Answers(AuthOtp.method.blockSubscriber)
  async block(request: RequestOf<Auth['blockSubscriber']>): Promise<ReplyOf<Auth['blockSubscriber']>> {
    failAs(world.createFails(request.subscriberId));
    world.acts.push(`block ${request.subscriberId} ${request.reason}`);
    return { subscriberId: request.subscriberId };
  }
  @Answers(AuthOtp.method.decideApproval)
  async decide(request: RequestOf<Auth['decideApproval']>): Promise<ReplyOf<Auth['decideApproval']>> {
    const { approve, subscriberId, reason } = request;
    world.acts.push(`${approve ? 'approve' : 'reject'} ${subscriberId} ${reason}`);
    return { subscriberId };
  }
  @Answers(AuthOtp.method.countSubscribers)
  async count(request: RequestOf<Auth['countSubscribers']>): Promise<ReplyOf<Auth['countSubscribers']>> {
    return { subscribers: request.subscriberIds.length || world.newSubscribers };
  }
  @Answers(Notification.method.sendMessage)
  async send(request: RequestOf<Mail['sendMessage']>): Promise<ReplyOf<Mail['sendMessage']>> {
    if (request.toPhone === '') throw new RefusalError('PHONE.INVALID');
    if (world.messages.has(request.commandId)) return { messageId: request.commandId, state: 'queued' };
    world.sent.push(request);
    world.messages.set(request.commandId, request);
    return { messageId: request.commandId, state: 'queued' };
  }
}

@Controller()
class RoutersStandIn {
  @Answers(RouterGateway.method.listSubscribersAt)
  async at(): Promise<ReplyOf<Routing['listSubscribersAt']>> {
    return { subscriberIds: world.people };
  }
  @Answers(RouterGateway.method.listRouters)
  async list(): Promise<ReplyOf<Routing['listRouters']>> {
    return { items: world.routers };
  }
  @Answers(RouterGateway.method.getLine)
  async line({ lineId }: RequestOf<Routing['getLine']>): Promise<ReplyOf<Routing['getLine']>> {
    const subscriberId = world.lines.get(lineId);
    if (subscriberId === undefined) throw new RefusalError('LINE.UNKNOWN');
    return { lineId, subscriberId, state: 'active', pool: 'rumah' };
  }
  /** As slow as a router. */
  @Answers(RouterGateway.method.releaseLine)
  async releaseLine({ lineId }: RequestOf<Routing['releaseLine']>): Promise<ReplyOf<Routing['releaseLine']>> {
    await new Promise((resolve) => setTimeout(resolve, world.routerMilliseconds));
    world.lines.delete(lineId);
    return { lineId };
  }
  @Answers(RouterGateway.method.removeLine)
  removeLine(request: RequestOf<Routing['removeLine']>): Promise<ReplyOf<Routing['removeLine']>> {
    return this.releaseLine(request);
  }
  @Answers(RouterGateway.method.changeLine)
  async changeLine(request: RequestOf<Routing['changeLine']>): Promise<ReplyOf<Routing['changeLine']>> {
    const { lineId, pool, downloadKilobitsPerSecond } = request;
    failAs(world.gatewayFails);
    if (!world.lines.has(lineId)) throw new RefusalError('LINE.REMOVED');
    if (pool !== 'rumah') throw new RefusalError('LINE.TERMS_INVALID');
    world.lineSpeeds.set(lineId, downloadKilobitsPerSecond);
    return { lineId };
  }
  @Answers(RouterGateway.method.setLinePackageQuota)
  async packageQuota({
    lineId,
    basisVersion,
    commandId: _id,
    actor: _actor,
    ...quota
  }: RequestOf<Routing['setLinePackageQuota']>): Promise<ReplyOf<Routing['setLinePackageQuota']>> {
    if (world.gatewayFails !== 'answer lost') failAs(world.gatewayFails);
    if (!world.lines.has(lineId)) throw new RefusalError('LINE.REMOVED');
    world.quotasAsked.push({ lineId, bytes: quota.bytes });
    if (basisVersion > (world.quotas.get(lineId)?.basisVersion ?? 0))
      world.quotas.set(lineId, { quota, basisVersion });
    if (world.gatewayFails === 'answer lost') throw new Error('answer lost');
    return { lineId };
  }
  @Answers(RouterGateway.method.setLineHold)
  async hold({
    lineId,
    held,
    basisVersion,
  }: RequestOf<Routing['setLineHold']>): Promise<ReplyOf<Routing['setLineHold']>> {
    if (world.gatewayFails !== 'answer lost') failAs(world.gatewayFails);
    if (!world.lines.has(lineId)) throw new RefusalError('LINE.REMOVED');
    world.holdsAsked.push({ lineId, held });
    if (basisVersion > (world.holds.get(lineId)?.basisVersion ?? 0))
      world.holds.set(lineId, { held, basisVersion });
    if (world.gatewayFails === 'answer lost') throw new Error('answer lost');
    return { state: held ? 'suspended' : 'active' };
  }
}

@Module({ controllers: [PaymentStandIn, LedgerStandIn, PeopleStandIn, RoutersStandIn] })
class OthersModule {}

export const others: ServiceDefinition = { name: 'others', module: OthersModule };
