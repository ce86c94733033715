// membership.ts — what belonging to a family is: its terms, its events, and what the two accounts remember of it.
import type { Instant } from '@saring/kernel';
import type { GrantSpeed } from './grant';

/** How much of the shared quota a member may use; absent: as much as there is. */
export type FamilyLimits = {
  /** Of a day where the payer is. */
  readonly dailyBytes?: number;
  /** In all, since these limits were set. */
  readonly shareBytes?: number;
};

/** What the payer's quota lets a member do. */
export type SharedStanding = {
  readonly status: 'active' | 'fup' | 'unlimited' | 'stopped';
  readonly speed?: GrantSpeed;
};

type Terms = FamilyLimits & {
  readonly payerId: string;
  /** Where the payer's days begin. */
  readonly timeZone: string;
};

export type FamilyInvitation = Terms & { readonly until: Instant };

/** Of a member: whose quota is shared, how far, and what was used of it. */
export type FamilyMembership = Terms & {
  readonly joinedAt: Instant;
  /** As recorded: a change of the payer's account changes no past. */
  readonly standing: SharedStanding;
  /** Of the shared quota, since the limits were set. */
  readonly usedBytes: number;
  /** Of the day that ends at `dayEndMs`. */
  readonly dayUsedBytes: number;
  /** As milliseconds; 0: nothing was used yet. */
  readonly dayEndMs: number;
};

/** Of a payer: one whom the quota is shared with, or who was asked. */
export type SharedWith = {
  readonly memberId: string;
  /** Of an invitation: its end; absent: the person has joined. */
  readonly invitedUntil?: Instant;
  /** Of a member: the standing that his account was told last. */
  readonly told?: SharedStanding;
};

/** Events of the member's stream. The payer's account follows from them as it does from usage. */
export type FamilyEvent = { readonly payerId: string; readonly at: Instant } & (
  | ({ type: 'FamilyInvited'; until: Instant; timeZone: string; actor: string } & FamilyLimits)
  | { type: 'FamilyInvitationEnded'; why: 'declined' | 'withdrawn'; actor: string }
  | ({ type: 'FamilyJoined'; timeZone: string; actor: string } & FamilyLimits)
  | ({ type: 'FamilyLimitsChanged'; actor: string } & FamilyLimits)
  | { type: 'FamilyLeft'; by: 'member' | 'payer' | 'operator'; actor: string }
  | ({ type: 'FamilyStandingRecorded' } & SharedStanding)
);

/** A limit of the shared quota that a member has reached. */
export type FamilyLimit = 'day' | 'share';
