// quota-account.ts — what events make of a subscriber's quota.
import { assertNever, type Instant, instantAfter } from '@saring/kernel';
import type { AccountEvent, MeteredUsage, QuotaAccount, Terms } from './account';
import { burn, burnSecondsAgain, giveBack, giveBackSeconds } from './burn';
import { evolveMember, isFamilyEvent } from './family';
import { rememberTaking } from './free-quota';
import { endAfter, isUsedUp, renew, type Grant } from './grant';
import { evolveRequests } from './komandan-request';
import { countTimeOf, isGivenAway, useTime } from './online-time';
import { forgetNotices, rememberNotices } from './notices';
import { openingsOfDay } from './payment-lane';
import { debtOf, reduce, revoke, takeOut } from './purchase';

/** Usage that is observed late still burns the grant that was live then; later than this nothing comes. */
const EXPIRED_GRANT_KEPT_MILLISECONDS = 7 * 86_400_000;
/** Used-up grants kept; of older ones a revocation finds nothing to take, and a reset brings none back. */
export const USED_UP_GRANTS_KEPT = 100;
/** Expired grants kept of those that usage observed late may still burn: the newest. */
export const EXPIRED_GRANTS_KEPT = 100;

export const evolve = (account: QuotaAccount, event: AccountEvent | MeteredUsage): QuotaAccount => {
  if (isFamilyEvent(event)) return evolveMember(account, event);
  switch (event.type) {
    case 'UsageCharged':
      return useTime(use(account, event.bytes, event.at), event.onlineSeconds ?? 0, event.at);
    case 'UsageHeld':
      return { ...account, held: [...account.held, { anomalyId: event.anomalyId, bytes: event.bytes }] };
    case 'QuotaGranted':
      return grant(account, event);
    case 'GrantStarted':
      return changeGrant(account, event.grantId, ({ waiting: _, ...one }) => ({
        ...one,
        expiresAt: event.expiresAt,
      }));
    case 'GrantExpired':
      return expire(account, event);
    case 'GrantTimeUsedUp':
      return changeGrant(account, event.grantId, (one) => ({ ...one, leftBytes: 0 }));
    case 'GrantRevoked':
      return takeOut(account, event.grantId, event.at);
    case 'GrantsExtended':
      return extend(account, event);
    case 'DebtGiven':
      return { ...account, debts: [...account.debts, debtOf(event)] };
    case 'DebtSettled':
      return settle(account, event.autoBytes, event.items);
    case 'PurchaseRevoked':
      return revoke(account, event);
    case 'PurchaseReduced':
      return reduce(account, event);
    case 'DebtStandingChanged':
      return changeDebtStanding(account, event);
    case 'BillHoldSet':
      return { ...account, billHold: { held: event.held, basisVersion: event.basisVersion } };
    case 'PaymentLaneOpened':
      return openLane(account, event);
    case 'NoticesDecided':
      return { ...account, notices: rememberNotices(account, event) };
    case 'QuotaRequested':
    case 'QuotaRequestApproved':
    case 'QuotaRequestRejected':
      return { ...account, requests: evolveRequests(account, event) };
    case 'QuotaReset':
      return reset(account, event.keepGrants);
    case 'UsageCorrected':
      return correctTime(correct(account, event.usedDeltaBytes, event.at), event);
    case 'HeldUsageAccepted':
      return use(withoutHeld(account, event.anomalyId), event.bytes, event.at);
    case 'HeldUsageRejected':
    case 'HeldUsageWithdrawn':
      return withoutHeld(account, event.anomalyId);
    case 'AccountTermsChanged':
      return { ...account, terms: termsOf(event) };
    case 'AccessStatusChanged':
      return { ...account, access: accessOf(event) };
    default:
      return assertNever(event);
  }
};

const changeDebtStanding = (
  account: QuotaAccount,
  { standing, blocks, isAtLimit, at }: Extract<AccountEvent, { type: 'DebtStandingChanged' }>,
): QuotaAccount => {
  const wasBlocked = account.debtStanding?.blocks ?? false;
  const limit = isAtLimit ? { isAtLimit } : {};
  return { ...account, debtStanding: { standing, blocks, ...limit, wasBlocked, at } };
};

const openLane = (
  account: QuotaAccount,
  { orderId, at, until, usedLimitBytes }: Extract<AccountEvent, { type: 'PaymentLaneOpened' }>,
): QuotaAccount => ({
  ...account,
  lanes: [...openingsOfDay(account.lanes ?? [], at), { orderId, at, until, usedLimitBytes }],
});

const changeGrant = (
  account: QuotaAccount,
  grantId: string,
  change: (grant: Grant) => Grant,
): QuotaAccount => ({
  ...account,
  grants: account.grants.map((one) => (one.grantId === grantId ? change(one) : one)),
});

const expire = (
  account: QuotaAccount,
  { grantId, at }: Extract<AccountEvent, { type: 'GrantExpired' }>,
): QuotaAccount => {
  const expired = changeGrant(account, grantId, (one) => ({ ...one, expired: true }));
  return { ...expired, grants: keptGrants(expired.grants, at) };
};

const extend = (
  account: QuotaAccount,
  { grantIds, seconds }: Extract<AccountEvent, { type: 'GrantsExtended' }>,
): QuotaAccount => {
  const ids = new Set(grantIds);
  const longer = (grant: Grant): Grant =>
    ids.has(grant.grantId) && grant.expiresAt !== null
      ? { ...grant, expiresAt: endAfter(grant.expiresAt, seconds) }
      : grant;
  return { ...account, grants: account.grants.map(longer) };
};

const accessOf = ({
  status,
  blockReason,
  hardBlock,
  speed,
  paymentLane,
  deviceLimit,
  familyLimit,
  at,
}: Extract<AccountEvent, { type: 'AccessStatusChanged' }>): QuotaAccount['access'] => ({
  status,
  blockReason,
  ...(hardBlock ? { hardBlock } : {}),
  ...(speed ? { speed } : {}),
  ...(paymentLane ? { paymentLane } : {}),
  ...(deviceLimit ? { deviceLimit } : {}),
  ...(familyLimit ? { familyLimit } : {}),
  at,
});

/** Usage burns what was live when it was observed; what is beyond becomes auto debt, but not for a Komandan. */
const use = (account: QuotaAccount, bytes: number, at: Instant): QuotaAccount => {
  const { grants, unburntBytes } = burn(account.grants, bytes, at);
  const isFree = account.terms?.role === 'komandan' || isGivenAway(account, at);
  const debtBytes = isFree ? 0 : unburntBytes;
  return {
    ...account,
    grants,
    usedBytes: account.usedBytes + bytes,
    autoDebtBytes: account.autoDebtBytes + debtBytes,
  };
};

const grant = (
  account: QuotaAccount,
  event: Extract<AccountEvent, { type: 'QuotaGranted' }>,
): QuotaAccount => {
  // The next grant pays the auto debt first; an unlimited one has no bytes to pay with.
  const paidBytes = event.unlimited ? 0 : Math.min(account.autoDebtBytes, event.bytes);
  const kept = keptGrants(account.grants, event.at);
  const { grants, rolledBytes } = renew(kept, event.renewal, event.expiresAt);
  const heldBytes = event.bytes - paidBytes + rolledBytes;
  const added: Grant = {
    grantId: event.grantId,
    source: event.source,
    sizeBytes: event.bytes + rolledBytes,
    leftBytes: heldBytes,
    unlimited: event.unlimited,
    ...(event.onlineSeconds === undefined
      ? {}
      : { onlineSeconds: event.onlineSeconds, leftSeconds: event.onlineSeconds }),
    priority: event.priority,
    fupThresholdBytes: event.fupThresholdBytes,
    grantedAt: event.at,
    expiresAt: event.expiresAt,
    expired: false,
    ...(event.speed ? { speed: event.speed } : {}),
    ...(event.deviceLimit ? { deviceLimit: event.deviceLimit } : {}),
    ...(event.packageId === undefined ? {} : { packageId: event.packageId }),
    ...(rolledBytes > 0 ? { rolledBytes } : {}),
    ...(event.dated ? { dated: event.dated } : {}),
    ...(event.hours ? { hours: event.hours } : {}),
    ...(event.timedSpeed ? { timedSpeed: event.timedSpeed } : {}),
    ...(event.lastsSeconds === undefined
      ? {}
      : { waiting: { lastsSeconds: event.lastsSeconds, usedBytes: account.usedBytes, heldBytes } }),
  };
  return {
    ...account,
    grants: [...grants, added],
    hadGrant: true,
    ...rememberTaking(account, event),
    autoDebtBytes: account.autoDebtBytes - paidBytes,
    ...(event.onlineSeconds === undefined ? {} : { online: countTimeOf(account, event.at) }),
  };
};

/** Grants that a correction, a reset or a revocation may still reach: an account must not grow with every purchase. */
const keptGrants = (grants: readonly Grant[], at: Instant): readonly Grant[] => {
  const keepFrom = instantAfter(at, -EXPIRED_GRANT_KEPT_MILLISECONDS);
  const reachable = grants.filter((one) => !one.expired || (one.expiresAt ?? at) > keepFrom);
  return newestOf(newestOf(reachable, isUsedUp, USED_UP_GRANTS_KEPT), isExpired, EXPIRED_GRANTS_KEPT);
};

/** Grants are in the order in which they were given: of a kind the oldest go first. */
const newestOf = (
  grants: readonly Grant[],
  isOfKind: (grant: Grant) => boolean,
  most: number,
): readonly Grant[] => {
  let spare = -most;
  for (const one of grants) if (isOfKind(one)) spare += 1;
  return spare <= 0 ? grants : grants.filter((one) => !isOfKind(one) || (spare -= 1) < 0);
};

const isExpired = ({ expired }: Grant): boolean => expired;

const settle = (
  account: QuotaAccount,
  autoBytes: number,
  items: readonly { debtId: string; bytes: number }[],
): QuotaAccount => {
  const paid = new Map(items.map((item) => [item.debtId, item.bytes]));
  const debts = account.debts
    .map((debt) => ({ ...debt, unpaidBytes: debt.unpaidBytes - (paid.get(debt.debtId) ?? 0) }))
    .filter((debt) => debt.unpaidBytes > 0 || (debt.unlimited && !paid.has(debt.debtId)));
  return { ...account, debts, autoDebtBytes: account.autoDebtBytes - autoBytes };
};

/** Watermarks stay with the meters; all held usage before it is rejected (domain.md, "Reset"). */
const reset = (account: QuotaAccount, keepGrants: boolean): QuotaAccount => ({
  ...account,
  grants: keepGrants ? account.grants.map((one) => (one.expired ? one : refilled(one))) : [],
  hadGrant: keepGrants && account.hadGrant,
  usedBytes: 0,
  autoDebtBytes: 0,
  held: [],
  ...(account.online ? { online: { ...account.online, usedSeconds: 0, ranOutMs: 0 } } : {}),
  ...(account.notices ? { notices: forgetNotices(account, account.notices) } : {}),
});

/** Full again; a clock that waits for a first use goes on waiting. */
const refilled = (grant: Grant): Grant => ({
  ...grant,
  leftBytes: grant.sizeBytes,
  ...(grant.onlineSeconds === undefined ? {} : { leftSeconds: grant.onlineSeconds }),
  ...(grant.waiting ? { waiting: { ...grant.waiting, usedBytes: 0, heldBytes: grant.sizeBytes } } : {}),
});

const correct = (account: QuotaAccount, deltaBytes: number, at: Instant): QuotaAccount => {
  if (deltaBytes >= 0) return use(account, deltaBytes, at);
  const backBytes = -deltaBytes;
  const fromDebtBytes = Math.min(account.autoDebtBytes, backBytes);
  return {
    ...account,
    grants: giveBack(account.grants, backBytes - fromDebtBytes, at),
    autoDebtBytes: account.autoDebtBytes - fromDebtBytes,
    usedBytes: account.usedBytes - backBytes,
  };
};

const correctTime = (
  account: QuotaAccount,
  { usedDeltaSeconds = 0, at }: Extract<AccountEvent, { type: 'UsageCorrected' }>,
): QuotaAccount => {
  const { online } = account;
  if (!online || usedDeltaSeconds === 0) return account;
  const usedSeconds = Math.max(0, online.usedSeconds + usedDeltaSeconds);
  const grants =
    usedDeltaSeconds > 0
      ? burnSecondsAgain(account.grants, usedDeltaSeconds, at)
      : giveBackSeconds(account.grants, -usedDeltaSeconds, at);
  return { ...account, grants, online: { ...online, usedSeconds } };
};

const withoutHeld = (account: QuotaAccount, anomalyId: string): QuotaAccount => ({
  ...account,
  held: account.held.filter((one) => one.anomalyId !== anomalyId),
});

const termsOf = ({ version, role, approval, disabled, blocked, blockReason, hardBlock }: Terms): Terms => ({
  version,
  role,
  approval,
  disabled,
  blocked,
  blockReason,
  ...(hardBlock ? { hardBlock } : {}),
});
