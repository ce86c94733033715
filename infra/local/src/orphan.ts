// orphan.ts — a server that outlived an earlier start: ended before another one opens the same store.
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LOOK_MILLISECONDS = 50;
const END_MILLISECONDS = 10_000;

export type Orphan = {
  readonly pid: string;
  /** Words of its command line by which it is known: another program may have got the number. */
  readonly words: readonly string[];
  /** One after the other, each given its time. */
  readonly signals: readonly NodeJS.Signals[];
};

/**
 * Kills every process of that name that works in the folder, stopped ones too, and waits for their end. PostgreSQL's
 * backends are sessions of their own: no signal to their server or its group ends one that is stopped.
 * @throws when one of them cannot be ended
 */
export const endAllIn = async (folder: string, name: string): Promise<void> => {
  for (const pid of readdirSync('/proc'))
    if (/^\d+$/.test(pid) && isAlive(pid) && folderOf(pid) === folder)
      await endOrphan({ pid, words: [name], signals: ['SIGKILL'] });
};

const folderOf = (pid: string): string => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return ''; // It ended while we looked, or is not ours to look at.
  }
};

/** Ends the process if it lives and is the server that is meant. @throws when it cannot be ended. */
export const endOrphan = async ({ pid, words, signals }: Orphan): Promise<void> => {
  const lives = (): boolean => isAlive(pid) && words.every((word) => commandLine(pid).includes(word));
  for (const signal of signals) {
    if (!lives()) return;
    send(Number(pid), signal);
    const deadline = performance.now() + END_MILLISECONDS;
    while (lives() && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
  if (lives())
    throw new Error(`process ${pid} (${words.join(' ')}) of an earlier start cannot be ended; stop it first`);
};

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // It ended while we looked.
  }
};

const isAlive = (pid: string): boolean => {
  if (!/^\d+$/.test(pid) || !existsSync(`/proc/${pid}/exe`)) return false;
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false; // It ended while we looked.
  }
};

const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};
