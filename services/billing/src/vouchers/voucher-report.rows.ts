// voucher-report.rows.ts — vouchers sold within a span of local days, and the stock, by period, package, seller or batch.
import type { Queryable } from '@saring/service-kit';

type VoucherSumRow = {
  readonly name: string;
  readonly label: string;
  readonly stock: number;
  readonly sold: number;
  readonly redeemed: number;
  readonly soldRupiah: number;
  readonly returnedRupiah: number;
  readonly costRupiah: number;
};

const DAY = `(v.sold_at at time zone z.zone)`;
const NAMES = {
  all: { name: `''`, label: `''` },
  day: { name: `to_char(${DAY}, 'YYYY-MM-DD')`, label: `''` },
  month: { name: `to_char(${DAY}, 'YYYY-MM')`, label: `''` },
  package: { name: `b.terms->>'packageId'`, label: `b.terms->>'packageName'` },
  seller: { name: `b.terms->>'seller'`, label: `''` },
  batch: { name: 'b.id::text', label: `b.terms->>'packageName'` },
} as const;
export type VouchersBy = keyof typeof NAMES;
/** Of periods none: what is unsold was sold on no day. */
const STOCK = `count(*) filter (where v.state = 'unsold' and (b.terms->>'redeemableUntil' is null
  or (b.terms->>'redeemableUntil')::timestamptz >= $6))::float8`;
const ROWS_MOST = 100;
const WITHIN = `${DAY}::date between $1 and $2`;

/**
 * @param zones of each site; days begin there.
 * @returns periods in their order, anything else by what it brought, the first hundred.
 */
export const sumVouchers = async (
  on: Queryable,
  asked: { readonly from: string; readonly to: string; readonly site: string; readonly now: Date },
  zones: ReadonlyMap<string, string>,
  by: VouchersBy,
): Promise<readonly VoucherSumRow[]> => {
  const isPeriod = by === 'day' || by === 'month';
  const { name, label } = NAMES[by];
  const { rows } = await on.query<VoucherSumRow>(
    `select ${name} as name, ${label} as label, ${STOCK} as stock,
       count(*) filter (where ${WITHIN})::float8 as sold,
       count(*) filter (where ${WITHIN} and v.redeemed_at is not null)::float8 as redeemed,
       coalesce(sum((b.terms->>'priceRupiah')::float8) filter (where ${WITHIN}), 0) as "soldRupiah",
       coalesce(sum(v.returned_rupiah) filter (where ${WITHIN}), 0)::float8 as "returnedRupiah",
       coalesce(sum((b.terms->>'costRupiah')::float8) filter (where ${WITHIN} and v.voided_at is null), 0) as "costRupiah"
     from voucher_batches b join vouchers v on v.batch_id = b.id
       join unnest($4::text[], $5::text[]) as z (site, zone) on z.site = b.terms->>'site'
     where ($3 = '' or b.terms->>'site' = $3) ${isPeriod ? `and ${WITHIN}` : ''}
     group by 1, 2 order by ${isPeriod ? '1' : '"soldRupiah" desc, 1'} ${isPeriod ? '' : `limit ${ROWS_MOST}`}`,
    [asked.from, asked.to, asked.site, [...zones.keys()], [...zones.values()], asked.now],
  );
  return rows;
};

/** Where vouchers were made for. */
export const voucherSites = async (on: Queryable): Promise<readonly string[]> => {
  const { rows } = await on.query<{ site: string }>(
    `select distinct terms->>'site' as site from voucher_batches order by 1`,
  );
  return rows.map(({ site }) => site);
};
