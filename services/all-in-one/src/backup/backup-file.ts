// backup-file.ts — a backup as a file: parts in a tar, packed by gzip, sealed by age with a passphrase, so that
// `age --decrypt | tar -xz` opens it without Saring.
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { pipeline as flow, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { FilesError, type Files, type StoredFile } from '@saring/files';
import { Decrypter, Encrypter } from 'age-encryption';
import { extract, pack, type Headers } from 'tar-stream';
import { BackupError } from './backup-error';

/** One file in the tar. */
export type Part = { readonly name: string; readonly bytes: Buffer };

/** A part is held in memory: none is longer. */
const MOST_PART_BYTES = 16 * 1024 * 1024;
/** Guessed at for as long as anyone likes, whoever has the file. */
const LEAST_PASSPHRASE_CHARACTERS = 12;
/** 2^18 rounds of scrypt. */
const WORK_FACTOR = 18;
const OWNER_ONLY = 0o600;
/** Closed when every byte is on the disk. */
const TO_DISK = { flags: 'wx', mode: OWNER_ONLY, flush: true };
/** What file systems say that have no hard links. */
const WITHOUT_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
/** Two empty blocks end a tar. */
const TAR_END_BYTES = 1024;
/** Rows pack well at once; more effort gains little. */
const GZIP_LEVEL = 4;
/** Fixed: equal parts make equal tars. */
const TIME = new Date(0);

/** @throws BackupError for one that is too short. */
export const requirePassphrase = (passphrase: string): string => {
  if ([...passphrase].length < LEAST_PASSPHRASE_CHARACTERS)
    throw new BackupError(`The passphrase needs at least ${LEAST_PASSPHRASE_CHARACTERS} characters.`);
  return passphrase;
};

/**
 * Writes the whole file or none: it gets its name when every byte is on the disk.
 * @param workFactor how hard a passphrase is to try: a second each, by age's own choice; less in tests alone.
 * @throws BackupError where a file of this name stands already.
 */
export const writeBackupFile = async (
  file: string,
  passphrase: string,
  parts: AsyncIterable<Part>,
  workFactor = WORK_FACTOR,
): Promise<void> => {
  if (existsSync(file)) throw new BackupError(`There is a file ${file} already.`);
  // Of its own: two that write one name at once spoil nothing for each other.
  const unfinished = `${file}.${randomUUID()}.part`;
  try {
    await sealInto(passphrase, parts, workFactor, (sealed) =>
      pipeline(sealed, createWriteStream(unfinished, TO_DISK)),
    );
    await named(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
};

/** Stores the whole backup or none. @throws BackupError, FilesError */
export const storeBackup = (
  files: Files,
  name: string,
  passphrase: string,
  parts: AsyncIterable<Part>,
  workFactor = WORK_FACTOR,
): Promise<StoredFile> => sealInto(passphrase, parts, workFactor, (sealed) => files.put(name, sealed));

/** Each ends with the other: what fails is what the place says, or else what the first one that failed says. */
const sealInto = async <T>(
  passphrase: string,
  parts: AsyncIterable<Part>,
  workFactor: number,
  write: (sealed: Readable) => Promise<T>,
): Promise<T> => {
  const sealer = new Encrypter();
  sealer.setPassphrase(requirePassphrase(passphrase));
  sealer.setScryptWorkFactor(workFactor);
  const packed = createGzip({ level: GZIP_LEVEL });
  const sealed = fromWeb(await sealer.encrypt(asBytes(packed)));
  const failures: Error[] = [];
  const note = (error: Error): undefined => void failures.push(error);
  const writing = write(sealed).then((value) => ({ value }), note);
  const [written] = await Promise.all([writing, pipeline(tarOf(parts), packed).catch(note)]);
  const [failed] = [...failures.filter((error) => error instanceof FilesError), ...failures];
  if (failed || !written) throw failed;
  return written.value;
};

/** A link takes no name that another file has, as a rename would; sticks of FAT have no links. */
const named = async (unfinished: string, file: string): Promise<void> => {
  try {
    await link(unfinished, file);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new BackupError(`There is a file ${file} already.`);
    if (!WITHOUT_LINKS.has(code)) throw error;
    const reserved = await open(file, 'wx', OWNER_ONLY);
    await reserved.close();
    await rename(unfinished, file);
  }
};

/** Nothing is read ahead: whoever stops reading stops the parts. */
async function* tarOf(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  for await (const { name, bytes } of parts) {
    const tar = pack();
    tar.entry({ name, mtime: TIME, mode: OWNER_ONLY } as Headers, bytes);
    tar.finalize();
    const chunks: Buffer[] = [];
    for await (const chunk of tar as AsyncIterable<Buffer>) chunks.push(chunk);
    yield Buffer.concat(chunks).subarray(0, -TAR_END_BYTES);
  }
  yield Buffer.alloc(TAR_END_BYTES);
}

/** Where a backup is read from. */
export type BackupSource = {
  /** As people know it. */
  readonly label: string;
  readonly bytes: number;
  open(): Promise<Readable>;
};

/** @throws BackupError where there is none. */
export const fileSource = (file: string): BackupSource => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new BackupError(`There is no file ${file}.`);
  return { label: file, bytes: found.size, open: async () => createReadStream(file) };
};

export const storedSource = (files: Files, { name, bytes }: StoredFile): BackupSource => ({
  ...{ label: `${name} in ${files.place}`, bytes },
  open: () => files.get(name),
});

/**
 * The parts in their order.
 * @throws BackupError for another passphrase, and for what is cut short, changed, or no backup; FilesError of its place
 */
export async function* readBackupFile(from: BackupSource, passphrase: string): AsyncGenerator<Part> {
  const opener = new Decrypter();
  opener.addPassphrase(passphrase);
  const source = await from.open();
  let lost: Error | null = null;
  source.once('error', (error) => (lost = error));
  const tar = extract();
  try {
    const opened = await opener.decrypt(asBytes(source)).catch((error: Error) => {
      throw new BackupError(whyNotOpened(error, from.label));
    });
    // Its failure is what the loop below throws.
    flow(fromWeb(opened), createGunzip(), tar, (error) => {
      if (error) tar.destroy(error);
    });
    for await (const entry of tar) yield { name: entry.header.name, bytes: await bytesOf(entry) };
  } catch (error) {
    // A place that broke off says nothing of the backup.
    if ((lost as Error | null) instanceof FilesError) throw lost;
    if (error instanceof BackupError) throw error;
    throw new BackupError(`${from.label} is damaged or cut short: ${(error as Error).message}`);
  } finally {
    source.destroy();
    tar.destroy();
  }
}

const bytesOf = async (entry: AsyncIterable<Buffer> & { readonly header: Headers }): Promise<Buffer> => {
  if ((entry.header.size ?? 0) > MOST_PART_BYTES)
    throw new BackupError(`${entry.header.name} is longer than a part may be.`);
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const whyNotOpened = ({ message }: Error, file: string): string => {
  if (message.includes('no identity matched')) return 'The passphrase does not open this backup.';
  return `${file} is no backup of Saring, or its beginning is damaged: ${message}`;
};

const asBytes = (stream: Readable): ReadableStream<Uint8Array> =>
  Readable.toWeb(stream) as unknown as ReadableStream<Uint8Array>;
const fromWeb = (stream: ReadableStream<Uint8Array>): Readable =>
  Readable.fromWeb(stream as unknown as WebStream<Uint8Array>);
