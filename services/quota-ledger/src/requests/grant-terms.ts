// grant-terms.ts — how long a grant lasts and how fast it is, as requests ask for it.
import { RefusalError } from '@saring/messaging';
import { EXPIRY_POLICIES, type GrantDuration, type GrantSpeed } from '../domain/grant';

/** Ten years: longer is a mistake. */
const MOST_SECONDS = 3_650 * 86_400;
const MOST_KILOBITS_PER_SECOND = 100_000_000;
const SECONDS_A_DAY = 86_400;

type Asked = {
  readonly days: number;
  readonly lastsSeconds: number;
  readonly startsAtFirstUse: boolean;
  readonly expiryPolicy: string;
  readonly packageId: string;
  readonly speedDownKilobitsPerSecond: number;
  readonly speedUpKilobitsPerSecond: number;
};

const malformed = (field: string): RefusalError => new RefusalError('REQUEST.MALFORMED', { field });

/** @throws RefusalError REQUEST.MALFORMED naming the field. */
export const grantTermsIn = (asked: Asked): { duration: GrantDuration; speed?: GrantSpeed } => {
  const seconds = asked.lastsSeconds || asked.days * SECONDS_A_DAY;
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MOST_SECONDS)
    throw malformed(asked.lastsSeconds === 0 ? 'days' : 'lastsSeconds');
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
  return { duration, ...(isLimited ? { speed } : {}) };
};
