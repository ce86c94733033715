// grant.ts — a grant of quota: how much, until when, how fast, and how it begins (domain.md, "Quota account").
import { isWithin, type GrantHours } from './grant-hours';
import { type ExpiryPolicy, type GrantSource, type Instant, instantAfter } from '@saring/kernel';

/** Kilobits a second each way while this grant burns; 0: as fast as the network goes. */
export type GrantSpeed = {
  readonly downKilobitsPerSecond: number;
  readonly upKilobitsPerSecond: number;
};

/** Within these hours of every day it is so fast, in place of the grant's own speed. */
export type TimedSpeed = { readonly hours: GrantHours; readonly speed: GrantSpeed };
export const isSameSpeed = (one: GrantSpeed | undefined, other: GrantSpeed | undefined): boolean =>
  one?.downKilobitsPerSecond === other?.downKilobitsPerSecond &&
  one?.upKilobitsPerSecond === other?.upKilobitsPerSecond;

export type Grant = {
  readonly grantId: string;
  readonly source: GrantSource;
  readonly sizeBytes: number;
  readonly leftBytes: number;
  readonly unlimited: boolean;
  /** Time online that it lasts for, whatever else it holds; absent: its time is not counted. */
  readonly onlineSeconds?: number;
  /** Beside `onlineSeconds` only. */
  readonly leftSeconds?: number;
  /** Smaller burns first. */
  readonly priority: number;
  readonly fupThresholdBytes: number;
  readonly grantedAt: Instant;
  readonly expiresAt: Instant | null;
  /** GrantExpired was recorded: what is left is hidden, yet usage observed before the expiry still burns it. */
  readonly expired: boolean;
  /** Absent: no limit. */
  readonly speed?: GrantSpeed;
  /** It can be used within these hours of every day alone; absent: at any time. */
  readonly hours?: GrantHours;
  /** Absent: it is equally fast all day. */
  readonly timedSpeed?: TimedSpeed;
  /** How many devices its holder may have; absent: as many as everyone. */
  readonly deviceLimit?: number;
  /** The package that it was bought as: what a renewal renews. */
  readonly packageId?: string;
  /** It ends on a date of its own: no renewal prolongs it, and nothing moves out of it. Absent: it has none. */
  readonly dated?: true;
  /** Its clock starts at its first use; absent: it runs, or there is none. */
  readonly waiting?: Waiting;
  /** Of `sizeBytes`: what came over from grants that it replaced. Taking the grant back leaves these. */
  readonly rolledBytes?: number;
};

export type Waiting = {
  readonly lastsSeconds: number;
  /** The account's usage and the grant's size when it was granted: more used, or less held, is a first use. */
  readonly usedBytes: number;
  readonly heldBytes: number;
};

/** How a renewal changes the grants before it, decided when it is made (domain.md, "Expiry policy"). */
export type Renewal = {
  /** `reset-from-now`: these grants last at least as long as the new one. `rollover`: what they hold moves into it. */
  readonly policy: 'reset-from-now' | 'rollover';
  readonly grantIds: readonly string[];
};

/** Instants compare as text: all are ISO in UTC with milliseconds. */
export const isLiveAt = (grant: Grant, at: Instant): boolean =>
  grant.expiresAt === null || at < grant.expiresAt;

/** Within its hours, where it has any: outside them it neither burns nor counts for the status, and keeps what it holds. */
export const isOpenAt = ({ hours }: Grant, at: Instant): boolean =>
  hours === undefined || isWithin(hours, at);

/** A grant that counts for queries and status: neither recorded as expired nor past its expiry by the clock. */
export const isUnexpired = (grant: Grant, now: Instant): boolean => !grant.expired && isLiveAt(grant, now);

/** Its time online is used up: what else it holds is gone with it. */
export const isTimeUp = (grant: Grant): boolean => grant.leftSeconds === 0;

/** It still holds bytes, which nobody can use any more. */
export const isTimeEndDue = (grant: Grant): boolean =>
  isTimeUp(grant) && grant.leftBytes > 0 && !grant.expired;

export const isUsedUp = (grant: Grant): boolean =>
  isTimeUp(grant) || (!grant.unlimited && grant.leftBytes === 0 && grant.sizeBytes > 0);

/** It still holds something for its hours, and these are not now. */
export const isWaitingForHours = (grant: Grant, now: Instant): boolean =>
  isUnexpired(grant, now) &&
  !isUsedUp(grant) &&
  !isOpenAt(grant, now) &&
  (grant.unlimited || grant.leftBytes > 0);

/** Whether a grant whose clock waits for its first use has been used. */
export const hasBegun = (grant: Grant, usedBytes: number): boolean => {
  const { waiting } = grant;
  if (!waiting) return false;
  return grant.unlimited ? usedBytes > waiting.usedBytes : grant.leftBytes < waiting.heldBytes;
};

/** A grant no larger than its threshold is never slowed: it would be slow from its first byte. */
export const thresholdOf = (grant: Grant): number =>
  grant.sizeBytes <= grant.fupThresholdBytes ? 0 : grant.fupThresholdBytes;

/** When a grant ends and what it does to those before it. */
type GrantEnd = {
  readonly expiresAt: Instant | null;
  readonly lastsSeconds?: number;
  readonly renewal?: Renewal;
  readonly dated?: true;
};

export type GrantDuration = {
  /** 0: it never expires. */
  readonly seconds: number;
  readonly startsAtFirstUse: boolean;
  readonly policy: ExpiryPolicy;
  readonly packageId?: string;
  /** The new grant has time online: nothing rolls over into it. */
  readonly countsTime?: true;
  /** The new grant has hours of its own: nothing rolls over into it. */
  readonly hasHours?: true;
  /** It ends at this date at the latest, and renews nothing. */
  readonly until?: Instant;
};

/** What is given after its date lasts so long at most: it was paid for before, and is not lost. */
const LATE_SECONDS = 86_400;

/** When a clock that starts at an instant has run out. */
export const endAfter = (at: Instant, seconds: number): Instant => instantAfter(at, seconds * 1_000);

/** The end of a grant that has a date: a clock that waits for its first use does not wait beyond it. */
const datedEnd = ({ seconds, startsAtFirstUse }: GrantDuration, until: Instant, at: Instant): GrantEnd => {
  const latest = at < until ? until : endAfter(at, LATE_SECONDS);
  if (startsAtFirstUse) return { expiresAt: latest, lastsSeconds: seconds, dated: true };
  return { expiresAt: seconds === 0 ? latest : earlier(latest, endAfter(at, seconds)), dated: true };
};

/** The end of a new grant, by the policy that was shown before it was bought. */
const endOf = (grants: readonly Grant[], duration: GrantDuration, at: Instant): GrantEnd => {
  const { seconds, policy, packageId, until } = duration;
  if (until !== undefined) return datedEnd(duration, until, at);
  const live = grants.filter(
    (grant) => grant.source === 'purchase' && !grant.dated && isUnexpired(grant, at),
  );
  // Bytes of a grant that counts time end with it, those of one with hours keep these: they neither leave it nor come into it.
  const rolled = live.filter(
    (grant) =>
      !grant.unlimited &&
      grant.leftBytes > 0 &&
      grant.onlineSeconds === undefined &&
      grant.hours === undefined,
  );
  const renewal =
    policy === 'rollover' && rolled.length > 0 && !duration.countsTime && !duration.hasHours
      ? { renewal: { policy, grantIds: rolled.map(({ grantId }) => grantId) } }
      : {};
  if (seconds === 0) return { expiresAt: null, ...renewal };
  if (duration.startsAtFirstUse) return { expiresAt: null, lastsSeconds: seconds, ...renewal };
  const same = live.filter((grant) => packageId !== undefined && grant.packageId === packageId);
  const lastEnd = same.reduce<Instant>((last, { expiresAt }) => later(last, expiresAt ?? at), at);
  if (policy === 'extend') return { expiresAt: endAfter(lastEnd, seconds) };
  const expiresAt = endAfter(at, seconds);
  const shorter = live.filter((grant) => grant.expiresAt !== null && grant.expiresAt < expiresAt);
  if (policy === 'reset-from-now' && shorter.length > 0)
    return { expiresAt, renewal: { policy, grantIds: shorter.map(({ grantId }) => grantId) } };
  return { expiresAt, ...renewal };
};

/** The same with the package, as the event says it. */
export const grantEnd = (
  grants: readonly Grant[],
  duration: GrantDuration,
  at: Instant,
): GrantEnd & { readonly packageId?: string } => ({
  ...endOf(grants, duration, at),
  ...(duration.packageId === undefined ? {} : { packageId: duration.packageId }),
});

const later = (left: Instant, right: Instant): Instant => (left > right ? left : right);

const earlier = (left: Instant, right: Instant): Instant => (left < right ? left : right);

/** When a clock that its first use starts has run out: a date of its own comes before that. */
export const endFromFirstUse = ({ expiresAt }: Grant, { lastsSeconds }: Waiting, at: Instant): Instant => {
  const end = endAfter(at, lastsSeconds);
  return expiresAt === null ? end : earlier(end, expiresAt);
};

/** Makes room for a grant that renews others: their ends, or what they hold, as the renewal says. */
export const renew = (
  grants: readonly Grant[],
  renewal: Renewal | undefined,
  expiresAt: Instant | null,
): { readonly grants: readonly Grant[]; readonly rolledBytes: number } => {
  if (!renewal) return { grants, rolledBytes: 0 };
  const ids = new Set(renewal.grantIds);
  let rolledBytes = 0;
  const renewed = grants.map((grant): Grant => {
    if (!ids.has(grant.grantId)) return grant;
    if (renewal.policy === 'reset-from-now')
      return grant.expiresAt !== null && (expiresAt === null || grant.expiresAt < expiresAt)
        ? { ...grant, expiresAt }
        : grant;
    rolledBytes += grant.leftBytes;
    return { ...grant, sizeBytes: grant.sizeBytes - grant.leftBytes, leftBytes: 0 };
  });
  return { grants: renewed, rolledBytes };
};
