// evening-messages.rows.ts — who has been sent the message of which evening.
import type { Queryable } from '@saring/service-kit';

export const findSentTo = async (on: Queryable, day: string): Promise<ReadonlySet<string>> => {
  const { rows } = await on.query<{ operator_id: string }>(
    'select operator_id from evening_messages where day = $1',
    [day],
  );
  return new Set(rows.map((row) => row.operator_id));
};

export const saveSentTo = async (on: Queryable, operatorId: string, day: string, at: Date): Promise<void> => {
  await on.query(
    'insert into evening_messages (operator_id, day, sent_at) values ($1, $2, $3) on conflict do nothing',
    [operatorId, day, at],
  );
};

export const forgetSentBefore = async (on: Queryable, at: Date): Promise<void> => {
  await on.query('delete from evening_messages where sent_at < $1', [at]);
};
