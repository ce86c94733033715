// voucher-tries.rows.ts — who typed wrong codes of vouchers, as far as guessing is slowed down by it.
import { newId } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { Tries } from './domain/voucher-tries';

/** In the caller's transaction: requests of one source come one after another, so that no burst is for free. */
export const lockTries = async (on: Queryable, sources: readonly Buffer[]): Promise<readonly Tries[]> => {
  // In one order: two requests of the same sources never wait for each other.
  for (const source of sources.toSorted(Buffer.compare))
    await on.query("select pg_advisory_xact_lock(hashtextextended('voucher-try' || encode($1, 'hex'), 0))", [
      source,
    ]);
  const { rows } = await on.query<Tries>(
    'select wrong, last_at as "lastAt" from voucher_tries where source = any($1)',
    [sources],
  );
  return rows;
};

/** @param forgotten a source without a wrong code since then begins anew. */
export const addTry = async (
  on: Queryable,
  sources: readonly Buffer[],
  at: Date,
  forgotten: Date,
): Promise<void> => {
  await on.query(
    `insert into voucher_tries as t (source, wrong, last_at)
     select source, 1, $2 from unnest($1::bytea[]) as s (source)
     on conflict (source) do update set last_at = excluded.last_at,
       wrong = case when t.last_at < $3 then 1 else t.wrong + 1 end`,
    [sources, at, forgotten],
  );
};

/** The code was right. */
export const takeTryBack = async (on: Queryable, sources: readonly Buffer[]): Promise<void> => {
  await on.query('update voucher_tries set wrong = greatest(0, wrong - 1) where source = any($1)', [sources]);
};

/** @returns how many there were since, this one among them. */
export const addWrongCode = async (on: Queryable, at: Date, since: Date): Promise<number> => {
  await on.query('insert into voucher_wrong_codes (id, at) values ($1, $2)', [newId(), at]);
  return countWrongCodes(on, since);
};

export const countWrongCodes = async (on: Queryable, since: Date): Promise<number> => {
  const { rows } = await on.query<{ wrong: number }>(
    'select count(*)::int as wrong from voucher_wrong_codes where at > $1',
    [since],
  );
  return rows[0]?.wrong ?? 0;
};

export const forgetTries = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from voucher_tries where last_at < $1', [before]);
  await on.query('delete from voucher_wrong_codes where at < $1', [before]);
};
