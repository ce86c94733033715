// senders.rows.ts — which number of a channel wrote to whom, and how much each has written.
import type { PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

/** Who wrote to them last by this channel, also where nobody knows whether it arrived; empty: nobody. */
export const lastSenderOf = async (on: Queryable, phone: PhoneNumber, channel: string): Promise<string> => {
  const { rows } = await on.query<{ sender: string }>(
    `select sender from messages where to_phone = $1 and channel = $2 and sender <> '' and state in ('sent', 'unknown')
     order by attempted_at desc limit 1`,
    [phone, channel],
  );
  return rows[0]?.sender ?? '';
};

/** Messages of a local day that went out, or may have. @returns of any sender how many. */
export const writtenToday = async (
  on: Queryable,
  timeZone: string,
  at: Date,
): Promise<(sender: string) => number> => {
  const { rows } = await on.query<{ sender: string; count: number }>(
    `select sender, count(*)::int as count from messages
     where attempted_at >= date_trunc('day', $1::timestamptz at time zone $2) at time zone $2
       and sender <> '' and state in ('sent', 'unknown') group by sender`,
    [at, timeZone],
  );
  const counts = new Map(rows.map(({ sender, count }) => [sender, count]));
  return (sender) => counts.get(sender) ?? 0;
};
