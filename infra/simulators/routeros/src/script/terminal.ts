// terminal.ts — what a person types at a router's terminal: one line of the script language, whose fetches go over the wire.
import { execFileSync } from 'node:child_process';
import type { Router } from '../world/router';
import { runScript } from './run-script';

const FETCH_MILLISECONDS = 10_000;
const LONGEST_FILE_BYTES = 1_048_576;
/** A simulator speaks to this machine only. */
const HERE = new Set(['localhost', '127.0.0.1']);
const FETCH = `fetch(process.argv[1]).then(async (answer) => {
  if (!answer.ok) process.exit(1);
  process.stdout.write(await answer.text());
})`;

/** Waits for it, as a router's terminal does. @returns undefined where nothing good came. */
const download = (url: string): string | undefined => {
  if (!URL.canParse(url) || !HERE.has(new URL(url).hostname)) return undefined;
  try {
    return execFileSync(process.execPath, ['-e', FETCH, url], {
      timeout: FETCH_MILLISECONDS,
      maxBuffer: LONGEST_FILE_BYTES,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).toString('utf8');
  } catch {
    return undefined;
  }
};

/** @returns what it printed. @throws ScriptError at the first statement that RouterOS would stop at. */
export const typeAtTerminal = (router: Router, line: string): { readonly output: readonly string[] } => {
  const before = router.download;
  router.download = download;
  try {
    return { output: runScript(router, line).output };
  } finally {
    router.download = before;
  }
};
