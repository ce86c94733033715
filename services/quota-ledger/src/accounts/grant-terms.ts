// grant-terms.ts — how long a grant lasts and how fast it is, as requests ask for it.
import { EXPIRY_POLICIES, toInstant, type Instant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { type GrantDuration, type GrantSpeed } from '../domain/grant';

const SECONDS_A_DAY = 86_400;

type Asked = {
  readonly days: number;
  readonly lastsSeconds: number;
  readonly startsAtFirstUse: boolean;
  readonly expiryPolicy: string;
  readonly packageId: string;
  readonly speedDownKilobitsPerSecond: number;
  readonly speedUpKilobitsPerSecond: number;
  readonly deviceLimit: number;
  readonly onlineSeconds: number;
  readonly validUntil?: string | undefined;
};

const malformed = (field: string): RefusalError => new RefusalError('REQUEST.MALFORMED', { field });

const instantIn = (text: string): Instant => {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw malformed('validUntil');
  return toInstant(time);
};

/** Whole days as seconds; 0: it never expires. */
export const secondsOfDays = (days: number): number => days * SECONDS_A_DAY;

/**
 * `expiresAt` is null: the duration says when it ends.
 * @throws RefusalError REQUEST.MALFORMED naming the field.
 */
export const grantTermsIn = (
  asked: Asked,
): {
  expiresAt: null;
  duration: GrantDuration;
  speed?: GrantSpeed;
  deviceLimit?: number;
  onlineSeconds?: number;
} => {
  const seconds = asked.lastsSeconds || secondsOfDays(asked.days);
  if (asked.startsAtFirstUse && seconds === 0) throw malformed('startsAtFirstUse');
  const policy = EXPIRY_POLICIES.find((one) => one === (asked.expiryPolicy || 'per-grant'));
  if (!policy) throw malformed('expiryPolicy');
  const { startsAtFirstUse, packageId, onlineSeconds, validUntil } = asked;
  const duration = {
    ...{ seconds, startsAtFirstUse, policy },
    ...(packageId === '' ? {} : { packageId }),
    ...(onlineSeconds > 0 ? { countsTime: true as const } : {}),
    ...(validUntil === undefined ? {} : { until: instantIn(validUntil) }),
  };
  const speed = {
    downKilobitsPerSecond: asked.speedDownKilobitsPerSecond,
    upKilobitsPerSecond: asked.speedUpKilobitsPerSecond,
  };
  const isLimited = speed.downKilobitsPerSecond > 0 || speed.upKilobitsPerSecond > 0;
  const { deviceLimit } = asked;
  return {
    ...{ expiresAt: null, duration },
    ...(isLimited ? { speed } : {}),
    ...(deviceLimit > 0 ? { deviceLimit } : {}),
    ...(onlineSeconds > 0 ? { onlineSeconds } : {}),
  };
};
