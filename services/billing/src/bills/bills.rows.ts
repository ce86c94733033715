// bills.rows.ts — subscriptions, bills and balances as lists ask for them.
import type { Queryable } from '@saring/service-kit';
import { endOf, owedRupiah, type BillingAccount } from './domain/billing-account';
import { issueOn } from './domain/issuing';

/** The whole account of a subscriber: some dozen bills a year. */
export const saveAccount = async (
  on: Queryable,
  subscriberId: string,
  version: number,
  { subscriptions, bills, balanceRupiah }: BillingAccount,
): Promise<void> => {
  const running = Object.values(subscriptions);
  const all = Object.values(bills);
  // One statement: the counter of bill numbers is locked meanwhile.
  await on.query(
    `with account as (
       insert into billing_accounts (subscriber_id, version, balance_rupiah) values ($1, $2, $3)
       on conflict (subscriber_id) do update set version = excluded.version, balance_rupiah = excluded.balance_rupiah
     ), subscribed as (
       insert into subscriptions (id, subscriber_id, site, terms, next_from, issue_on, ended, line_id, lapsed,
         package_change, change_id, change_waits_since)
       select s.id, $1, s.site, s.terms, s.next_from, s.issue_on, s.ended, s.line_id, s.lapsed, s.package_change,
         (s.package_change->>'requestId')::uuid,
         case when s.package_change->>'state' = 'waiting' then (s.package_change->>'askedAt')::timestamptz end
       from unnest($4::uuid[], $5::text[], $6::jsonb[], $7::date[], $8::date[], $9::boolean[], $10::uuid[],
         $25::boolean[], $27::jsonb[]) as s (id, site, terms, next_from, issue_on, ended, line_id, lapsed, package_change)
       on conflict (id) do update set terms = excluded.terms, next_from = excluded.next_from,
         issue_on = excluded.issue_on, ended = excluded.ended, line_id = excluded.line_id, lapsed = excluded.lapsed,
         package_change = excluded.package_change, change_id = excluded.change_id,
         change_waits_since = excluded.change_waits_since
     )
     insert into bills (id, subscriber_id, subscription_id, number, site, from_date, to_date, due_on, amount_rupiah,
       paid_rupiah, owed_rupiah, void, given, overdue, package_name, written_off)
     select b.id, $1, b.subscription, b.number, b.site, b.from_date, b.to_date, b.due_on, b.amount, b.paid, b.owed,
       b.void, b.given, b.overdue, b.package_name, b.written_off
     from unnest($11::uuid[], $12::uuid[], $13::text[], $14::text[], $15::date[], $16::date[], $17::date[],
       $18::bigint[], $19::bigint[], $20::bigint[], $21::boolean[], $22::boolean[], $23::boolean[],
       $24::text[], $26::boolean[])
       as b (id, subscription, number, site, from_date, to_date, due_on, amount, paid, owed, void, given, overdue,
         package_name, written_off)
     on conflict (id) do update set number = excluded.number, to_date = excluded.to_date,
       amount_rupiah = excluded.amount_rupiah, paid_rupiah = excluded.paid_rupiah,
       owed_rupiah = excluded.owed_rupiah, void = excluded.void, given = excluded.given, overdue = excluded.overdue,
       written_off = excluded.written_off`,
    [
      ...[subscriberId, version, balanceRupiah],
      running.map(({ id }) => id),
      running.map(({ site }) => site),
      running.map(({ terms }) => JSON.stringify(terms)),
      running.map(({ nextFrom }) => nextFrom),
      running.map(issueOn),
      running.map(({ ended }) => ended),
      running.map(({ lineId }) => lineId),
      all.map(({ id }) => id),
      all.map(({ subscriptionId }) => subscriptionId),
      all.map(({ number }) => number),
      all.map(({ site }) => site),
      all.map(({ from }) => from),
      all.map(endOf),
      all.map(({ dueOn }) => dueOn),
      all.map(({ amountRupiah }) => amountRupiah),
      all.map(({ paidRupiah }) => paidRupiah),
      all.map(owedRupiah),
      all.map(({ isVoid }) => isVoid),
      all.map(({ isGiven }) => isGiven),
      all.map(({ isOverdue }) => isOverdue),
      all.map(({ terms }) => terms.packageName),
      running.map(({ isLapsed }) => isLapsed),
      all.map(({ writtenOffRupiah }) => writtenOffRupiah !== null),
      running.map(({ ask }) => ask && JSON.stringify(ask)),
    ],
  );
};

/**
 * Who has a bill to be issued, or one that nobody paid in its period; of a line, only behind one that holds it.
 * @param today of each site.
 * @param after behind this subscriber; null: from the first on.
 */
export const listToIssue = async (
  on: Queryable,
  today: ReadonlyMap<string, string>,
  after: string | null,
  limit: number,
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ subscriber_id: string }>(
    `with t as (select * from unnest($1::text[], $2::date[]) as t (site, today)), due as (
     select s.subscriber_id from subscriptions s join t on t.site = s.site where not s.ended and s.issue_on <= t.today
     union
     select b.subscriber_id from bills b join t on t.site = b.site join subscriptions s on s.id = b.subscription_id
     where b.owed_rupiah > 0 and not b.given and b.to_date <= t.today
       and (s.terms->>'postpaid') is distinct from 'true' and (s.line_id is null or exists (
       select 1 from bills o where o.subscription_id = b.subscription_id and o.overdue and (o.owed_rupiah > 0 or o.written_off)
         and o.from_date < b.from_date)))
     select subscriber_id from due where $3::uuid is null or subscriber_id > $3 order by 1 limit $4`,
    [[...today.keys()], [...today.values()], after, limit],
  );
  return rows.map(({ subscriber_id }) => subscriber_id);
};

/** Whether a subscription that runs pays for a line. @param subscriptionId but for this one; null: whichever. Of two at once the index lets one through. */
export const isLineTaken = async (
  on: Queryable,
  lineId: string,
  subscriptionId: string | null,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    'select 1 from subscriptions where line_id = $1 and not ended and ($2::uuid is null or id <> $2)',
    [lineId, subscriptionId],
  );
  return (rowCount ?? 0) > 0;
};

/** Who has a bill that is past its grace, or is not any more. @param graceDays null: nothing is held. */
export const listToJudge = async (
  on: Queryable,
  today: ReadonlyMap<string, string>,
  graceDays: number | null,
  limit: number,
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ subscriber_id: string }>(
    `with t as (select * from unnest($1::text[], $2::date[]) as t (site, today))
     select distinct b.subscriber_id from bills b join t on t.site = b.site
       join subscriptions s on s.id = b.subscription_id
     where (b.owed_rupiah > 0 or b.written_off) and b.overdue <> ($3::int is not null and b.due_on + case
         when s.line_id is not null then $3::int
         when s.lapsed then -1
         else greatest($3::int, (s.terms->>'graceDays')::int) end < t.today)
     order by 1 limit $4`,
    [[...today.keys()], [...today.values()], graceDays, limit],
  );
  return rows.map(({ subscriber_id }) => subscriber_id);
};

/** Where something is or was subscribed to. */
export const subscribedSites = async (on: Queryable): Promise<readonly string[]> => {
  const { rows } = await on.query<{ site: string }>('select distinct site from subscriptions order by 1');
  return rows.map(({ site }) => site);
};

export const findSubscriberOf = async (
  on: Queryable,
  table: 'bills' | 'subscriptions',
  id: string,
): Promise<string | null> => {
  const { rows } = await on.query<{ subscriber_id: string }>(
    `select subscriber_id from ${table} where id = $1`,
    [id],
  );
  return rows[0]?.subscriber_id ?? null;
};

type OpenBillRow = {
  readonly id: string;
  readonly subscriberId: string;
  readonly number: string;
  readonly site: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly dueOn: string;
  readonly amountRupiah: number;
  readonly owedRupiah: number;
  readonly packageName: string;
  readonly pastGrace: boolean;
};

/** Which bills: empty texts and false are no condition. */
type OpenBillFilter = {
  readonly site: string;
  readonly dueBy: string;
  readonly pastGrace: boolean;
  /** Of the number: then also those that are owed no more. */
  readonly numberPart: string;
};
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
const valuesOf = ({ site, dueBy, pastGrace, numberPart }: OpenBillFilter): readonly unknown[] => [
  site || null,
  dueBy || null,
  pastGrace,
  numberPart === '' ? null : `%${escapeLike(numberPart)}%`,
];
const OPEN = `(b.owed_rupiah > 0 or $4::text is not null) and ($4::text is null or b.number ilike $4)
  and ($1::text is null or b.site = $1) and ($2::date is null or b.due_on <= $2)
  and (b.overdue or not $3)`;

/** What such bills come to. */
export const sumOpenBills = async (on: Queryable, filter: OpenBillFilter) => {
  type Sums = { totalBills: number; totalSubscribers: number; totalRupiah: number };
  const { rows } = await on.query<Sums>(
    `select count(*)::int as "totalBills", count(distinct b.subscriber_id)::int as "totalSubscribers",
       coalesce(sum(b.owed_rupiah), 0)::float8 as "totalRupiah" from bills b where ${OPEN}`,
    [...valuesOf(filter)],
  );
  return rows[0] ?? { totalBills: 0, totalSubscribers: 0, totalRupiah: 0 };
};

/** What is owed, oldest first. */
export const listOpenBills = async (
  on: Queryable,
  filter: OpenBillFilter,
  after: { readonly at: string; readonly id: string },
  limit: number,
): Promise<readonly OpenBillRow[]> => {
  const { rows } = await on.query<OpenBillRow>(
    `select b.id, b.subscriber_id as "subscriberId", b.number, b.site, b.from_date::text as "fromDate",
       b.to_date::text as "toDate", b.due_on::text as "dueOn", b.amount_rupiah::float8 as "amountRupiah",
       b.owed_rupiah::float8 as "owedRupiah", b.package_name as "packageName", b.overdue as "pastGrace"
     from bills b
     where ${OPEN} and (b.due_on, b.id::text) > ($5::date, $6)
     order by b.due_on, b.id::text limit $7`,
    [...valuesOf(filter), after.at, after.id, limit],
  );
  return rows;
};
