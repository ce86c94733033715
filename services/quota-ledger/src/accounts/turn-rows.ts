// turn-rows.ts — when accounts whose grants have hours are looked at next.
import type { Instant } from '@saring/kernel';
import type { Pool } from 'pg';
import type { AccountEntry } from '../balances/usage-block';
import { nextTurnOf } from '../domain/account-turns';

/**
 * Moves looked-at accounts on to their first turn after the look. It is no part of what a rebuild makes: that one writes
 * the turn after the last record, which is never later. Rows that the projection has moved meanwhile stay.
 */
export const moveTurns = async (pool: Pool, looked: readonly AccountEntry[], at: Instant): Promise<void> => {
  await pool.query(
    `update quota_accounts a set next_turn_at = i.next_turn
     from unnest($1::uuid[], $2::int[], $3::timestamptz[]) as i(id, own_revision, next_turn)
     where a.subscriber_id = i.id and a.own_revision = i.own_revision`,
    [
      looked.map(({ subscriberId }) => subscriberId),
      looked.map(({ ownRevision }) => ownRevision),
      looked.map(({ account }) => nextTurnOf(account, at)),
    ],
  );
};
