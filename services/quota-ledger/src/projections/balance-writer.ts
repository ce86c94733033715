// balance-writer.ts — writes a folded batch with its checkpoint in one transaction.
import type { Position } from '@saring/event-sourcing';
import type { Pool, PoolClient } from 'pg';
import { leftOf, nextExpiryOf, stateOf, type AccountEntry } from './account-row';
import type { BalanceBatch } from './balance-batch';

/** The name of this projection's place in the store. */
export const BALANCES = 'balances';

/** Someone else moved the projection: what this process holds in memory is not what the rows say. */
export class LostPlaceError extends Error {
  constructor() {
    super('another projector moved the balances on; starting again from their checkpoint');
    this.name = 'LostPlaceError';
  }
}

/** @throws LostPlaceError when the checkpoint is not where this process left it. */
export const writeBatch = async (
  pool: Pool,
  batch: BalanceBatch,
  from: Position | null,
  to: Position,
): Promise<void> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await moveCheckpoint(client, from, to);
    await writeAccounts(client, batch);
    await writeStatement(client, batch);
    await writeHours(client, batch);
    await writeAnomalies(client, batch);
    await writeCommands(client, batch);
    await client.query('commit');
    client.release();
  } catch (error) {
    // A connection that cannot even roll back is thrown away; released once either way.
    const isBroken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(isBroken);
    throw error;
  }
  for (const entry of batch.touched) entry.stored = true;
};

const moveCheckpoint = async (client: PoolClient, from: Position | null, to: Position): Promise<void> => {
  const { rowCount } =
    from === null
      ? await client.query(
          'insert into checkpoints (name, position) values ($1, $2) on conflict do nothing',
          [BALANCES, to],
        )
      : await client.query(
          'update checkpoints set position = $3, updated_at = now() where name = $1 and position = $2',
          [BALANCES, from, to],
        );
  if (rowCount !== 1) throw new LostPlaceError();
};

const UPDATE_USAGE = `
update quota_accounts a
set left_bytes = i.left_bytes::bigint[], used_bytes = i.used, auto_debt_bytes = i.debt, open_hour = i.open_hour::json
from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::text[]) as i(id, left_bytes, used, debt, open_hour)
where a.subscriber_id = i.id`;

const UPSERT = `
insert into quota_accounts (subscriber_id, left_bytes, used_bytes, auto_debt_bytes, open_hour, own_revision, state, held,
  status, status_revision, status_at, next_expiry_at)
select id, left_bytes::bigint[], used, debt, open_hour::json, own_revision, state::json, held::json, status, status_revision, status_at, next_expiry
from unnest($1::uuid[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::int[], $7::text[], $8::text[], $9::text[], $10::int[],
  $11::timestamptz[], $12::timestamptz[])
  as i(id, left_bytes, used, debt, open_hour, own_revision, state, held, status, status_revision, status_at, next_expiry)
on conflict (subscriber_id) do update set left_bytes = excluded.left_bytes, used_bytes = excluded.used_bytes,
  auto_debt_bytes = excluded.auto_debt_bytes, open_hour = excluded.open_hour, own_revision = excluded.own_revision,
  state = excluded.state, held = excluded.held, status = excluded.status, status_revision = excluded.status_revision,
  status_at = excluded.status_at, next_expiry_at = excluded.next_expiry_at`;

const usageColumns = (entries: readonly AccountEntry[]) => [
  entries.map((entry) => entry.subscriberId),
  entries.map(leftOf),
  entries.map((entry) => entry.account.usedBytes),
  entries.map((entry) => entry.account.autoDebtBytes),
  entries.map((entry) => (entry.openHour ? JSON.stringify(entry.openHour) : null)),
];

const writeAccounts = async (client: PoolClient, batch: BalanceBatch): Promise<void> => {
  const whole: AccountEntry[] = [];
  const usageOnly: AccountEntry[] = [];
  for (const entry of batch.touched)
    (entry.stored && !batch.changed.has(entry) ? usageOnly : whole).push(entry);
  if (usageOnly.length > 0)
    await client.query({ name: 'update-usage', text: UPDATE_USAGE, values: usageColumns(usageOnly) });
  if (whole.length === 0) return;
  const values = [
    ...usageColumns(whole),
    whole.map((entry) => entry.ownRevision),
    whole.map(stateOf),
    whole.map((entry) => (entry.account.held.length > 0 ? JSON.stringify(entry.account.held) : null)),
    whole.map((entry) => entry.account.access?.status ?? null),
    whole.map((entry) => entry.statusRevision),
    whole.map((entry) => entry.account.access?.at ?? null),
    whole.map(nextExpiryOf),
  ];
  await client.query({ name: 'upsert-accounts', text: UPSERT, values });
};

const writeStatement = async (client: PoolClient, { statement }: BalanceBatch): Promise<void> => {
  if (statement.length === 0) return;
  await client.query({
    text: `insert into statement_lines (subscriber_id, revision, line, at, cause, amount_bytes, balance_after_bytes, reason, source)
      select * from unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::text[])`,
    values: [
      statement.map((row) => row.subscriberId),
      statement.map((row) => row.revision),
      statement.map((row) => row.line),
      statement.map((row) => row.at),
      statement.map((row) => row.cause),
      statement.map((row) => row.amountBytes),
      statement.map((row) => row.balanceAfterBytes),
      statement.map((row) => row.reason),
      statement.map((row) => row.source),
    ],
  });
};

const writeHours = async (client: PoolClient, { hours }: BalanceBatch): Promise<void> => {
  if (hours.size === 0) return;
  const rows = [...hours.values()];
  await client.query({
    text: `insert into usage_hours as u (subscriber_id, hour, device_id, router_id, bytes_in, bytes_out, balance_after_bytes, last_at)
      select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[], $8::timestamptz[])
      on conflict (subscriber_id, hour, device_id, router_id) do update set bytes_in = u.bytes_in + excluded.bytes_in,
        bytes_out = u.bytes_out + excluded.bytes_out, balance_after_bytes = excluded.balance_after_bytes, last_at = excluded.last_at`,
    values: [
      rows.map((row) => row.subscriberId),
      rows.map((row) => row.hour),
      rows.map((row) => row.deviceId),
      rows.map((row) => row.routerId),
      rows.map((row) => row.bytesIn),
      rows.map((row) => row.bytesOut),
      rows.map((row) => row.balanceAfterBytes),
      rows.map((row) => row.lastAt),
    ],
  });
};

const writeAnomalies = async (client: PoolClient, batch: BalanceBatch): Promise<void> => {
  for (const row of batch.anomalies)
    await client.query(
      `insert into anomalies (anomaly_id, subscriber_id, device_id, router_id, bytes, observed_at, seconds) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        row.anomalyId,
        row.subscriberId,
        row.deviceId,
        row.routerId,
        row.bytes,
        row.observedAt,
        Math.round(row.seconds),
      ],
    );
  for (const { anomalyId, state, at } of batch.decidedAnomalies)
    await client.query('update anomalies set state = $2, decided_at = $3 where anomaly_id = $1', [
      anomalyId,
      state,
      at,
    ]);
  for (const { subscriberId, at } of batch.resetSubscribers)
    await client.query(
      `update anomalies set state = 'rejected', decided_at = $2 where subscriber_id = $1 and state = 'open' and observed_at <= $2`,
      [subscriberId, at],
    );
};

const writeCommands = async (client: PoolClient, { commands }: BalanceBatch): Promise<void> => {
  if (commands.length === 0) return;
  await client.query({
    text: `insert into handled_commands (command_id, subscriber_id, content_hash, revision)
      select * from unnest($1::text[], $2::uuid[], $3::text[], $4::int[])
      on conflict (command_id) do nothing`,
    values: [
      commands.map((row) => row.commandId),
      commands.map((row) => row.subscriberId),
      commands.map((row) => row.contentHash),
      commands.map((row) => row.revision),
    ],
  });
};
