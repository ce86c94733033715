// managed-child.ts — a server as a child of our own: started, waited for, ended with us.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A child that did not end by itself in this time is killed. */
const STOP_MILLISECONDS = 20_000;
const START_MILLISECONDS = 30_000;
const LAST_LINES = 30;
const SAID_LINES = 5;
const SETPRIV = '/usr/bin/setpriv';

export type ChildSpec = {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The child's own word that it serves: a probe of its port could be answered by an orphan. */
  readonly readyLine: RegExp;
  readonly stopSignal: NodeJS.Signals;
  /** The signal that Linux sends it when we die; absent: stopSignal. One that may hang needs SIGKILL. */
  readonly deathSignal?: NodeJS.Signals;
  readonly identity?: { readonly uid: number; readonly gid: number };
};

export interface ManagedChild {
  readonly pid: number;
  /** Resolves when the process has ended, with its code or signal and last lines. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts a server as our own child, waits for its ready line, and has Linux end it when we die, even by kill -9. */
export const startChild = async (spec: ChildSpec): Promise<ManagedChild> => {
  const [command, args] = existsSync(SETPRIV)
    ? [
        SETPRIV,
        [
          '--pdeathsig',
          (spec.deathSignal ?? spec.stopSignal).replace('SIG', ''),
          '--',
          spec.command,
          ...spec.args,
        ],
      ]
    : [spec.command, [...spec.args]];
  const child = spawn(command, args, {
    cwd: '/',
    env: spec.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl+C in the terminal is for us, and we end our children in order.
    detached: true,
    ...spec.identity,
  });
  const lastLines: string[] = [];
  const exited = new Promise<string>((resolve) =>
    child.once('exit', (code, signal) =>
      resolve([`${signal ?? code}`, ...lastLines.slice(-SAID_LINES)].join('\n')),
    ),
  );
  await untilReady(child, spec, lastLines);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const forced = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS);
    await exited;
    clearTimeout(forced);
  };
  return { pid: child.pid ?? 0, exited, stop: () => end(spec.stopSignal), kill: () => end('SIGKILL') };
};

const untilReady = (child: ChildProcess, spec: ChildSpec, lastLines: string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${spec.name} did not start: ${reason}\n${lastLines.join('\n')}`));
    };
    const timer = setTimeout(
      () => fail(`no ready line in ${START_MILLISECONDS / 1000} s`),
      START_MILLISECONDS,
    );
    child.once('error', (error) => fail(error.message));
    const onEarlyExit = (code: number | null) => fail(`ended with ${code}`);
    child.once('exit', onEarlyExit);
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > LAST_LINES) lastLines.shift();
        if (!spec.readyLine.test(line)) return;
        clearTimeout(timer);
        child.off('exit', onEarlyExit);
        resolve();
      });
    }
  });
