// vouchers.rows.ts — the rows of vouchers and of their batches and sales.
import type { VoucherState } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { BatchTerms } from './domain/voucher-batch';
import type { Voucher, VoucherMethod } from './domain/voucher';

export type BatchRow = {
  readonly id: string;
  readonly terms: BatchTerms;
  readonly printed: number;
  readonly actor: string;
  readonly madeAt: Date;
  readonly unsold: number;
  readonly sold: number;
  readonly active: number;
  readonly usedUp: number;
  readonly expired: number;
  readonly voided: number;
  readonly revenueRupiah: number;
};
export type VoucherRow = {
  readonly id: string;
  readonly batchId: string;
  readonly number: number;
  readonly codeSealed: Buffer;
  readonly state: VoucherState;
  readonly soldAt: Date | null;
  readonly redeemedAt: Date | null;
  readonly subscriberId: string | null;
  readonly voidedAt: Date | null;
  readonly reason: string | null;
};
export type NewVoucher = {
  readonly id: string;
  readonly number: number;
  readonly hash: Buffer;
  readonly sealed: Buffer;
};

/** As many grants as the ledger shows of an account. */
const LOOKED_AT_MOST = 50;

const BATCH = `b.id, b.terms, b.printed, b.actor, b.made_at as "madeAt", c.unsold, c.sold, c.active, c.used_up as "usedUp", c.expired, c.voided,
  (select coalesce(sum(s.amount_rupiah), 0) from voucher_sales s where s.batch_id = b.id)::float8 - c.returned as "revenueRupiah"
  from voucher_batches b cross join lateral (
    select count(*) filter (where v.state = 'unsold')::int as unsold, count(*) filter (where v.state = 'sold')::int as sold,
      count(*) filter (where v.state = 'active')::int as active, count(*) filter (where v.state = 'used_up')::int as used_up,
      count(*) filter (where v.state = 'expired')::int as expired, count(*) filter (where v.state = 'void')::int as voided,
      coalesce(sum(v.returned_rupiah), 0)::float8 as returned
    from vouchers v where v.batch_id = b.id) c`;
const VOUCHER = `id, batch_id as "batchId", number, code_sealed as "codeSealed", state, sold_at as "soldAt",
  redeemed_at as "redeemedAt", subscriber_id as "subscriberId", voided_at as "voidedAt", reason from vouchers`;

export const saveBatch = async (
  on: Queryable,
  id: string,
  batch: {
    readonly version: number;
    readonly terms: BatchTerms;
    readonly printed: number;
    readonly actor: string;
    /** When it was made; null: it is there already. */
    readonly at: string | null;
  },
): Promise<void> => {
  const { terms } = batch;
  await on.query(
    `insert into voucher_batches (id, version, terms, printed, prefix, code_length, actor, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, coalesce($8::timestamptz, now()))
     on conflict (id) do update set version = excluded.version, printed = excluded.printed`,
    [
      ...[id, batch.version, JSON.stringify(terms), batch.printed, terms.prefix, terms.codeLength],
      ...[batch.actor, batch.at],
    ],
  );
};

/** @returns how many were new: fewer than given where a code is another's. */
export const insertVouchers = async (
  on: Queryable,
  batchId: string,
  vouchers: readonly NewVoucher[],
): Promise<number> => {
  const { rowCount } = await on.query(
    `insert into vouchers (id, batch_id, number, code_hash, code_sealed)
     select v.id, $1, v.number, v.hash, v.sealed
     from unnest($2::uuid[], $3::int[], $4::bytea[], $5::bytea[]) as v (id, number, hash, sealed)
     on conflict (code_hash) do nothing`,
    [
      batchId,
      vouchers.map(({ id }) => id),
      vouchers.map(({ number }) => number),
      vouchers.map(({ hash }) => hash),
      vouchers.map(({ sealed }) => sealed),
    ],
  );
  return rowCount ?? 0;
};

/** Vouchers of this form that are worth something. */
export const countLive = async (on: Queryable, prefix: string, codeLength: number): Promise<number> => {
  const { rows } = await on.query<{ live: number }>(
    `select count(*)::int as live from vouchers v join voucher_batches b on b.id = v.batch_id
     where b.prefix = $1 and b.code_length = $2 and v.state in ('unsold', 'sold', 'active')`,
    [prefix, codeLength],
  );
  return rows[0]?.live ?? 0;
};

export const findVoucherBatch = async (on: Queryable, id: string): Promise<BatchRow | null> => {
  const { rows } = await on.query<BatchRow>(`select ${BATCH} where b.id = $1`, [id]);
  return rows[0] ?? null;
};

/** Those that operators made, newest first. */
export const listVoucherBatches = async (
  on: Queryable,
  after: { readonly at: string; readonly id: string },
  limit: number,
): Promise<readonly BatchRow[]> => {
  const { rows } = await on.query<BatchRow>(
    `select ${BATCH} where (b.made_at, b.id::text) < ($1::timestamptz, $2) and not b.terms ? 'orderId'
     order by b.made_at desc, b.id::text desc limit $3`,
    [after.at, after.id, limit],
  );
  return rows;
};

export const listVouchers = async (
  on: Queryable,
  batchId: string,
  of: { readonly state: string; readonly afterNumber: number; readonly limit: number },
): Promise<readonly VoucherRow[]> => {
  const { rows } = await on.query<VoucherRow>(
    `select ${VOUCHER} where batch_id = $1 and ($2 = '' or state = $2) and number > $3 order by number limit $4`,
    [batchId, of.state, of.afterNumber, of.limit],
  );
  return rows;
};

/** Those whose codes are worth something or may be sold. */
export const listPrintable = async (
  on: Queryable,
  batchId: string,
  withSold: boolean,
): Promise<readonly VoucherRow[]> => {
  const { rows } = await on.query<VoucherRow>(
    `select ${VOUCHER} where batch_id = $1 and (state = 'unsold' or ($2 and state = 'sold')) order by number`,
    [batchId, withSold],
  );
  return rows;
};

export const findVoucher = async (on: Queryable, id: string): Promise<VoucherRow | null> => {
  const { rows } = await on.query<VoucherRow>(`select ${VOUCHER} where id = $1`, [id]);
  return rows[0] ?? null;
};

/** The latest that an account got and that are not void; older ones have ended long since. */
export const listRedeemedFor = async (on: Queryable, subscriberId: string): Promise<readonly string[]> => {
  const { rows } = await on.query<{ id: string }>(
    `select id from vouchers where subscriber_id = $1 and state <> 'void' order by redeemed_at desc limit $2`,
    [subscriberId, LOOKED_AT_MOST],
  );
  return rows.map(({ id }) => id);
};

export const findVoucherByHash = async (on: Queryable, hash: Buffer): Promise<VoucherRow | null> => {
  const { rows } = await on.query<VoucherRow>(`select ${VOUCHER} where code_hash = $1`, [hash]);
  return rows[0] ?? null;
};

/** The next that can be sold, from a number on; another sale at the same moment takes others. */
export const lockUnsold = async (
  on: Queryable,
  batchId: string,
  amount: number,
  firstNumber: number,
): Promise<readonly VoucherRow[]> => {
  const { rows } = await on.query<VoucherRow>(
    `select ${VOUCHER} where batch_id = $1 and state = 'unsold' and number >= $3
     order by number limit $2 for update skip locked`,
    [batchId, amount, firstNumber],
  );
  return rows;
};

export const saveVoucher = async (
  on: Queryable,
  id: string,
  version: number,
  { state, sale, soldAt, redeemedAt, accountId, voidedAt, reason, returnedRupiah }: Voucher,
): Promise<void> => {
  await on.query(
    `update vouchers set version = $2, state = $3, sale_id = $4, sold_at = $5, redeemed_at = $6, subscriber_id = $7,
       voided_at = $8, reason = $9, returned_rupiah = $10 where id = $1`,
    [
      id,
      version,
      state,
      sale?.saleId ?? null,
      soldAt,
      redeemedAt,
      accountId,
      voidedAt,
      reason,
      returnedRupiah,
    ],
  );
};

export type SaleRow = {
  readonly id: string;
  readonly batchId: string;
  readonly operatorId: string;
  readonly method: VoucherMethod;
  readonly amountRupiah: number;
  readonly paidRupiah: number;
  readonly note: string;
  readonly contentHash: string;
  readonly soldAt: Date;
};

/** @returns false where it is there already. */
export const insertVoucherSale = async (on: Queryable, sale: SaleRow): Promise<boolean> => {
  const { rowCount } = await on.query(
    `insert into voucher_sales (id, batch_id, operator_id, method, amount_rupiah, paid_rupiah, note, content_hash, sold_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      ...[sale.id, sale.batchId, sale.operatorId, sale.method, sale.amountRupiah, sale.paidRupiah],
      ...[sale.note, sale.contentHash, sale.soldAt],
    ],
  );
  return rowCount === 1;
};

export const findVoucherSale = async (on: Queryable, id: string): Promise<SaleRow | null> => {
  const { rows } = await on.query<SaleRow>(
    `select id, batch_id as "batchId", operator_id as "operatorId", method, amount_rupiah::float8 as "amountRupiah",
       paid_rupiah::float8 as "paidRupiah", note, content_hash as "contentHash", sold_at as "soldAt"
     from voucher_sales where id = $1`,
    [id],
  );
  return rows[0] ?? null;
};

export const listSold = async (on: Queryable, saleId: string): Promise<readonly VoucherRow[]> => {
  const { rows } = await on.query<VoucherRow>(`select ${VOUCHER} where sale_id = $1 order by number`, [
    saleId,
  ]);
  return rows;
};
