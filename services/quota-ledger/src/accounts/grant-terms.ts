// grant-terms.ts — how long a grant lasts and how fast it is, as requests ask for it.
import { EXPIRY_POLICIES } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { type GrantDuration, type GrantSpeed } from '../domain/grant';

/** No grant lasts longer: a slip of the keyboard is refused rather than kept for ever. */
const MOST_DAYS = 3_650;
const MOST_KILOBITS_PER_SECOND = 100_000_000;
/** As many as auth-otp takes of anyone. */
const MOST_DEVICES = 20;
const SECONDS_A_DAY = 86_400;
const MOST_SECONDS = MOST_DAYS * SECONDS_A_DAY;

type Asked = {
  readonly days: number;
  readonly lastsSeconds: number;
  readonly startsAtFirstUse: boolean;
  readonly expiryPolicy: string;
  readonly packageId: string;
  readonly speedDownKilobitsPerSecond: number;
  readonly speedUpKilobitsPerSecond: number;
  readonly deviceLimit: number;
};

const malformed = (field: string): RefusalError => new RefusalError('REQUEST.MALFORMED', { field });

/** Whole days as seconds; 0: it never expires. @throws RefusalError REQUEST.MALFORMED */
export const secondsOfDays = (days: number): number => {
  if (!Number.isInteger(days) || days < 0 || days > MOST_DAYS)
    throw new RefusalError('REQUEST.MALFORMED', { field: 'days', most: MOST_DAYS });
  return days * SECONDS_A_DAY;
};

/**
 * `expiresAt` is null: the duration says when it ends.
 * @throws RefusalError REQUEST.MALFORMED naming the field.
 */
export const grantTermsIn = (
  asked: Asked,
): { expiresAt: null; duration: GrantDuration; speed?: GrantSpeed; deviceLimit?: number } => {
  const days = secondsOfDays(asked.days);
  const seconds = asked.lastsSeconds || days;
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MOST_SECONDS) throw malformed('lastsSeconds');
  if (asked.startsAtFirstUse && seconds === 0) throw malformed('startsAtFirstUse');
  const policy = EXPIRY_POLICIES.find((one) => one === (asked.expiryPolicy || 'per-grant'));
  if (!policy) throw malformed('expiryPolicy');
  const { startsAtFirstUse, packageId } = asked;
  const duration = { seconds, startsAtFirstUse, policy, ...(packageId === '' ? {} : { packageId }) };
  const speed = {
    downKilobitsPerSecond: asked.speedDownKilobitsPerSecond,
    upKilobitsPerSecond: asked.speedUpKilobitsPerSecond,
  };
  for (const kilobits of Object.values(speed))
    if (kilobits < 0 || kilobits > MOST_KILOBITS_PER_SECOND) throw malformed('speed');
  const isLimited = speed.downKilobitsPerSecond > 0 || speed.upKilobitsPerSecond > 0;
  const { deviceLimit } = asked;
  if (deviceLimit < 0 || deviceLimit > MOST_DEVICES) throw malformed('deviceLimit');
  return {
    ...{ expiresAt: null, duration },
    ...(isLimited ? { speed } : {}),
    ...(deviceLimit > 0 ? { deviceLimit } : {}),
  };
};
