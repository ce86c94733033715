// read-archive.ts — the files of a plugin's ZIP, or why it is refused. What the archive says of itself is not believed:
// sizes are counted while unpacking, and names have only one allowed form.
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { PackageError } from './package-error';

export const ARCHIVE_LIMITS = {
  archiveBytes: 10 * 1024 * 1024,
  files: 60,
  /** All files together, unpacked. */
  unpackedBytes: 20 * 1024 * 1024,
  /** Code and manifest are text for people to look at. */
  codeBytes: 512 * 1024,
  textBytes: 64 * 1024,
  /** Unpacked bytes of each packed one. */
  ratio: 100,
  /** Small files may be empty space mostly. */
  ratioFreeBytes: 64 * 1024,
} as const;

const NEEDED = ['manifest.json', 'index.js', 'config.json'];
const OPTIONAL = ['signature'];
const ASSET = /^assets\/[a-z0-9][a-z0-9._-]{0,63}\.(svg|png|jpg|webp|css|js)$/;
const FILE_KIND_MASK = 0o170000;
const REGULAR_FILE = 0o100000;
const DIRECTORY = 0o040000;

export type ArchiveFiles = ReadonlyMap<string, Uint8Array>;

/** @throws PackageError */
export const readArchive = async (archive: Uint8Array): Promise<ArchiveFiles> => {
  if (archive.byteLength > ARCHIVE_LIMITS.archiveBytes) throw new PackageError('too_large');
  const zip = await openZip(archive);
  const files = new Map<string, Uint8Array>();
  const names = new Set<string>();
  let unpackedBytes = 0;
  if (zip.entryCount > ARCHIVE_LIMITS.files) throw new PackageError('too_many_files');
  for (const entry of await entriesOf(zip)) {
    if (isFolder(entry)) continue;
    checkName(entry.fileName, names);
    checkKind(entry);
    const left = Math.min(limitOf(entry.fileName), ARCHIVE_LIMITS.unpackedBytes - unpackedBytes);
    const content = await unpack(zip, entry, left);
    unpackedBytes += content.byteLength;
    files.set(entry.fileName, content);
  }
  for (const name of NEEDED) if (!files.has(name)) throw new PackageError('file_missing', name);
  return files;
};

const openZip = (archive: Uint8Array): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    // Names are checked here: the library's own refusals would have other words.
    const options = {
      lazyEntries: true,
      decodeStrings: true,
      validateEntrySizes: true,
      strictFileNames: true,
    };
    fromBuffer(Buffer.from(archive), options, (error, zip) => {
      if (error) reject(new PackageError('not_a_zip'));
      else resolve(zip);
    });
  });

const UNSAFE = /absolute path|invalid relative path|invalid characters/;

const entriesOf = (zip: ZipFile): Promise<readonly Entry[]> =>
  new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) =>
      reject(new PackageError(UNSAFE.test(error.message) ? 'name_unsafe' : 'damaged')),
    );
    zip.readEntry();
  });

/** Folders come of packing tools; they hold nothing themselves. */
const isFolder = ({ fileName, uncompressedSize }: Entry): boolean =>
  fileName === 'assets/' && uncompressedSize === 0;

const isKnown = (name: string): boolean =>
  NEEDED.includes(name) || OPTIONAL.includes(name) || ASSET.test(name);

const checkName = (name: string, names: Set<string>): void => {
  const about = name.slice(0, 80);
  if (name.includes('..') || name.startsWith('/') || name.includes('\\') || name.includes('\0'))
    throw new PackageError('name_unsafe', about);
  // Two names that a disk without case would make one file are one name.
  if (names.has(name.toLowerCase())) throw new PackageError('name_twice', about);
  names.add(name.toLowerCase());
  if (isKnown(name)) return;
  throw new PackageError(isKnown(name.toLowerCase()) ? 'name_wrong_case' : 'file_unknown', about);
};

const checkKind = (entry: Entry): void => {
  const about = entry.fileName.slice(0, 80);
  if (entry.isEncrypted()) throw new PackageError('encrypted', about);
  const kind = (entry.externalFileAttributes >>> 16) & FILE_KIND_MASK;
  if (kind === DIRECTORY || (kind !== 0 && kind !== REGULAR_FILE)) throw new PackageError('link', about);
  const isBomb =
    entry.uncompressedSize > ARCHIVE_LIMITS.ratioFreeBytes &&
    entry.uncompressedSize > entry.compressedSize * ARCHIVE_LIMITS.ratio;
  if (isBomb) throw new PackageError('ratio', about);
};

const limitOf = (name: string): number => {
  if (name === 'index.js') return ARCHIVE_LIMITS.codeBytes;
  return name.startsWith('assets/') ? ARCHIVE_LIMITS.unpackedBytes : ARCHIVE_LIMITS.textBytes;
};

/** Stops at the limit, whatever size the archive says. */
const unpack = (zip: ZipFile, entry: Entry, mostBytes: number): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const about = entry.fileName;
    if (entry.uncompressedSize > mostBytes) return reject(new PackageError('unpacked_too_large', about));
    return zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(new PackageError('damaged', about));
      const parts: Buffer[] = [];
      let bytes = 0;
      stream.on('data', (part: Buffer) => {
        bytes += part.byteLength;
        if (bytes > mostBytes) stream.destroy(new PackageError('unpacked_too_large', about));
        else parts.push(part);
      });
      stream.on('error', (failure: Error) =>
        reject(failure instanceof PackageError ? failure : new PackageError('damaged', about)),
      );
      stream.on('end', () => resolve(Buffer.concat(parts)));
    });
  });
