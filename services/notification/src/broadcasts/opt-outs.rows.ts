// opt-outs.rows.ts — numbers that want no messages to many.
import type { Place, Queryable } from '@saring/service-kit';
import type { NumberLeft } from '../number-left';

export type StoredOptOut = {
  readonly id: string;
  readonly phone: string;
  readonly by: string;
  readonly at: Date;
};

/** Which of these numbers want none. */
export const optedOut = async (on: Queryable, phones: readonly string[]): Promise<ReadonlySet<string>> => {
  const { rows } = await on.query<{ phone: string }>(
    'select phone from broadcast_opt_outs where phone = any($1)',
    [phones],
  );
  return new Set(rows.map(({ phone }) => phone));
};

/** As many numbers as auth-otp is asked for at once; older ones are found when their message would be sent. */
const MOST_ASKED = 5_000;

export const newestOptOuts = async (on: Queryable): Promise<readonly string[]> => {
  const { rows } = await on.query<{ phone: string }>(
    'select phone from broadcast_opt_outs order by at desc, id desc limit $1',
    [MOST_ASKED],
  );
  return rows.map(({ phone }) => phone);
};

/** The first one stays: whoever says it again. */
export const insertOptOut = async (
  on: Queryable,
  phone: string,
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> => {
  await on.query(
    'insert into broadcast_opt_outs (phone, by, at) values ($1, $2, $3) on conflict (phone) do nothing',
    [phone, by, at],
  );
};

export const findOptOut = async (on: Queryable, phone: string): Promise<StoredOptOut | null> => {
  const { rows } = await on.query<StoredOptOut>(
    'select id, phone, by, at from broadcast_opt_outs where phone = $1',
    [phone],
  );
  return rows[0] ?? null;
};

export const deleteOptOut = async (on: Queryable, phone: string): Promise<void> => {
  await on.query('delete from broadcast_opt_outs where phone = $1', [phone]);
};

/** @returns its number; null: there is none by this id. */
export const deleteOptOutById = async (on: Queryable, id: string): Promise<string | null> => {
  const { rows } = await on.query<{ phone: string }>(
    'delete from broadcast_opt_outs where id = $1 returning phone',
    [id],
  );
  return rows[0]?.phone ?? null;
};

/** Newest first, behind a place. */
export const listOptOuts = async (
  on: Queryable,
  { at, id }: Place,
  limit: number,
): Promise<readonly StoredOptOut[]> => {
  const { rows } = await on.query<StoredOptOut>(
    `select id, phone, by, at from broadcast_opt_outs where (at, id::text) < ($1::timestamptz, $2)
     order by at desc, id::text desc limit $3`,
    [at, id, limit],
  );
  return rows;
};

/** The wish of who left a number follows them, and does not bind who has it next. */
export const moveOptOut = async (on: Queryable, { from, to, leftAt }: NumberLeft): Promise<void> => {
  await on.query(
    `with gone as (delete from broadcast_opt_outs where phone = $1 and at <= $3 returning by, at)
     insert into broadcast_opt_outs (phone, by, at) select $2::text, by, at from gone where $2::text is not null
     on conflict (phone) do nothing`,
    [from, to, leftAt],
  );
};
