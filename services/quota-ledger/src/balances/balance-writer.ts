// balance-writer.ts — writes a folded batch with its checkpoint in one transaction.
import type { Position } from '@saring/event-sourcing';
import { storableText } from '@saring/kernel';
import { inTransaction } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { nextExpiryOf, stateOf } from './account-row';
import { nextTurnOf } from '../domain/account-turns';
import type { AccountEntry } from './usage-block';
import type { BalanceBatch } from './balance-batch';
import { writePurchases } from './purchase-rows';
import { writeQuotaRequests } from '../quota-requests/quota-request-rows';
import { writeRouterBooks } from '../router-books/router-book-sums';
import { encodeBlocks, type UsageBlock } from './usage-block';

/** The name of this projection's place in the store. */
export const BALANCES = 'balances';
const BLOCKS_A_STATEMENT = 512;
const ACCOUNTS_A_TRANSACTION = 5_000;

/** Someone else moved the projection: what this process holds in memory is not what the rows say. */
class LostPlaceError extends Error {
  constructor() {
    super('another projector moved the balances on; starting again from their checkpoint');
    this.name = 'LostPlaceError';
  }
}

/** Rows that stand for an account as it is now, whatever made it so: written again with each batch, or once for many. */
export type AccountRows = Pick<BalanceBatch, 'changed' | 'blocks'>;

/**
 * @param deferred takes the rows of accounts, which are then the caller's to write; absent: they are written, too.
 * @throws LostPlaceError when the checkpoint is not where this process left it.
 */
export const writeBatch = async (
  pool: Pool,
  batch: BalanceBatch,
  {
    from,
    to,
    deferred,
  }: { readonly from: Position | null; readonly to: Position; readonly deferred?: AccountRows },
): Promise<void> => {
  await inTransaction(pool, async (client) => {
    await moveCheckpoint(client, from, to);
    if (deferred) defer(batch, deferred);
    else {
      await writeAccounts(client, [...batch.changed]);
      await writeBlocks(client, [...batch.blocks]);
    }
    await writeStatement(client, batch);
    await writeHours(client, batch);
    await writeAnomalies(client, batch);
    await writeCommands(client, batch);
    await writePurchases(client, batch.purchases);
    await writeQuotaRequests(client, batch.quotaRequests);
    await writeRouterBooks(client, batch.books);
  });
};

const defer = ({ changed, blocks }: BalanceBatch, deferred: AccountRows): void => {
  for (const entry of changed) deferred.changed.add(entry);
  for (const block of blocks) deferred.blocks.add(block);
};

/** Writes rows that were deferred, and forgets them. */
export const writeDeferred = async (pool: Pool, deferred: AccountRows): Promise<void> => {
  const changed = [...deferred.changed];
  for (let start = 0; start < changed.length; start += ACCOUNTS_A_TRANSACTION)
    await inTransaction(pool, (client) =>
      writeAccounts(client, changed.slice(start, start + ACCOUNTS_A_TRANSACTION)),
    );
  await inTransaction(pool, (client) => writeBlocks(client, [...deferred.blocks]));
  deferred.changed.clear();
  deferred.blocks.clear();
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

const UPSERT = `
insert into quota_accounts (subscriber_id, block, slot, usage_keys, own_revision, state, held, status, status_revision,
  status_at, next_expiry_at, last_line_at, next_turn_at)
select id, block, slot, array(select json_array_elements_text(usage_keys::json)), own_revision, state::json, held::json,
  status, status_revision, status_at, next_expiry, last_line_at, next_turn
from unnest($1::uuid[], $2::int[], $3::smallint[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::int[],
  $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[])
  as i(id, block, slot, usage_keys, own_revision, state, held, status, status_revision, status_at, next_expiry, last_line_at, next_turn)
on conflict (subscriber_id) do update set block = excluded.block, slot = excluded.slot, usage_keys = excluded.usage_keys,
  own_revision = excluded.own_revision, state = excluded.state, held = excluded.held, status = excluded.status,
  status_revision = excluded.status_revision, status_at = excluded.status_at, next_expiry_at = excluded.next_expiry_at,
  last_line_at = excluded.last_line_at, next_turn_at = excluded.next_turn_at`;

const writeAccounts = async (client: PoolClient, entries: readonly AccountEntry[]): Promise<void> => {
  if (entries.length === 0) return;
  const values = [
    entries.map((entry) => entry.subscriberId),
    entries.map((entry) => entry.block?.number ?? null),
    entries.map((entry) => entry.slot),
    entries.map(({ keys }) => JSON.stringify(keys.map(({ device, router }) => `${device}|${router}`))),
    entries.map((entry) => entry.ownRevision),
    entries.map(stateOf),
    entries.map((entry) => (entry.account.held.length > 0 ? JSON.stringify(entry.account.held) : null)),
    entries.map((entry) => entry.account.access?.status ?? null),
    entries.map((entry) => entry.statusRevision),
    entries.map((entry) => entry.account.access?.at ?? null),
    entries.map(nextExpiryOf),
    entries.map(({ lastLineAt }) => (lastLineAt > 0 ? new Date(lastLineAt).toISOString() : null)),
    entries.map(({ account }) => nextTurnOf(account, account.access?.at ?? '')),
  ];
  await client.query({ name: 'upsert-accounts', text: UPSERT, values });
};

const UPSERT_BLOCKS = `
insert into usage_blocks (block, router_id, members, data)
select block, router_id, members, substring($4::bytea from first for size)
from unnest($1::int[], $2::text[], $3::smallint[], $5::int[], $6::int[]) as i(block, router_id, members, first, size)
on conflict (block) do update set router_id = excluded.router_id, members = excluded.members, data = excluded.data`;

const writeBlocks = async (client: PoolClient, all: readonly UsageBlock[]): Promise<void> => {
  for (let start = 0; start < all.length; start += BLOCKS_A_STATEMENT) {
    const blocks = all.slice(start, start + BLOCKS_A_STATEMENT);
    const { data, firsts, sizes } = encodeBlocks(blocks);
    await client.query({
      name: 'upsert-blocks',
      text: UPSERT_BLOCKS,
      values: [
        blocks.map((block) => block.number),
        blocks.map((block) => block.routerId),
        blocks.map((block) => block.members),
        data,
        firsts,
        sizes,
      ],
    });
  }
};

/**
 * Commands keep sums exact (account-limits.ts). An event of before they did must not stop everybody's balances: what
 * no row can hold is shown as the most that one can.
 */
const exactBytes = (bytes: number): number =>
  Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, bytes));

const writeStatement = async (client: PoolClient, { statement }: BalanceBatch): Promise<void> => {
  if (statement.length === 0) return;
  await client.query({
    text: `insert into statement_lines (subscriber_id, revision, line, at, cause, amount_bytes, balance_after_bytes, reason, source, amount_rupiah,
        online_seconds, online_seconds_after, valid_hours)
      select * from unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[], $5::text[], $6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::bigint[],
        $11::int[], $12::int[], $13::text[])`,
    values: [
      statement.map((row) => row.subscriberId),
      statement.map((row) => row.revision),
      statement.map((row) => row.line),
      statement.map((row) => row.at),
      statement.map((row) => row.cause),
      statement.map((row) => exactBytes(row.amountBytes)),
      statement.map((row) => exactBytes(row.balanceAfterBytes)),
      statement.map(({ reason }) => reason && storableText(reason)),
      statement.map((row) => row.source),
      statement.map((row) => row.amountRupiah),
      statement.map((row) => row.onlineSeconds),
      statement.map((row) => row.onlineSecondsAfter),
      statement.map((row) => row.validHours),
    ],
  });
};

const writeHours = async (client: PoolClient, { hours }: BalanceBatch): Promise<void> => {
  if (hours.size === 0) return;
  const rows = [...hours.values()];
  await client.query({
    text: `insert into usage_hours as u (subscriber_id, hour, device_id, router_id, after_revision, bytes_in, bytes_out, burnt_bytes, last_at, online_seconds)
      select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::bigint[], $9::timestamptz[], $10::int[])
      on conflict (subscriber_id, hour, device_id, router_id, after_revision) do update set bytes_in = u.bytes_in + excluded.bytes_in,
        bytes_out = u.bytes_out + excluded.bytes_out, burnt_bytes = u.burnt_bytes + excluded.burnt_bytes,
        last_at = excluded.last_at, online_seconds = u.online_seconds + excluded.online_seconds`,
    values: [
      rows.map((row) => row.subscriberId),
      rows.map((row) => row.hour),
      rows.map((row) => row.deviceId),
      rows.map((row) => row.routerId),
      rows.map((row) => row.afterRevision),
      rows.map((row) => exactBytes(row.bytesIn)),
      rows.map((row) => exactBytes(row.bytesOut)),
      rows.map((row) => exactBytes(row.burntBytes)),
      rows.map((row) => row.lastAt),
      rows.map((row) => row.onlineSeconds),
    ],
  });
};

const writeAnomalies = async (client: PoolClient, batch: BalanceBatch): Promise<void> => {
  for (const row of batch.anomalies)
    await client.query(
      `insert into anomalies (anomaly_id, subscriber_id, device_id, router_id, bytes, observed_at, seconds, carried_bytes) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.anomalyId,
        row.subscriberId,
        row.deviceId,
        row.routerId,
        row.bytes,
        row.observedAt,
        Math.round(row.seconds),
        row.carriedBytes,
      ],
    );
  for (const { anomalyId, state, at } of batch.decidedAnomalies)
    await client.query(
      `update anomalies set state = $2, decided_at = $3 where anomaly_id = $1 and state = 'open'`,
      [anomalyId, state, at],
    );
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
