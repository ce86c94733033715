// database.ts — a service's connections to PostgreSQL.
import { Pool, types, type PoolClient } from 'pg';
import type { Logger } from 'pino';
import { KEEP_ALIVE_IDLE_MILLISECONDS, SERVER_KEEP_ALIVE } from './keep-alive';
import { checkLease } from './leadership';
import { patiently } from './patiently';
import { PreparedClient } from './prepared-client';

/** xmin is cluster-wide: a longer transaction would hold back every reader of events (architecture.md). */
export const TRANSACTION_LIMIT_MILLISECONDS = 5_000;
/** A statement without an answer by then gets none: the server ends each before (transaction_timeout). */
const ANSWER_LIMIT_MILLISECONDS = 2 * TRANSACTION_LIMIT_MILLISECONDS;
const CONNECT_TIMEOUT_MILLISECONDS = 5_000;
const IDLE_MILLISECONDS = 30_000;
const BIGINT_OID = 20;

// Bytes, rupiah and counts: all below 2^53 (domain.md), so numbers rather than text. Beyond it, fail loudly.
types.setTypeParser(BIGINT_OID, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53: ${text}`);
  return value;
});

export type PoolSpec = {
  readonly url: string;
  readonly schema: string;
  readonly max: number;
  readonly name: string;
  readonly logger: Logger;
};

type ConnectCallback = Parameters<Pool['connect']>[0];

/** Gives the work of a leader whose lease is over no connection: `query` and transactions both ask here. */
class LeasedPool extends Pool {
  override connect(): Promise<PoolClient>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<PoolClient> | void {
    try {
      checkLease();
    } catch (error) {
      if (!callback) return Promise.reject(error as Error);
      return callback(error as Error, undefined, () => undefined);
    }
    return callback ? super.connect(callback) : super.connect();
  }
}

/** Connections of a service: its own schema as search_path, transactions bounded. */
export const createPool = (spec: PoolSpec): Pool => {
  const limit = TRANSACTION_LIMIT_MILLISECONDS;
  const pool = new LeasedPool({
    Client: PreparedClient,
    connectionString: spec.url,
    max: spec.max,
    application_name: spec.name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MILLISECONDS,
    idleTimeoutMillis: IDLE_MILLISECONDS,
    query_timeout: ANSWER_LIMIT_MILLISECONDS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_IDLE_MILLISECONDS,
    options: `-c search_path=${spec.schema} -c transaction_timeout=${limit} -c idle_in_transaction_session_timeout=${limit} ${SERVER_KEEP_ALIVE}`,
  });
  // A connection in use tells its user; without a listener of its own its loss would end the process.
  pool.on('connect', (client) =>
    client.on('error', (error) =>
      spec.logger.debug({ error: error.message }, 'a connection in use was lost'),
    ),
  );
  pool.on('error', (error) => spec.logger.warn({ error: error.message }, 'a PostgreSQL connection was lost'));
  return pool;
};

/** Waits for PostgreSQL and says so, rather than end: what starts before its database is not broken. */
export const waitForPostgres = async (pool: Pool, logger: Logger): Promise<void> => {
  const asked = () => pool.query('select 1');
  await patiently('waiting for PostgreSQL', asked, { logger, mayPass: () => true });
};
