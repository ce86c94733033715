// load-tables.ts — the tables of a backup into a database that has none: all of them, or none.
import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Files } from '@saring/files';
import type { Client } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import type { Part } from './backup-file';
import { BackupError } from './backup-error';
import {
  MANIFEST_PART,
  manifestSchema,
  parsePart,
  SUMS_PART,
  sumsSchema,
  tableOf,
  type CopiedTable,
  type Manifest,
  type Sums,
} from './manifest';
import { FileSums, storeFile } from './stored-files';

/** Of a month of usage, as PostgreSQL writes it. */
const BOUND = /^(DEFAULT|FOR VALUES FROM \('[\w :+.-]+'\) TO \('[\w :+.-]+'\))$/;

/**
 * One transaction over the empty tables that the migrations of the backup have made. It is not taken back here: that ends
 * with its connection, since a copy that was begun lets no other word through.
 * Files go into their place as they come; those of a restore that fails stay there, where no row names them.
 * @param client of its own, ended by the caller.
 * @throws BackupError where a table is missing or has other columns, and where a row is missing or changed.
 */
export const loadTables = async (
  client: Client,
  parts: AsyncIterable<Part>,
  files: Files | null,
): Promise<Sums> => {
  await client.query('begin');
  const sums = await loadAll(client, parts, files);
  await client.query('commit');
  return sums;
};

const loadAll = async (client: Client, parts: AsyncIterable<Part>, files: Files | null): Promise<Sums> => {
  const fileSums = new FileSums();
  let tables = new Map<string, CopiedTable>();
  const now: { loading: Loading | null } = { loading: null };
  const loaded = new Map<string, { readonly rows: number; readonly sha256: string }>();
  const end = async (): Promise<void> => {
    if (now.loading) loaded.set(now.loading.table, await now.loading.end());
    now.loading = null;
  };
  for await (const part of parts) {
    const { name, bytes } = part;
    if (await storeFile(files, part)) {
      fileSums.add(part);
      continue;
    }
    if (name === MANIFEST_PART) {
      tables = await emptied(client, parsePart(manifestSchema, name, bytes));
      continue;
    }
    if (name === SUMS_PART) {
      await end();
      const sums = parsePart(sumsSchema, name, bytes);
      requireWhole(sums, loaded);
      fileSums.require(sums);
      await setSequences(client, sums);
      return sums;
    }
    const table = tableOf(name);
    if (now.loading?.table !== table) {
      await end();
      const copied = tables.get(table);
      if (!copied || loaded.has(table)) throw new BackupError(`${table} is not where it should be.`);
      now.loading = new Loading(client, table, copied);
    }
    await now.loading?.write(bytes);
  }
  throw new BackupError('The backup is cut short: its sums are missing.');
};

const quoted = (table: string): string =>
  table
    .split('.')
    .map((name) => `"${name}"`)
    .join('.');

/** What migrations filled in themselves goes; partitions are made. */
const emptied = async (client: Client, manifest: Manifest): Promise<Map<string, CopiedTable>> => {
  const tables = new Map(
    manifest.schemas.flatMap(({ name, tables: own }) =>
      own.map((one) => [`${name}.${one.name}`, one] as const),
    ),
  );
  for (const { name: schema, tables: own } of manifest.schemas)
    for (const { name, partitions } of own)
      for (const { name: partition, bound } of partitions) {
        if (!BOUND.test(bound)) throw new BackupError(`${partition} has bounds that nobody knows: ${bound}`);
        await client.query(
          `create table if not exists "${schema}"."${partition}" partition of "${schema}"."${name}" ${bound}`,
        );
      }
  if (tables.size > 0) await client.query(`truncate ${[...tables.keys()].map(quoted).join(', ')}`);
  return tables;
};

/** One table that is being filled. */
class Loading {
  private readonly copy: CopyStreamQuery;
  private readonly hash: Hash = createHash('sha256');

  constructor(
    client: Client,
    readonly table: string,
    { columns }: CopiedTable,
  ) {
    const listed = columns.map((column) => `"${column}"`).join(', ');
    this.copy = client.query(copyFrom(`copy ${quoted(table)} (${listed}) from stdin`));
    // Whoever writes or ends hears of a failure; without a listener it would end the process.
    this.copy.on('error', () => undefined);
  }

  async write(bytes: Buffer): Promise<void> {
    this.hash.update(bytes);
    if (this.copy.errored) throw this.copy.errored;
    if (!this.copy.write(bytes)) await once(this.copy, 'drain');
  }

  async end(): Promise<{ readonly rows: number; readonly sha256: string }> {
    const done = finished(this.copy);
    this.copy.end();
    await done;
    return { rows: this.copy.rowCount, sha256: this.hash.digest('hex') };
  }
}

/** @throws BackupError unless every table holds what the sums say. */
const requireWhole = (
  { tables }: Sums,
  loaded: ReadonlyMap<string, { readonly rows: number; readonly sha256: string }>,
): void => {
  const wrong = tables.find(({ table, rows, sha256 }) => {
    const found = loaded.get(table);
    return found ? found.rows !== rows || found.sha256 !== sha256 : rows !== 0;
  });
  if (wrong || loaded.size > tables.length)
    throw new BackupError(`The backup is damaged: ${wrong?.table ?? 'a table'} is not what its sums say.`);
};

const setSequences = async (client: Client, { sequences }: Sums): Promise<void> => {
  for (const { schema, name, last } of sequences)
    await client.query('select setval(format($1, $2::text, $3::text)::regclass, $4::bigint)', [
      '%I.%I',
      schema,
      name,
      last,
    ]);
};
