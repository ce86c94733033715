import { waitOrAbort } from '@saring/kernel';
import { Client } from 'pg';
import type { Logger } from 'pino';

const RETRY_MILLISECONDS = 1_000;

export interface Leadership {
  stop(): Promise<void>;
}

/**
 * Runs work that only one replica of a service does at a time: whoever holds the advisory lock on a connection of its
 * own. When that connection is lost the work is aborted and sought again.
 */
export const lead = (options: {
  readonly databaseUrl: string;
  readonly name: string;
  readonly logger: Logger;
  readonly run: (signal: AbortSignal) => Promise<void>;
}): Leadership => {
  const stopping = new AbortController();
  const ended = seek(options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
};

const seek = async (options: Parameters<typeof lead>[0], stopping: AbortSignal): Promise<void> => {
  while (!stopping.aborted) {
    const lost = new AbortController();
    const client = new Client({
      connectionString: options.databaseUrl,
      application_name: `${options.name} leader`,
    });
    client.on('error', () => lost.abort());
    client.on('end', () => lost.abort());
    try {
      await client.connect();
      const { rows } = await client.query<{ held: boolean }>(
        'select pg_try_advisory_lock(hashtext($1)) as held',
        [options.name],
      );
      if (rows[0]?.held) await options.run(AbortSignal.any([stopping, lost.signal]));
    } catch (error) {
      options.logger.warn(
        { leader: options.name, error: (error as Error).message },
        'lost the lead; seeking it again',
      );
    } finally {
      await client
        .end()
        .catch((error: Error) => options.logger.debug({ error: error.message }, 'the lead was lost'));
    }
    await waitOrAbort(RETRY_MILLISECONDS, stopping);
  }
};
