// status-change.ts — what a recorded access changed, by a word of its own for each: what a statement says of it.

import type { AccessStatus } from '@saring/kernel';
import { isSameSpeed, isWaitingForHours } from './grant';
import type { QuotaAccount } from './account';

type StatusChange =
  | Exclude<AccessStatus, 'inactive'>
  | 'pending'
  | 'disabled'
  | 'rejected'
  | 'none'
  | 'outside-hours'
  | 'fast-again'
  | 'unblocked'
  | 'lane-opened'
  | 'lane-closed'
  | 'block-changed'
  | 'speed-changed'
  | 'devices-changed'
  | 'family-limit'
  | 'family-again';

/** @param after with a recorded access. */
export const statusChangeOf = (before: QuotaAccount, after: QuotaAccount): StatusChange => {
  const [was, is] = [before.access, after.access];
  if (is?.familyLimit && was?.familyLimit !== is.familyLimit) return 'family-limit';
  if (was === null || is === null || was.status !== is.status) return newStatusOf(before, after);
  if (was.familyLimit !== is.familyLimit) return 'family-again';
  if (was.paymentLane !== is.paymentLane) return is.paymentLane ? 'lane-opened' : 'lane-closed';
  if (was.blockReason !== is.blockReason || was.hardBlock !== is.hardBlock) return 'block-changed';
  return isSameSpeed(was.speed, is.speed) ? 'devices-changed' : 'speed-changed';
};

const newStatusOf = (
  before: QuotaAccount,
  { access, terms, hadGrant, grants }: QuotaAccount,
): StatusChange => {
  const status = access?.status ?? 'inactive';
  if (status === 'inactive') return inactivityOf(terms);
  if (before.access?.status === 'blocked') return 'unblocked';
  if (status === 'exhausted' && !hadGrant) return 'none';
  if (status === 'exhausted' && access && grants.some((grant) => isWaitingForHours(grant, access.at)))
    return 'outside-hours';
  return status === 'active' && before.access?.status === 'fup' ? 'fast-again' : status;
};

const inactivityOf = (terms: QuotaAccount['terms']): StatusChange => {
  if (terms?.approval === 'rejected') return 'rejected';
  return terms?.disabled && terms.approval === 'approved' ? 'disabled' : 'pending';
};
