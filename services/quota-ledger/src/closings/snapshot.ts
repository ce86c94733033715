// snapshot.ts — many short transactions that see the tables as they stood at one moment.
import { inTransaction } from '@saring/service-kit';
import { Client, type Pool } from 'pg';
import type { Reads } from './projected-tables';

/** However large the tables: what is not copied by then begins again. */
const SNAPSHOT_MILLISECONDS = 3_600_000;

/**
 * Rows and the checkpoint are written in one transaction, so whatever moment it is, the rows are those of the checkpoint.
 * The snapshot is held by a transaction that only reads: it has no id, so no reader of events waits for it. Writers get an
 * id, and each lasts as long as one part; the projection never waits for any of them.
 */
export const atOneMoment = async <T>(
  databaseUrl: string,
  pool: Pool,
  run: (reads: Reads) => Promise<T>,
): Promise<T> => {
  const limits = ['transaction_timeout', 'idle_in_transaction_session_timeout'];
  const holder = new Client({
    connectionString: databaseUrl,
    application_name: 'closing',
    options: limits.map((limit) => `-c ${limit}=${SNAPSHOT_MILLISECONDS}`).join(' '),
  });
  // Whoever reads its snapshot is told.
  holder.on('error', () => undefined);
  await holder.connect();
  try {
    await holder.query('begin isolation level repeatable read read only');
    const { rows } = await holder.query<{ name: string }>('select pg_export_snapshot() as name');
    const name = rows[0]?.name ?? '';
    return await run((read) =>
      inTransaction(pool, async (client) => {
        await client.query('set transaction isolation level repeatable read');
        await client.query(`set transaction snapshot '${name}'`);
        await client.query(`set local timezone = 'UTC'`);
        return read(client);
      }),
    );
  } finally {
    await holder.end();
  }
};

/** Reads of now. */
export const readsOf =
  (pool: Pool): Reads =>
  (read) =>
    inTransaction(pool, async (client) => {
      await client.query(`set local timezone = 'UTC'`);
      return read(client);
    });
