import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';

export type TestDatabase = {
  readonly url: string;
  /** Connections whose search_path is the schema, which is made. */
  pool(schema: string): Promise<Pool>;
  drop(): Promise<void>;
};

/** The server of this worker: they count from 1. */
const serverUrl = (): string => {
  const servers = (process.env['SARING_TEST_POSTGRES'] ?? '').split(' ');
  const url = servers[Number(process.env['JEST_WORKER_ID'] ?? 1) - 1];
  if (!url) throw new Error('no test PostgreSQL: run this spec by jest, whose global setup starts it');
  return url;
};

const onServer = async (statement: string): Promise<void> => {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};

/** A new database in this worker's throw-away PostgreSQL. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name}`);
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  const pools: Pool[] = [];
  return {
    url: url.href,
    pool: async (schema) => {
      const pool = new Pool({ connectionString: url.href, options: `-c search_path=${schema}`, max: 10 });
      pool.on('error', () => undefined);
      pools.push(pool);
      await pool.query(`create schema if not exists ${schema}`);
      return pool;
    },
    drop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
};
