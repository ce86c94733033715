// with-client.ts — a connection to PostgreSQL for one piece of work.
import { Client, type ClientConfig } from 'pg';

/** Ended whatever comes of it, also amid a copy. */
export const withClient = async <T>(
  url: string,
  work: (client: Client) => Promise<T>,
  limits: ClientConfig = {},
): Promise<T> => {
  const client = new Client({ connectionString: url, ...limits });
  // Its loss fails the work; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
};
