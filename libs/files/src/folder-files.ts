// folder-files.ts — files in a folder of this machine, a stick or a share that is mounted there.
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FilesError, requireFew, requireName, type Files, type StoredFile } from './files';
import { LIMITS, tooSlow, within, type Limits } from './limits';

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
/** Begins no name: what is being written is told from what is whole. */
const UNFINISHED = '.unfinished-';
/** Left by a process that died; nobody writes one file for longer. */
const FORGOTTEN_MILLISECONDS = 24 * 3_600_000;
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS']);
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const UNREACHABLE = new Set(['EIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'ETIMEDOUT']);

/** @param folder made when the first file comes; only its owner reads what is in it. */
export const folderFiles = (folder: string, limits: Limits = LIMITS): Files => {
  const place = resolve(folder);
  const at = (name: string): string => {
    requireName(name);
    return join(place, name);
  };
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw faultOf(error as NodeJS.ErrnoException, place);
    }
  };
  return {
    place,
    put: (name, source) =>
      told(async () => {
        const file = at(name);
        const unfinished = join(place, `${UNFINISHED}${randomUUID()}`);
        try {
          await mkdir(place, { recursive: true, mode: OWNER_ONLY_FOLDER });
          await forgetUnfinished(place);
          await written(source, unfinished, limits, place);
          await rename(unfinished, file);
          await keepNames(place);
        } finally {
          source.destroy();
          await rm(unfinished, { force: true });
        }
        return described(place, name);
      }),
    get: (name, fromByte = 0, mostBytes = Infinity) =>
      told(async () => {
        const file = at(name);
        await stat(file);
        return within(
          createReadStream(file, { start: fromByte, end: fromByte + mostBytes - 1 }),
          limits,
          place,
        );
      }),
    list: (prefix) =>
      told(async () => {
        const found = await namesIn(place, prefix);
        requireFew(found.length, place);
        return Promise.all(found.map((name) => described(place, name)));
      }),
    page: (prefix, after, most) =>
      told(async () => {
        const found = (await namesIn(place, prefix)).filter((name) => name > after).slice(0, most);
        return (await Promise.all(found.map((name) => describedOrGone(place, name)))).filter(
          (one) => one !== null,
        );
      }),
    remove: (name) => told(() => rm(at(name), { force: true })),
  };
};

/** Folders in it are none of ours. */
const namesIn = async (place: string, prefix: string): Promise<string[]> => {
  const entries = await readdir(place, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries
    .filter((one) => !one.isDirectory() && one.name.startsWith(prefix) && !one.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
};

const written = async (source: Readable, file: string, limits: Limits, place: string): Promise<void> => {
  const signal = AbortSignal.timeout(limits.totalMilliseconds);
  // Closed when every byte is on the disk.
  const target = createWriteStream(file, { flags: 'wx', mode: OWNER_ONLY, flush: true });
  try {
    await pipeline(source, target, { signal });
  } catch (error) {
    throw signal.aborted ? tooSlow(place) : error;
  }
};

/** A name is kept by its folder, which is written on its own. */
const keepNames = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const forgetUnfinished = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (Date.now() - mtimeMs > FORGOTTEN_MILLISECONDS) await rm(join(folder, name), { force: true });
  }
};

const described = async (folder: string, name: string): Promise<StoredFile> => {
  const { size, mtime } = await stat(join(folder, name));
  return { name, bytes: size, at: mtime };
};

/** Null: removed since its name was read. */
const describedOrGone = (folder: string, name: string): Promise<StoredFile | null> =>
  described(folder, name).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });

const faultOf = (error: NodeJS.ErrnoException, place: string): Error => {
  const { code = '', message } = error;
  if (code === 'ENOENT') return new FilesError('absent', `There is no such file in ${place}.`);
  if (REFUSED.has(code)) return new FilesError('refused', `Saring may not write or read ${place} (${code}).`);
  if (FULL.has(code)) return new FilesError('full', `There is no room left in ${place} (${code}).`);
  if (UNREACHABLE.has(code)) return new FilesError('unreachable', `${place}: ${message}`);
  return error;
};
