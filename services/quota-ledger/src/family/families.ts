// families.ts — look-ups: whom a subscriber shares the quota with, and whose they use.
import { Inject, Injectable } from '@nestjs/common';
import type { QuotaLedger, ReplyOf } from '@saring/contracts';
import { toInstant, type Clock, type Instant } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { readAccounts } from '../balances/account-row';
import { ShownAccounts } from '../balances/shown-accounts';
import { LEDGER_CONFIG, type LedgerConfig } from '../config';
import { balanceOf } from '../domain/access-status';
import type { QuotaAccount } from '../domain/account';
import { limitsOf, placesTaken, reachedLimitOf, standingToTell, usedOfDay } from '../domain/family';
import type { FamilyMembership, SharedWith } from '../domain/membership';

type Methods = typeof QuotaLedger.method;
type Member = NonNullable<ReplyOf<Methods['getFamily']>['members']>[number];
type Membership = NonNullable<ReplyOf<Methods['getFamily']>['membership']>;

@Injectable()
export class Families {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
    private readonly shown: ShownAccounts,
  ) {}

  async family(subscriberId: string): Promise<ReplyOf<Methods['getFamily']>> {
    const now = toInstant(this.clock.now());
    const { account } = await this.shown.read(subscriberId);
    const asked = (account.invitations ?? []).filter(({ until }) => until > now);
    return {
      members: await this.membersOf(subscriberId, account.sharedWith ?? [], now),
      membership: (await this.membershipOf(account)) ?? undefined,
      invitations: asked.map(({ payerId, until, ...limits }) => ({ payerId, until, ...limitsOf(limits) })),
      membersMost: this.config.FAMILY_MEMBERS_LIMIT,
    };
  }

  /** What a member may still use of the shared quota; null: the account belongs to no family. */
  async membershipOf({ family }: QuotaAccount): Promise<Membership | null> {
    if (!family) return null;
    const now = toInstant(this.clock.now());
    const { account: payer } = await this.shown.read(family.payerId);
    const limit = reachedLimitOf(family, now);
    // The member's own record of it follows within milliseconds; what is shown does not wait for that.
    const { status } = standingToTell(payer);
    const isOpen = status !== 'stopped' && limit === null;
    const { remainingBytes, unlimited } = balanceOf(payer, now);
    const limitsLeft = leftOfLimits(family, now);
    const leftBytes = unlimited ? limitsLeft : Math.min(remainingBytes, limitsLeft);
    return {
      ...{ payerId: family.payerId, joinedAt: family.joinedAt, ...limitsOf(family) },
      ...{ usedBytes: family.usedBytes, usedTodayBytes: usedOfDay(family, now) },
      ...{ status, limit: limit ?? undefined },
      remainingBytes: isOpen && leftBytes !== Infinity ? Math.max(0, leftBytes) : 0,
      unlimited: isOpen && leftBytes === Infinity,
    };
  }

  /** @returns whether the payer has a place for one more, beside the one who is asked again. */
  async hasPlaceFor(payerId: string, memberId: string): Promise<'yes' | 'full' | 'is-member'> {
    const { account } = await this.shown.read(payerId);
    if (account.family) return 'is-member';
    const others = (account.sharedWith ?? []).filter((one) => one.memberId !== memberId);
    const taken = placesTaken({ ...account, sharedWith: others }, toInstant(this.clock.now()));
    return taken < this.config.FAMILY_MEMBERS_LIMIT ? 'yes' : 'full';
  }

  private async membersOf(payerId: string, shared: readonly SharedWith[], now: Instant): Promise<Member[]> {
    const current = shared.filter(({ invitedUntil }) => invitedUntil === undefined || invitedUntil > now);
    if (current.length === 0) return [];
    const ids = current.map(({ memberId }) => memberId);
    const accounts = await readAccounts(this.pool, 'subscriber_id = any($1::uuid[])', [ids]);
    const byId = new Map(accounts.map(({ subscriberId, account }) => [subscriberId, account]));
    return current.map((one) => memberOf(one, byId.get(one.memberId), payerId, now));
  }
}

const memberOf = (
  { memberId, invitedUntil }: SharedWith,
  account: QuotaAccount | undefined,
  payerId: string,
  now: Instant,
): Member => {
  const family = account?.family?.payerId === payerId ? account.family : null;
  const invitation = account?.invitations?.find((one) => one.payerId === payerId);
  const limit = family ? reachedLimitOf(family, now) : null;
  return {
    subscriberId: memberId,
    state: invitedUntil === undefined ? 'joined' : 'invited',
    invitedUntil,
    ...limitsOf(family ?? invitation ?? {}),
    usedBytes: family?.usedBytes ?? 0,
    usedTodayBytes: family ? usedOfDay(family, now) : 0,
    limit: limit ?? undefined,
  };
};

const leftOfLimits = (family: FamilyMembership, now: Instant): number =>
  Math.min(
    family.shareBytes === undefined ? Infinity : family.shareBytes - family.usedBytes,
    family.dailyBytes === undefined ? Infinity : family.dailyBytes - usedOfDay(family, now),
  );
