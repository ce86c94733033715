import { quotaStandingOf, type Access, type AccessStatus, type Me, type Quota } from '@saring/api-client';
import type { PortalKey } from '@saring/i18n';

const ONLINE: ReadonlySet<AccessStatus> = new Set<AccessStatus>(['active', 'fup', 'unlimited']);

/** domain.md, "Access status": these three let a device through. */
export const isOnline = (status: AccessStatus): boolean => ONLINE.has(status);

/** Online until the time is used up, whatever the bytes. */
export const isTimed = ({ unlimited, onlineSecondsLeft }: Quota): boolean =>
  unlimited && onlineSecondsLeft !== null;

/** The heading of the account: the state of this device, then of the account. */
export const headingOf = (quota: Quota, access: Access, me: Me): PortalKey & `status.${string}` => {
  if (!isOnline(quota.status))
    return `status.${quota.status === 'inactive' ? inactivityOf(me) : quotaStandingOf(quota)}`;
  if (access.thisDevice === 'open') return `status.${isTimed(quota) ? 'timed' : quota.status}`;
  if (access.todo === 'wait') return 'status.opening';
  if (access.thisDevice === 'captive' || (access.thisDevice === 'unknown' && access.todo !== 'replace'))
    return 'status.elsewhere';
  return access.todo === 'owner' ? 'status.device.owner' : `status.device.${access.thisDevice}`;
};

/** Switched off, refused and not yet looked at are three things. */
const inactivityOf = ({ disabled, approval }: Me): 'disabled' | 'rejected' | 'inactive' =>
  disabled ? 'disabled' : approval === 'rejected' ? 'rejected' : 'inactive';

export type Opening = 'stopped' | 'waiting' | 'open';

/** How far a router is with letting a device through. */
export const openingOf = (quota: Quota, access: Access): Opening => {
  if (!isOnline(quota.status)) return 'stopped';
  if (access.thisDevice === 'open') return 'open';
  // The account says what such a device needs; waiting would not help.
  return access.thisDevice === 'captive' ? 'waiting' : 'stopped';
};

/** A person not approved, or blocked for another reason than a debt or a bill, cannot buy. */
export const mayBuy = ({ status, blockReason }: Quota): boolean =>
  status !== 'inactive' && (status !== 'blocked' || blockReason === 'debt' || blockReason === 'bill');

/** The words for a block by debt; an operator's own has no closer reason. */
export const debtReasonOf = ({ debtBlock }: Quota): PortalKey =>
  debtBlock === null ? 'quota.reasonDebt' : `quota.reasonDebt.${debtBlock}`;
