// operator-tries.rows.ts — the rows of wrong passwords, by account and by where they came from.
import type { Queryable } from '@saring/service-kit';
import { OUTER_WINDOW_SECONDS, type Tries } from './domain/operator-lockout';

/** The account of an attempt: the operator, or a digest of an unknown name. */
export type Trier = { readonly account: string; readonly addressKey: string };

/** One at a time for an account and address. */
export const lockTries = async (client: Queryable, { account, addressKey }: Trier): Promise<void> => {
  await client.query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', [account, addressKey]);
};

export const readTries = async (on: Queryable, trier: Trier, at: Date): Promise<Tries> => {
  const { rows } = await on.query<{
    failures: number;
    locked_until: Date | null;
    succeeded_at: Date | null;
    all_failures: number;
  }>(
    `select coalesce(max(failures) filter (where address_key = $2), 0)::int as failures,
       max(locked_until) filter (where address_key = $2) as locked_until,
       max(succeeded_at) filter (where address_key = $2) as succeeded_at,
       coalesce(sum(failures) filter (where tried_at > $3), 0)::int as all_failures
     from operator_tries where account = $1`,
    [trier.account, trier.addressKey, new Date(at.getTime() - OUTER_WINDOW_SECONDS * 1000)],
  );
  const row = rows[0];
  return {
    failures: row?.failures ?? 0,
    lockedUntil: row?.locked_until?.toISOString() ?? null,
    isKnownAddress: Boolean(row?.succeeded_at),
    accountFailures: row?.all_failures ?? 0,
  };
};

export const saveFailures = async (
  on: Queryable,
  { account, addressKey }: Trier,
  failures: number,
  lockedUntil: Date | null,
  at: Date,
): Promise<void> => {
  await on.query(
    `insert into operator_tries (account, address_key, failures, locked_until, tried_at) values ($1, $2, $3, $4, $5)
     on conflict (account, address_key) do update set failures = $3, locked_until = $4, tried_at = $5`,
    [account, addressKey, failures, lockedUntil, at],
  );
};

export const saveSuccess = async (on: Queryable, { account, addressKey }: Trier, at: Date): Promise<void> => {
  await on.query(
    `update operator_tries set failures = 0, locked_until = null, succeeded_at = $3
     where account = $1 and address_key = $2`,
    [account, addressKey, at],
  );
};

/** A try that proved nothing either way. */
export const giveBackTry = async (on: Queryable, { account, addressKey }: Trier): Promise<void> => {
  await on.query(
    `update operator_tries set failures = greatest(failures - 1, 0), locked_until = null
     where account = $1 and address_key = $2`,
    [account, addressKey],
  );
};
