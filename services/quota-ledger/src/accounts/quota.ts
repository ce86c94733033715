// quota.ts — look-ups in the balances: what is left, what is owed, what each may use.
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, pageOf, PG_POOL, placeOf } from '@saring/service-kit';
import type { ReplyOf, QuotaLedger } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import type { Pool } from 'pg';
import type { QuotaAccount } from '../domain/account';
import { accessDecision, accessStatus, balanceOf } from '../domain/access-status';
import { inBurnOrder } from '../domain/burn';
import { debtBlockOf, unpaidRupiahOf } from '../domain/debt-standing';
import { isOpenAt, isUnexpired, isUsedUp, thresholdOf, type Grant, type GrantSpeed } from '../domain/grant';
import { holdingOf, hoursShown, waitingForHours } from './shown-hours';
import { leftSecondsOf } from '../domain/online-time';
import { laneStandingOf } from '../domain/payment-lane';
import { revocationOf } from '../domain/revocation';
import { RefusalError } from '@saring/messaging';
import { Families } from '../family/families';
import { ShownAccounts } from '../balances/shown-accounts';

type Methods = typeof QuotaLedger.method;
/** The largest page of accounts that router-gateway may ask for. */
const ACCESS_PAGE_ACCOUNTS = 1_000;
/** Less than a caller waits before it asks another replica. */
const ACTIVE_WITHIN_MOST_MILLISECONDS = 900;
const ANOMALIES_PAGE = 200;
const ENDING_MOST = 10_000;
const NIL_ID = '00000000-0000-0000-0000-000000000000';

/** Versions to wait for: of the account, and of the subscriber's terms. */
type Wanted = { readonly atLeast?: number; readonly termsAtLeast?: number };

@Injectable()
export class QuotaQueries {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly shown: ShownAccounts,
    private readonly families: Families,
  ) {}

  /** Whose last grant ends in a period: what has ended, or ends later or never, makes the difference. */
  async ending(from: string, until: string): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ subscriber_id: string }>(
      `select subscriber_id from quota_accounts a
       where next_expiry_at < $2 and exists (
         select 1 from json_array_elements(a.state->'grants') g
         where (g->>'expired')::boolean is not true
         having max(coalesce(g->>'expiresAt', '9999')) >= $1 and max(coalesce(g->>'expiresAt', '9999')) < $3)
       order by subscriber_id limit $4`,
      [from, until, until, ENDING_MOST],
    );
    return rows.map((row) => row.subscriber_id);
  }

  /** Who holds something of a package that has not ended, in the order of ids. */
  async packageHolders(
    packageId: string,
    afterSubscriberId: string,
    limit: number,
  ): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ subscriber_id: string }>(
      `select subscriber_id from quota_accounts a
       where subscriber_id > $2 and exists (
         select 1 from json_array_elements(a.state->'grants') g
         where g->>'packageId' = $1 and (g->>'expired')::boolean is not true
           and coalesce(g->>'expiresAt', '9999') > $3)
       order by subscriber_id limit $4`,
      [
        ...[packageId, afterSubscriberId || NIL_ID, toInstant(this.clock.now())],
        Math.min(Math.max(limit, 1), ACCESS_PAGE_ACCOUNTS),
      ],
    );
    return rows.map((row) => row.subscriber_id);
  }

  /** The balance, once the account is not inactive any more, or after the limit. */
  async quotaOnceActive(
    subscriberId: string,
    limitMilliseconds: number,
  ): Promise<ReplyOf<Methods['getQuota']>> {
    const watched = this.shown.watch(subscriberId);
    try {
      const quota = await this.quota(subscriberId);
      if (quota.status !== 'inactive') return quota;
      await watched.until(
        ({ account }) => accessStatus(account, toInstant(this.clock.now())) !== 'inactive',
        Math.min(limitMilliseconds, ACTIVE_WITHIN_MOST_MILLISECONDS),
      );
      return await this.quota(subscriberId);
    } finally {
      watched.stop();
    }
  }

  /** What taking a grant back would do now. @throws RefusalError `QUOTA.GRANT_UNKNOWN` */
  async revocation(subscriberId: string, grantId: string): Promise<ReplyOf<Methods['previewRevocation']>> {
    const { account } = await this.shown.read(subscriberId);
    const revocation = revocationOf(account, grantId, toInstant(this.clock.now()));
    if (!revocation) throw new RefusalError('QUOTA.GRANT_UNKNOWN', { grantId });
    return revocation;
  }

  /** The balance now: expiry is compared with the clock, not with the timer's record. */
  async quota(subscriberId: string, wanted: Wanted = {}): Promise<ReplyOf<Methods['getQuota']>> {
    const { atLeast, termsAtLeast = 0 } = wanted;
    // An account that opens with a grant has no terms yet: it would be shown inactive.
    if (atLeast !== undefined || termsAtLeast > 0)
      await this.shown.reach(subscriberId, atLeast ?? -1, termsAtLeast);
    const { account, ownRevision, statusRevision } = await this.shown.read(subscriberId);
    const now = toInstant(this.clock.now());
    const balance = balanceOf(account, now);
    const status = accessStatus(account, now);
    const isStopped = status === 'exhausted' || status === 'expired';
    const lane = isStopped ? laneStandingOf(account.lanes ?? [], account.usedBytes, now) : null;
    const itemsBytes = account.debts.reduce((sum, debt) => sum + debt.unpaidBytes, 0);
    return {
      subscriberId,
      version: ownRevision,
      accessVersion: statusRevision ?? -1,
      status,
      grantedBytes: balance.grantedBytes,
      usedBytes: account.usedBytes,
      remainingBytes: Math.max(0, balance.remainingBytes),
      debtBytes: account.autoDebtBytes + itemsBytes,
      autoDebtBytes: account.autoDebtBytes,
      unlimited: balance.unlimited,
      expiresAt: balance.expiresAt ?? undefined,
      heldBytes: account.held.reduce((sum, held) => sum + held.bytes, 0),
      paymentLaneUntil: account.access?.paymentLane ? (account.lanes ?? []).at(-1)?.until : undefined,
      paymentLane: lane ?? undefined,
      blockReason: accessDecision(account, now).blockReason ?? undefined,
      debtRupiah: account.debts.reduce((sum, debt) => sum + unpaidRupiahOf(debt), 0),
      debtDueAt: account.debts.map(({ dueAt }) => dueAt).sort()[0],
      debtBlock: debtBlockOf(account) ?? undefined,
      fupThresholdBytes: balance.fupThresholdBytes,
      onlineSecondsLeft: leftSecondsOf(account.grants, now) ?? undefined,
      usedOnlineSeconds: account.online?.usedSeconds ?? 0,
      familyMembers: membersOf(account),
      family: (await this.families.membershipOf(account)) ?? undefined,
      holdings: inBurnOrder(account.grants, now)
        .slice(0, HOLDINGS_SHOWN_MOST)
        .map((grant) => holdingOf(grant, now)),
      laterHoldings: waitingForHours(account.grants, now)
        .slice(0, HOLDINGS_SHOWN_MOST)
        .map((grant) => holdingOf(grant, now)),
      grants: shownGrants(account.grants).map((grant) => ({
        grantId: grant.grantId,
        source: grant.source,
        sizeBytes: grant.sizeBytes,
        remainingBytes: grant.leftBytes,
        unlimited: grant.unlimited,
        grantedAt: grant.grantedAt,
        expiresAt: grant.expiresAt ?? undefined,
        expired: !isUnexpired(grant, now),
        lastsSecondsFromFirstUse: grant.waiting?.lastsSeconds,
        packageId: grant.packageId,
        speedDownKilobitsPerSecond: grant.speed?.downKilobitsPerSecond ?? 0,
        speedUpKilobitsPerSecond: grant.speed?.upKilobitsPerSecond ?? 0,
        fupThresholdBytes: grant.unlimited ? 0 : thresholdOf(grant),
        onlineSeconds: grant.onlineSeconds,
        onlineSecondsLeft: grant.leftSeconds,
        dated: grant.dated ?? false,
        ...hoursShown(grant),
        open: isOpenAt(grant, now),
      })),
    };
  }

  async debts(subscriberId: string): Promise<ReplyOf<Methods['listDebts']>> {
    const { account } = await this.shown.read(subscriberId);
    return { autoDebtBytes: account.autoDebtBytes, items: [...account.debts] };
  }

  /** Recorded access of every account, by id: router-gateway reads it whole when it starts. */
  async access(afterSubscriberId: string, limit: number): Promise<ReplyOf<Methods['listAccess']>> {
    const { rows } = await this.pool.query<{
      subscriber_id: string;
      status: string;
      status_revision: number;
      status_at: Date;
      block_reason: string | null;
      speed: GrantSpeed | null;
      payment_lane: boolean;
      hard_block: boolean;
    }>(
      `select subscriber_id, status, status_revision, status_at, state #>> '{access,blockReason}' as block_reason,
         state #> '{access,speed}' as speed, (state #> '{access,paymentLane}') is not null as payment_lane,
         (state #> '{access,hardBlock}') is not null as hard_block
       from quota_accounts where subscriber_id > $1 and status is not null order by subscriber_id limit $2`,
      [afterSubscriberId || NIL_ID, Math.min(Math.max(limit, 1), ACCESS_PAGE_ACCOUNTS)],
    );
    return {
      items: rows.map((row) => ({
        subscriberId: row.subscriber_id,
        version: row.status_revision,
        status: row.status,
        blockReason: row.block_reason ?? undefined,
        speedDownKilobitsPerSecond: row.speed?.downKilobitsPerSecond ?? 0,
        speedUpKilobitsPerSecond: row.speed?.upKilobitsPerSecond ?? 0,
        paymentLane: row.payment_lane,
        hardBlock: row.hard_block,
        at: row.status_at.toISOString(),
      })),
    };
  }

  async anomalies(state: string, most: number, cursor?: string): Promise<ReplyOf<Methods['listAnomalies']>> {
    const limit = Math.min(Math.max(most || ANOMALIES_PAGE, 1), ANOMALIES_PAGE);
    const { at, id } = placeOf(cursor);
    const { rows } = await this.pool.query<{
      anomaly_id: string;
      subscriber_id: string;
      device_id: string;
      router_id: string;
      bytes: number;
      observed_at: Date;
      seconds: number;
      state: string;
      carried_bytes: number | null;
    }>(
      `select * from anomalies where ($1 = 'all' or ($1 = 'open') = (state = 'open'))
         and (observed_at, anomaly_id) < ($2::timestamptz, $3) order by observed_at desc, anomaly_id desc limit $4`,
      [state || 'open', at, id, limit + 1],
    );
    return pageOf(rows, {
      limit,
      place: ({ observed_at, anomaly_id }) => ({ at: observed_at.toISOString(), id: anomaly_id }),
      item: (row) => ({
        anomalyId: row.anomaly_id,
        subscriberId: row.subscriber_id,
        deviceId: row.device_id,
        routerId: row.router_id,
        bytes: row.bytes,
        observedAt: row.observed_at.toISOString(),
        state: row.state,
        secondsSinceWatermark: row.seconds,
        carriedBytes: row.carried_bytes ?? undefined,
      }),
    });
  }

  /** The account that an anomaly is held for; null: there is no such anomaly. */
  async subscriberOfAnomaly(anomalyId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ subscriber_id: string }>(
      'select subscriber_id from anomalies where anomaly_id = $1',
      [anomalyId],
    );
    return rows[0]?.subscriber_id ?? null;
  }
}

const membersOf = ({ sharedWith = [] }: QuotaAccount): number =>
  sharedWith.filter(({ invitedUntil }) => invitedUntil === undefined).length;

/** Holdings of one answer. */
const HOLDINGS_SHOWN_MOST = 20;
/** Grants of one answer. */
const GRANTS_SHOWN_MOST = 50;

/** Grants that can still be used, then the newest of the others, up to the limit; in order. */
const shownGrants = (grants: readonly Grant[]): readonly Grant[] => {
  if (grants.length <= GRANTS_SHOWN_MOST) return grants;
  const isUsable = (grant: Grant): boolean =>
    !grant.expired && !isUsedUp(grant) && (grant.unlimited || grant.leftBytes > 0);
  const usable = grants.filter(isUsable).slice(-GRANTS_SHOWN_MOST);
  const room = GRANTS_SHOWN_MOST - usable.length;
  const others = room > 0 ? grants.filter((grant) => !isUsable(grant)).slice(-room) : [];
  const shown = new Set([...usable, ...others]);
  return grants.filter((grant) => shown.has(grant));
};
