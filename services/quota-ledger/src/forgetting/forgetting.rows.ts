// forgetting.rows.ts — empties what was written about one account, in its events and in what is shown of them.
import { eraseWords, withoutWords, type Queryable } from '@saring/service-kit';
import type { PoolClient } from 'pg';
import { forgetInClosings } from '../closings/forget-closings';
import { accountStream } from '../streams';
import { WRITTEN } from './written';

export const forgetWords = async (on: PoolClient, subscriberId: string): Promise<void> => {
  await eraseWords(on, [accountStream(subscriberId)], WRITTEN);
  await on.query(
    `update statement_lines set reason = null
     where subscriber_id = $1 and cause <> 'status' and reason is not null`,
    [subscriberId],
  );
  await on.query(
    `update quota_requests set reason = '', decision_reason = case when decision_reason is null then null else '' end
     where subscriber_id = $1`,
    [subscriberId],
  );
  const { rows } = await on.query<{ state: unknown }>(
    'select state from quota_accounts where subscriber_id = $1 for update',
    [subscriberId],
  );
  if (rows[0])
    await on.query('update quota_accounts set state = $2 where subscriber_id = $1', [
      subscriberId,
      JSON.stringify(withoutWords(rows[0].state, WRITTEN)),
    ]);
  await forgetPurchases(on, subscriberId);
  await forgetInClosings(on, subscriberId);
};

/** Items that a purchase settled are kept whole, with what was written of them. */
const forgetPurchases = async (on: Queryable, subscriberId: string): Promise<void> => {
  const { rows } = await on.query<{ id: string; debts: unknown }>(
    'select purchase_id as id, debts from purchases where subscriber_id = $1',
    [subscriberId],
  );
  for (const { id, debts } of rows)
    await on.query('update purchases set debts = $3 where subscriber_id = $1 and purchase_id = $2', [
      ...[subscriberId, id, JSON.stringify(withoutWords(debts, WRITTEN))],
    ]);
};
