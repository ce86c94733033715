// asked-for.ts — an order that operators send to its buyer as a bill: how often, and no oftener than that.
import { refuse, type Decision } from '@saring/event-sourcing';
import type { Instant } from '@saring/kernel';

/** At once, or as soon as it can be paid. */
export type AskedForEvent = { readonly type: 'PaymentAskedFor'; readonly at: Instant };

/** How often, and when of late: the newest ASKS_AN_HOUR times, oldest first. */
type AskedFor = { readonly times: number; readonly at: readonly Instant[] };

/** Absent: no operator has sent it. */
export type Asked = { readonly askedFor?: AskedFor };

/** A bill is sent to its buyer at most so often an hour. */
const ASKS_AN_HOUR = 3;
const HOUR_MILLISECONDS = 3_600_000;

export const withAskedFor = ({ askedFor }: Asked, { at }: AskedForEvent): Asked => {
  const { times, at: before } = askedFor ?? { times: 0, at: [] };
  return { askedFor: { times: times + 1, at: [...before, at].slice(-ASKS_AN_HOUR) } };
};

/** Whoever did not get it gets it again; nobody is written to without end. Null: it may be sent. */
export const askedOften = (
  { askedFor }: Asked,
  now: Instant,
): Decision<never, 'BILLING.ASKED_OFTEN'> | null => {
  const [oldest, ...later] = askedFor?.at ?? [];
  if (oldest === undefined || later.length + 1 < ASKS_AN_HOUR) return null;
  const waitMilliseconds = Date.parse(oldest) + HOUR_MILLISECONDS - Date.parse(now);
  if (waitMilliseconds <= 0) return null;
  const retryInSeconds = Math.ceil(waitMilliseconds / 1_000);
  return refuse('BILLING.ASKED_OFTEN', { most: ASKS_AN_HOUR, retryInSeconds });
};
