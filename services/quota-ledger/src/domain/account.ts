// account.ts — the events of a quota account, and its state that is folded from them.
import type { AccessStatus, GrantSource, Instant } from '@saring/kernel';
import type { FamilyEvent, FamilyInvitation, FamilyLimit, FamilyMembership, SharedWith } from './membership';
import type { Grant, GrantSpeed, Renewal, TimedSpeed } from './grant';
import type { GrantHours } from './grant-hours';
import type { AccountNotices, NoticesDecided } from './notice';
import type { LaneOpening } from './payment-lane';

export type Terms = {
  readonly version: number;
  readonly role: 'subscriber' | 'komandan';
  readonly approval: 'pending' | 'approved' | 'rejected';
  readonly disabled: boolean;
  readonly blocked: boolean;
  readonly blockReason: string | null;
  /** Cuts off the portal, too; absent: no. */
  readonly hardBlock?: true;
};

export type Debt = {
  readonly debtId: string;
  readonly sizeBytes: number;
  readonly unpaidBytes: number;
  readonly unlimited: boolean;
  readonly priceRupiah: number;
  readonly givenAt: Instant;
  readonly dueAt: Instant;
  readonly reason: string;
};

/** How far the debts have come, and whether that blocks the account (debt-standing.ts). */
export type DebtStanding = {
  readonly standing: 'clear' | 'near_limit' | 'at_limit' | 'overdue';
  readonly blocks: boolean;
  /** What is overdue does not block, and the limit does: beside `overdue` only. */
  readonly isAtLimit?: true;
};

/** The recorded standing: a change of the rules changes no past. */
export type RecordedDebtStanding = DebtStanding & {
  /** The standing before it blocked. */
  readonly wasBlocked: boolean;
  readonly at: Instant;
};

/** Whether billing holds the account for a bill, and the version of the billing account that it decided on. */
export type BillHold = { readonly held: boolean; readonly basisVersion: number };

/** When, why and by whom something was done. */
export type Audit = { readonly at: Instant; readonly reason: string; readonly actor: string };

export type RequestedQuota = {
  readonly requestId: string;
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly days: number;
};

/** What a grant that was taken back held, and what became of what had been used of it. */
export type Revocation = {
  readonly leftBytes: number;
  /** Stays used. */
  readonly usedBytes: number;
  /** Of what was used: burnt from the other grants now. */
  readonly fromOthersBytes: number;
  /** Of what was used: owed now. */
  readonly autoDebtBytes: number;
  /** Of the account, afterwards. */
  readonly remainingBytes: number;
  /** Time online that it held, and that had been used of it; absent: it counted none. */
  readonly leftSeconds?: number;
  readonly usedSeconds?: number;
};

/** Events of the account's own stream. */
export type AccountEvent =
  | FamilyEvent
  | ({
      type: 'QuotaGranted';
      grantId: string;
      source: GrantSource;
      bytes: number;
      unlimited: boolean;
      expiresAt: Instant | null;
      priority: number;
      fupThresholdBytes: number;
      speed?: GrantSpeed;
      deviceLimit?: number;
      packageId?: string;
      /** It can be used within these hours of every day alone. */
      hours?: GrantHours;
      timedSpeed?: TimedSpeed;
      /** It ends, too, when so much time online is used. */
      onlineSeconds?: number;
      /** Its clock starts at its first use and runs so long; until then `expiresAt` is its date, or null. */
      lastsSeconds?: number;
      /** `expiresAt` is a date of its own, or comes before one: no renewal prolongs it. */
      dated?: true;
      renewal?: Renewal;
      /** Of the free allowance of a day: the device that took it. */
      freeOfDeviceId?: string;
    } & Audit)
  /** The first use of a grant whose clock waited for it was metered. */
  | { type: 'GrantStarted'; grantId: string; expiresAt: Instant; at: Instant }
  | { type: 'GrantExpired'; grantId: string; at: Instant }
  /** Its time online was used up while it held bytes: these are gone. */
  | { type: 'GrantTimeUsedUp'; grantId: string; at: Instant }
  /** An operator took one grant back: what had burnt from it burns the next ones. */
  | ({
      type: 'GrantRevoked';
      grantId: string;
      /** Absent in events of before. */ revocation?: Revocation;
    } & Audit)
  /** Goodwill: these grants last so much longer. */
  | ({ type: 'GrantsExtended'; grantIds: readonly string[]; seconds: number } & Audit)
  | ({
      type: 'DebtGiven';
      debtId: string;
      bytes: number;
      unlimited: boolean;
      priceRupiah: number;
      dueAt: Instant;
    } & Audit)
  | ({
      type: 'DebtSettled';
      autoBytes: number;
      items: readonly { debtId: string; bytes: number }[];
      /** Set where a purchase settled it. */
      purchaseId?: string;
      /** The price, where money was paid. */
      amountRupiah?: number;
    } & Audit)
  | ({
      type: 'PurchaseRevoked';
      purchaseId: string;
      /** Auto debt that the purchase had settled: owed again. */
      autoBytes: number;
      /** Items that it had settled; `unpaidBytes` is what is owed again. */
      debts: readonly Debt[];
      /** What had burnt from it burns bonuses last; absent in events of before: as it comes. */
      bonusLast?: true;
    } & Audit)
  /** A part of the money went back, and with it a part of what it bought. */
  | ({ type: 'PurchaseReduced'; purchaseId: string; bytes: number } & Audit)
  /** A debt came near its limit, to it, became overdue, or none of these is so any more. */
  | ({ type: 'DebtStandingChanged'; at: Instant } & DebtStanding)
  /** A bill of a subscription is past its grace, or is not any more. */
  | ({ type: 'BillHoldSet'; at: Instant } & BillHold)
  | ({ type: 'PaymentLaneOpened' } & LaneOpening)
  | NoticesDecided
  /** A Komandan asked for quota, and what an operator made of it; what is granted may differ. */
  | ({ type: 'QuotaRequested' } & RequestedQuota & Audit)
  | ({ type: 'QuotaRequestApproved' } & RequestedQuota & Audit)
  | ({ type: 'QuotaRequestRejected' } & RequestedQuota & Audit)
  | ({ type: 'QuotaReset'; keepGrants: boolean; unreadRouterIds: readonly string[] } & Audit)
  | ({ type: 'UsageCorrected'; usedDeltaBytes: number; usedDeltaSeconds?: number } & Audit)
  | ({ type: 'HeldUsageAccepted'; anomalyId: string; bytes: number } & Audit)
  | ({ type: 'HeldUsageRejected'; anomalyId: string; bytes: number } & Audit)
  | ({ type: 'AccountTermsChanged'; at: Instant } & Terms)
  | {
      type: 'AccessStatusChanged';
      status: AccessStatus;
      previousStatus: AccessStatus | null;
      blockReason: string | null;
      /** Of a block: cuts off the portal, too; absent: no. */
      hardBlock?: true;
      /** Of the grant that burns now; absent: no limit. */
      speed?: GrantSpeed;
      /** Stopped, but let through slowly for a moment to pay; absent: no. */
      paymentLane?: true;
      /** Absent: as many devices as everyone may have. */
      deviceLimit?: number;
      /** Of a member: the limit of the shared quota that is reached; absent: none. */
      familyLimit?: FamilyLimit;
      remainingBytes: number;
      /** The revision that the decision was made on: the event itself comes right after it. */
      basisRevision: number;
      at: Instant;
    };

/** Entries of the routers' meters: facts that no decision can refuse, so no account's stream holds them. */
export type MeteredUsage =
  | { type: 'UsageCharged'; bytes: number; onlineSeconds?: number; at: Instant }
  | { type: 'UsageHeld'; anomalyId: string; bytes: number; at: Instant }
  /** The counter fell back: nothing of it was true. */
  | { type: 'HeldUsageWithdrawn'; anomalyId: string };

/** One taking of the free allowance of a day, and the end of that day. */
export type FreeTaking = { readonly deviceId: string; readonly until: Instant };

/** What an account remembers: the request that waits, and those of the last day. */
export type KomandanRequests = {
  readonly pending: (RequestedQuota & { readonly at: Instant }) | null;
  /** When each of the last day was made. */
  readonly askedAt: readonly Instant[];
  readonly decidedAt: Instant | null;
};

/** Time online of an account: of all its devices together, each second of the clock once (docs/adr/0039). */
export type OnlineTime = {
  /** Burnt from its grants. */
  readonly usedSeconds: number;
  /** Nothing before this is counted any more; as milliseconds. */
  readonly untilMs: number;
  /** When the time of the last grant that had any was used up, as milliseconds; 0: it was not. */
  readonly ranOutMs: number;
};

export type QuotaAccount = {
  readonly grants: readonly Grant[];
  /** There was a grant since the account began or was reset without grants. */
  readonly hadGrant: boolean;
  readonly usedBytes: number;
  readonly autoDebtBytes: number;
  /** Absent: no grant has counted time yet. */
  readonly online?: OnlineTime;
  readonly debts: readonly Debt[];
  /** As recorded last; absent: clear. */
  readonly debtStanding?: RecordedDebtStanding;
  /** Absent: billing never held it for a bill. */
  readonly billHold?: BillHold;
  readonly held: readonly { readonly anomalyId: string; readonly bytes: number }[];
  readonly terms: Terms | null;
  /** The last recorded decision; its version is the revision of its event. */
  readonly access: {
    readonly status: AccessStatus;
    readonly blockReason: string | null;
    readonly hardBlock?: true;
    readonly speed?: GrantSpeed;
    readonly paymentLane?: true;
    readonly deviceLimit?: number;
    readonly familyLimit?: FamilyLimit;
    readonly at: Instant;
  } | null;
  /** Of the last day; absent: none. */
  readonly lanes?: readonly LaneOpening[];
  /** Those whose day has not ended; absent: none yet. */
  readonly freeTakings?: readonly FreeTaking[];
  /** Of a Komandan; absent: none yet. */
  readonly requests?: KomandanRequests;
  /** Of a member of a family; absent: belongs to none. */
  readonly family?: FamilyMembership;
  /** To families, also those that ended unanswered; absent: none. */
  readonly invitations?: readonly FamilyInvitation[];
  /** Of a payer; absent: nobody shares his quota. */
  readonly sharedWith?: readonly SharedWith[];
  /** Notices sent; absent: none yet. */
  readonly notices?: AccountNotices;
};

export const initialState = (): QuotaAccount => ({
  grants: [],
  hadGrant: false,
  usedBytes: 0,
  autoDebtBytes: 0,
  debts: [],
  held: [],
  terms: null,
  access: null,
});
