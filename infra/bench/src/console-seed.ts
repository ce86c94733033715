// console-seed.ts — a business of years, written as its own services' rows: one real sale is made, then its rows are multiplied.
import { AuthOtp, Billing } from '@saring/contracts';
import { GB, newId } from '@saring/kernel';
import type { Messenger } from '@saring/messaging';
import { eventually } from '@saring/testing';
import type { Client } from 'pg';

export type Size = { readonly subscribers: number; readonly usageRows: number; readonly orders: number };

const SITE = 'site-1';
const PRICE_RUPIAH = 25_000;
const SETTLE_MILLISECONDS = 30_000;
/** Sold beside each other every day. */
const PACKAGES = 20;
const ORDER_SPREAD_DAYS = 400;
const USAGE_HOURS = 25;
/** One order in so many is open, one is paid and not fulfilled. */
const OPEN_EVERY = 500;
const UNFULFILLED_EVERY = 5_000;
const OWING_EVERY = 100;
const PENDING_EVERY = 200;
const HELD_EVERY = 500;
const NAMES = [
  'Siti',
  'Budi',
  'Ayu',
  'Agus',
  'Dewi',
  'Joko',
  'Putri',
  'Rizki',
  'Made',
  'Wayan',
  'Nur',
  'Eko',
];
const FAMILIES = ['Lestari', 'Santoso', 'Wijaya', 'Rahma', 'Hidayat', 'Saputra', 'Utami', 'Nugroho'];

/** The number that the seed gives to subscriber `index`. */
export const phoneOf = (index: number): string => `+62812${String(10_000_000 + index)}`;

/** The id that the seed gives to subscriber or order `index`, as SQL and here. */
export const seedId = (kind: 'a' | 'b', index: number): string =>
  `${kind.repeat(8)}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
const idSql = (kind: 'a' | 'b', index: string): string =>
  `('${kind.repeat(8)}-0000-4000-8000-' || lpad(to_hex(${index}), 12, '0'))`;
/** As `phoneOf`. */
const phoneSql = (index: string): string => `('+62812' || (10000000 + ${index}))`;
const nameSql = (index: string): string =>
  `(array['${NAMES.join("','")}'])[1 + ${index} % ${NAMES.length}] || ' ' ||
   (array['${FAMILIES.join("','")}'])[1 + ${index} / 7 % ${FAMILIES.length}] || ' ' || ${index}`;

/**
 * Rows of one table, each made from one that is there (`o`) with some columns otherwise, whatever columns there are.
 * @param source which rows are multiplied, as SQL of `o`; absent: all that are there.
 */
const multiplied = (
  table: string,
  others: Readonly<Record<string, string>>,
  from: string,
  source = 'true',
): string => {
  const pairs = Object.entries(others).map(([column, sql]) => `'${column}', ${sql}`);
  const row = `jsonb_populate_record(null::${table}, to_jsonb(o) || jsonb_build_object(${pairs.join(', ')}))`;
  return `insert into ${table} select r.* from ${table} o, ${from}, lateral ${row} r where ${source}`;
};

/** One person who bought one package in cash, through the services. */
const firstSale = async (messenger: Messenger, db: Client): Promise<{ readonly orderId: string }> => {
  const operatorId = newId();
  const actor = `operator:${operatorId}`;
  const by = () => ({ commandId: newId(), actor });
  const { subscriberId } = await messenger.request(AuthOtp.method.createSubscriber, {
    ...by(),
    ...{ phone: '+628110000000', name: 'Bench', site: SITE, locale: 'id' },
  });
  const terms = { name: '1 GB', bytes: GB, days: 30, priceRupiah: PRICE_RUPIAH, active: true };
  const { packageId } = await messenger.request(Billing.method.createPackage, { ...by(), package: terms });
  await messenger.request(Billing.method.openDrawer, { ...by(), operatorId, site: SITE });
  const isThere = (sql: string, values: readonly string[] = []) =>
    eventually(async () => ((await db.query(sql, [...values])).rowCount ?? 0) > 0, SETTLE_MILLISECONDS);
  await isThere('select 1 from quota_ledger.quota_accounts where subscriber_id = $1', [subscriberId]);
  const { order } = await messenger.request(Billing.method.sellAtCounter, {
    ...by(),
    ...{ subscriberId, packageId, method: 'cash', paidRupiah: PRICE_RUPIAH, site: SITE },
    actorRole: 'super_admin',
  });
  await isThere(`select 1 from billing.orders where subscriber_id = $1 and state = 'fulfilled'`, [
    subscriberId,
  ]);
  await isThere('select 1 from notification.messages');
  await isThere('select 1 from billing.takings_days');
  return { orderId: order?.orderId ?? '' };
};

/** Fills the read models of every service. Streams and read models do not agree afterwards: for reading only. */
export const seedBusiness = async (messenger: Messenger, db: Client, size: Size): Promise<void> => {
  const { orderId } = await firstSale(messenger, db);
  for (const sql of [...subscribersSql(size), ...usageSql(size), ...ordersSql(size, orderId), 'analyze'])
    await db.query(sql);
};

const subscribersSql = ({ subscribers }: Size): readonly string[] => {
  const each = `generate_series(1, ${subscribers}) n`;
  const id = idSql('a', 'n');
  return [
    multiplied(
      'auth_otp.subscribers',
      {
        id,
        phone: phoneSql('n'),
        name: nameSql('n'),
        approval: `case when n % ${PENDING_EVERY} = 0 then 'pending' else 'approved' end`,
        fields: `jsonb_build_object('room', 'B-' || n, 'address', 'Jl. Melati ' || n % 300)`,
        created_at: `now() - n * interval '4 minutes'`,
      },
      each,
    ),
    `insert into auth_otp.devices (id, subscriber_id, mac, first_seen_at, last_seen_at, private_mac)
     select gen_random_uuid(), ${id}::uuid,
       'A8:00:' || regexp_replace(lpad(to_hex(n), 8, '0'), '(..)(..)(..)(..)', '\\1:\\2:\\3:\\4'), now(), now(), false
     from ${each}`,
    multiplied(
      'quota_ledger.quota_accounts',
      {
        subscriber_id: id,
        block: `2 + n / 64`,
        slot: `n % 64`,
        state: `case when n % ${OWING_EVERY} = 0 then jsonb_set(to_jsonb(o.state), '{debts}', jsonb_build_array(
          jsonb_build_object('debtId', gen_random_uuid(), 'sizeBytes', 1073741824, 'unpaidBytes', 1073741824,
            'unlimited', false, 'priceRupiah', 25000, 'givenAt', to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'dueAt', to_char(now() + (n % 30 - 10) * interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', 'bench')))
          else to_jsonb(o.state) end`,
        next_expiry_at: `now() + (n % 30) * interval '1 day'`,
      },
      each,
    ),
    multiplied('quota_ledger.statement_lines', { subscriber_id: id }, each),
  ];
};

const usageSql = ({ subscribers, usageRows }: Size): readonly string[] => {
  const perHour = Math.max(1, Math.round(usageRows / subscribers / USAGE_HOURS));
  const months = [0, 1].map((back) => {
    const start = `date_trunc('month', now()) - interval '${back} months'`;
    return `do $$ begin execute format('create table if not exists quota_ledger.%I partition of quota_ledger.usage_hours for values from (%L) to (%L)',
      'usage_hours_' || to_char(${start}, 'YYYY_MM'), ${start}, ${start} + interval '1 month'); end $$`;
  });
  return [
    ...months,
    `insert into quota_ledger.usage_hours (subscriber_id, hour, device_id, router_id, bytes_in, bytes_out, last_at, after_revision, burnt_bytes)
     select ${idSql('a', 'n')}::uuid, date_trunc('hour', now()) - h * interval '1 hour', 'device-' || d, 'router-1',
       1000000 + n, 9000000 + n, date_trunc('hour', now()) - h * interval '1 hour' + interval '50 minutes', 5, 10000000 + 2 * n
     from generate_series(1, ${subscribers}) n, generate_series(1, ${USAGE_HOURS}) h, generate_series(1, ${perHour}) d`,
    `insert into quota_ledger.anomalies (anomaly_id, subscriber_id, device_id, router_id, bytes, observed_at, seconds)
     select gen_random_uuid()::text, ${idSql('a', 'n')}::uuid, 'device-1', gen_random_uuid()::text, 5000000000, now() - n * interval '1 minute', 60
     from generate_series(${HELD_EVERY}, ${subscribers}, ${HELD_EVERY}) n`,
  ];
};

const ordersSql = ({ subscribers, orders }: Size, orderId: string): readonly string[] => {
  const each = `generate_series(1, ${orders}) n`;
  const id = idSql('b', 'n');
  const ofFirst = `o.order_id = '${orderId}'`;
  const buyer = idSql('a', `1 + n % ${subscribers}`);
  const at = `now() - n * interval '${Math.round((ORDER_SPREAD_DAYS * 86_400) / orders)} seconds'`;
  const state = `case when n % ${UNFULFILLED_EVERY} = 0 then 'paid' when n % ${OPEN_EVERY} = 0 and n < ${subscribers} then 'pending' else 'fulfilled' end`;
  return [
    multiplied(
      'billing.orders',
      {
        id,
        subscriber_id: buyer,
        state,
        placed_at: at,
        sale: `jsonb_set(jsonb_set(jsonb_set(o.sale, '{orderNumber}', to_jsonb('SRG-site-1-N' || n)), '{state}', to_jsonb(${state})),
          '{invoiceNumber}', to_jsonb('site-1/202611/' || n))`,
      },
      each,
      `o.id = '${orderId}'`,
    ),
    multiplied('billing.order_cash', { order_id: id }, each, ofFirst),
    multiplied(
      'billing.journal',
      { stream: `'sale-' || ${id}`, order_id: id, at, day: `(${at})::date` },
      each,
      ofFirst,
    ),
    multiplied(
      'billing.takings_days',
      { day: `(now() - d * interval '1 day')::date`, package_id: `'package-' || p` },
      `generate_series(1, ${ORDER_SPREAD_DAYS}) d, generate_series(1, ${PACKAGES}) p`,
    ),
    multiplied(
      'payment.payments',
      {
        order_id: id,
        order_number: `'SRG-site-1-N' || n`,
        subscriber_id: buyer,
        created_at: at,
        paid_at: at,
      },
      each,
      ofFirst,
    ),
    multiplied(
      'notification.messages',
      {
        id: 'gen_random_uuid()',
        command_id: `'bench-' || n`,
        to_phone: phoneSql(`n % ${subscribers}`),
        created_at: at,
      },
      `generate_series(1, ${subscribers}) n`,
    ),
  ];
};
