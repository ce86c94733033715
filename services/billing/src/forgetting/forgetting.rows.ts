// forgetting.rows.ts — what is open with one buyer, and what was written about them.
import type { DeletionHindrance } from '@saring/kernel';
import { eraseWords, withoutWords, type Queryable } from '@saring/service-kit';

/** What people write; the rest of a reason is the program's own. */
const WRITTEN = {
  fields: ['reason', 'note', 'comment', 'returnUrl', 'payoutNote'],
  keep: ['cancelled', 'not_opened', 'requested', 'rejected by the gateway', 'lapsed'],
};

type Hindrance = {
  readonly kind: DeletionHindrance;
  readonly count: number;
  readonly amountRupiah: number;
  readonly bytes: number;
};

/** Orders that can still be paid or are paid for, bills that are owed, money that is held, subscriptions that go on. */
export const findMoneyHindrances = async (
  on: Queryable,
  subscriberId: string,
): Promise<readonly Hindrance[]> => {
  const { rows } = await on.query<Hindrance>(
    `select kind, count::float8 as count, amount::float8 as "amountRupiah", 0::float8 as bytes from (
       select 'order' as kind, count(*) as count, 0::bigint as amount from orders
       where subscriber_id = $1 and state in ('created', 'pending', 'paid')
       union all
       select 'bill', count(*), coalesce(sum(owed_rupiah), 0) from bills
       where subscriber_id = $1 and not void and owed_rupiah > 0
       union all
       select 'balance', count(*), coalesce(sum(balance_rupiah), 0) from billing_accounts
       where subscriber_id = $1 and balance_rupiah <> 0
       union all
       select 'subscription', count(*), 0 from subscriptions where subscriber_id = $1 and not ended
     ) open where count > 0`,
    [subscriberId],
  );
  return rows;
};

type Person = { readonly subscriberId: string; readonly phones: readonly string[] };

/** @returns the ids of orders and bills, by which others wrote about the same person. */
export const forgetBuyer = async (
  on: Queryable,
  { subscriberId, phones }: Person,
): Promise<readonly string[]> => {
  const ids = async (query: string): Promise<readonly string[]> =>
    (await on.query<{ id: string }>(query, [subscriberId])).rows.map(({ id }) => id);
  const orders = await ids('select id::text from orders where subscriber_id = $1');
  const bills = await ids('select id::text from bills where subscriber_id = $1');
  const subscriptions = await ids('select id::text from subscriptions where subscriber_id = $1');
  const vouchers = await ids('select id::text from vouchers where subscriber_id = $1');
  const streams = [...orders.map((id) => `sale-${id}`), ...vouchers.map((id) => `voucher-${id}`)];
  await eraseWords(on, [...streams, `bills-${subscriberId}`], WRITTEN);
  for (const [table, column] of [
    ['orders', 'sale'],
    ['subscriptions', 'terms'],
    ['subscriptions', 'package_change'],
  ] as const)
    await eraseDocuments(on, table, column, subscriberId);
  await on.query('update vouchers set reason = null where subscriber_id = $1', [subscriberId]);
  await on.query(
    `update batch_rows set line = null where line is not null
       and (subscriber_id = $1 or exists (select 1 from unnest($2::text[]) phone where position(phone in line::text) > 0))`,
    [subscriberId, phones.map((phone) => phone.replace(/^\+62/, ''))],
  );
  return [...orders, ...bills, ...subscriptions];
};

const eraseDocuments = async (
  on: Queryable,
  table: string,
  column: string,
  subscriberId: string,
): Promise<void> => {
  const { rows } = await on.query<{ id: string; document: unknown }>(
    `select id::text, ${column} as document from ${table} where subscriber_id = $1 and ${column} is not null for update`,
    [subscriberId],
  );
  for (const { id, document } of rows)
    await on.query(`update ${table} set ${column} = $2 where id = $1`, [
      id,
      JSON.stringify(withoutWords(document, WRITTEN)),
    ]);
};
