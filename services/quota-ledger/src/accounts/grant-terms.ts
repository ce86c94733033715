// grant-terms.ts — how long a grant lasts and how fast it is, as requests ask for it.
import { dailyHoursIn, EXPIRY_POLICIES, offsetMilliseconds, toInstant, type Instant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { type GrantDuration, type GrantSpeed, type TimedSpeed } from '../domain/grant';
import type { GrantHours } from '../domain/grant-hours';

const SECONDS_A_DAY = 86_400;
const MINUTE_MILLISECONDS = 60_000;

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
  readonly unlimited: boolean;
  readonly validHours: string;
  readonly speedHours: string;
  readonly hoursSpeedDownKilobitsPerSecond: number;
  readonly hoursSpeedUpKilobitsPerSecond: number;
};

/** When it is given, and whose clocks its hours are. */
type Given = { readonly at: Instant; readonly timeZone: string };

const malformed = (field: string): RefusalError => new RefusalError('REQUEST.MALFORMED', { field });

const instantIn = (text: string): Instant => {
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw malformed('validUntil');
  return toInstant(time);
};

const hoursIn = (field: 'validHours' | 'speedHours', text: string, { at, timeZone }: Given): GrantHours => {
  const hours = dailyHoursIn(text);
  if (!hours) throw malformed(field);
  return { ...hours, zoneMinutes: offsetMilliseconds(new Date(at), timeZone) / MINUTE_MILLISECONDS };
};

/** Usage of other hours would start the clock of a grant without bytes: that one starts when it is given. */
const hoursOf = (asked: Asked, given: Given): { hours?: GrantHours; timedSpeed?: TimedSpeed } => {
  if (asked.validHours !== '' && asked.unlimited && asked.startsAtFirstUse)
    throw malformed('startsAtFirstUse');
  const speed = {
    downKilobitsPerSecond: asked.hoursSpeedDownKilobitsPerSecond,
    upKilobitsPerSecond: asked.hoursSpeedUpKilobitsPerSecond,
  };
  return {
    ...(asked.validHours === '' ? {} : { hours: hoursIn('validHours', asked.validHours, given) }),
    ...(asked.speedHours === ''
      ? {}
      : { timedSpeed: { hours: hoursIn('speedHours', asked.speedHours, given), speed } }),
  };
};

/** Whole days as seconds; 0: it never expires. */
export const secondsOfDays = (days: number): number => days * SECONDS_A_DAY;

/**
 * `expiresAt` is null: the duration says when it ends.
 * @throws RefusalError REQUEST.MALFORMED naming the field.
 */
export const grantTermsIn = (
  asked: Asked,
  given: Given,
): {
  expiresAt: null;
  duration: GrantDuration;
  speed?: GrantSpeed;
  deviceLimit?: number;
  onlineSeconds?: number;
  hours?: GrantHours;
  timedSpeed?: TimedSpeed;
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
    ...(asked.validHours === '' ? {} : { hasHours: true as const }),
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
    ...hoursOf(asked, given),
  };
};
