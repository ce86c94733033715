// day.rows.ts — what a day brought: from the journal, so that it and the books say the same.
import type { PaymentMethod } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

type DayQuery = { readonly date: string; readonly site: string; readonly timeZone: string };

const OF_DAY = `j.day = $1 and ($2 = '' or j.site = $2)`;

type TakingRow = {
  readonly method: PaymentMethod;
  readonly cashier: string;
  readonly payments: number;
  readonly received: number;
  readonly refunded: number;
};

export const takingsOf = async (on: Queryable, { date, site }: DayQuery): Promise<readonly TakingRow[]> => {
  const { rows } = await on.query<TakingRow>(
    `select method, cashier, sum(payments)::int as payments,
       sum(received_rupiah)::float8 as received, sum(refunded_rupiah)::float8 as refunded
     from takings_days where day = $1 and ($2 = '' or site = $2)
     group by 1, 2 having sum(payments) > 0 or sum(received_rupiah) <> 0 or sum(refunded_rupiah) <> 0
     order by received desc, 1, 2`,
    [date, site],
  );
  return rows;
};

type PackageRow = {
  readonly package_id: string;
  readonly description: string;
  readonly sold: number;
  readonly received: number;
};

export const packagesOf = async (on: Queryable, { date, site }: DayQuery): Promise<readonly PackageRow[]> => {
  const { rows } = await on.query<PackageRow>(
    `select coalesce(o.sale->'terms'->'goods'->>'packageId', '') as package_id,
       o.sale->'terms'->'goods'->>'description' as description,
       count(*)::int as sold, -sum(j.amount_rupiah)::float8 as received
     from journal j join orders o on o.id = j.order_id
     where ${OF_DAY} and j.account = 'revenue'
     group by 1, 2 order by received desc, 2`,
    [date, site],
  );
  return rows;
};

type Settlements = { readonly settlements: number; readonly settled: number };

/** Debts that were settled by money. */
export const settlementsOf = async (on: Queryable, { date, site }: DayQuery): Promise<Settlements> => {
  const { rows } = await on.query<Settlements>(
    `select count(*)::int as settlements, coalesce(-sum(j.amount_rupiah), 0)::float8 as settled
     from journal j where ${OF_DAY} and j.account = 'debt_settlements'`,
    [date, site],
  );
  return rows[0] ?? { settlements: 0, settled: 0 };
};

type OrderCounts = { readonly failed: number; readonly unfulfilled: number };

/** Who cancels an order and places another of its kind has only changed the way to pay. */
export const countOrdersOf = async (
  on: Queryable,
  { date, site, timeZone }: DayQuery,
): Promise<OrderCounts> => {
  const { rows } = await on.query<OrderCounts>(
    `select
       (select count(*)::int from orders o
        where placed_at >= ($1::date::timestamp at time zone $3)
          and placed_at < (($1::date + 1)::timestamp at time zone $3)
          and state in ('expired', 'cancelled', 'denied') and ($2 = '' or site = $2)
          and not (state = 'cancelled' and exists (
            select 1 from orders later
            where later.subscriber_id = o.subscriber_id and later.purpose = o.purpose
              and later.placed_at > o.placed_at
              and later.placed_at < (($1::date + 1)::timestamp at time zone $3)))) as failed,
       (select count(*)::int from orders where state = 'paid' and ($2 = '' or site = $2)) as unfulfilled`,
    [date, site, timeZone],
  );
  return rows[0] ?? { failed: 0, unfulfilled: 0 };
};
