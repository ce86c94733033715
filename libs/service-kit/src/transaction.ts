import { sleep } from '@saring/kernel';
import type { Pool, PoolClient } from 'pg';

/** Runs queries: the pool, or the connection of an open transaction. */
export type Queryable = Pick<Pool, 'query'>;

/** Someone else changed what was read before: everything is to be read and decided again. */
export class StaleError extends Error {
  constructor(readonly what: string) {
    super(`${what} kept changing under a command`);
    this.name = 'StaleError';
  }
}

export const STALE_RETRIES = 12;
/** Before each try a random part of this, doubled with each, so that those who met do not meet again. */
const STALE_PAUSE_MILLISECONDS = { first: 4, longest: 100 };
/** What tells that others were faster, by the codes of PostgreSQL. */
const STALE: Readonly<Record<string, string>> = {
  '23505': 'a unique row',
  '40P01': 'rows that two waited for',
};

/**
 * Runs in one transaction; whatever is thrown rolls it back.
 * @throws StaleError instead of a unique violation (a row that is there already is stale knowledge) and of a deadlock.
 */
export const inTransaction = async <T>(pool: Pool, run: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await run(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    const stale = STALE[(error as { code?: string }).code ?? ''];
    throw stale === undefined ? error : new StaleError(stale);
  } finally {
    // A connection that cannot roll back is not given to anyone else.
    client.release(broken);
  }
};

/** Tries again, a bounded number of times, when something changed in between. */
export const retryStale = async <T>(attempt: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StaleError) || tries >= STALE_RETRIES) throw error;
      const most = Math.min(STALE_PAUSE_MILLISECONDS.longest, STALE_PAUSE_MILLISECONDS.first * 2 ** tries);
      await sleep(Math.random() * most);
    }
  }
};
