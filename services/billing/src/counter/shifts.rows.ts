// shifts.rows.ts — the rows of shifts, and what a shift brought as the journal has it.
import {
  assertNever,
  DRAWER_LINE_KINDS,
  type CounterMethod,
  type DrawerLineKind,
  type JournalAccount,
} from '@saring/kernel';
import type { Place, Queryable } from '@saring/service-kit';
import type { DrawerEvent } from './domain/drawer';

type EventPlace = { readonly revision: number; readonly actor: string };

/** An event that the row holds already changes nothing. */
export const applyToShift = async (
  on: Queryable,
  event: DrawerEvent,
  { revision, actor }: EventPlace,
): Promise<void> => {
  const { operatorId, at, site = null } = event;
  const change = (sets: string, values: readonly unknown[]) =>
    on.query(
      `update drawer_shifts set last_revision = $2, ${sets}
       where operator_id = $1 and last_revision < $2
         and number = (select max(number) from drawer_shifts where operator_id = $1 and number < $2)`,
      [operatorId, revision, ...values],
    );
  switch (event.type) {
    case 'DrawerOpened':
      await on.query(
        `insert into drawer_shifts (operator_id, number, last_revision, site, opened_at, float_rupiah)
         values ($1, $2, $2, $3, $4, $5) on conflict do nothing`,
        [operatorId, revision, site, at, event.floatRupiah],
      );
      return;
    case 'CashPaidIn':
      await change('paid_in_rupiah = paid_in_rupiah + $3', [event.amountRupiah]);
      return;
    case 'CashPaidOut':
      await change('paid_out_rupiah = paid_out_rupiah + $3', [event.amountRupiah]);
      return;
    case 'DrawerClosed':
      await change(
        'closed_at = $3, expected_rupiah = $4, counted_rupiah = $5, note = $6, closed_by = $7, handed_to = $8',
        [at, event.expectedRupiah, event.countedRupiah, event.note, actor, event.handedTo],
      );
      return;
    default:
      assertNever(event);
  }
};

type Opened = {
  readonly operator_id: string;
  readonly number: number;
  readonly site: string | null;
  readonly opened_at: Date;
};
type ShiftRow = Opened & {
  readonly float_rupiah: number;
  readonly paid_in_rupiah: number;
  readonly paid_out_rupiah: number;
};
export type ClosingRow = Opened & {
  readonly closed_at: Date;
  readonly expected_rupiah: number;
  readonly counted_rupiah: number;
  readonly note: string;
  readonly closed_by: string;
  readonly handed_to: string | null;
};
type OpenShift = ShiftRow & { readonly closed_at: null };
type ClosedShift = ShiftRow & ClosingRow;

const COLUMNS = `operator_id, number, site, opened_at, closed_at, expected_rupiah::float8 as expected_rupiah,
  counted_rupiah::float8 as counted_rupiah, note, closed_by, handed_to, float_rupiah::float8 as float_rupiah,
  paid_in_rupiah::float8 as paid_in_rupiah, paid_out_rupiah::float8 as paid_out_rupiah`;

/** @param number absent: the last one. */
export const findShift = async (
  on: Queryable,
  operatorId: string,
  number: number | undefined,
): Promise<OpenShift | ClosedShift | undefined> => {
  const { rows } = await on.query<OpenShift | ClosedShift>(
    `select ${COLUMNS} from drawer_shifts where operator_id = $1 and ($2::int is null or number = $2)
     order by number desc limit 1`,
    [operatorId, number ?? null],
  );
  return rows[0];
};

/** The id of a place: an operator closes once at a time. */
export const listClosings = async (
  on: Queryable,
  operatorId: string,
  { at, id }: Place,
  limit: number,
): Promise<readonly ClosingRow[]> => {
  const { rows } = await on.query<ClosingRow>(
    `select ${COLUMNS} from drawer_shifts
     where closed_at is not null and ($1 = '' or operator_id = $1) and (closed_at, operator_id) < ($2, $3)
     order by closed_at desc, operator_id desc limit $4`,
    [operatorId, at, id, limit],
  );
  return rows;
};

const METHOD_OF: Partial<Record<JournalAccount, CounterMethod>> = {
  cash: 'cash',
  bank: 'transfer',
  card: 'card',
};
type Sums = {
  readonly sales: { readonly method: CounterMethod; readonly count: number; readonly amountRupiah: number }[];
  readonly refunds: number;
  readonly refundedRupiah: number;
};

/** @param until null: until now. */
export const sumShift = async (
  on: Queryable,
  operatorId: string,
  from: Date,
  until: Date | null,
): Promise<Sums> => {
  const { rows } = await on.query<{ account: JournalAccount; sold: boolean; count: number; amount: number }>(
    `select account, cause = 'OrderPaid' as sold, sum(amount_rupiah)::float8 as amount,
       sum(sign(amount_rupiah))::int as count
     from journal
     where (operator_id = $1 or party = $1) and at >= $2 and ($3::timestamptz is null or at < $3)
       and order_id is not null and amount_rupiah <> 0
       and ((cause = 'OrderPaid' and account = any($4) and operator_id = $1) or
         (cause <> 'OrderPaid' and account = 'cash' and party = $1))
     group by account, sold order by account`,
    [operatorId, from, until, Object.keys(METHOD_OF)],
  );
  const sales = rows.flatMap(({ account, sold, count, amount }) => {
    const method = METHOD_OF[account];
    return sold && method ? [{ method, count, amountRupiah: amount }] : [];
  });
  const back = rows.find(({ sold }) => !sold);
  return { sales, refunds: 0 - (back?.count ?? 0), refundedRupiah: 0 - (back?.amount ?? 0) };
};

/** Orders aside: what a refund is called, and when it is asked for, released or confirmed, is theirs. */
const KIND_OF_CAUSE: Readonly<Record<string, DrawerLineKind>> = {
  DrawerOpened: 'float',
  OrderPaid: 'sales',
  VoucherSold: 'vouchers',
  VoucherVoided: 'vouchers_back',
  MoneyReceived: 'bills',
  BalancePaidOut: 'balances_back',
  DepositTaken: 'deposits',
  DepositReceived: 'agents',
  DepositPaidOut: 'agents_back',
  CashPaidIn: 'paid_in',
  CashPaidOut: 'paid_out',
};
type DrawerLine = { readonly kind: DrawerLineKind; readonly count: number; readonly amountRupiah: number };

/**
 * Every posting of the drawer's account in a shift, by what it was for.
 * @param until null: until now.
 * @param expectedRupiah what the drawer must hold: what the books do not have yet is a line of its own.
 */
export const linesOfShift = async (
  on: Queryable,
  operatorId: string,
  { from, until }: { readonly from: Date; readonly until: Date | null },
  expectedRupiah: number,
): Promise<readonly DrawerLine[]> => {
  const { rows } = await on.query<{ cause: string; count: number; amount: number }>(
    `select cause, sum(case when cause = 'RefundReleased' then -1 else 1 end)::int as count,
       sum(amount_rupiah)::float8 as amount
     from journal
     where account = 'cash' and party = $1 and at >= $2 and ($3::timestamptz is null or at < $3)
       and cause <> 'DrawerClosed' and amount_rupiah <> 0
     group by cause`,
    [operatorId, from, until],
  );
  return drawerLines(rows, expectedRupiah);
};

/** In the order of their words; none of nothing. They add up to what is expected. */
export const drawerLines = (
  sums: readonly { readonly cause: string; readonly count: number; readonly amount: number }[],
  expectedRupiah: number,
): readonly DrawerLine[] => {
  const lines = new Map<DrawerLineKind, { count: number; amountRupiah: number }>();
  const add = (kind: DrawerLineKind, count: number, amountRupiah: number): void => {
    const line = lines.get(kind) ?? { count: 0, amountRupiah: 0 };
    lines.set(kind, { count: line.count + count, amountRupiah: line.amountRupiah + amountRupiah });
  };
  for (const { cause, count, amount } of sums) add(KIND_OF_CAUSE[cause] ?? 'refunds', count, amount);
  const missing = expectedRupiah - sums.reduce((sum, { amount }) => sum + amount, 0);
  if (missing !== 0) add('unbooked', 1, missing);
  return DRAWER_LINE_KINDS.flatMap((kind) => {
    const line = lines.get(kind);
    return line && (line.count !== 0 || line.amountRupiah !== 0) ? [{ kind, ...line }] : [];
  });
};
