// shown-hours.ts — what is held, as answers say it: within its hours, or waiting for them.
import type { QuotaLedger, ReplyOf } from '@saring/contracts';
import { dailyHoursText, type Instant } from '@saring/kernel';
import { isWaitingForHours, type Grant } from '../domain/grant';
import { nextTurnOf } from '../domain/grant-hours';

type Quota = ReplyOf<(typeof QuotaLedger.method)['getQuota']>;
type Holding = NonNullable<Quota['holdings']>[number];

/** What waits for its hours, the first to begin first. */
export const waitingForHours = (grants: readonly Grant[], now: Instant): readonly Grant[] =>
  grants
    .filter((grant) => isWaitingForHours(grant, now))
    .map((grant) => ({ grant, turn: turnOf(grant, now) ?? '' }))
    .sort((one, other) => (one.turn < other.turn ? -1 : one.turn > other.turn ? 1 : 0))
    .map(({ grant }) => grant);

const turnOf = ({ hours }: Grant, now: Instant): Instant | undefined => hours && nextTurnOf(hours, now);

/** The hours of a grant and its speed within others, as answers name them. */
export const hoursShown = ({ hours, timedSpeed }: Grant) => ({
  validHours: hours && dailyHoursText(hours),
  speedHours: timedSpeed && dailyHoursText(timedSpeed.hours),
  hoursSpeedDownKilobitsPerSecond: timedSpeed?.speed.downKilobitsPerSecond ?? 0,
  hoursSpeedUpKilobitsPerSecond: timedSpeed?.speed.upKilobitsPerSecond ?? 0,
  zoneMinutes: (hours ?? timedSpeed?.hours)?.zoneMinutes,
});

export const holdingOf = (grant: Grant, now: Instant): Holding => ({
  bytes: grant.leftBytes,
  unlimited: grant.unlimited,
  expiresAt: grant.expiresAt ?? undefined,
  lastsSecondsFromFirstUse: grant.waiting?.lastsSeconds,
  speedDownKilobitsPerSecond: grant.speed?.downKilobitsPerSecond ?? 0,
  speedUpKilobitsPerSecond: grant.speed?.upKilobitsPerSecond ?? 0,
  onlineSecondsLeft: grant.leftSeconds,
  ...hoursShown(grant),
  turnsAt: turnOf(grant, now),
});
