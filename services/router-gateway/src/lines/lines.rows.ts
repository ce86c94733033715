// lines.rows.ts — lines as lists and routers ask for them, with their passwords sealed.
import type { LineState } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { Line } from '../domain/line';
import type { LineQuota } from '../domain/line-quota';
import type { LineTerms } from '../domain/line-terms';

export type LineRow = {
  readonly line_id: string;
  readonly subscriber_id: string;
  readonly router_id: string;
  readonly username: string;
  readonly state: LineState;
  readonly suspended_by_hand: boolean;
  readonly held_for_bill: boolean;
  readonly terms: LineTerms;
  /** In force. */
  readonly quota: LineQuota | null;
  readonly package_quota: LineQuota | null;
  readonly is_quota_by_hand: boolean;
  /** The first day of the period whose quota is used up; empty: none is. */
  readonly used_up_in: string;
  readonly is_adopted: boolean;
  readonly former_comment: string;
  /** It was let go, and its secret stays on the router. */
  readonly is_released: boolean;
  readonly password_version: number;
  /** Null: the router's own. */
  readonly password: Buffer | null;
};

const SELECT = `select l.line_id, l.subscriber_id, l.router_id, l.username, l.state, l.suspended_by_hand,
  l.held_for_bill, l.quota, l.package_quota, l.is_quota_by_hand, l.former_comment, l.is_released, l.used_up_in, l.terms, l.is_adopted,
  l.password_version, p.password from lines l left join line_passwords p using (line_id)`;
/** A removed line is remembered so long: a router that was away must still lose it. */
const REMEMBERED = "(l.state <> 'removed' or l.changed_at > now() - interval '30 days')";

export const saveLine = async (on: Queryable, lineId: string, line: Line): Promise<void> => {
  await noteDeparture(on, lineId, line.routerId);
  await on.query(
    `insert into lines (line_id, subscriber_id, router_id, username, state, terms, is_adopted, password_version,
       suspended_by_hand, held_for_bill, quota, used_up_in, package_quota, is_quota_by_hand,
       former_comment, is_released)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     on conflict (line_id) do update set state = excluded.state, terms = excluded.terms,
       router_id = excluded.router_id, username = excluded.username, is_adopted = excluded.is_adopted,
       suspended_by_hand = excluded.suspended_by_hand, held_for_bill = excluded.held_for_bill,
       quota = excluded.quota, used_up_in = excluded.used_up_in,
       package_quota = excluded.package_quota, is_quota_by_hand = excluded.is_quota_by_hand,
       former_comment = excluded.former_comment, is_released = excluded.is_released,
       password_version = excluded.password_version, changed_at = now()`,
    [
      ...[lineId, line.subscriberId, line.routerId, line.username, line.state, JSON.stringify(line.terms)],
      ...[line.isAdopted, line.passwordVersion, line.isSuspendedByHand, line.isHeldForBill],
      ...[line.quota && JSON.stringify(line.quota), line.usedUpIn],
      ...[line.packageQuota && JSON.stringify(line.packageQuota), line.isQuotaByHand],
      ...[line.formerComment, line.isReleased],
    ],
  );
  if (line.state === 'removed') await on.query('delete from line_passwords where line_id = $1', [lineId]);
};

/** Before a row says another router: the one that it says now is to lose the line. One that it comes back to is not. */
const noteDeparture = async (on: Queryable, lineId: string, routerId: string): Promise<void> => {
  await on.query(
    `insert into line_departures (line_id, router_id, username)
     select line_id, router_id, username from lines where line_id = $1 and router_id <> $2
     on conflict (line_id, router_id) do update set username = excluded.username, left_at = now()`,
    [lineId, routerId],
  );
  await on.query('delete from line_departures where line_id = $1 and router_id = $2', [lineId, routerId]);
};

/** Lines that left a router not long ago. */
export const listDeparted = async (
  on: Queryable,
  routerId: string,
): Promise<readonly { readonly lineId: string; readonly username: string }[]> => {
  const { rows } = await on.query<{ line_id: string; username: string }>(
    `select line_id, username from line_departures
     where router_id = $1 and left_at > now() - interval '30 days' order by line_id`,
    [routerId],
  );
  return rows.map(({ line_id: lineId, username }) => ({ lineId, username }));
};

export const savePassword = async (on: Queryable, lineId: string, sealed: Buffer): Promise<void> => {
  await on.query(
    `insert into line_passwords (line_id, password) values ($1, $2)
     on conflict (line_id) do update set password = excluded.password`,
    [lineId, sealed],
  );
};

export const findLine = async (on: Queryable, lineId: string): Promise<LineRow | undefined> => {
  const { rows } = await on.query<LineRow>(`${SELECT} where l.line_id = $1`, [lineId]);
  return rows[0];
};

/** Whether a name is a line's on a router already. */
export const isNameTaken = async (on: Queryable, routerId: string, username: string): Promise<boolean> => {
  const { rowCount } = await on.query(
    "select 1 from lines where router_id = $1 and username = $2 and state <> 'removed'",
    [routerId, username],
  );
  return (rowCount ?? 0) > 0;
};

/** @param butFor the line whose own it may be. */
export const isAddressTaken = async (
  on: Queryable,
  routerId: string,
  address: string,
  butFor: string,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    `select 1 from lines where router_id = $1 and terms->>'address' = $2 and line_id <> $3 and state <> 'removed'`,
    [routerId, address, butFor],
  );
  return (rowCount ?? 0) > 0;
};

export const countLinesOn = async (on: Queryable, routerId: string): Promise<number> => {
  const { rows } = await on.query<{ count: number }>(
    "select count(*)::int as count from lines where router_id = $1 and state <> 'removed'",
    [routerId],
  );
  return rows[0]?.count ?? 0;
};

/** All that a router should hold, and what it should hold no more. */
export const listLinesOn = async (on: Queryable, routerId: string): Promise<readonly LineRow[]> => {
  const { rows } = await on.query<LineRow>(
    `${SELECT} where l.router_id = $1 and ${REMEMBERED} order by l.username, l.line_id`,
    [routerId],
  );
  return rows;
};

/** Lines of a router whose quota is to be judged. */
export const listQuotasOn = async (on: Queryable, routerId: string): Promise<readonly LineRow[]> => {
  const { rows } = await on.query<LineRow>(
    `${SELECT} where l.router_id = $1 and (l.quota is not null or l.package_quota is not null)
     and l.state <> 'removed' order by l.line_id`,
    [routerId],
  );
  return rows;
};

/** A removed line is still owed the last bytes of its session for so long. */
const LAST_BYTES = "interval '1 hour'";

/** The names that sessions dial on a router, each once; one of a removed line only where no other line has it. */
export const listLineNamesOn = async (
  on: Queryable,
  routerId: string,
): Promise<readonly { readonly lineId: string; readonly username: string }[]> => {
  const { rows } = await on.query<{ line_id: string; username: string }>(
    `select distinct on (username) line_id, username from (
       select line_id, username, state = 'removed' as gone, changed_at from lines where router_id = $1
       union all
       select line_id, username, true, left_at from line_departures where router_id = $1
     ) known
     where not gone or changed_at > now() - ${LAST_BYTES} order by username, gone, changed_at desc`,
    [routerId],
  );
  return rows.map(({ line_id: lineId, username }) => ({ lineId, username }));
};

type LineFilter = {
  readonly subscriberId: string | null;
  readonly routerId: string | null;
  /** A part of the name, or the beginning of the fixed address; empty: any. */
  readonly search: string;
};
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** By router and name, without those removed. @param after the last line before this page. */
export const listLines = async (
  on: Queryable,
  { subscriberId, routerId, search }: LineFilter,
  after: { readonly username: string; readonly lineId: string },
  limit: number,
): Promise<readonly LineRow[]> => {
  const { rows } = await on.query<LineRow>(
    `${SELECT}
     where l.state <> 'removed' and ($1::uuid is null or l.subscriber_id = $1)
       and ($2::uuid is null or l.router_id = $2) and (l.username, l.line_id::text) > ($3, $4)
       and ($6::text is null or l.username ilike '%' || $6 || '%' or l.terms->>'address' like $6 || '%')
     order by l.username, l.line_id::text limit $5`,
    [subscriberId, routerId, after.username, after.lineId, limit, escapeLike(search) || null],
  );
  return rows;
};
