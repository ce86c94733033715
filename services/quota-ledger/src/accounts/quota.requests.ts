import { Controller, Inject } from '@nestjs/common';
import { QuotaLedger, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import {
  type Clock,
  daysBetween,
  endOfLocalDay,
  endOfLocalMonth,
  GRANT_SOURCES,
  idFrom,
  isTimeZone,
  isUuid,
  toInstant,
} from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, CLOCK, wrongCursor } from '@saring/service-kit';
import type { Revocation } from '../domain/account';
import { endAfter } from '../domain/grant';
import { grantTermsIn, secondsOfDays } from './grant-terms';
import { LEDGER_CONFIG, type LedgerConfig } from '../config';
import { MeteredReadings } from '../meters/metered-readings';
import { BalanceProjection } from '../balances/balance-projection';
import { OwedDebts } from './owed-debts';
import { QuotaQueries } from './quota';
import { BOOKS_HOURS_MOST, exposeBooks, RouterBookQueries } from '../router-books/router-books';
import { StatementQueries, USAGE_DAYS_MOST } from '../statement/statement';
import { AccountCommands, type AccountCommandEnvelope } from './account-commands';

type Methods = typeof QuotaLedger.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

/** A week of bars. */
const USAGE_HOURS_MOST = 168;
const HOUR_MILLISECONDS = 3_600_000;
const OBSERVE_TIMEOUT_MILLISECONDS = 10_000;

@Controller()
export class QuotaController {
  constructor(
    private readonly commands: AccountCommands,
    private readonly quotas: QuotaQueries,
    private readonly statements: StatementQueries,
    private readonly books: RouterBookQueries,
    private readonly owed: OwedDebts,
    private readonly projection: BalanceProjection,
    private readonly readings: MeteredReadings,
    private readonly messenger: Messenger,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
  ) {
    exposeBooks(books, clock);
  }

  @Answers(QuotaLedger.method.getQuota)
  getQuota(request: Request<'getQuota'>): Reply<'getQuota'> {
    const { activeWithinMilliseconds, atLeast, termsAtLeast } = request;
    const id = subscriberIn(request.subscriberId);
    return activeWithinMilliseconds > 0
      ? this.quotas.quotaOnceActive(id, activeWithinMilliseconds)
      : this.quotas.quota(id, { atLeast, termsAtLeast });
  }

  @Answers(QuotaLedger.method.getStatement)
  getStatement({ subscriberId, limit, before, atLeast }: Request<'getStatement'>): Reply<'getStatement'> {
    if (before !== undefined && !/^\d{4}-[^|]*\|/.test(before)) throw wrongCursor();
    return this.statements.statement(subscriberIn(subscriberId), limit, before, atLeast);
  }

  @Answers(QuotaLedger.method.getUsage)
  getUsage({ subscriberId, fromDate, toDate, timeZone }: Request<'getUsage'>): Reply<'getUsage'> {
    const days = daysBetween(fromDate, toDate);
    if (!(days >= 0 && days < USAGE_DAYS_MOST))
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: 'to', rule: 'isPeriodEnd', limit: USAGE_DAYS_MOST }],
      });
    return this.statements.usage(subscriberIn(subscriberId), fromDate, toDate, this.zoneIn(timeZone));
  }

  @Answers(QuotaLedger.method.getUsageHours)
  getUsageHours({ subscriberId, deviceId, from, until }: Request<'getUsageHours'>): Reply<'getUsageHours'> {
    const hours = (Date.parse(until) - Date.parse(from)) / HOUR_MILLISECONDS;
    if (!(hours >= 0 && hours <= USAGE_HOURS_MOST))
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: 'until', rule: 'isPeriodEnd', limit: USAGE_HOURS_MOST }],
      });
    const span = [new Date(from), new Date(until)] as const;
    return this.statements.usageHours(subscriberIn(subscriberId), span, deviceId);
  }

  @Answers(QuotaLedger.method.listDebts)
  listDebts({ subscriberId }: Request<'listDebts'>): Reply<'listDebts'> {
    return this.quotas.debts(subscriberIn(subscriberId));
  }

  @Answers(QuotaLedger.method.listAccess)
  listAccess({ afterSubscriberId, limit }: Request<'listAccess'>): Reply<'listAccess'> {
    return this.quotas.access(afterSubscriberId, limit);
  }

  @Answers(QuotaLedger.method.listAnomalies)
  listAnomalies({ state, limit, cursor }: Request<'listAnomalies'>): Reply<'listAnomalies'> {
    return this.quotas.anomalies(state, limit, cursor);
  }

  @Answers(QuotaLedger.method.getRouterBooks)
  getRouterBooks({ routerId, from, to }: Request<'getRouterBooks'>): Reply<'getRouterBooks'> {
    if (!isUuid(routerId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'routerId' });
    const [start, end] = [Date.parse(from), Date.parse(to)];
    const hours = (end - start) / HOUR_MILLISECONDS;
    if (!(hours >= 0 && hours <= BOOKS_HOURS_MOST))
      throw new RefusalError('REQUEST.MALFORMED', { field: 'from', mostHours: BOOKS_HOURS_MOST });
    return this.books.books(routerId, new Date(start), new Date(end));
  }

  @Answers(QuotaLedger.method.searchDebts)
  searchDebts(request: Request<'searchDebts'>): Reply<'searchDebts'> {
    return this.owed.search(request);
  }

  @Answers(QuotaLedger.method.listPackageHolders)
  async listPackageHolders({
    packageId,
    afterSubscriberId,
    limit,
  }: Request<'listPackageHolders'>): Reply<'listPackageHolders'> {
    if (afterSubscriberId !== '' && !isUuid(afterSubscriberId))
      throw new RefusalError('REQUEST.MALFORMED', { field: 'afterSubscriberId' });
    return { subscriberIds: [...(await this.quotas.packageHolders(packageId, afterSubscriberId, limit))] };
  }

  @Answers(QuotaLedger.method.listEnding)
  async listEnding({ from, until }: Request<'listEnding'>): Reply<'listEnding'> {
    const [start, end] = [from, until].map((text) => new Date(text));
    if (!start || !end || !(start < end)) throw new RefusalError('REQUEST.MALFORMED', { field: 'from' });
    return { subscriberIds: [...(await this.quotas.ending(toInstant(start), toInstant(end)))] };
  }

  @Answers(QuotaLedger.method.grantQuota)
  grantQuota(request: Request<'grantQuota'>): Reply<'grantQuota'> {
    const source = GRANT_SOURCES.find((one) => one === request.source);
    if (!source) throw new RefusalError('REQUEST.MALFORMED', { field: 'source' });
    const grantId = idFrom('grant', request.commandId);
    const timeZone = this.zoneIn(request.timeZone);
    return this.handle(request, grantId, (at) => ({
      type: 'GrantQuota',
      grantId,
      source,
      bytes: request.bytes,
      unlimited: request.unlimited,
      ...grantTermsIn(request, { at, timeZone }),
      priority: request.priority,
      fupThresholdBytes: request.fupThresholdBytes ?? this.config.FUP_THRESHOLD_BYTES,
      reason: request.reason,
      actor: request.actor,
      at,
    }));
  }

  @Answers(QuotaLedger.method.revokeGrant)
  revokeGrant(request: Request<'revokeGrant'>): Reply<'revokeGrant'> {
    const { grantId, reason, actor } = request;
    return this.handle(request, grantId, (at) => ({ type: 'RevokeGrant', grantId, reason, actor, at }));
  }

  @Answers(QuotaLedger.method.previewRevocation)
  previewRevocation({ subscriberId, grantId }: Request<'previewRevocation'>): Reply<'previewRevocation'> {
    return this.quotas.revocation(subscriberIn(subscriberId), grantId);
  }

  @Answers(QuotaLedger.method.extendGrants)
  extendGrants(request: Request<'extendGrants'>): Reply<'extendGrants'> {
    const { seconds, reason, actor } = request;
    return this.handle(request, '', (at) => ({ type: 'ExtendGrants', seconds, reason, actor, at }));
  }

  @Answers(QuotaLedger.method.giveDebt)
  giveDebt(request: Request<'giveDebt'>): Reply<'giveDebt'> {
    const debtId = idFrom('debt', request.commandId);
    const timeZone = this.zoneIn(request.timeZone);
    return this.handle(request, debtId, (at) => ({
      type: 'GiveDebt',
      debtId,
      bytes: request.bytes,
      unlimited: request.unlimited,
      priceRupiah: request.priceRupiah,
      dueAt: dueIn(request.dueAt, at, timeZone),
      expiresAt: expiryOf(request, at),
      fupThresholdBytes: this.config.FUP_THRESHOLD_BYTES,
      reason: request.reason,
      actor: request.actor,
      at,
    }));
  }

  @Answers(QuotaLedger.method.settleDebt)
  settleDebt(request: Request<'settleDebt'>): Reply<'settleDebt'> {
    const { reason, actor } = request;
    return this.handle(request, request.debtId, (at) => ({
      type: 'SettleDebt',
      debtId: request.debtId || null,
      bytes: request.bytes ?? null,
      reason,
      actor,
      at,
    }));
  }

  @Answers(QuotaLedger.method.fulfilPurchase)
  fulfilPurchase(request: Request<'fulfilPurchase'>): Reply<'fulfilPurchase'> {
    const { bytes, unlimited, priority, items, autoDebtBytes, isSettlement, reason, actor } = request;
    const purchaseId = purchaseIdIn(request.purchaseId);
    const timeZone = this.zoneIn(request.timeZone);
    return this.handle(request, purchaseId, (at) => ({
      type: 'FulfilPurchase',
      purchaseId,
      bytes,
      unlimited,
      ...grantTermsIn(request, { at, timeZone }),
      priority,
      fupThresholdBytes: request.fupThresholdBytes ?? this.config.FUP_THRESHOLD_BYTES,
      items,
      autoDebtBytes,
      isSettlement,
      amountRupiah: request.amountRupiah,
      reason,
      actor,
      at,
    }));
  }

  @Answers(QuotaLedger.method.revokePurchase)
  revokePurchase(request: Request<'revokePurchase'>): Reply<'revokePurchase'> {
    const { reason, actor } = request;
    const purchaseId = purchaseIdIn(request.purchaseId);
    return this.handle(request, purchaseId, (at) => ({
      type: 'RevokePurchase',
      purchaseId,
      reason,
      actor,
      at,
    }));
  }

  @Answers(QuotaLedger.method.reducePurchase)
  reducePurchase(request: Request<'reducePurchase'>): Reply<'reducePurchase'> {
    const { bytes, reason, actor } = request;
    const purchaseId = purchaseIdIn(request.purchaseId);
    return this.handle(request, purchaseId, (at) => ({
      ...{ type: 'ReducePurchase', purchaseId, bytes },
      ...{ reason, actor, at },
    }));
  }

  @Answers(QuotaLedger.method.setBillHold)
  setBillHold(request: Request<'setBillHold'>): Reply<'setBillHold'> {
    const { held, basisVersion } = request;
    return this.handle(request, '', (at) => ({ type: 'SetBillHold', held, basisVersion, at }));
  }

  /** The devices are read and metered first, so that bytes moved before the reset count before it. */
  @Answers(QuotaLedger.method.resetQuota)
  async resetQuota(request: Request<'resetQuota'>): Reply<'resetQuota'> {
    const unreadRouterIds = await this.observe(subscriberIn(request.subscriberId));
    const { keepGrants, reason, actor } = request;
    const reply = await this.handle(request, '', (at) => ({
      type: 'ResetQuota',
      keepGrants,
      unreadRouterIds,
      reason,
      actor,
      at,
    }));
    return { ...reply, notices: unreadRouterIds.map((id) => `QUOTA.ROUTER_NOT_READ:${id}`) };
  }

  @Answers(QuotaLedger.method.correctQuota)
  correctQuota(request: Request<'correctQuota'>): Reply<'correctQuota'> {
    const { usedDeltaBytes, usedDeltaSeconds, reason, actor } = request;
    return this.handle(request, '', (at) => ({
      ...{ type: 'CorrectQuota', usedDeltaBytes },
      ...(usedDeltaSeconds === 0 ? {} : { usedDeltaSeconds }),
      ...{ reason, actor, at },
    }));
  }

  @Answers(QuotaLedger.method.decideAnomaly)
  async decideAnomaly(request: Request<'decideAnomaly'>): Reply<'decideAnomaly'> {
    const { anomalyId, reason, actor } = request;
    const subscriberId = await this.quotas.subscriberOfAnomaly(anomalyId);
    if (!subscriberId) throw new RefusalError('QUOTA.ANOMALY_UNKNOWN', { anomalyId });
    return this.handle({ ...request, subscriberId }, anomalyId, (at) => ({
      type: 'DecideHeldUsage',
      anomalyId,
      accept: request.accept,
      reason,
      actor,
      at,
    }));
  }

  @Answers(QuotaLedger.method.rebuildReadModel)
  async rebuildReadModel({ name, fromZero = false }: Request<'rebuildReadModel'>): Reply<'rebuildReadModel'> {
    const { closing, refused, ...rebuilt } = await this.projection.rebuild(name, fromZero);
    return { name, ...rebuilt, ...(closing === null ? {} : { closing }), refusedClosings: [...refused] };
  }

  /** The site's; who names none means the installation's. @throws RefusalError REQUEST.MALFORMED */
  private zoneIn(timeZone: string | undefined): string {
    if (timeZone !== undefined && !isTimeZone(timeZone))
      throw new RefusalError('REQUEST.MALFORMED', { field: 'timeZone' });
    return timeZone ?? this.config.TIME_ZONE;
  }

  private async handle(
    request: { commandId: string; subscriberId: string; actor: string },
    id: string,
    command: (at: string) => AccountCommandEnvelope['command'],
  ): Promise<{ version: number; id: string; notices: string[]; revocation?: Revocation }> {
    if (request.commandId === '') throw new RefusalError('COMMAND.ID_REQUIRED');
    const { revision, events } = await this.commands.handle({
      subscriberId: subscriberIn(request.subscriberId),
      commandId: request.commandId,
      command: command(toInstant(this.clock.now())),
      content: request,
      actor: request.actor,
    });
    const revoked = events.find((event) => event.type === 'GrantRevoked');
    return { version: revision, id, notices: [], revocation: revoked?.revocation };
  }

  /** @returns the routers whose bytes may still follow; the reset is valid without them (domain.md, "Reset"). */
  private async observe(subscriberId: string): Promise<string[]> {
    try {
      const read = await this.messenger.request(
        RouterGateway.method.observeSubscriber,
        { subscriberId },
        OBSERVE_TIMEOUT_MILLISECONDS,
      );
      const unmetered = await this.readings.unmetered(read.readRouterIds);
      return [...read.unreachableRouterIds, ...unmetered];
    } catch (error) {
      if (error instanceof UnavailableError || error instanceof RefusalError) return ['unknown'];
      throw error;
    }
  }
}

const subscriberIn = (subscriberId: string): string => {
  if (!isUuid(subscriberId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
  return subscriberId;
};

const purchaseIdIn = (purchaseId: string): string => {
  if (!isUuid(purchaseId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'purchaseId' });
  return purchaseId;
};

const DATE_ALONE = /^\d{4}-\d{2}-\d{2}$/;

/** A date alone is due at its end, where the site is. @throws RefusalError REQUEST.MALFORMED */
const dueIn = (dueAt: string | undefined, at: string, timeZone: string): string => {
  if (dueAt === undefined) return toInstant(endOfLocalMonth(new Date(at), timeZone));
  const due = DATE_ALONE.test(dueAt) ? endOfLocalDay(dueAt, timeZone) : new Date(dueAt);
  if (Number.isNaN(due.getTime())) throw new RefusalError('REQUEST.MALFORMED', { field: 'dueAt' });
  return toInstant(due);
};

/** @throws RefusalError REQUEST.MALFORMED */
const expiryOf = ({ days }: { readonly days: number }, at: string): string | null => {
  const seconds = secondsOfDays(days);
  return seconds === 0 ? null : endAfter(at, seconds);
};
