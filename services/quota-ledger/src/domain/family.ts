// family.ts — a quota that its payer shares with members: what a member's account knows of it, and what the payer's does
// (docs/adr/0043).
import { assertNever, endOfLocalDay, instantAfter, localDate, type Instant } from '@saring/kernel';
import type { QuotaAccount } from './account';
import { burnableBytes } from './burn';
import { isSameSpeed } from './grant';
import type {
  FamilyEvent,
  FamilyLimit,
  FamilyLimits,
  FamilyMembership,
  SharedStanding,
  SharedWith,
} from './membership';

const FAMILY_TYPES: ReadonlySet<string> = new Set([
  'FamilyInvited',
  'FamilyInvitationEnded',
  'FamilyJoined',
  'FamilyLimitsChanged',
  'FamilyLeft',
  'FamilyStandingRecorded',
] satisfies readonly FamilyEvent['type'][]);

export const isFamilyEvent = (event: { readonly type: string }): event is FamilyEvent =>
  FAMILY_TYPES.has(event.type);

const DAY_MILLISECONDS = 86_400_000;
const STOPPED: SharedStanding = { status: 'stopped' };

/** Of whatever holds them: those that are set. */
export const limitsOf = ({ dailyBytes, shareBytes }: FamilyLimits): FamilyLimits => ({
  ...(dailyBytes === undefined ? {} : { dailyBytes }),
  ...(shareBytes === undefined ? {} : { shareBytes }),
});

const standingIn = ({ status, speed }: SharedStanding): SharedStanding => ({
  status,
  ...(speed ? { speed } : {}),
});

/** What an event makes of the member. */
export const evolveMember = (account: QuotaAccount, event: FamilyEvent): QuotaAccount => {
  const { family, invitations = [] } = account;
  const { payerId } = event;
  const others = invitations.filter((one) => one.payerId !== payerId);
  switch (event.type) {
    case 'FamilyInvited': {
      const { until, timeZone } = event;
      return { ...account, invitations: [...others, { payerId, until, timeZone, ...limitsOf(event) }] };
    }
    case 'FamilyInvitationEnded':
      return { ...account, invitations: others };
    case 'FamilyJoined': {
      const terms = { payerId, timeZone: event.timeZone, ...limitsOf(event) };
      const nothing = { usedBytes: 0, dayUsedBytes: 0, dayEndMs: 0 };
      const joined = { ...terms, joinedAt: event.at, standing: STOPPED, ...nothing };
      return { ...account, invitations: others, family: joined };
    }
    case 'FamilyLimitsChanged': {
      if (family?.payerId !== payerId) return account;
      const { dailyBytes: _daily, shareBytes: _share, ...kept } = family;
      return { ...account, family: { ...kept, ...limitsOf(event), usedBytes: 0 } };
    }
    case 'FamilyLeft': {
      const { family: _left, ...rest } = account;
      return family?.payerId === payerId ? rest : account;
    }
    case 'FamilyStandingRecorded':
      return family?.payerId === payerId
        ? { ...account, family: { ...family, standing: standingIn(event) } }
        : account;
    default:
      return assertNever(event);
  }
};

/** What an event of a member's stream makes of the payer. */
export const evolvePayer = (account: QuotaAccount, memberId: string, event: FamilyEvent): QuotaAccount => {
  const before = account.sharedWith ?? [];
  const others = before.filter((one) => one.memberId !== memberId);
  const withOne = (one: SharedWith): QuotaAccount => ({ ...account, sharedWith: [...others, one] });
  switch (event.type) {
    case 'FamilyInvited':
      return withOne({ memberId, invitedUntil: event.until });
    case 'FamilyJoined':
      return withOne({ memberId, told: STOPPED });
    case 'FamilyStandingRecorded':
      return before.length === others.length ? account : withOne({ memberId, told: standingIn(event) });
    case 'FamilyLimitsChanged':
      return account;
    case 'FamilyInvitationEnded':
    case 'FamilyLeft': {
      const { sharedWith: _all, ...rest } = account;
      return others.length > 0 ? { ...account, sharedWith: others } : rest;
    }
    default:
      return assertNever(event);
  }
};

/** How much of a member's usage his own grants bear; the rest is the family's. His own quota goes first. */
export const ownPartOf = (account: QuotaAccount, bytes: number, at: Instant): number => {
  const burnable = burnableBytes(account.grants, at);
  return burnable === null ? bytes : Math.min(bytes, burnable);
};

/**
 * Counts against the limits what a member used of the shared quota. Usage that was observed before the day that is
 * counted belongs to a day that is over.
 */
export const countShared = (family: FamilyMembership, bytes: number, at: Instant): FamilyMembership => {
  const usedBytes = family.usedBytes + bytes;
  const atMs = Date.parse(at);
  if (atMs > family.dayEndMs) {
    const dayEndMs = endOfLocalDay(localDate(new Date(atMs), family.timeZone), family.timeZone).getTime();
    return { ...family, usedBytes, dayUsedBytes: bytes, dayEndMs };
  }
  const isToday = atMs > family.dayEndMs - DAY_MILLISECONDS;
  return { ...family, usedBytes, dayUsedBytes: family.dayUsedBytes + (isToday ? bytes : 0) };
};

/** What was used of the day of an instant. */
export const usedOfDay = ({ dayUsedBytes, dayEndMs }: FamilyMembership, now: Instant): number =>
  Date.parse(now) <= dayEndMs ? dayUsedBytes : 0;

/** The limit that a member has reached; null: none. */
export const reachedLimitOf = (family: FamilyMembership, now: Instant): FamilyLimit | null => {
  if (family.shareBytes !== undefined && family.usedBytes >= family.shareBytes) return 'share';
  return family.dailyBytes !== undefined && usedOfDay(family, now) >= family.dailyBytes ? 'day' : null;
};

/** When the day is over whose limit was reached. */
export const dayOverAt = ({ dayEndMs }: FamilyMembership): Instant =>
  instantAfter(new Date(dayEndMs).toISOString(), 1);

/** What the family lets a member do now, within his limits; stopped where he has none. */
export const sharedStandingOf = ({ family }: QuotaAccount, now: Instant): SharedStanding =>
  family && reachedLimitOf(family, now) === null ? family.standing : STOPPED;

/** What the recorded access of a payer lets members do. */
export const standingToTell = ({ access }: QuotaAccount): SharedStanding => {
  if (access?.status !== 'active' && access?.status !== 'fup' && access?.status !== 'unlimited')
    return STOPPED;
  return standingIn({ status: access.status, ...(access.speed ? { speed: access.speed } : {}) });
};

export const isSameStanding = (one: SharedStanding | undefined, other: SharedStanding): boolean =>
  one?.status === other.status && isSameSpeed(one.speed, other.speed);

/** Members whose accounts do not know yet how the payer's stands. */
export const untoldMembers = (account: QuotaAccount): readonly string[] => {
  if (!account.sharedWith) return [];
  const standing = standingToTell(account);
  return account.sharedWith
    .filter((one) => one.invitedUntil === undefined && !isSameStanding(one.told, standing))
    .map(({ memberId }) => memberId);
};

/** Who takes a place in a payer's family: members, and who may still join. */
export const placesTaken = ({ sharedWith = [] }: QuotaAccount, now: Instant): number =>
  sharedWith.filter(({ invitedUntil }) => invitedUntil === undefined || invitedUntil > now).length;
