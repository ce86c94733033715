// line-usage.rows.ts — what lines moved, by hour, with how far each meter of lines is folded.
import type { Queryable } from '@saring/service-kit';
import type { LineGrowth } from '../domain/line-usage';

/** What one event brings to one line. */
export type LineEntry = LineGrowth & {
  readonly lineId: string;
  readonly routerId: string;
  readonly boot: string;
  /** The full hour of the observation. */
  readonly hour: string;
};

/** The last event of each meter that the rows know, kept from others until the transaction ends. */
export const lockMeters = async (
  on: Queryable,
  streams: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  await on.query(
    `insert into line_meters (stream, revision) select *, -1 from unnest($1::text[])
     on conflict (stream) do nothing`,
    [streams],
  );
  const { rows } = await on.query<{ stream: string; revision: number }>(
    'select stream, revision from line_meters where stream = any($1) order by stream for update',
    [streams],
  );
  return new Map(rows.map(({ stream, revision }) => [stream, revision]));
};

export const saveMeter = async (on: Queryable, stream: string, revision: number): Promise<void> => {
  await on.query('update line_meters set revision = $2 where stream = $1', [stream, revision]);
};

/** Writes what many events bring, in their order, by a few statements. */
export const addEntries = async (on: Queryable, entries: readonly LineEntry[]): Promise<void> => {
  const boots = await bootsOf(on, entries);
  const moved = new Map<string, boolean>();
  const hours = new Map<string, LineGrowth & { lineId: string; hour: string; reboots: number }>();
  for (const { lineId, routerId, boot, hour, ...growth } of entries) {
    const row = hours.get(`${lineId} ${hour}`) ?? { lineId, hour, ...NOTHING };
    hours.set(`${lineId} ${hour}`, row);
    row.uploadBytes += growth.uploadBytes;
    row.downloadBytes += growth.downloadBytes;
    row.uncountedBytes += growth.uncountedBytes;
    row.sessions += growth.sessions;
    if (growth.sessions === 0) continue;
    // A new session in another boot than the line was last in: the one before ended with the router.
    const key = `${lineId} ${routerId}`;
    const before = boots.get(key);
    if (before !== undefined && before !== boot) row.reboots += 1;
    boots.set(key, boot);
    moved.set(key, true);
  }
  await saveBoots(
    on,
    [...moved.keys()].map((key) => [...key.split(' '), boots.get(key) ?? '']),
  );
  await saveHours(on, [...hours.values()]);
};

const NOTHING = { uploadBytes: 0, downloadBytes: 0, uncountedBytes: 0, sessions: 0, reboots: 0 };

/** By line and router: the boot of its last session. */
const bootsOf = async (on: Queryable, entries: readonly LineEntry[]): Promise<Map<string, string>> => {
  const lineIds = [...new Set(entries.flatMap(({ lineId, sessions }) => (sessions > 0 ? lineId : [])))];
  if (lineIds.length === 0) return new Map();
  const { rows } = await on.query<{ line_id: string; router_id: string; boot: string }>(
    'select line_id, router_id, boot from line_boots where line_id = any($1)',
    [lineIds],
  );
  return new Map(rows.map(({ line_id, router_id, boot }) => [`${line_id} ${router_id}`, boot]));
};

const saveBoots = async (on: Queryable, rows: readonly (readonly string[])[]): Promise<void> => {
  if (rows.length === 0) return;
  await on.query(
    `insert into line_boots (line_id, router_id, boot) select * from unnest($1::uuid[], $2::text[], $3::text[])
     on conflict (line_id, router_id) do update set boot = excluded.boot`,
    [rows.map(([lineId]) => lineId), rows.map(([, routerId]) => routerId), rows.map(([, , boot]) => boot)],
  );
};

type HourRow = LineGrowth & { readonly lineId: string; readonly hour: string; readonly reboots: number };

const saveHours = async (on: Queryable, rows: readonly HourRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await on.query(
    `insert into line_usage as held
       (line_id, hour, upload_bytes, download_bytes, uncounted_bytes, sessions, reboots)
     select * from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::bigint[], $6::int[], $7::int[])
     on conflict (line_id, hour) do update set upload_bytes = held.upload_bytes + excluded.upload_bytes,
       download_bytes = held.download_bytes + excluded.download_bytes,
       uncounted_bytes = held.uncounted_bytes + excluded.uncounted_bytes,
       sessions = held.sessions + excluded.sessions, reboots = held.reboots + excluded.reboots`,
    [
      ...[rows.map(({ lineId }) => lineId), rows.map(({ hour }) => hour)],
      ...[rows.map(({ uploadBytes }) => uploadBytes), rows.map(({ downloadBytes }) => downloadBytes)],
      ...[rows.map(({ uncountedBytes }) => uncountedBytes), rows.map(({ sessions }) => sessions)],
      rows.map(({ reboots }) => reboots),
    ],
  );
};

type Figures = {
  readonly upload: number;
  readonly download: number;
  readonly uncounted: number;
  readonly sessions: number;
  readonly reboots: number;
};
const FIGURES = `coalesce(sum(upload_bytes), 0)::float8 as upload, coalesce(sum(download_bytes), 0)::float8 as download,
  coalesce(sum(uncounted_bytes), 0)::float8 as uncounted, coalesce(sum(sessions), 0)::int as sessions,
  coalesce(sum(reboots), 0)::int as reboots`;

/** By local day, days without anything left out. @param toDate the last day. */
export const usageByDay = async (
  on: Queryable,
  of: {
    readonly lineId: string;
    readonly fromDate: string;
    readonly toDate: string;
    readonly timeZone: string;
  },
): Promise<readonly (Figures & { readonly day: string })[]> => {
  const { rows } = await on.query<Figures & { day: string }>(
    `select to_char(hour at time zone $4, 'YYYY-MM-DD') as day, ${FIGURES} from line_usage
     where line_id = $1 and hour >= ($2::date::timestamp at time zone $4)
       and hour < (($3::date + 1)::timestamp at time zone $4)
     group by 1 order by 1`,
    [of.lineId, of.fromDate, of.toDate, of.timeZone],
  );
  return rows;
};

/** Of each line since its own moment, a full hour. */
export const usageSince = async (
  on: Queryable,
  lines: readonly { readonly lineId: string; readonly since: string }[],
): Promise<readonly (Figures & { readonly lineId: string })[]> => {
  const { rows } = await on.query<Figures & { line_id: string }>(
    `select asked.line_id, ${FIGURES}
     from unnest($1::uuid[], $2::timestamptz[]) as asked (line_id, since)
     left join line_usage u on u.line_id = asked.line_id and u.hour >= asked.since
     group by 1`,
    [lines.map(({ lineId }) => lineId), lines.map(({ since }) => since)],
  );
  return rows.map(({ line_id: lineId, ...figures }) => ({ lineId, ...figures }));
};
