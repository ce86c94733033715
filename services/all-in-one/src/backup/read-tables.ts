// read-tables.ts — all tables of all services as they stood at one moment, while everything runs.
import { createHash } from 'node:crypto';
import type { Files } from '@saring/files';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BackupError } from './backup-error';
import type { Part } from './backup-file';
import {
  BACKUP_FORMAT,
  MANIFEST_PART,
  SUMS_PART,
  type CopiedTable,
  type Manifest,
  type Sums,
} from './manifest';
import { namedFiles, readFiles } from './stored-files';

const PART_BYTES = 1024 * 1024;
/** The record of migrations is not copied: a restore writes it by running them. */
const MIGRATIONS_TABLE = '_prisma_migrations';

const LOCK_TRIES = 3;
const LOCK_MILLISECONDS = 60_000;
/** A table is locked by whoever changes it, or went before it was locked. */
const CHANGING = new Set(['55P03', '42P01']);

const TABLES = `
select n.nspname as schema, c.relname as name,
  (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
  coalesce((select json_agg(json_build_object('name', p.relname, 'bound', pg_get_expr(p.relpartbound, p.oid)) order by p.relname)
    from pg_inherits i join pg_class p on p.oid = i.inhrelid where i.inhparent = c.oid), '[]'::json) as partitions
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> $2
order by 1, 2`;

const REFERENCES = `
select n.nspname as schema, c.relname as name, t.relname as target
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid
  join pg_namespace n on n.oid = c.relnamespace
where k.contype = 'f' and n.nspname = any($1)`;

const SEQUENCES = `
select schemaname as schema, sequencename as name, last_value::text as last from pg_sequences
where schemaname = any($1) and last_value is not null order by 1, 2`;

type Source = {
  readonly schemas: readonly string[];
  readonly version: string;
  readonly secretsKeyMark: string;
  /** Where the files are that rows name. */
  readonly files: Files | null;
};

/**
 * Manifest, tables, files, sums. The snapshot is one transaction, which ends with its connection: a copy that nobody reads to its
 * end would keep every later word on it waiting.
 * @param client of its own, ended by the caller.
 */
export async function* readTables(client: Client, source: Source): AsyncGenerator<Part> {
  const manifest = await heldStill(client, source);
  yield { name: MANIFEST_PART, bytes: json(manifest) };
  const tables: Sums['tables'] = [];
  for (const { name: schema, tables: copied } of manifest.schemas)
    for (const table of copied) tables.push(yield* readTable(client, schema, table));
  const { rows: sequences } = await client.query<Sums['sequences'][number]>(SEQUENCES, [source.schemas]);
  const names = await namedFiles(client, manifest);
  // A place that is slow keeps no newer version from changing tables.
  await client.query('commit');
  const files = yield* readFiles(source.files, names);
  yield { name: SUMS_PART, bytes: json({ tables, files, sequences }) };
}

/**
 * Begins the snapshot behind the locks of all tables: one that is swapped for another (a rebuild) or rewritten (a newer
 * version) between the two would be copied without its rows.
 */
const heldStill = async (client: Client, source: Source): Promise<Manifest> => {
  for (let tries = 0; tries < LOCK_TRIES; tries += 1) {
    const locked = namesOf(await tablesOf(client, source.schemas));
    await client.query('begin isolation level repeatable read read only');
    await client.query(`set local lock_timeout = ${LOCK_MILLISECONDS}`);
    if (locked.length > 0) await lockAll(client, locked);
    const manifest = await manifestOf(client, source);
    const listed = manifest.schemas.flatMap(({ name, tables }) =>
      tables.map((one) => `"${name}"."${one.name}"`),
    );
    if (listed.every((name) => locked.includes(name))) return manifest;
    await client.query('rollback');
  }
  throw new BackupError('The tables are being changed just now: try again in a minute.');
};

const lockAll = async (client: Client, tables: readonly string[]): Promise<void> => {
  try {
    await client.query(`lock table ${tables.join(', ')} in access share mode`);
  } catch (error) {
    if (!CHANGING.has((error as { readonly code?: string }).code ?? '')) throw error;
    throw new BackupError('The tables are being changed just now: try again in a minute.');
  }
};

type Listed = CopiedTable & { readonly schema: string };

const tablesOf = async (client: Client, schemas: readonly string[]): Promise<readonly Listed[]> =>
  (await client.query<Listed>(TABLES, [schemas, MIGRATIONS_TABLE])).rows;

const namesOf = (tables: readonly Listed[]): readonly string[] =>
  tables.map(({ schema, name }) => `"${schema}"."${name}"`);

type Reference = { readonly schema: string; readonly name: string; readonly target: string };

/** What others refer to comes first, so that a restore keeps every reference. */
const inOrderOfNeed = (tables: readonly CopiedTable[], references: readonly Reference[]): CopiedTable[] => {
  const ordered = new Map<string, CopiedTable>();
  const asked = new Set<string>();
  const add = (table: CopiedTable): void => {
    if (asked.has(table.name)) return;
    asked.add(table.name);
    for (const { name, target } of references)
      if (name === table.name) tables.filter((one) => one.name === target).forEach(add);
    ordered.set(table.name, table);
  };
  tables.forEach(add);
  return [...ordered.values()];
};

const json = (value: Manifest | Sums): Buffer => Buffer.from(JSON.stringify(value, null, 2));

const manifestOf = async (
  client: Client,
  { schemas, version, secretsKeyMark }: Source,
): Promise<Manifest> => {
  const { rows: times } = await client.query<{ at: Date }>('select now() as at');
  const tables = await tablesOf(client, schemas);
  const { rows: references } = await client.query<Reference>(REFERENCES, [schemas]);
  const there = schemas.filter((schema) => tables.some((table) => table.schema === schema));
  const listed: Manifest['schemas'] = [];
  for (const schema of there) {
    const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
      `select migration_name as name, checksum from "${schema}".${MIGRATIONS_TABLE} where finished_at is not null order by finished_at, migration_name`,
    );
    const own = tables
      .filter((table) => table.schema === schema)
      .map(({ name, columns, partitions }) => ({ name, columns, partitions }));
    const needed = references.filter((reference) => reference.schema === schema);
    listed.push({ name: schema, migrations, tables: inOrderOfNeed(own, needed) });
  }
  const takenAt = (times[0]?.at ?? new Date(0)).toISOString();
  return { format: BACKUP_FORMAT, takenAt, version, secretsKeyMark, schemas: listed };
};

/** The rows of a table in parts, none of which need begin or end with a row. */
async function* readTable(
  client: Client,
  schema: string,
  { name, columns }: CopiedTable,
): AsyncGenerator<Part, Sums['tables'][number]> {
  const listed = columns.map((column) => `"${column}"`).join(', ');
  const rows = client.query(copyTo(`copy (select ${listed} from "${schema}"."${name}") to stdout`));
  const table = `${schema}.${name}`;
  const hash = createHash('sha256');
  let count = 0;
  let bytes = 0;
  let chunks: Buffer[] = [];
  let held = 0;
  const part = (): Part => {
    count += 1;
    const all = Buffer.concat(chunks);
    chunks = [];
    held = 0;
    return { name: `tables/${table}/${String(count).padStart(6, '0')}`, bytes: all };
  };
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    hash.update(chunk);
    chunks.push(chunk);
    held += chunk.byteLength;
    bytes += chunk.byteLength;
    if (held >= PART_BYTES) yield part();
  }
  if (held > 0) yield part();
  return { table, rows: rows.rowCount, bytes, sha256: hash.digest('hex') };
}
