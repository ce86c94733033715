// backup.ts — a backup of everything that is true, and its way back into an empty machine.
import { createHash, type Hash } from 'node:crypto';
import type { Files, StoredFile } from '@saring/files';
import type { Client } from 'pg';
import {
  createLogger,
  createPool,
  migrate,
  migrationsOf,
  preparePlainTables,
  schemaOf,
  type ServiceDefinition,
} from '@saring/service-kit';
import { withClient } from '../local/with-client';
import { BackupError } from './backup-error';
import { readBackupFile, storeBackup, writeBackupFile, type BackupSource, type Part } from './backup-file';
import { loadTables } from './load-tables';
import {
  BACKUP_FORMAT,
  MANIFEST_PART,
  manifestSchema,
  markOf,
  parsePart,
  SUMS_PART,
  sumsSchema,
  tableOf,
  type Manifest,
  type Sums,
} from './manifest';
import { readTables } from './read-tables';
import { FileSums } from './stored-files';

export type Place = {
  readonly databaseUrl: string;
  readonly secretsKey: string;
  readonly services: readonly ServiceDefinition[];
  /** Where the files are that rows name; null: nowhere. */
  readonly files: Files | null;
};
export type Wanted = {
  readonly passphrase: string;
  readonly version: string;
  /** As of writeBackupFile. */
  readonly workFactor?: number;
};
export type Held = { readonly manifest: Manifest; readonly sums: Sums; readonly fileBytes: number };

const NAME = 'backup';
/** Seen by this name among the sessions of PostgreSQL. */
const onDatabase = <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> =>
  withClient(url, work, { application_name: NAME });

/** Takes a backup into a file while everything runs: one snapshot of all services. @throws BackupError */
export const takeBackup = (place: Place, wanted: Wanted & { readonly file: string }): Promise<void> =>
  ofOneMoment(place, wanted, (parts) =>
    writeBackupFile(wanted.file, wanted.passphrase, parts, wanted.workFactor),
  );

/** As takeBackup, into a place behind the port. @throws BackupError, FilesError */
export const takeStoredBackup = (
  place: Place,
  files: Files,
  name: string,
  wanted: Wanted,
): Promise<StoredFile> =>
  ofOneMoment(place, wanted, (parts) =>
    storeBackup(files, name, wanted.passphrase, parts, wanted.workFactor),
  );

const ofOneMoment = async <T>(
  { databaseUrl, secretsKey, services, files }: Place,
  { version }: Wanted,
  write: (parts: AsyncIterable<Part>) => Promise<T>,
): Promise<T> => {
  const schemas = services.filter(({ migrations }) => migrations).map(schemaOf);
  return onDatabase(databaseUrl, (client) =>
    write(readTables(client, { schemas, version, secretsKeyMark: markOf(secretsKey), files })),
  );
};

/** Reads the whole file and proves it against its own sums. @throws BackupError */
export const inspectBackup = async (source: BackupSource, passphrase: string): Promise<Held> => {
  let manifest: Manifest | null = null;
  const hashes = new Map<string, Hash>();
  const fileSums = new FileSums();
  for await (const part of readBackupFile(source, passphrase)) {
    const { name, bytes } = part;
    if (manifest === null) {
      if (name !== MANIFEST_PART)
        throw new BackupError('This is no backup of Saring: it begins with something else.');
      manifest = parsePart(manifestSchema, name, bytes);
    } else if (name === SUMS_PART) {
      const sums = parsePart(sumsSchema, name, bytes);
      requireSums(sums, hashes);
      fileSums.require(sums);
      return { manifest, sums, fileBytes: source.bytes };
    } else if (!fileSums.add(part)) {
      const table = tableOf(name);
      const hash = hashes.get(table) ?? createHash('sha256');
      hashes.set(table, hash.update(bytes));
    }
  }
  throw new BackupError('The backup is cut short: its sums are missing.');
};

const requireSums = ({ tables }: Sums, hashes: ReadonlyMap<string, Hash>): void => {
  const nothing = createHash('sha256').digest('hex');
  const wrong = tables.find(({ table, sha256 }) => (hashes.get(table)?.digest('hex') ?? nothing) !== sha256);
  if (wrong) throw new BackupError(`The backup is damaged: ${wrong.table} is not what its sums say.`);
};

/** @throws BackupError for what this program or this key cannot read. */
export const requireFit = (
  { manifest }: Held,
  { secretsKey, services }: Pick<Place, 'secretsKey' | 'services'>,
): void => {
  if (manifest.format > BACKUP_FORMAT)
    throw new BackupError('A newer Saring wrote this backup: install that one first.');
  if (markOf(secretsKey) !== manifest.secretsKeyMark)
    throw new BackupError(
      'SECRETS_KEY (or the file secrets-key in DATA_DIR) is not the one of this backup: what is sealed in it could not be opened. Put the kept key there first.',
    );
  for (const { name, migrations } of manifest.schemas) {
    const service = services.find((one) => schemaOf(one) === name);
    const known = new Map(
      migrationsOf(service?.migrations ?? '').map((one) => [one.name, one.checksum] as const),
    );
    const foreign = migrations.find((one) => known.get(one.name) !== one.checksum);
    if (!service || foreign)
      throw new BackupError(
        `A newer or another Saring wrote this backup (version ${manifest.version}): this one does not know ${foreign ? `${name}/${foreign.name}` : name}. Install that version first.`,
      );
  }
};

/**
 * Into a database that holds no Saring. The tables are those of the backup's own version; what is newer is added at the
 * next start. Where it fails, nothing is left.
 * @throws BackupError
 */
export const restoreBackup = async (
  { databaseUrl, services, files }: Omit<Place, 'secretsKey'>,
  {
    source,
    passphrase,
    held,
  }: { readonly source: BackupSource; readonly passphrase: string; readonly held: Held },
): Promise<void> => {
  const schemas = held.manifest.schemas.map(({ name }) => name);
  await onDatabase(databaseUrl, (client) => requireEmpty(client, services));
  try {
    await makeTables(databaseUrl, services, held.manifest);
    await onDatabase(databaseUrl, (client) => loadTables(client, readBackupFile(source, passphrase), files));
  } catch (error) {
    await onDatabase(databaseUrl, async (client) => {
      for (const schema of schemas) await client.query(`drop schema if exists "${schema}" cascade`);
    });
    throw error;
  }
};

/** @throws BackupError where Saring's tables stand already. */
const requireEmpty = async (client: Client, services: readonly ServiceDefinition[]): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    'select nspname as name from pg_namespace where nspname = any($1) limit 1',
    [services.map(schemaOf)],
  );
  if (rows.length > 0)
    throw new BackupError(
      'There is a Saring in this database already. A backup goes into an empty one: move DATA_DIR away, or name another DATABASE_URL.',
    );
};

const makeTables = async (
  databaseUrl: string,
  services: readonly ServiceDefinition[],
  manifest: Manifest,
): Promise<void> => {
  for (const { name: schema, migrations } of manifest.schemas) {
    const service = services.find((one) => schemaOf(one) === schema);
    const names = new Set(migrations.map(({ name }) => name));
    await migrate(databaseUrl, schema, service?.migrations ?? '', (name) => names.has(name));
    const pool = createPool({ url: databaseUrl, schema, max: 1, name: NAME, logger: createLogger('silent') });
    try {
      await preparePlainTables(pool);
    } finally {
      await pool.end();
    }
  }
};
