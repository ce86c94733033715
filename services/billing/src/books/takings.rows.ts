// takings.rows.ts — what each day brought by site, method, cashier and package: written with the journal, so that
// reports and books say the same.
import type { Queryable } from '@saring/service-kit';

/** What a posting of a sale adds to its day. */
export type Takings = {
  readonly day: string;
  readonly site: string;
  readonly method: string;
  readonly cashier: string;
  readonly packageId: string;
  readonly description: string;
  readonly payments: number;
  readonly receivedRupiah: number;
  readonly settlements: number;
  readonly settledRupiah: number;
  readonly refundedRupiah: number;
  readonly sold: number;
  readonly soldRupiah: number;
  readonly soldBytes: number;
};

export const addTakings = async (on: Queryable, takings: Takings): Promise<void> => {
  await on.query(
    `insert into takings_days as t values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (day, site, method, cashier, package_id, description) do update set
       payments = t.payments + excluded.payments, received_rupiah = t.received_rupiah + excluded.received_rupiah,
       settlements = t.settlements + excluded.settlements, settled_rupiah = t.settled_rupiah + excluded.settled_rupiah,
       refunded_rupiah = t.refunded_rupiah + excluded.refunded_rupiah, sold = t.sold + excluded.sold,
       sold_rupiah = t.sold_rupiah + excluded.sold_rupiah, sold_bytes = t.sold_bytes + excluded.sold_bytes`,
    [
      ...[takings.day, takings.site, takings.method, takings.cashier, takings.packageId, takings.description],
      ...[takings.payments, takings.receivedRupiah, takings.settlements, takings.settledRupiah],
      ...[takings.refundedRupiah, takings.sold, takings.soldRupiah, takings.soldBytes],
    ],
  );
};

type TakingsPeriod = { readonly from: string; readonly to: string; readonly site: string };
export type TakingsSumRow = {
  readonly name: string;
  readonly label: string;
  readonly payments: number;
  readonly received: number;
  readonly settlements: number;
  readonly settled: number;
  readonly refunded: number;
  readonly sold: number;
  readonly sold_rupiah: number;
  readonly sold_bytes: number;
};

const WITHIN = `day between $1 and $2 and ($3 = '' or site = $3)`;
const SUMS = `coalesce(sum(payments), 0)::float8 as payments, coalesce(sum(received_rupiah), 0)::float8 as received,
  coalesce(sum(settlements), 0)::float8 as settlements, coalesce(sum(settled_rupiah), 0)::float8 as settled,
  coalesce(sum(refunded_rupiah), 0)::float8 as refunded, coalesce(sum(sold), 0)::float8 as sold,
  coalesce(sum(sold_rupiah), 0)::float8 as sold_rupiah, coalesce(sum(sold_bytes), 0)::float8 as sold_bytes`;
const NAMES = {
  all: `''`,
  day: `to_char(day, 'YYYY-MM-DD')`,
  month: `to_char(day, 'YYYY-MM')`,
  method: 'method',
  cashier: 'cashier',
  package: 'package_id',
} as const;
export type TakingsBy = keyof typeof NAMES;
/** What is earned, and what makes it less: money of others is in none of them. */
const INCOME_ACCOUNTS = ['revenue', 'debt_settlements', 'refunds', 'bad_debts'];
const PACKAGES_MOST = 100;

type AccountSums = {
  readonly incomeRupiah: number;
  /** What gateways kept, and what buyers paid on top. */
  readonly feeRupiah: number;
  readonly addedRupiah: number;
};

/** @param by what a row is of; packages with the most takings first, anything else in the order of its name. */
export const sumTakings = async (
  on: Queryable,
  { from, to, site }: TakingsPeriod,
  by: TakingsBy,
): Promise<readonly TakingsSumRow[]> => {
  const isPackage = by === 'package';
  const { rows } = await on.query<TakingsSumRow>(
    `select ${NAMES[by]} as name, ${isPackage ? 'description' : `''`} as label, ${SUMS} from takings_days
     where ${WITHIN} group by 1, 2 ${isPackage ? 'having sum(sold) > 0' : ''} order by ${isPackage ? 'sold_rupiah desc, 1, 2' : '1'} ${isPackage ? `limit ${PACKAGES_MOST}` : ''}`,
    [from, to, site],
  );
  return rows;
};

/** By the books, by period; of all under the empty name. */
export const sumAccounts = async (
  on: Queryable,
  { from, to, site }: TakingsPeriod,
  by: 'all' | 'day' | 'month',
): Promise<ReadonlyMap<string, AccountSums>> => {
  const { rows } = await on.query<AccountSums & { readonly name: string }>(
    `select ${NAMES[by]} as name,
       coalesce(0 - sum(amount_rupiah) filter (where account = any($4)), 0)::float8 as "incomeRupiah",
       coalesce(sum(amount_rupiah) filter (where account = 'gateway_fees'), 0)::float8 as "feeRupiah",
       coalesce(0 - sum(amount_rupiah) filter (where account = 'surcharges'), 0)::float8 as "addedRupiah"
     from journal where ${WITHIN} and account = any($4 || '{gateway_fees,surcharges}'::text[]) group by 1`,
    [from, to, site, INCOME_ACCOUNTS],
  );
  return new Map(rows.map(({ name, ...sums }) => [name, sums]));
};
