// notices.ts — which notices about their quota and debts a person gets, one per cause (domain.md, "Messages").
import type { Instant, NoticeKind } from '@saring/kernel';
import { inBurnOrder } from './burn';
import { isTimeUp, isUnexpired, isWaitingForHours, type Grant } from './grant';
import { sinceEndOf } from './grant-hours';
import { leftSecondsOf } from './online-time';
import type { QuotaAccount } from './account';
import { debtNoticesDue, isOpenDebtCause } from './debt-notices';
import type { AccountNotices, DueNotice, Notice, NoticesDecided } from './notice';

/** Causes kept: more than the grants of an account can have open at one time. */
const CAUSES_KEPT = 60;
const DAY_MILLISECONDS = 86_400_000;
/** An older stop was told, or is out of date. */
const STOP_NEWS_MILLISECONDS = DAY_MILLISECONDS;
/** Shares of what was granted, in percent; the sharper one first. */
const LOW = [
  { kind: 'low5', percent: 5 },
  { kind: 'low20', percent: 20 },
] as const;
/** No notice for a grant shorter than twice the time: its end was named when it was given. The sharper one first. */
const ENDS = [
  { kind: 'ends_1d', milliseconds: DAY_MILLISECONDS },
  { kind: 'ends_3d', milliseconds: 3 * DAY_MILLISECONDS },
] as const;
const STOPS = { exhausted: 'used_up', fup: 'slowed', expired: 'ended' } as const;

/** @returns with the event's causes; those of debts that are settled are forgotten. */
export const rememberNotices = (account: QuotaAccount, event: NoticesDecided): AccountNotices => {
  const { causes, stopped } = account.notices ?? { causes: [], stopped: false };
  const all = [...causes, ...event.causes];
  const ofQuota = all.filter((cause) => !cause.startsWith('debt_')).slice(-CAUSES_KEPT);
  const ofDebts = all.filter((cause) => isOpenDebtCause(cause, account));
  return { causes: [...ofQuota, ...ofDebts], stopped: isStoppedAfter(stopped, event) };
};

/** A reset begins anew with the quota; debts go on. */
export const forgetNotices = (
  account: QuotaAccount,
  { causes, stopped }: AccountNotices,
): AccountNotices => ({
  causes: causes.filter((cause) => isOpenDebtCause(cause, account)),
  stopped,
});

const isStoppedAfter = (stopped: boolean, event: NoticesDecided): boolean =>
  event.causes.reduce(
    (is, cause) => (isStop(cause) ? true : cause.startsWith('restored:') ? false : is),
    stopped,
  );

const isStop = (cause: string): boolean => Object.values(STOPS).some((kind) => cause.startsWith(`${kind}:`));

/** Null: there is no notice to send. */
export const noticesDue = (account: QuotaAccount, now: Instant): NoticesDecided | null => {
  const { access } = account;
  if (!access || access.status === 'inactive') return null;
  const known = new Set(account.notices?.causes);
  const due = [...debtNoticesDue(account, now), ...quotaNoticesDue(account, now)];
  const causes = due
    .flatMap((one) => [one.notice.cause, ...one.overtaken])
    .filter((cause) => !known.has(cause));
  if (causes.length === 0) return null;
  const notices = due.filter((one) => one.isTold && !known.has(one.notice.cause)).map(({ notice }) => notice);
  return { type: 'NoticesDecided', notices, causes: [...new Set(causes)], at: now };
};

const quotaNoticesDue = (account: QuotaAccount, now: Instant): readonly DueNotice[] => {
  const newest = account.grants.at(-1);
  if (!newest || account.access?.status === 'blocked') return [];
  const held = inBurnOrder(account.grants, now);
  const due = [
    ...stopsDue(account, newest, now),
    ...restoredDue(account, newest, held, now),
    ...lowDue(account, newest, held, now),
    ...[...held, ...account.grants.filter((grant) => isWaitingForHours(grant, now))].flatMap((grant) =>
      endsDue(grant, now),
    ),
  ];
  // The allowance of a day was taken with a tap a moment ago, and is small: its ends are no news.
  return newest.source === 'free' ? due.map((one) => ({ ...one, isTold: false })) : due;
};

const causeOf = (kind: NoticeKind, of: string): string => `${kind}:${of}`;
const leftOf = (grants: readonly Grant[]): number =>
  grants.reduce((sum, { leftBytes }) => sum + leftBytes, 0);

/** What a notice says is left: bytes, and time online where it is counted. */
const leftNow = (grants: readonly Grant[], now: Instant): Pick<Notice, 'bytes' | 'onlineSeconds'> => {
  const onlineSeconds = leftSecondsOf(grants, now);
  return { bytes: leftOf(grants), ...(onlineSeconds === null ? {} : { onlineSeconds }) };
};

/** In percent of what was granted, of bytes or of time, whichever is nearer its end; null: nothing that can end so. */
const percentLeft = (held: readonly Grant[], now: Instant): number | null => {
  const sizeBytes = held.reduce((sum, grant) => sum + grant.sizeBytes, 0);
  const soldSeconds = held.reduce((sum, { onlineSeconds = 0 }) => sum + onlineSeconds, 0);
  const isLimited = !held.some(({ unlimited }) => unlimited);
  const shares = [
    ...(isLimited ? [(leftOf(held) * 100) / sizeBytes] : []),
    ...(soldSeconds > 0 ? [((leftSecondsOf(held, now) ?? soldSeconds) * 100) / soldSeconds] : []),
  ];
  return shares.length === 0 ? null : Math.min(...shares);
};

const stopsDue = ({ access, grants }: QuotaAccount, newest: Grant, now: Instant): readonly DueNotice[] => {
  const kind = access && access.status in STOPS ? STOPS[access.status as keyof typeof STOPS] : null;
  if (!access || kind === null || (kind === 'used_up' && isStopOfHours(grants, access.at, now))) return [];
  const bytes = leftOf(inBurnOrder(grants, now));
  // Of what was given last the time ended, not the bytes.
  const last = grants.filter((grant) => isUnexpired(grant, now)).at(-1);
  const time = kind === 'used_up' && last && isTimeUp(last) ? { onlineSeconds: 0 } : {};
  const overtaken = kind === 'slowed' ? [] : LOW.map((low) => causeOf(low.kind, newest.grantId));
  const isTold = Date.parse(now) - Date.parse(access.at) <= STOP_NEWS_MILLISECONDS;
  const notice = { kind, cause: causeOf(kind, newest.grantId), bytes, endsAt: null, ...time };
  return [{ notice, overtaken, isTold }];
};

/** So late a status may still be recorded after the hours that it follows from. */
const HOURS_RECORDED_MILLISECONDS = 900_000;

/** It stopped because hours ended, not because something is used up: that was sold so, and is no news every morning. */
const isStopOfHours = (grants: readonly Grant[], stoppedAt: Instant, now: Instant): boolean => {
  const waiting = grants.filter((grant) => isWaitingForHours(grant, now));
  if (waiting.length === 0) return false;
  const isNightOnly = !grants.some((grant) => grant.hours === undefined && isUnexpired(grant, now));
  return (
    isNightOnly ||
    waiting.some(({ hours }) => hours && sinceEndOf(hours, stoppedAt) <= HOURS_RECORDED_MILLISECONDS)
  );
};

/** A purchase says with its receipt that it is on; hours that begin are no news at night. */
const restoredDue = (
  { access, notices }: QuotaAccount,
  newest: Grant,
  held: readonly Grant[],
  now: Instant,
): readonly DueNotice[] => {
  if (!notices?.stopped || (access?.status !== 'active' && access?.status !== 'unlimited')) return [];
  const cause = causeOf('restored', `${newest.grantId}:${notices.causes.filter(isStop).at(-1) ?? ''}`);
  const notice: Notice = { kind: 'restored', cause, ...leftNow(held, now), endsAt: null };
  return [
    { notice, overtaken: [], isTold: newest.source !== 'purchase' && !held.every(({ hours }) => hours) },
  ];
};

const lowDue = (
  { access }: QuotaAccount,
  newest: Grant,
  held: readonly Grant[],
  now: Instant,
): readonly DueNotice[] => {
  const status = access?.status;
  if (status !== 'active' && status !== 'fup' && status !== 'unlimited') return [];
  const left = percentLeft(held, now);
  const index = left === null ? -1 : LOW.findIndex(({ percent }) => left <= percent);
  const low = LOW[index];
  if (!low || newest.grantedAt > now) return [];
  const overtaken = LOW.slice(index + 1).map(({ kind }) => causeOf(kind, newest.grantId));
  return [
    {
      notice: {
        ...{ kind: low.kind, cause: causeOf(low.kind, newest.grantId) },
        ...{ ...leftNow(held, now), endsAt: null },
      },
      overtaken,
      isTold: true,
    },
  ];
};

const endsDue = (grant: Grant, now: Instant): readonly DueNotice[] => {
  const { expiresAt, grantId } = grant;
  if (expiresAt === null) return [];
  const end = Date.parse(expiresAt);
  const lasts = end - Date.parse(grant.grantedAt);
  const index = ENDS.findIndex(
    ({ milliseconds }) => lasts >= 2 * milliseconds && end - Date.parse(now) <= milliseconds,
  );
  const ending = ENDS[index];
  if (!ending) return [];
  const of = `${grantId}:${expiresAt}`;
  const overtaken = ENDS.slice(index + 1).map(({ kind }) => causeOf(kind, of));
  const notice: Notice = {
    kind: ending.kind,
    cause: causeOf(ending.kind, of),
    bytes: grant.leftBytes,
    endsAt: expiresAt,
    ...(grant.leftSeconds === undefined ? {} : { onlineSeconds: grant.leftSeconds }),
  };
  return [{ notice, overtaken, isTold: true }];
};
