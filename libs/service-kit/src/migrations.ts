import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

/** The genuine table of Prisma: anyone with its CLI continues where this left off. */
const PRISMA_TABLE = `
create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz, migration_name varchar(255) not null,
  logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

const LOCK = `select pg_advisory_lock(hashtext('saring-migrations'))`;
const UNLOCK = `select pg_advisory_unlock(hashtext('saring-migrations'))`;

/** A step of a service's tables; its checksum is that of its text. */
export type Migration = { readonly name: string; readonly checksum: string };

/**
 * Applies `<folder>/<name>/migration.sql` in the order of names, each in a transaction of its own, once.
 * @param isWanted leaves out others; they may be applied later.
 * @returns the names of those applied now.
 * @throws when an applied migration was changed afterwards.
 */
export const migrate = async (
  databaseUrl: string,
  schema: string,
  folder: string,
  isWanted: (name: string) => boolean = () => true,
): Promise<readonly string[]> => {
  const client = new Client({ connectionString: databaseUrl, application_name: `${schema} migrations` });
  await client.connect();
  try {
    await client.query(LOCK);
    await client.query(`create schema if not exists "${schema}"`);
    await client.query(`set search_path to "${schema}"`);
    await client.query(PRISMA_TABLE);
    const applied: string[] = [];
    for (const name of migrationNames(folder).filter(isWanted))
      if (await applyOnce(client, folder, name)) applied.push(name);
    await client.query(UNLOCK);
    return applied;
  } finally {
    await client.end();
  }
};

/** All that this program brings, in order. */
export const migrationsOf = (folder: string): readonly Migration[] =>
  migrationNames(folder).map((name) => ({ name, checksum: checksumOf(textOf(folder, name)) }));

const textOf = (folder: string, name: string): string =>
  readFileSync(join(folder, name, 'migration.sql'), 'utf8');

const checksumOf = (sql: string): string => createHash('sha256').update(sql).digest('hex');

/** `9b_…` before `10_…`. */
export const inOrder = (left: string, right: string): number =>
  left.localeCompare(right, 'en', { numeric: true });

const migrationNames = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort(inOrder)
    : [];

const applyOnce = async (client: Client, folder: string, name: string): Promise<boolean> => {
  const sql = textOf(folder, name);
  const checksum = checksumOf(sql);
  const { rows } = await client.query<{ checksum: string }>(
    'select checksum from _prisma_migrations where migration_name = $1 and finished_at is not null',
    [name],
  );
  const before = rows[0];
  if (before && before.checksum !== checksum)
    throw new Error(`migration ${name} was changed after it was applied`);
  if (before) return false;
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
};
