// Quota, statement and usage as REST shows them: to a subscriber their own, to an operator anyone's.
import { ACCESS_STATUSES, DEBT_BLOCKS, FAMILY_LIMITS, SHARED_STATUSES } from '@saring/kernel';
import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { AuthOtp, GrantSchema, QuotaLedger, type FamilyMembership, type Holding } from '@saring/contracts';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { maskedPhone, SubscriberNames } from '../subscribers/subscriber-names';
import { SiteProfiles } from '../sites/site-profiles';
import { messageRef } from '../http/api-route';
import { AT_LEAST } from '../http/at-least';
import { PageCursor, PageLimit, wholeOfQuery } from '../http/body-fields';
import { IsInstant, LocalDate } from '../http/field-kinds';

const STATEMENT_PAGE = { longest: 200, standard: 50 };

export class QuotaReply {
  @ApiProperty({ enum: ACCESS_STATUSES })
  status!: string;
  @ApiProperty({ description: 'Of the account as it is shown here' }) version!: number;
  @ApiProperty() grantedBytes!: number;
  @ApiProperty() usedBytes!: number;
  @ApiProperty() remainingBytes!: number;
  @ApiProperty() debtBytes!: number;
  @ApiProperty({ description: 'What the unsettled debts that have a price cost today' }) debtRupiah!: number;
  @ApiProperty({
    nullable: true,
    type: String,
    format: 'date-time',
    description: 'Of the debt that is due first',
  })
  debtDueAt!: string | null;
  @ApiProperty({
    nullable: true,
    enum: DEBT_BLOCKS,
    description: 'Why debt blocks the account; null: it does not',
  })
  debtBlock!: string | null;
  @ApiProperty() unlimited!: boolean;
  @ApiProperty({
    nullable: true,
    type: Number,
    description:
      'Time online left, used while a device sends something. Null: nothing counts it, or nothing limits it',
  })
  onlineSecondsLeft!: number | null;
  @ApiProperty({ description: 'Time online used, of what counts it' }) usedOnlineSeconds!: number;
  @ApiProperty({
    nullable: true,
    type: String,
    format: 'date-time',
    description:
      'When access ends though nothing is used: of what is left, the last end. Null: never, or nothing is left',
  })
  expiresAt!: string | null;
  @ApiProperty({ nullable: true, type: String }) blockReason!: string | null;
  @ApiProperty() heldBytes!: number;
  @ApiProperty({ nullable: true, type: () => PaymentLaneReply })
  paymentLane!: PaymentLaneReply | null;
  @ApiProperty({ type: 'array', items: messageRef(GrantSchema) })
  grants!: readonly object[];
  @ApiProperty({ isArray: true, type: () => HoldingReply }) holdings!: readonly HoldingReply[];
  @ApiProperty({
    ...{ isArray: true, type: () => HoldingReply },
    description: 'What waits for its hours, the first to begin first; it is in no sum',
  })
  laterHoldings!: readonly HoldingReply[];
  @ApiProperty({
    nullable: true,
    type: () => SharedQuotaReply,
    description: "Another's quota that is used beside the own; null: none is",
  })
  family!: SharedQuotaReply | null;
  @ApiProperty({ description: 'Who use this quota beside its holder' }) familyMembers!: number;
}

/** What a member may use of the payer's quota, after the own. */
class SharedQuotaReply {
  @ApiProperty({ format: 'uuid' }) payerId!: string;
  @ApiProperty({ description: 'Of the payer, or the number in part; empty: not known' }) name!: string;
  @ApiProperty({ enum: SHARED_STATUSES }) status!: string;
  @ApiProperty({ nullable: true, enum: FAMILY_LIMITS, description: 'That is reached; null: none' })
  limit!: string | null;
  @ApiProperty({ description: 'Within the limits' }) remainingBytes!: number;
  @ApiProperty() unlimited!: boolean;
}

/** Slow internet to pay with, of who is stopped and has an order open. */
class PaymentLaneReply {
  @ApiProperty({ description: 'false: it is over' }) open!: boolean;
  @ApiProperty({ format: 'date-time' }) until!: string;
  @ApiProperty() leftBytes!: number;
}

/** Grants that can still be used, in the order in which they burn. */
export class HoldingReply {
  @ApiProperty() bytes!: number;
  @ApiProperty() unlimited!: boolean;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) expiresAt!: string | null;
  @ApiProperty({ nullable: true, type: Number, description: 'Its clock starts at its first use' })
  lastsSecondsFromFirstUse!: number | null;
  @ApiProperty({ description: '0: as fast as the network goes' }) speedDownKilobitsPerSecond!: number;
  @ApiProperty() speedUpKilobitsPerSecond!: number;
  @ApiProperty({ nullable: true, type: Number, description: 'Time online; null: it is not counted' })
  onlineSecondsLeft!: number | null;
  @ApiProperty({
    ...{ nullable: true, type: String },
    description: 'The hours of every day in which it can be used, `22:00-06:00`; null: at any time',
  })
  validHours!: string | null;
  @ApiProperty({
    ...{ nullable: true, type: String },
    description: 'The hours of every day in which it has another speed',
  })
  speedHours!: string | null;
  @ApiProperty() hoursSpeedDownKilobitsPerSecond!: number;
  @ApiProperty() hoursSpeedUpKilobitsPerSecond!: number;
  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'How far the clocks of its hours are ahead of UTC',
  })
  zoneMinutes!: number | null;
  @ApiProperty({
    ...{ nullable: true, type: String, format: 'date-time' },
    description: 'When its hours end, or, where it waits for them, begin',
  })
  turnsAt!: string | null;
}

/** When access by it ends though nothing is used: with it, or with its hours. */
export const closesAt = ({ expiresAt, turnsAt }: HoldingReply): string | null =>
  turnsAt !== null && (expiresAt === null || turnsAt < expiresAt) ? turnsAt : expiresAt;

/**
 * When access ends though nothing is used: the last end of what can still be used. Null: nothing is left, or some of it
 * has no end yet.
 */
export const endOf = (holdings: readonly { readonly expiresAt?: string | null }[]): string | null => {
  const ends = holdings.flatMap(({ expiresAt }) => expiresAt ?? []);
  return ends.length < holdings.length ? null : (ends.sort().at(-1) ?? null);
};

export class StatementQuery {
  @ApiProperty({ ...AT_LEAST, required: false })
  @IsOptional()
  @wholeOfQuery()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  atLeast?: number;

  @ApiProperty({
    ...{ required: false, format: 'date-time' },
    description: 'As it stood then: no line after it; of usage, hours that had ended',
  })
  @IsOptional()
  @IsInstant()
  at?: string;

  @PageLimit(STATEMENT_PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

const HOUR_MILLISECONDS = 3_600_000;
/** Usage is one line an hour. */
const hadEnded = (line: { readonly cause: string; readonly at: string }, at: string): boolean =>
  line.cause !== 'usage' ||
  Math.floor(Date.parse(line.at) / HOUR_MILLISECONDS) < Math.floor(Date.parse(at) / HOUR_MILLISECONDS);

/** Behind every line of its moment. */
const END_OF_MOMENT = '~';

export class UsageQuery {
  @LocalDate({ example: '2026-11-01', description: 'Local date of the site, inclusive' })
  from!: string;

  @LocalDate({ example: '2026-11-30', description: 'Local date of the site, inclusive' })
  to!: string;
}

export class UsageHoursQuery {
  @ApiProperty({ format: 'date-time', description: 'Hours that begin at or after it' })
  @IsInstant()
  from!: string;

  @ApiProperty({ format: 'date-time', description: 'Hours that begin before it; at most seven days later' })
  @IsInstant()
  until!: string;

  @ApiProperty({ required: false, format: 'uuid', description: 'Absent: all devices together' })
  @IsOptional()
  @IsUUID()
  deviceId?: string;
}

/** A person blocked for a debt or a bill alone may pay it; one not approved, or blocked otherwise, cannot buy. */
export const buyingRefusal = ({
  status,
  blockReason,
}: {
  readonly status: string;
  readonly blockReason?: string | null;
}): 'BILLING.SUBSCRIBER_INACTIVE' | 'BILLING.SUBSCRIBER_BLOCKED' | null => {
  if (status === 'inactive') return 'BILLING.SUBSCRIBER_INACTIVE';
  return status === 'blocked' && blockReason !== 'debt' && blockReason !== 'bill'
    ? 'BILLING.SUBSCRIBER_BLOCKED'
    : null;
};

/** Beside the answer of a command; null: the ledger does not say yet. */
export const VERSION_OR_NULL = {
  type: ['integer', 'null'],
  description: 'Of the account with this command in it, for `?atLeast=`; null: not known yet',
};

/** A message of the contract without the name of its type, and so each message within it. */
export const plain = <T extends { $typeName: string }>(message: T): Omit<T, '$typeName'> =>
  withoutTypeNames(message) as Omit<T, '$typeName'>;

const withoutTypeNames = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutTypeNames);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      name === '$typeName' ? [] : [[name, withoutTypeNames(inner)]],
    ),
  );
};

const holdingReply = (holding: Holding): HoldingReply => ({
  ...plain(holding),
  expiresAt: holding.expiresAt ?? null,
  lastsSecondsFromFirstUse: holding.lastsSecondsFromFirstUse ?? null,
  onlineSecondsLeft: holding.onlineSecondsLeft ?? null,
  ...{ validHours: holding.validHours ?? null, speedHours: holding.speedHours ?? null },
  ...{ zoneMinutes: holding.zoneMinutes ?? null, turnsAt: holding.turnsAt ?? null },
});

@Injectable()
export class QuotaViews {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
    private readonly names: SubscriberNames,
  ) {}

  async quota(subscriberId: string, atLeast?: number): Promise<QuotaReply> {
    const quota = await this.messenger.request(QuotaLedger.method.getQuota, { subscriberId, atLeast });
    const { status, version, grantedBytes, usedBytes, remainingBytes, debtBytes, unlimited, heldBytes } =
      quota;
    // No account: a subscriber who is just being added, or none at all.
    if (version < 0) await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    return {
      status,
      version,
      grantedBytes,
      usedBytes,
      remainingBytes,
      debtBytes,
      debtRupiah: quota.debtRupiah,
      debtDueAt: quota.debtDueAt ?? null,
      debtBlock: quota.debtBlock ?? null,
      unlimited,
      onlineSecondsLeft: quota.onlineSecondsLeft ?? null,
      usedOnlineSeconds: quota.usedOnlineSeconds,
      // A used-up grant ends no access; after all grants have ended it says since when.
      expiresAt: (status === 'expired' ? quota.expiresAt : endOf(quota.holdings)) ?? null,
      blockReason: quota.blockReason ?? null,
      heldBytes,
      paymentLane: quota.paymentLane ? plain(quota.paymentLane) : null,
      grants: quota.grants.map(plain),
      holdings: quota.holdings.map(holdingReply),
      laterHoldings: quota.laterHoldings.map(holdingReply),
      familyMembers: quota.familyMembers,
      family: quota.family ? await this.sharedQuota(quota.family) : null,
    };
  }

  private async sharedQuota({
    payerId,
    status,
    limit,
    remainingBytes,
    unlimited,
  }: FamilyMembership): Promise<SharedQuotaReply> {
    const { name = '', phone = '' } = (await this.names.of([payerId])).get(payerId) ?? {};
    return {
      payerId,
      name: name || maskedPhone(phone),
      status,
      limit: limit ?? null,
      remainingBytes,
      unlimited,
    };
  }

  /**
   * The version of the account that shows what was just done to it, for `?atLeast=`; null: the ledger does not say.
   * @param termsAtLeast of the subscriber's terms, which the ledger takes over a moment later: waited for, up to a second.
   */
  async versionAfter(subscriberId: string, termsAtLeast = 0): Promise<number | null> {
    try {
      const asked = { subscriberId, termsAtLeast };
      const { version } = await this.messenger.request(QuotaLedger.method.getQuota, asked);
      return version < 0 ? null : version;
    } catch (error) {
      // What was asked for is done, and told as done.
      if (error instanceof RefusalError || error instanceof UnavailableError) return null;
      throw error;
    }
  }

  async statement(
    subscriberId: string,
    { limit = STATEMENT_PAGE.standard, cursor, atLeast, at }: StatementQuery,
  ) {
    const then = at === undefined ? undefined : `${new Date(at).toISOString()}|${END_OF_MOMENT}`;
    const statement = await this.messenger.request(QuotaLedger.method.getStatement, {
      subscriberId,
      limit,
      before: cursor ?? then,
      atLeast,
    });
    const { lines, version, nextBefore = null } = statement;
    // An hour that had not ended then goes on growing: it is no part of how it stood.
    const stood = at === undefined ? lines : lines.filter((line) => hadEnded(line, at));
    return { items: stood.map(plain), nextCursor: nextBefore, version };
  }

  async usage(subscriberId: string, { from, to }: UsageQuery) {
    const { site } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const usage = await this.messenger.request(QuotaLedger.method.getUsage, {
      subscriberId,
      fromDate: from,
      toDate: to,
      timeZone: this.profiles.timeZoneOf(site),
    });
    return { items: usage.days.map(plain) };
  }
}
