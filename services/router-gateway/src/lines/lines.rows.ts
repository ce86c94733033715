// lines.rows.ts — lines as lists and routers ask for them, with their passwords sealed.
import type { LineState } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { Line, LineTerms } from '../domain/line';

export type LineRow = {
  readonly line_id: string;
  readonly subscriber_id: string;
  readonly router_id: string;
  readonly username: string;
  readonly state: LineState;
  readonly suspended_by_hand: boolean;
  readonly held_for_bill: boolean;
  readonly terms: LineTerms;
  readonly is_adopted: boolean;
  readonly password_version: number;
  /** Null: the router's own. */
  readonly password: Buffer | null;
};

const SELECT = `select l.line_id, l.subscriber_id, l.router_id, l.username, l.state, l.suspended_by_hand,
  l.held_for_bill, l.terms, l.is_adopted, l.password_version, p.password from lines l left join line_passwords p using (line_id)`;
/** A removed line is remembered so long: a router that was away must still lose it. */
const REMEMBERED = "(l.state <> 'removed' or l.changed_at > now() - interval '30 days')";

export const saveLine = async (on: Queryable, lineId: string, line: Line): Promise<void> => {
  await on.query(
    `insert into lines (line_id, subscriber_id, router_id, username, state, terms, is_adopted, password_version,
       suspended_by_hand, held_for_bill)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (line_id) do update set state = excluded.state, terms = excluded.terms,
       suspended_by_hand = excluded.suspended_by_hand, held_for_bill = excluded.held_for_bill,
       password_version = excluded.password_version, changed_at = now()`,
    [
      ...[lineId, line.subscriberId, line.routerId, line.username, line.state, JSON.stringify(line.terms)],
      ...[line.isAdopted, line.passwordVersion, line.isSuspendedByHand, line.isHeldForBill],
    ],
  );
  if (line.state === 'removed') await on.query('delete from line_passwords where line_id = $1', [lineId]);
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

/** A removed line is still owed the last bytes of its session for so long. */
const LAST_BYTES = "interval '1 hour'";

/** The names that sessions dial on a router, each once; one of a removed line only where no other line has it. */
export const listLineNamesOn = async (
  on: Queryable,
  routerId: string,
): Promise<readonly { readonly lineId: string; readonly username: string }[]> => {
  const { rows } = await on.query<{ line_id: string; username: string }>(
    `select distinct on (username) line_id, username from lines
     where router_id = $1 and (state <> 'removed' or changed_at > now() - ${LAST_BYTES})
     order by username, state = 'removed', changed_at desc`,
    [routerId],
  );
  return rows.map(({ line_id: lineId, username }) => ({ lineId, username }));
};

type LineFilter = { readonly subscriberId: string | null; readonly routerId: string | null };

/** By router and name, without those removed. @param after the last line before this page. */
export const listLines = async (
  on: Queryable,
  { subscriberId, routerId }: LineFilter,
  after: { readonly username: string; readonly lineId: string },
  limit: number,
): Promise<readonly LineRow[]> => {
  const { rows } = await on.query<LineRow>(
    `${SELECT}
     where l.state <> 'removed' and ($1::uuid is null or l.subscriber_id = $1)
       and ($2::uuid is null or l.router_id = $2) and (l.username, l.line_id::text) > ($3, $4)
     order by l.username, l.line_id::text limit $5`,
    [subscriberId, routerId, after.username, after.lineId, limit],
  );
  return rows;
};
