// payment-orders.rows.ts — the rows of orders: what they are now, how to pay them, when to ask the gateway again.
import type { Bank, GatewayName, PaymentAlertKind, PaymentMethod, PaymentState } from '@saring/kernel';
import type { Pool, PoolClient } from 'pg';
import type { PaymentInstructions } from '../gateways/gateway';
import type { PaymentOrder } from './domain/payment-order';

export type Queryable = Pick<Pool | PoolClient, 'query'>;

export type PaymentRow = {
  readonly order_id: string;
  readonly order_number: string;
  readonly subscriber_id: string;
  readonly site: string;
  readonly state: PaymentState;
  readonly amount_rupiah: number;
  readonly refunded_rupiah: number;
  readonly method: PaymentMethod;
  readonly bank: Bank | null;
  readonly gateway: GatewayName;
  readonly description: string;
  readonly return_url: string | null;
  readonly content_hash: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly paid_at: Date | null;
  readonly version: number;
  readonly instructions: PaymentInstructions;
  readonly alerts: readonly PaymentAlertKind[];
  readonly has_proof: boolean;
  readonly fee_rupiah: number;
  /** Paid on top of the amount. */
  readonly added_rupiah: number;
  /** `duitku@1.0.0`; null: of no plugin. */
  readonly plugin: string | null;
};

/** What is known of an order only from its request. */
export type NewPayment = {
  readonly description: string;
  readonly returnUrl: string | null;
  readonly contentHash: string;
};

const COLUMNS = `order_id, order_number, subscriber_id, site, state, amount_rupiah, refunded_rupiah, method, bank, gateway,
  description, return_url, content_hash, created_at, expires_at, paid_at, version, instructions, alerts, has_proof, fee_rupiah,
  added_rupiah, plugin`;

export const insertPayment = async (
  on: Queryable,
  { terms, createdAt, state }: PaymentOrder,
  created: NewPayment,
  version: number,
): Promise<void> => {
  if (!terms) throw new Error('a payment without terms cannot be stored');
  await on.query(
    `insert into payments (order_id, order_number, subscriber_id, site, state, amount_rupiah, method, bank, gateway,
       description, return_url, content_hash, created_at, expires_at, version, fee_rupiah, plugin, added_rupiah)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      terms.orderId,
      terms.orderNumber,
      terms.subscriberId,
      terms.site,
      state,
      terms.amountRupiah,
      terms.method,
      terms.bank,
      terms.gateway,
      created.description,
      created.returnUrl,
      created.contentHash,
      createdAt,
      terms.expiresAt,
      version,
      terms.feeRupiah ?? 0,
      terms.plugin ?? null,
      terms.addedRupiah ?? 0,
    ],
  );
};

/** The order as its events left it. */
export const updatePayment = async (on: Queryable, order: PaymentOrder, version: number): Promise<void> => {
  await on.query(
    `update payments set state = $2, refunded_rupiah = $3, paid_at = $4, alerts = $5, version = $6,
       fee_rupiah = $7, gateway = $8, plugin = $9
     where order_id = $1`,
    [
      ...[order.terms?.orderId, order.state, order.refundedRupiah, order.paidAt, order.alerts, version],
      ...[order.keptRupiah ?? order.terms?.feeRupiah ?? 0, order.terms?.gateway, order.terms?.plugin ?? null],
    ],
  );
};

export const findPayment = async (on: Queryable, orderId: string): Promise<PaymentRow | null> => {
  const { rows } = await on.query<PaymentRow>(`select ${COLUMNS} from payments where order_id = $1`, [
    orderId,
  ]);
  return rows[0] ?? null;
};

/** Whether its payer has sent a picture; its row is locked for the rest of the transaction. */
export const isProved = async (on: Queryable, orderId: string): Promise<boolean> => {
  const { rows } = await on.query<{ has_proof: boolean }>(
    'select has_proof from payments where order_id = $1 for update',
    [orderId],
  );
  return rows[0]?.has_proof ?? false;
};

export const findByOrderNumber = async (on: Queryable, orderNumber: string): Promise<PaymentRow | null> => {
  const { rows } = await on.query<PaymentRow>(`select ${COLUMNS} from payments where order_number = $1`, [
    orderNumber,
  ]);
  return rows[0] ?? null;
};

/** Newest first. `state`: one state, `open`, `alerted` or `all`. */
export const listPayments = async (
  on: Queryable,
  state: string,
  limit: number,
  before: string | null,
): Promise<readonly PaymentRow[]> => {
  const { rows } = await on.query<PaymentRow>(
    `select ${COLUMNS} from payments
     where case $1 when 'all' then true when 'open' then state in ('created', 'pending', 'denied')
                   when 'alerted' then alerts <> '{}' else state = $1 end
       and ($2::uuid is null
            or (created_at, order_id) < (select created_at, order_id from payments where order_id = $2))
     order by created_at desc, order_id desc limit $3`,
    [state, before, limit],
  );
  return rows;
};

/** The topic of the work that is due for payments. */
export const PAYMENT_WORK = 'payment';
/** By the schedule of the order's state. */
export const CHECK = 'check';
/** A genuine notice was not confirmed yet. */
export const CONFIRM = 'confirm';

type PaymentCounts = {
  readonly open: number;
  readonly overdue: number;
  readonly alerts: readonly { readonly kind: PaymentAlertKind; readonly orders: number }[];
};

/** For Prometheus. @param dueSince a check that was due by then is overdue. */
export const countPayments = async (on: Queryable, dueSince: Date): Promise<PaymentCounts> => {
  const { rows } = await on.query<{ open: number; overdue: number }>(
    `select (select count(*)::int from payments where state in ('created', 'pending', 'denied')) as open,
            (select count(*)::int from due_work where topic = $1 and next_attempt_at <= $2) as overdue`,
    [PAYMENT_WORK, dueSince],
  );
  const { rows: alerts } = await on.query<{ kind: PaymentAlertKind; orders: number }>(
    `select kind, count(*)::int as orders from payments, unnest(alerts) as kind where alerts <> '{}' group by kind`,
  );
  return { open: rows[0]?.open ?? 0, overdue: rows[0]?.overdue ?? 0, alerts };
};

export const setInstructions = async (
  on: Queryable,
  orderId: string,
  instructions: PaymentInstructions,
): Promise<void> => {
  await on.query('update payments set instructions = $2 where order_id = $1', [
    orderId,
    JSON.stringify(instructions),
  ]);
};

/** Only where there are none. */
export const addInstructions = async (
  on: Queryable,
  orderId: string,
  instructions: PaymentInstructions,
): Promise<void> => {
  await on.query(`update payments set instructions = $2 where order_id = $1 and instructions = '{}'`, [
    orderId,
    JSON.stringify(instructions),
  ]);
};
