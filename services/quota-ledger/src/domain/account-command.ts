// account-command.ts — what may be asked of a quota account, and the codes of what is refused.
import type { GrantSource, Instant } from '@saring/kernel';
import type { Audit, BillHold, Terms } from './account';
import type { LimitRefusal } from './account-limits';
import type { DebtRules } from './debt-standing';
import type { FamilyCommand, FamilyRefusal } from './family.decide';
import type { FreeRefusal, TakeFreeQuota } from './free-quota';
import type { GrantDuration, GrantSpeed, TimedSpeed } from './grant';
import type { GrantHours } from './grant-hours';
import type { DecideQuotaRequest, RequestQuota, RequestRefusal } from './komandan-request.decide';
import type { LaneTerms } from './payment-lane';
import type { FulfilPurchase, ReducePurchase, RevokePurchase } from './purchase.decide';

export type AccountCommand =
  | FamilyCommand
  | TakeFreeQuota
  | ({
      type: 'GrantQuota';
      grantId: string;
      source: GrantSource;
      bytes: number;
      unlimited: boolean;
      expiresAt: Instant | null;
      priority: number;
      fupThresholdBytes: number;
      speed?: GrantSpeed;
      deviceLimit?: number;
      /** The hours of every day in which it can be used, and those in which it is faster or slower. */
      hours?: GrantHours;
      timedSpeed?: TimedSpeed;
      /** Time online that it lasts for; alone (`unlimited`), or beside bytes. */
      onlineSeconds?: number;
      /** In place of `expiresAt`: how long it lasts, from when, and what it does to those before it. */
      duration?: GrantDuration;
    } & Audit)
  | ({ type: 'RevokeGrant'; grantId: string } & Audit)
  | ({ type: 'ExtendGrants'; seconds: number } & Audit)
  | ({ type: 'SetBillHold'; at: Instant } & BillHold)
  | { type: 'OpenPaymentLane'; orderId: string; terms: LaneTerms; at: Instant }
  | { type: 'StartGrants'; at: Instant }
  | { type: 'EndUsedUpTime'; at: Instant }
  | ({
      type: 'GiveDebt';
      debtId: string;
      bytes: number;
      unlimited: boolean;
      priceRupiah: number;
      dueAt: Instant;
      expiresAt: Instant | null;
      fupThresholdBytes: number;
    } & Audit)
  | ({ type: 'SettleDebt'; debtId: string | null; bytes: number | null } & Audit)
  | RequestQuota
  | DecideQuotaRequest
  | FulfilPurchase
  | RevokePurchase
  | ReducePurchase
  | ({ type: 'ResetQuota'; keepGrants: boolean; unreadRouterIds: readonly string[] } & Audit)
  | ({ type: 'CorrectQuota'; usedDeltaBytes: number; usedDeltaSeconds?: number } & Audit)
  | ({ type: 'DecideHeldUsage'; anomalyId: string; accept: boolean } & Audit)
  | ({ type: 'ChangeTerms'; at: Instant } & Terms)
  | { type: 'ExpireGrants'; at: Instant }
  | { type: 'RecordDebtStanding'; rules: DebtRules; at: Instant }
  | { type: 'RecordAccessStatus'; basisRevision: number; at: Instant };

export type QuotaRefusal =
  | 'QUOTA.BYTES_REQUIRED'
  | 'QUOTA.PURCHASE_UNKNOWN'
  | 'QUOTA.REASON_REQUIRED'
  | 'QUOTA.PACKAGE_SWALLOWED_BY_DEBT'
  | 'QUOTA.DEBT_UNKNOWN'
  | 'QUOTA.GRANT_UNKNOWN'
  | 'QUOTA.NOTHING_OWED'
  | 'QUOTA.NOTHING_TO_EXTEND'
  | 'QUOTA.DUE_IN_PAST'
  | 'QUOTA.MORE_THAN_OWED'
  | 'QUOTA.CORRECTION_TOO_LARGE'
  | LimitRefusal
  | FamilyRefusal
  | FreeRefusal
  | RequestRefusal
  | 'QUOTA.ANOMALY_UNKNOWN';
