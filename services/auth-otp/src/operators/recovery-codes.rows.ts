// recovery-codes.rows.ts — the digests of recovery codes that are good still.
import type { Queryable } from '@saring/service-kit';

/** Those before are void. */
export const replaceRecoveryCodes = async (
  on: Queryable,
  operatorId: string,
  digests: readonly string[],
): Promise<void> => {
  await on.query('delete from operator_recovery_codes where operator_id = $1', [operatorId]);
  await on.query('insert into operator_recovery_codes (operator_id, digest) select $1, unnest($2::text[])', [
    operatorId,
    digests,
  ]);
};

/** @returns whether it was good; of several who show it at once, one. */
export const takeRecoveryCode = async (
  on: Queryable,
  operatorId: string,
  digest: string,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    'delete from operator_recovery_codes where operator_id = $1 and digest = $2',
    [operatorId, digest],
  );
  return rowCount === 1;
};
