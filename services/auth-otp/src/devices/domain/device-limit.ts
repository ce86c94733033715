// Which device gives way when a subscriber has too many.
import type { Instant } from '@saring/kernel';

export type DeviceSight = {
  readonly deviceId: string;
  readonly online: boolean;
  readonly authorized: boolean;
  readonly lastSeenAt: Instant;
};

/** First to go first: the one that is offline, then unauthorised, then oldest (domain.md, "Subscribers and devices"). */
export const inOrderOfEviction = (sights: readonly DeviceSight[]): readonly DeviceSight[] =>
  [...sights].sort(
    (left, right) =>
      Number(left.online) - Number(right.online) ||
      Number(left.authorized) - Number(right.authorized) ||
      (left.lastSeenAt < right.lastSeenAt ? -1 : left.lastSeenAt > right.lastSeenAt ? 1 : 0),
  );
