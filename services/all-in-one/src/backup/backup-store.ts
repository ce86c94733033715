// backup-store.ts — backups in the place of the settings, each with a proof beside it once it was read again.
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FilesError, folderFiles, s3Files, type Files, type StoredFile } from '@saring/files';
import { z } from 'zod';
import type { BackupConfig } from './config';
import { inspectBackup, takeStoredBackup, type Place, type Wanted } from './backup';
import { BackupError } from './backup-error';
import { storedSource } from './backup-file';

const BEGINNING = 'saring-';
const ENDING = '.backup.age';
const PROOF_ENDING = '.proof.json';
const NAME = /^saring-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup\.age$/;

const proofSchema = z.object({
  takenAt: z.iso.datetime(),
  verifiedAt: z.iso.datetime(),
  bytes: z.number().int().nonnegative(),
  rows: z.number().int().nonnegative(),
  version: z.string(),
});

export type StoredBackup = {
  readonly name: string;
  readonly bytes: number;
  readonly takenAt: Date;
  /** Null: it never was, or not with these bytes. */
  readonly verifiedAt: Date | null;
};

/** `saring-20261130T033000Z.backup.age` */
export const backupName = (now: Date): string =>
  `${BEGINNING}${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z${ENDING}`;

/** Where the settings say; a folder in DATA_DIR where they say nothing. */
export const configuredFiles = (config: BackupConfig): Files => {
  const { BACKUP_S3_BUCKET: bucket } = config;
  if (!bucket) return folderFiles(config.BACKUP_FOLDER ?? join(config.DATA_DIR, 'backups'));
  return s3Files({
    ...(config.BACKUP_S3_ENDPOINT ? { endpoint: config.BACKUP_S3_ENDPOINT } : {}),
    ...{ bucket, region: config.BACKUP_S3_REGION, prefix: config.BACKUP_S3_PREFIX },
    ...{ keyId: config.BACKUP_S3_KEY_ID ?? '', secret: config.BACKUP_S3_SECRET ?? '' },
    pathStyle: config.BACKUP_S3_PATH_STYLE,
  });
};

/** Newest first. @throws FilesError */
export const listBackups = async (files: Files): Promise<readonly StoredBackup[]> => {
  const all = await files.list(BEGINNING);
  const proofs = new Set(all.map(({ name }) => name));
  const found: StoredBackup[] = [];
  for (const file of all) {
    const takenAt = momentOf(file.name);
    if (!takenAt) continue;
    const verifiedAt = proofs.has(proofName(file.name)) ? await provedAt(files, file) : null;
    found.push({ name: file.name, bytes: file.bytes, takenAt, verifiedAt });
  }
  return found.sort((one, other) => other.takenAt.getTime() - one.takenAt.getTime());
};

const momentOf = (name: string): Date | null => {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  if (!year) return null;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at.getTime()) ? null : at;
};

const proofName = (name: string): string => `${name}${PROOF_ENDING}`;

/** A proof of other bytes, or one that cannot be read, proves nothing. @throws FilesError but for one that went */
const provedAt = async (files: Files, { name, bytes }: StoredFile): Promise<Date | null> => {
  try {
    const text = (await buffer(await files.get(proofName(name)))).toString();
    const proof = proofSchema.safeParse(JSON.parse(text));
    return proof.success && proof.data.bytes === bytes ? new Date(proof.data.verifiedAt) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    if (error instanceof FilesError && error.fault === 'absent') return null;
    throw error;
  }
};

/**
 * Takes a backup, reads it back from its place, proves it by its own sums, and says so beside it. One that is not what it
 * should be stays, without a proof, to be looked at.
 * @throws BackupError, FilesError
 */
export const makeBackup = async (
  place: Place,
  files: Files,
  wanted: Wanted,
  clock: { now(): Date },
): Promise<{ readonly stored: StoredBackup; readonly held: Awaited<ReturnType<typeof inspectBackup>> }> => {
  const name = backupName(clock.now());
  if ((await files.list(name)).some((one) => one.name === name))
    throw new BackupError(`There is a backup ${name} already: try again in a second.`);
  const file = await takeStoredBackup(place, files, name, wanted);
  const held = await inspectBackup(storedSource(files, file), wanted.passphrase);
  const rows = held.sums.tables.reduce((sum, table) => sum + table.rows, 0);
  const verifiedAt = clock.now();
  const proof = {
    ...{ takenAt: held.manifest.takenAt, verifiedAt: verifiedAt.toISOString() },
    ...{ bytes: file.bytes, rows, version: wanted.version },
  };
  await files.put(proofName(name), Readable.from([Buffer.from(`${JSON.stringify(proof)}\n`)]));
  return { stored: { name, bytes: file.bytes, takenAt: momentOf(name) ?? verifiedAt, verifiedAt }, held };
};

/** Some of its bytes, and with the first ones how many there are. @throws FilesError; `name` where it is no backup */
export const readPiece = async (
  files: Files,
  name: string,
  fromByte: number,
  mostBytes: number,
): Promise<{ readonly content: Buffer; readonly sizeBytes?: number }> => {
  if (!momentOf(name)) throw new FilesError('name', `${name} is no backup of Saring.`);
  if (fromByte > 0) return { content: await buffer(await files.get(name, fromByte, mostBytes)) };
  const found = (await files.list(name)).find((one) => one.name === name);
  if (!found) throw new FilesError('absent', `There is no ${name} in ${files.place}.`);
  return { content: await buffer(await files.get(name, 0, mostBytes)), sizeBytes: found.bytes };
};

/** The backup goes before its proof, so that no proof is missed. @throws FilesError */
export const removeBackup = async (files: Files, name: string): Promise<void> => {
  if (!momentOf(name)) throw new BackupError(`${name} is no backup of Saring.`);
  await files.remove(name);
  await files.remove(proofName(name));
};
