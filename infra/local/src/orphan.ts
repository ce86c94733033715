// orphan.ts — a server that outlived an earlier start: ended before another one opens the same store.
import { existsSync, readFileSync } from 'node:fs';

const LOOK_MILLISECONDS = 50;
const END_MILLISECONDS = 10_000;

export type Orphan = {
  readonly pid: string;
  /** Words of its command line by which it is known: another program may have got the number. */
  readonly words: readonly string[];
  /** One after the other, each given its time. */
  readonly signals: readonly NodeJS.Signals[];
};

/** Ends the process if it lives and is the server that is meant. @throws when it cannot be ended. */
export const endOrphan = async ({ pid, words, signals }: Orphan): Promise<void> => {
  const lives = (): boolean => isAlive(pid) && words.every((word) => commandLine(pid).includes(word));
  for (const signal of signals) {
    if (!lives()) return;
    process.kill(Number(pid), signal);
    const deadline = performance.now() + END_MILLISECONDS;
    while (lives() && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
  if (lives())
    throw new Error(`process ${pid} (${words.join(' ')}) of an earlier start cannot be ended; stop it first`);
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
