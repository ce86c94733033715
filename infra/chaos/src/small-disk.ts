// small-disk.ts — a disk of its own for the engines of a run, small enough to be filled.
import { execFileSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** What a run writes grows with its time: an hour filled the least by itself. */
const MEGABYTES = { least: 640, aMinute: 32 };
const PIECE_BYTES = 1_048_576;
const FILLER = 'filler';

export type SmallDisk = {
  readonly folder: string;
  /** False where only root may mount one: then nothing is filled. */
  readonly isReal: boolean;
  fill(): void;
  empty(): void;
  close(): void;
};

/** In memory where we may mount it, else a plain folder. @param seconds how long the run writes to it. */
export const makeSmallDisk = (folder: string, seconds: number): SmallDisk => {
  mkdirSync(folder);
  const megabytes = MEGABYTES.least + Math.ceil((MEGABYTES.aMinute * seconds) / 60);
  const isReal = process.getuid?.() === 0 && mounts(folder, `${megabytes}m`);
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755);
  const filler = join(folder, FILLER);
  const empty = (): void => rmSync(filler, { force: true });
  return {
    folder,
    isReal,
    fill: () => isReal && fillUp(filler),
    empty,
    close: () => {
      empty();
      if (isReal) execFileSync('umount', ['-l', folder]);
    },
  };
};

const mounts = (folder: string, size: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'saring-chaos', folder], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return false;
  }
};

const fillUp = (file: string): void => {
  const descriptor = openSync(file, 'a');
  const piece = Buffer.alloc(PIECE_BYTES);
  try {
    for (;;) writeSync(descriptor, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    closeSync(descriptor);
  }
};
