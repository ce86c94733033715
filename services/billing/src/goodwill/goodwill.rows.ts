// goodwill.rows.ts — the rows of goodwill, and of everybody who gets it.
import type { GoodwillState } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

export type GoodwillTerms = {
  /** One of both. */
  readonly site: string | null;
  readonly routerId: string | null;
  /** One of both: time on what runs, or bytes. */
  readonly extendSeconds: number;
  readonly bytes: number;
  /** Of bytes; 0: for ever. */
  readonly lastsSeconds: number;
  readonly reason: string;
  /** No message goes out. */
  readonly silent: boolean;
};
export type GoodwillRow = GoodwillTerms & {
  readonly id: string;
  readonly actor: string;
  readonly contentHash: string;
  readonly givenAt: Date;
  readonly waiting: number;
  readonly given: number;
  readonly skipped: number;
  /** Of those given: still to be written to. */
  readonly untold: number;
};

const COLUMNS = `g.id, g.site, g.router_id as "routerId", g.extend_seconds::float8 as "extendSeconds", g.bytes::float8 as bytes,
  g.lasts_seconds::float8 as "lastsSeconds", g.reason, g.silent, g.actor, g.content_hash as "contentHash", g.given_at as "givenAt",
  (select count(*)::int from goodwill_receivers r where r.goodwill_id = g.id and r.state = 'waiting') as waiting,
  (select count(*)::int from goodwill_receivers r where r.goodwill_id = g.id and r.state = 'given') as given,
  (select count(*)::int from goodwill_receivers r where r.goodwill_id = g.id and r.state = 'skipped') as skipped,
  (select count(*)::int from goodwill_receivers r where r.goodwill_id = g.id and r.state = 'given' and not r.told) as untold`;

/** @returns false where it is there already. */
export const insertGoodwill = async (
  on: Queryable,
  row: Omit<GoodwillRow, 'waiting' | 'given' | 'skipped' | 'untold'>,
  subscriberIds: readonly string[],
): Promise<boolean> => {
  const { rowCount } = await on.query(
    `insert into goodwills (id, site, router_id, extend_seconds, bytes, lasts_seconds, reason, silent, actor, content_hash, given_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
    [
      ...[row.id, row.site, row.routerId, row.extendSeconds, row.bytes, row.lastsSeconds],
      ...[row.reason, row.silent, row.actor, row.contentHash, row.givenAt],
    ],
  );
  if (rowCount !== 1) return false;
  await on.query(
    'insert into goodwill_receivers (goodwill_id, subscriber_id, told) select $1, id, $3 from unnest($2::uuid[]) as s(id)',
    [row.id, subscriberIds, row.silent],
  );
  return true;
};

export const findGoodwill = async (on: Queryable, id: string): Promise<GoodwillRow | null> => {
  const { rows } = await on.query<GoodwillRow>(`select ${COLUMNS} from goodwills g where g.id = $1`, [id]);
  return rows[0] ?? null;
};

/** Until the transaction ends, nobody else gives anything to this place. */
export const lockGoodwillPlace = async (
  on: Queryable,
  { site, routerId }: Pick<GoodwillTerms, 'site' | 'routerId'>,
): Promise<void> => {
  await on.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `goodwill ${routerId ?? ''} ${site ?? ''}`,
  ]);
};

/** Of the same place, newest first. */
export const listRecentGoodwill = async (
  on: Queryable,
  { site, routerId }: Pick<GoodwillTerms, 'site' | 'routerId'>,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<readonly GoodwillRow[]> => {
  const { rows } = await on.query<GoodwillRow>(
    `select ${COLUMNS} from goodwills g where g.given_at > $3
       and g.site is not distinct from $1 and g.router_id is not distinct from $2
     order by g.given_at desc, g.id desc limit $4`,
    [site, routerId, since, limit],
  );
  return rows;
};

/** Newest first. */
export const listGoodwill = async (
  on: Queryable,
  after: { readonly at: string; readonly id: string },
  limit: number,
): Promise<readonly GoodwillRow[]> => {
  const { rows } = await on.query<GoodwillRow>(
    `select ${COLUMNS} from goodwills g where (g.given_at, g.id::text) < ($1::timestamptz, $2)
     order by g.given_at desc, g.id::text desc limit $3`,
    [after.at, after.id, limit],
  );
  return rows;
};

type ReceiverRow = {
  readonly subscriberId: string;
  readonly state: GoodwillState;
  readonly refusal: string | null;
};

export const listReceivers = async (
  on: Queryable,
  goodwillId: string,
  of: { readonly state: string; readonly afterId: string; readonly limit: number },
): Promise<readonly ReceiverRow[]> => {
  const { rows } = await on.query<ReceiverRow>(
    `select subscriber_id as "subscriberId", state, refusal from goodwill_receivers
     where goodwill_id = $1 and ($2 = '' or state = $2) and ($3 = '' or subscriber_id > $3::uuid)
     order by subscriber_id limit $4`,
    [goodwillId, of.state, of.afterId, of.limit],
  );
  return rows;
};

export const findWaiting = async (
  on: Queryable,
  goodwillId: string,
  limit: number,
): Promise<readonly string[]> =>
  (await listReceivers(on, goodwillId, { state: 'waiting', afterId: '', limit })).map(
    (row) => row.subscriberId,
  );

export const findUntold = async (
  on: Queryable,
  goodwillId: string,
  limit: number,
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ subscriber_id: string }>(
    `select subscriber_id from goodwill_receivers where goodwill_id = $1 and state = 'given' and not told
     order by subscriber_id limit $2`,
    [goodwillId, limit],
  );
  return rows.map((row) => row.subscriber_id);
};

export const saveReceiver = async (
  on: Queryable,
  goodwillId: string,
  subscriberId: string,
  refusal: string | null,
): Promise<void> => {
  await on.query(
    'update goodwill_receivers set state = $3, refusal = $4 where goodwill_id = $1 and subscriber_id = $2',
    [goodwillId, subscriberId, refusal === null ? 'given' : 'skipped', refusal],
  );
};

export const saveTold = async (on: Queryable, goodwillId: string, subscriberId: string): Promise<void> => {
  await on.query('update goodwill_receivers set told = true where goodwill_id = $1 and subscriber_id = $2', [
    goodwillId,
    subscriberId,
  ]);
};
