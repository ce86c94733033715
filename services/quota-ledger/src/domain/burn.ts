// burn.ts — in which order usage uses up grants (domain.md, "Usage").
import type { Instant } from '@saring/kernel';

import { isLiveAt, isOpenAt, isTimeUp, type Grant } from './grant';

const NEVER = '~';
const burnsBefore = (left: Grant, right: Grant): number =>
  left.priority - right.priority ||
  // What can be used now alone burns before what can be used later, too.
  Number(left.hours === undefined) - Number(right.hours === undefined) ||
  compare(left.expiresAt ?? NEVER, right.expiresAt ?? NEVER) ||
  compare(left.grantedAt, right.grantedAt) ||
  compare(left.grantId, right.grantId);
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/**
 * Burns usage observed at an instant from the grants live and within their hours then, by priority, then earliest expiry, then earliest
 * grant. Under an unlimited grant it burns nothing and nothing is left over.
 */
export const burn = (
  grants: readonly Grant[],
  bytes: number,
  at: Instant,
): { readonly grants: readonly Grant[]; readonly unburntBytes: number } => {
  if (grants.some((grant) => isUnlimitedAt(grant, at))) return { grants, unburntBytes: 0 };
  const first = firstToBurn(grants, at);
  if (first === null || bytes === 0) return { grants, unburntBytes: bytes };
  // Nearly all usage burns one grant; only what empties it needs their order.
  if (first.leftBytes >= bytes) {
    const leftBytes = first.leftBytes - bytes;
    return { grants: grants.map((one) => (one === first ? { ...one, leftBytes } : one)), unburntBytes: 0 };
  }
  const left = new Map<Grant, number>();
  let unburntBytes = bytes;
  for (const grant of grants.filter((one) => burnsAt(one, at)).sort(burnsBefore)) {
    const burntBytes = Math.min(grant.leftBytes, unburntBytes);
    left.set(grant, grant.leftBytes - burntBytes);
    unburntBytes -= burntBytes;
    if (unburntBytes === 0) break;
  }
  return { grants: withLeft(grants, left), unburntBytes };
};

const burnsAt = (grant: Grant, at: Instant): boolean =>
  grant.leftBytes > 0 && !grant.unlimited && !isTimeUp(grant) && isLiveAt(grant, at) && isOpenAt(grant, at);

/** It covers what is used now. */
export const isUnlimitedAt = (grant: Grant, at: Instant): boolean =>
  grant.unlimited && !isTimeUp(grant) && isLiveAt(grant, at) && isOpenAt(grant, at);

/**
 * Burns time online from the grants in the order of `inBurnOrder`, each until its time is used up. Under a grant without
 * a limit of time none burns, and time that is left over is nobody's.
 */
export const burnSeconds = (
  grants: readonly Grant[],
  seconds: number,
  at: Instant,
): { readonly grants: readonly Grant[]; readonly unburntSeconds: number } => {
  const unlimited = grants.filter((grant) => isUnlimitedAt(grant, at)).sort(burnsBefore);
  if (unlimited.some(({ onlineSeconds }) => onlineSeconds === undefined))
    return { grants, unburntSeconds: seconds };
  return takeSeconds(
    grants,
    [...unlimited, ...grants.filter((one) => burnsAt(one, at)).sort(burnsBefore)],
    seconds,
  );
};

/** Of grants that have time left and are within their hours, others do not count. */
export const burnSecondsAgain = (
  grants: readonly Grant[],
  seconds: number,
  at: Instant,
): readonly Grant[] => {
  const timed = grants.filter(
    (grant) => (grant.leftSeconds ?? 0) > 0 && isLiveAt(grant, at) && isOpenAt(grant, at),
  );
  return takeSeconds(grants, timed.sort(burnsBefore), seconds).grants;
};

const takeSeconds = (
  grants: readonly Grant[],
  inOrder: readonly Grant[],
  seconds: number,
): { readonly grants: readonly Grant[]; readonly unburntSeconds: number } => {
  const left = new Map<Grant, number>();
  let unburntSeconds = seconds;
  for (const grant of inOrder) {
    if (grant.leftSeconds === undefined || unburntSeconds === 0) break;
    const burnt = Math.min(grant.leftSeconds, unburntSeconds);
    left.set(grant, grant.leftSeconds - burnt);
    unburntSeconds -= burnt;
  }
  return { grants: withSeconds(grants, left), unburntSeconds };
};

/** Returns time to what was burnt last; more than the grants ever held is dropped. */
export const giveBackSeconds = (grants: readonly Grant[], seconds: number, at: Instant): readonly Grant[] => {
  const timed = grants.filter((grant) => grant.onlineSeconds !== undefined && isLiveAt(grant, at));
  const left = new Map<Grant, number>();
  let rest = seconds;
  for (const grant of timed.sort((a, b) => burnsBefore(b, a))) {
    const { onlineSeconds = 0, leftSeconds = 0 } = grant;
    const given = Math.min(onlineSeconds - leftSeconds, rest);
    left.set(grant, leftSeconds + given);
    rest -= given;
  }
  return withSeconds(grants, left);
};

const withSeconds = (grants: readonly Grant[], left: ReadonlyMap<Grant, number>): readonly Grant[] =>
  grants.map((grant) => {
    const leftSeconds = left.get(grant);
    return leftSeconds === undefined ? grant : { ...grant, leftSeconds };
  });

/** Usable grants in the order in which they burn: while an unlimited one comes first, no other burns. */
export const inBurnOrder = (grants: readonly Grant[], at: Instant): readonly Grant[] => [
  ...grants.filter((grant) => !grant.expired && isUnlimitedAt(grant, at)).sort(burnsBefore),
  ...grants.filter((grant) => !grant.expired && burnsAt(grant, at)).sort(burnsBefore),
];

/** The grant that the next byte burns; null: none holds any. */
export const firstToBurn = (grants: readonly Grant[], at: Instant): Grant | null => {
  let first: Grant | null = null;
  for (const grant of grants)
    if (burnsAt(grant, at) && (first === null || burnsBefore(grant, first) < 0)) first = grant;
  return first;
};

/** How many bytes usage of an instant may burn; null: as many as it likes. */
export const burnableBytes = (grants: readonly Grant[], at: Instant): number | null => {
  let bytes = 0;
  for (const grant of grants) {
    if (isUnlimitedAt(grant, at)) return null;
    if (burnsAt(grant, at)) bytes += grant.leftBytes;
  }
  return bytes;
};

/** Returns bytes to what was burnt last; more than the grants ever held is dropped. */
export const giveBack = (grants: readonly Grant[], bytes: number, at: Instant): readonly Grant[] => {
  const order = grants
    .filter((grant) => !grant.unlimited && isLiveAt(grant, at))
    .sort((a, b) => burnsBefore(b, a));
  let rest = bytes;
  const left = new Map<Grant, number>();
  for (const grant of order) {
    const given = Math.min(grant.sizeBytes - grant.leftBytes, rest);
    rest -= given;
    left.set(grant, grant.leftBytes + given);
  }
  return withLeft(grants, left);
};

const withLeft = (grants: readonly Grant[], left: ReadonlyMap<Grant, number>): readonly Grant[] =>
  grants.map((grant) => {
    const leftBytes = left.get(grant);
    return leftBytes === undefined || leftBytes === grant.leftBytes ? grant : { ...grant, leftBytes };
  });
