import type { Access, AccessStatus, Quota } from '@saring/api-client';

const ONLINE: ReadonlySet<AccessStatus> = new Set<AccessStatus>(['active', 'fup', 'unlimited']);

/** domain.md, "Access status": these three let a device through. */
export const isOnline = (status: AccessStatus): boolean => ONLINE.has(status);

/** A status as a person is told it: who never had quota has not used it up. */
export const standingOf = (quota: Quota): AccessStatus | 'none' =>
  quota.status === 'exhausted' && quota.grants.length === 0 ? 'none' : quota.status;

export type Opening = 'stopped' | 'waiting' | 'open';

/** How far a router is with letting a device through. */
export const openingOf = (quota: Quota, access: Access): Opening => {
  if (!isOnline(quota.status)) return 'stopped';
  return access.applied && access.status !== null && isOnline(access.status) ? 'open' : 'waiting';
};

/** Who is not approved, or blocked for another reason than debt, has nothing to buy. */
export const mayBuy = ({ status, blockReason }: Quota): boolean =>
  status !== 'inactive' && (status !== 'blocked' || blockReason === 'debt');
