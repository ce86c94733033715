// family.decide.ts — how a payer comes to share his quota with a member, and how that ends. Each is decided on the
// member's account: who is asked by two payers joins one of them.
import { accept, refuse, type Decision } from '@saring/event-sourcing';
import { assertNever, instantAfter, type Instant } from '@saring/kernel';
import type { AccountEvent, QuotaAccount } from './account';
import { isSameStanding } from './family';
import type { FamilyLimits, SharedStanding } from './membership';

/** Invitations that one person keeps open: more would only be noise. */
const INVITATIONS_MOST = 5;
const INVITATION_MILLISECONDS = 7 * 86_400_000;

export type FamilyCommand = { readonly payerId: string; readonly at: Instant } & (
  | ({ type: 'InviteToFamily'; timeZone: string; actor: string } & FamilyLimits)
  | { type: 'EndFamilyInvitation'; why: 'declined' | 'withdrawn'; actor: string }
  | { type: 'JoinFamily'; actor: string }
  | ({ type: 'ChangeFamilyLimits'; actor: string } & FamilyLimits)
  | { type: 'LeaveFamily'; by: 'member' | 'payer' | 'operator'; actor: string }
  | ({ type: 'RecordFamilyStanding' } & SharedStanding)
);

export type FamilyRefusal =
  | 'QUOTA.FAMILY_TAKEN'
  | 'QUOTA.FAMILY_HAS_MEMBERS'
  | 'QUOTA.FAMILY_INVITATION_UNKNOWN'
  | 'QUOTA.FAMILY_NOT_MEMBER';

type Outcome = Decision<AccountEvent, FamilyRefusal>;
type CommandOf<T extends FamilyCommand['type']> = Extract<FamilyCommand, { type: T }>;

export const isFamilyCommand = (command: { readonly type: string }): command is FamilyCommand =>
  command.type.includes('Family');

export const decideFamily = (account: QuotaAccount, command: FamilyCommand): Outcome => {
  switch (command.type) {
    case 'InviteToFamily':
      return invite(account, command);
    case 'EndFamilyInvitation': {
      const { payerId, why, actor, at } = command;
      return isInvited(account, payerId)
        ? accept({ type: 'FamilyInvitationEnded', payerId, why, actor, at })
        : refuse('QUOTA.FAMILY_INVITATION_UNKNOWN');
    }
    case 'JoinFamily':
      return join(account, command);
    case 'ChangeFamilyLimits': {
      const { type: _type, ...limits } = command;
      return account.family?.payerId === command.payerId
        ? accept({ type: 'FamilyLimitsChanged', ...limits })
        : refuse('QUOTA.FAMILY_NOT_MEMBER');
    }
    case 'LeaveFamily': {
      const { payerId, by, actor, at } = command;
      if (by !== 'member' && account.family?.payerId !== payerId && isInvited(account, payerId))
        return accept({ type: 'FamilyInvitationEnded', payerId, why: 'withdrawn', actor, at });
      return account.family?.payerId === payerId
        ? accept({ type: 'FamilyLeft', payerId, by, actor, at })
        : refuse('QUOTA.FAMILY_NOT_MEMBER');
    }
    case 'RecordFamilyStanding':
      return recordStanding(account, command);
    default:
      return assertNever(command);
  }
};

const isInvited = ({ invitations = [] }: QuotaAccount, payerId: string): boolean =>
  invitations.some((one) => one.payerId === payerId);

/** Asked again before the end, the newest terms hold. */
const invite = (account: QuotaAccount, { type: _type, ...command }: CommandOf<'InviteToFamily'>): Outcome => {
  if (account.family) return refuse('QUOTA.FAMILY_TAKEN');
  const open = (account.invitations ?? []).filter(
    ({ payerId, until }) => until > command.at && payerId !== command.payerId,
  );
  if (open.length >= INVITATIONS_MOST) return refuse('QUOTA.FAMILY_TAKEN');
  return accept({
    type: 'FamilyInvited',
    ...command,
    until: instantAfter(command.at, INVITATION_MILLISECONDS),
  });
};

/** With the terms of the invitation; who shares his own quota belongs to no other family. */
const join = (account: QuotaAccount, { payerId, actor, at }: CommandOf<'JoinFamily'>): Outcome => {
  if (account.family) return refuse('QUOTA.FAMILY_TAKEN');
  const invitation = (account.invitations ?? []).find((one) => one.payerId === payerId);
  if (!invitation || invitation.until <= at) return refuse('QUOTA.FAMILY_INVITATION_UNKNOWN');
  if (account.sharedWith?.some(({ invitedUntil }) => invitedUntil === undefined))
    return refuse('QUOTA.FAMILY_HAS_MEMBERS');
  const { until: _until, ...terms } = invitation;
  return accept({ type: 'FamilyJoined', ...terms, actor, at });
};

const recordStanding = (
  { family }: QuotaAccount,
  { payerId, status, speed, at }: CommandOf<'RecordFamilyStanding'>,
): Outcome => {
  const standing = { status, ...(speed ? { speed } : {}) };
  return family?.payerId !== payerId || isSameStanding(family.standing, standing)
    ? accept()
    : accept({ type: 'FamilyStandingRecorded', payerId, ...standing, at });
};
