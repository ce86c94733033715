// account-turns.ts — when hours of an account's grants begin or end: its status or its speed may change then.
import type { Instant } from '@saring/kernel';
import type { QuotaAccount } from './account';
import { nextTurnOf as turnOfHours } from './grant-hours';
import { isUsedUp, type Grant } from './grant';

const hoursOf = ({ hours, timedSpeed }: Grant) =>
  [hours, timedSpeed?.hours].filter((one) => one !== undefined);

/**
 * The first turn of an unexpired grant after an instant, and after it was given; null: no grant has hours. A status that
 * was recorded at this instant says all that was so before.
 */
export const nextTurnOf = ({ grants }: QuotaAccount, after: Instant | ''): Instant | null => {
  let next: Instant | null = null;
  for (const grant of grants) {
    if (grant.expired || isUsedUp(grant)) continue;
    for (const hours of hoursOf(grant)) {
      const turn = turnOfHours(hours, after > grant.grantedAt ? after : grant.grantedAt);
      if (next === null || turn < next) next = turn;
    }
  }
  return next;
};
