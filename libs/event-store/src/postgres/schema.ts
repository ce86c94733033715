import type { Pool, PoolClient } from 'pg';

/**
 * Tables of the event store inside a service's schema. `(era, transaction_id, global_position)` is the one order
 * that never skips (architecture.md, "The event store"); `recorded_at` and ids are for people.
 */
const TABLES = `
create table if not exists event_eras (
  era int primary key,
  system_identifier text not null,
  opened_at timestamptz not null default now()
);
create table if not exists event_streams (
  stream_id bigint generated always as identity primary key,
  name text not null unique,
  version int not null default -1
) with (fillfactor = 50);
create table if not exists events (
  era int not null,
  transaction_id xid8 not null default pg_current_xact_id(),
  global_position bigint generated always as identity,
  stream_id bigint not null,
  stream_position int not null,
  type text not null,
  data json not null,
  metadata json,
  event_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (era, transaction_id, global_position),
  unique (stream_id, stream_position)
);
-- A router's event is some KB: lz4 costs a tenth of the default's time. A server built without it keeps its own way.
do $$ begin
  if exists (select 1 from pg_attribute where attrelid = 'events'::regclass and attname = 'data' and attcompression = '') then
    alter table events alter column data set compression lz4;
  end if;
exception when feature_not_supported then null;
end $$;
`;

const CURRENT_ERA = `
select era, system_identifier = (select system_identifier::text from pg_control_system()) as same_cluster,
  coalesce((select max(transaction_id) from events where events.era = event_eras.era) >= pg_current_xact_id(), false)
    as ahead_of_cluster
from event_eras order by era desc limit 1`;

/**
 * Creates the tables and opens a new era when this database was restored into another cluster, whose transaction
 * ids started again: without it, new events would sort before old ones and no reader would ever see them.
 * @returns the era that appends now belong to.
 */
export const prepareEventStore = async (pool: Pool): Promise<number> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('saring-event-store'))`);
    await client.query(TABLES);
    const era = await currentEra(client);
    await client.query(`alter table events alter column era set default ${era}`);
    await client.query('commit');
    return era;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
};

const currentEra = async (client: PoolClient): Promise<number> => {
  const { rows } = await client.query<{ era: number; same_cluster: boolean; ahead_of_cluster: boolean }>(
    CURRENT_ERA,
  );
  const last = rows[0];
  if (last?.same_cluster && !last.ahead_of_cluster) return last.era;
  const era = (last?.era ?? 0) + 1;
  await client.query(
    'insert into event_eras (era, system_identifier) select $1, system_identifier::text from pg_control_system()',
    [era],
  );
  return era;
};
