// forget-closings.ts — what was written about one account goes from the copies, too.
import { withoutWords } from '@saring/service-kit';
import type { PoolClient } from 'pg';
import { WRITTEN } from '../forgetting/written';
import { giveUpUnproved } from './give-up-unproved';

/** Tables with words in them; those in columns of their own stand under the same names as in events. */
const WORDED_TABLES = ['quota_accounts', 'statement_lines', 'purchases', 'quota_requests'];
const WORDS = { fields: [...WRITTEN.fields, 'decision_reason'], keep: WRITTEN.keep };

type Row = Readonly<Record<string, unknown>>;
type Part = { readonly closingId: string; readonly table: string; readonly part: number };

/** Sums of a closing leave words out, so that it holds as before. In the caller's transaction. */
export const forgetInClosings = async (client: PoolClient, subscriberId: string): Promise<void> => {
  await giveUpUnproved(client, 'quota_ledger');
  const { rows: parts } = await client.query<Part>(
    `select closing_id as "closingId", table_name as "table", part from closing_parts
     where table_name = any($1::text[]) and position($2 in rows::text) > 0`,
    [WORDED_TABLES, subscriberId],
  );
  for (const part of parts) await forgetInPart(client, part, subscriberId);
};

const forgetInPart = async (
  client: PoolClient,
  { closingId, table, part }: Part,
  subscriberId: string,
): Promise<void> => {
  const values = [closingId, table, part];
  const { rows } = await client.query<{ rows: readonly Row[] }>(
    'select rows from closing_parts where closing_id = $1 and table_name = $2 and part = $3 for update',
    values,
  );
  const emptied = (rows[0]?.rows ?? []).map((row) => {
    const isKept = row['subscriber_id'] !== subscriberId || row['cause'] === 'status';
    return isKept ? row : withoutWords(row, WORDS);
  });
  await client.query(
    'update closing_parts set rows = $4 where closing_id = $1 and table_name = $2 and part = $3',
    [...values, JSON.stringify(emptied)],
  );
};
