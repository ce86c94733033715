// Statements of the hot path: one round trip an append, whatever the number of streams (performance.md 2).

export const ENSURE_STREAMS = `
insert into event_streams (name) select unnest($1::text[]) on conflict (name) do nothing`;

/** @param first the number of the first parameter of the events. */
const stored = (first: number): string => `stored as (
  insert into events (stream_id, stream_position, type, data, metadata, event_id)
  select m.stream_id, m.before + e.at, e.type, e.data::json, e.metadata::json, e.event_id
  from unnest($${first}::int[], $${first + 1}::int[], $${first + 2}::text[], $${first + 3}::text[], $${first + 4}::text[],
    $${first + 5}::uuid[]) as e(ordinal, at, type, data, metadata, event_id)
  join moved m using (ordinal)
  order by e.ordinal, e.at
)`;

/** Streams whose version is not the expected one give no row: they alone are in conflict. */
export const APPEND = `
with wanted as (
  select * from unnest($1::int[], $2::text[], $3::int[], $4::int[]) as w(ordinal, name, expected, added)
), moved as (
  update event_streams s set version = s.version + w.added
  from wanted w
  where s.name = w.name and (w.expected = -2 or s.version = w.expected)
  returning w.ordinal, s.stream_id, s.version, s.version - w.added as before
), ${stored(5)}
select ordinal, version from moved`;

/** The same where every stream is expected to be new: it is made in the same statement. */
export const APPEND_NEW = `
with wanted as (
  select * from unnest($1::int[], $2::text[], $3::int[]) as w(ordinal, name, added)
), made as (
  insert into event_streams as s (name, version) select name, added - 1 from wanted order by name
  on conflict (name) do update set version = excluded.version where s.version = -1
  returning stream_id, name, version
), moved as (
  select w.ordinal, m.stream_id, m.version, -1 as before from made m join wanted w using (name)
), ${stored(4)}
select ordinal, version from moved`;

export const REVISIONS = 'select version from event_streams where name = $1';

const columns = (data = 'e.data'): string =>
  `e.era, e.transaction_id, e.global_position, e.stream_id, e.stream_position, e.type, ${data}, e.metadata, e.event_id, e.recorded_at::text`;

/**
 * Only below the oldest open transaction: a lower position may still commit behind a higher one. PostgreSQL counts
 * the transactions of every database of the server here.
 */
export const READ_ALL = `
select ${columns('case when $5::text[] is null or e.type = any($5) then e.data end')} from events e
where (e.era, e.transaction_id, e.global_position) > ($1::int, $2::xid8, $3::bigint)
  and (e.era < (select max(era) from event_eras) or e.transaction_id < pg_snapshot_xmin(pg_current_snapshot()))
order by e.era, e.transaction_id, e.global_position
limit $4`;

export const readStreamSql = (direction: 'forwards' | 'backwards'): string => `
select ${columns()} from events e
where e.stream_id = (select stream_id from event_streams where name = $1)
  and e.stream_position ${direction === 'forwards' ? '>=' : '<='} $2
order by e.stream_position ${direction === 'forwards' ? 'asc' : 'desc'}
limit $3`;

export const STREAM_NAMES = 'select stream_id, name from event_streams where stream_id = any($1::bigint[])';
