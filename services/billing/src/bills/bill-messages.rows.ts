// bill-messages.rows.ts — about which bills somebody was written to on which day.
import type { Queryable } from '@saring/service-kit';
import { SPOKEN_OF_DAYS } from './domain/bill-messages';

/** Whose bills call for a message today, behind a subscriber. @param today of each site. */
export const listToTell = async (
  on: Queryable,
  today: ReadonlyMap<string, string>,
  reminderDays: readonly number[],
  after: string,
  limit: number,
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ subscriber_id: string }>(
    `with t as (select * from unnest($1::text[], $2::date[]) as t (site, today))
     select distinct b.subscriber_id::text from bills b join t on t.site = b.site
     where b.owed_rupiah > 0 and greatest(b.to_date, b.due_on + $6::int) > t.today and b.subscriber_id::text > $4
       and not exists (select 1 from bill_messages m where m.bill_id = b.id and m.day >= t.today)
       and ((b.due_on - t.today) = any($3::int[])
         or not exists (select 1 from bill_messages m where m.bill_id = b.id))
     order by 1 limit $5`,
    [[...today.keys()], [...today.values()], reminderDays, after, limit, SPOKEN_OF_DAYS],
  );
  return rows.map(({ subscriber_id }) => subscriber_id);
};

/** The last day of each bill that anything was said about. */
export const listToldOn = async (
  on: Queryable,
  billIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await on.query<{ bill_id: string; day: string }>(
    'select bill_id, max(day)::text as day from bill_messages where bill_id = any($1::uuid[]) group by bill_id',
    [billIds],
  );
  return new Map(rows.map(({ bill_id, day }) => [bill_id, day]));
};

export const saveTold = async (
  on: Queryable,
  billIds: readonly string[],
  day: string,
  at: Date,
): Promise<void> => {
  await on.query(
    `insert into bill_messages (bill_id, day, sent_at) select id, $2, $3 from unnest($1::uuid[]) as b (id)
     on conflict do nothing`,
    [billIds, day, at],
  );
};
