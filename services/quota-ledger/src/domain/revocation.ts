// revocation.ts — what goes when one grant is taken back, and what becomes of what was used of it.
import type { Instant } from '@saring/kernel';
import type { QuotaAccount, Revocation } from './account';
import { isUnexpired, type Grant } from './grant';
import { takeOut } from './purchase';

const leftIn = (grants: readonly Grant[], now: Instant): number =>
  grants.reduce((sum, grant) => sum + (isUnexpired(grant, now) ? grant.leftBytes : 0), 0);

const timeOf = ({ onlineSeconds, leftSeconds }: Grant): Pick<Revocation, 'leftSeconds' | 'usedSeconds'> =>
  onlineSeconds === undefined || leftSeconds === undefined
    ? {}
    : { leftSeconds, usedSeconds: onlineSeconds - leftSeconds };

/** Said before a grant is taken back, and kept with the event; null: there is no such grant, or it has ended. */
export const revocationOf = (account: QuotaAccount, grantId: string, at: Instant): Revocation | null => {
  const grant = account.grants.find((one) => one.grantId === grantId);
  if (!grant || grant.expired) return null;
  const others = account.grants.filter((one) => one !== grant);
  const after = takeOut(account, grantId, at);
  const remainingBytes = leftIn(after.grants, at);
  // What had been rolled over into it stays, whole.
  const stayingBytes = leftIn(others, at) + (isUnexpired(grant, at) ? (grant.rolledBytes ?? 0) : 0);
  return {
    leftBytes: grant.leftBytes,
    usedBytes: grant.sizeBytes - grant.leftBytes,
    fromOthersBytes: stayingBytes - remainingBytes,
    autoDebtBytes: after.autoDebtBytes - account.autoDebtBytes,
    remainingBytes,
    ...timeOf(grant),
  };
};
