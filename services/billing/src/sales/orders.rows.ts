// orders.rows.ts — the present state of sales: one row an order, written in the transaction of its events.
import type { Queryable } from '@saring/service-kit';
import type { Purpose, Sale, SaleTerms } from './domain/sale';

export type PlacedSale = Sale & { readonly terms: SaleTerms };
export type OrderRow = { readonly orderId: string; readonly version: number; readonly sale: PlacedSale };

type Row = { readonly id: string; readonly version: number; readonly sale: PlacedSale };
const COLUMNS = 'id, version, sale';
const fromRow = (row: Row): OrderRow => ({ orderId: row.id, version: row.version, sale: row.sale });

/** @param version counts the events of the sale. */
export const saveOrder = async (
  on: Queryable,
  orderId: string,
  version: number,
  sale: PlacedSale,
): Promise<void> => {
  const { subscriberId, purpose, site } = sale.terms;
  await on.query(
    `insert into orders (id, subscriber_id, purpose, state, site, version, placed_at, sale, cashier)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set state = excluded.state, version = excluded.version, sale = excluded.sale`,
    [
      ...[orderId, subscriberId, purpose, sale.state, site, version, sale.placedAt, JSON.stringify(sale)],
      sale.terms.cashier ?? null,
    ],
  );
  for (const [operatorId, cashRupiah] of Object.entries(sale.cash ?? {}))
    await on.query(
      `insert into order_cash (order_id, operator_id, cash_rupiah) values ($1, $2, $3)
       on conflict (order_id, operator_id) do update set cash_rupiah = excluded.cash_rupiah`,
      [orderId, operatorId, cashRupiah],
    );
};

export const findOrder = async (on: Queryable, orderId: string): Promise<OrderRow | null> => {
  const { rows } = await on.query<Row>(`select ${COLUMNS} from orders where id = $1`, [orderId]);
  return rows[0] ? fromRow(rows[0]) : null;
};

export const findOpenOrder = async (
  on: Queryable,
  subscriberId: string,
  purpose: Purpose,
): Promise<OrderRow | null> => {
  const { rows } = await on.query<Row>(
    `select ${COLUMNS} from orders where subscriber_id = $1 and purpose = $2 and state in ('created', 'pending')`,
    [subscriberId, purpose],
  );
  return rows[0] ? fromRow(rows[0]) : null;
};

/**
 * A settlement that is paid and that the ledger has not answered for yet: what it addresses still looks owed.
 * @param exceptId null: any.
 */
export const isSettling = async (
  on: Queryable,
  subscriberId: string,
  exceptId: string | null,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    `select 1 from orders where subscriber_id = $1 and purpose = 'settlement' and state = 'paid'
       and ($2::uuid is null or id <> $2) limit 1`,
    [subscriberId, exceptId],
  );
  return rowCount === 1;
};

/** Both states are few and indexed. */
export const countOrders = async (
  on: Queryable,
): Promise<{ readonly unfulfilled: number; readonly open: number }> => {
  const { rows } = await on.query<{ unfulfilled: number; open: number }>(
    `select (select count(*)::float8 from orders where state = 'paid') as unfulfilled,
       (select count(*)::float8 from orders where state in ('created', 'pending')) as open`,
  );
  return rows[0] ?? { unfulfilled: 0, open: 0 };
};

export const countUnfulfilled = async (on: Queryable): Promise<number> => {
  const { rows } = await on.query<{ count: number }>(
    `select count(*)::int as count from orders where state = 'paid'`,
  );
  return rows[0]?.count ?? 0;
};

type OrderQuery = {
  /** Null: of all. */
  readonly subscriberId: string | null;
  /** Null: in any state. */
  readonly states: readonly string[] | null;
  /** These, too, in whatever state. */
  readonly also: readonly string[];
  /** Null: of any number. */
  readonly orderNumber: string | null;
  readonly invoiceNumber: string | null;
  /** Null: by any. */
  readonly method: string | null;
  /** Placed at or after, and before; null: at any time. */
  readonly from: string | null;
  readonly until: string | null;
  /** Of a number, in any case; null: of any. */
  readonly numberPart: string | null;
  /** Null: of all. */
  readonly site: string | null;
  /** Left out; null: none. */
  readonly except: string | null;
  readonly before: string | null;
  readonly limit: number;
};

/** As migration 9p has it, so that its index is used. */
const NUMBERS = `(coalesce(sale->>'orderNumber', '') || ' ' || coalesce(sale->>'invoiceNumber', ''))`;
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** Newest first, behind the row of `before`. */
const listOrders = async (on: Queryable, query: OrderQuery): Promise<readonly OrderRow[]> => {
  const { rows } = await on.query<Row>(
    `select ${COLUMNS} from orders
     where ($1::uuid is null or subscriber_id = $1) and ($2::text[] is null or state = any($2) or id = any($13::uuid[]))
       and ($3::uuid is null or (placed_at, id) < (select placed_at, id from orders where id = $3))
       and ($5::text is null or sale->>'orderNumber' = $5)
       and ($6::text is null or sale->>'invoiceNumber' = $6)
       and ($7::text is null or sale->'terms'->>'method' = $7)
       and ($8::timestamptz is null or placed_at >= $8) and ($9::timestamptz is null or placed_at < $9)
       and ($10::text is null or ${NUMBERS} ilike $10) and ($11::uuid is null or id <> $11)
       and ($12::text is null or site = $12)
     order by placed_at desc, id desc limit $4`,
    [
      query.subscriberId,
      query.states,
      query.before,
      query.limit,
      query.orderNumber,
      query.invoiceNumber,
      query.method,
      query.from,
      query.until,
      query.numberPart === null ? null : `%${escapeLike(query.numberPart)}%`,
      query.except,
      query.site,
      query.also,
    ],
  );
  return rows.map(fromRow);
};

/** The order whose own number, or whose receipt's, is just this. */
const findNamed = async (on: Queryable, query: OrderQuery, number: string): Promise<OrderRow | null> => {
  const one = { ...query, numberPart: null, before: null, limit: 1 };
  const [ordered] = await listOrders(on, { ...one, orderNumber: number });
  const [invoiced] = ordered ? [] : await listOrders(on, { ...one, invoiceNumber: number });
  return ordered ?? invoiced ?? null;
};

/** As listOrders, but the order that `numberPart` names in full stands before the newest. */
export const searchOrders = async (on: Queryable, query: OrderQuery): Promise<readonly OrderRow[]> => {
  if (query.numberPart === null) return listOrders(on, query);
  const named = await findNamed(on, query, query.numberPart);
  if (!named) return listOrders(on, query);
  const others = { ...query, except: named.orderId };
  if (query.before === named.orderId) return listOrders(on, { ...others, before: null });
  if (query.before !== null) return listOrders(on, others);
  return [named, ...(await listOrders(on, { ...others, limit: query.limit - 1 }))];
};
