// stored-files.ts — the files that rows name, in a backup behind the tables: out of their place, and back into it.
import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FilesError, type Files } from '@saring/files';
import type { Client } from 'pg';
import { BackupError } from './backup-error';
import type { Part } from './backup-file';
import type { Manifest, Sums } from './manifest';

/** Of one part, as a whole; services keep none that is larger. */
const MOST_BYTES = 8 * 1024 * 1024;
const PREFIX = 'files/';
/** Where rows name files. Archives of closed months are copies of events that the tables hold. */
const NAMING = [{ schema: 'payment', table: 'payment_proofs', column: 'file' }] as const;

/** @param client in the snapshot of the tables. @returns the names, in their order. */
export const namedFiles = async (client: Client, { schemas }: Manifest): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const { schema, table, column } of NAMING) {
    const tables = schemas.find(({ name }) => name === schema)?.tables ?? [];
    // Of a version that keeps none.
    if (!tables.find(({ name }) => name === table)?.columns.includes(column)) continue;
    const { rows } = await client.query<{ name: string }>(
      `select "${column}" as name from "${schema}"."${table}" where "${column}" is not null order by 1`,
    );
    names.push(...rows.map(({ name }) => name));
  }
  return names;
};

/**
 * One that is gone was removed with its row since the snapshot, or is missing: its row says so after a restore as well.
 * @throws BackupError without a place, FilesError where it does not give them.
 */
export async function* readFiles(
  files: Files | null,
  names: readonly string[],
): AsyncGenerator<Part, Sums['files']> {
  const sums = new FileSums();
  let missing = 0;
  for (const name of names) {
    const bytes = await bytesOf(files, name);
    if (bytes === null) missing += 1;
    else {
      const part = { name: `${PREFIX}${name}`, bytes };
      sums.add(part);
      yield part;
    }
  }
  return { ...sums.end(), missing };
}

const bytesOf = async (files: Files | null, name: string): Promise<Buffer | null> => {
  if (!files)
    throw new BackupError(
      'Rows name files, and neither FILES_FOLDER nor FILES_S3_BUCKET says where they are.',
    );
  try {
    const bytes = await buffer(await files.get(name, 0, MOST_BYTES + 1));
    if (bytes.byteLength > MOST_BYTES) throw new BackupError(`${name} is longer than a file may be.`);
    return bytes;
  } catch (error) {
    if (error instanceof FilesError && error.fault === 'absent') return null;
    throw error;
  }
};

/** Null: another part. */
const fileOf = (part: string): string | null => (part.startsWith(PREFIX) ? part.slice(PREFIX.length) : null);

/** Of all files together, in their order. */
export class FileSums {
  private readonly hash: Hash = createHash('sha256');
  private count = 0;
  private bytes = 0;

  /** @returns whether the part is a file. */
  add({ name, bytes }: Part): boolean {
    if (fileOf(name) === null) return false;
    this.hash.update(`${name} ${bytes.byteLength}\n`).update(bytes);
    this.count += 1;
    this.bytes += bytes.byteLength;
    return true;
  }

  end(): Omit<Sums['files'], 'missing'> {
    return { count: this.count, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }

  /** @throws BackupError unless the files were what the sums say. */
  require({ files }: Sums): void {
    const { count, sha256 } = this.end();
    if (count !== files.count || (count > 0 && sha256 !== files.sha256))
      throw new BackupError('The backup is damaged: its files are not what its sums say.');
  }
}

/** @returns whether the part is a file, which is in its place now. @throws BackupError without a place, FilesError */
export const storeFile = async (files: Files | null, { name, bytes }: Part): Promise<boolean> => {
  const file = fileOf(name);
  if (file === null) return false;
  if (!files)
    throw new BackupError('The backup holds files: say by FILES_FOLDER or FILES_S3_BUCKET where they go.');
  await files.put(file, Readable.from([bytes]));
  return true;
};
