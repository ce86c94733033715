// give-up-unproved.ts — stops whoever copies or proves a closing just now.
import type { PoolClient } from 'pg';

/**
 * Whoever copies or proves one just now finds it gone, and begins again: rows or words that it has read are not true any
 * more. The lock keeps others from beginning or proving one until the caller's transaction has ended.
 */
export const giveUpUnproved = async (client: PoolClient, schema: string): Promise<void> => {
  await client.query(`lock table ${schema}.closings in share row exclusive mode`);
  await client.query(`delete from ${schema}.closings where proved_at is null`);
};
