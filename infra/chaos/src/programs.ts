// programs.ts — programs of this repository as processes of their own: the simulators and the product's services.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_MILLISECONDS = 60_000;

const SETPRIV = '/usr/bin/setpriv';
/** Linux ends it when we die, even by kill -9; it replaces itself by the program, so signals reach that. */
const WITH_US = [SETPRIV, '--pdeathsig', 'KILL', '--'];

/** What is built, wherever this file itself runs from. */
export const DIST = join(process.cwd(), 'dist');

export type Program = {
  readonly ready: unknown;
  stop(): Promise<void>;
};

/** Starts a simulator and waits for its line `ready {json}`. @throws Error when it ends instead. */
export const startSimulator = async (
  name: string,
  env: Readonly<Record<string, string>>,
): Promise<Program> => {
  const program = join(DIST, 'infra/simulators', name, 'src/main.js');
  if (!existsSync(program)) throw new Error(`${program} is not built: run \`npm run build\` first`);
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = await readyLine(name, child);
  return {
    ready,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
};

const readyLine = (name: string, child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${name} did not start in time`)), START_MILLISECONDS);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    if (!child.stdout) return reject(new Error(`${name} has no output`));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('ready ')) return;
      clearTimeout(timer);
      resolve(JSON.parse(line.slice('ready '.length)));
    });
  });

/** Has the running ledger build its read models again from the first event. @throws Error when that ends in another way. */
export const rebuildBalances = (natsUrl: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(DIST, 'services/all-in-one/src/rebuild.js'), 'balances'], {
      env: { ...process.env, NATS_URL: natsUrl },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the rebuild ended with ${code}`)),
    );
  });

/** One process of the product: killed, frozen, started again, as whoever runs the chaos likes. */
export class ServiceProcess {
  private child: ChildProcess | null = null;
  private isFrozen = false;
  /** How often it ended without being killed by us. */
  ownEnds = 0;

  constructor(
    readonly name: string,
    readonly service: string,
    private readonly healthPort: number,
    private readonly env: Readonly<Record<string, string>>,
    private readonly logFile: string,
  ) {}

  get isRunning(): boolean {
    return this.child !== null;
  }

  /** Does not wait until it serves: what it needs may be away. @param more settings of this start alone. */
  start(more: Readonly<Record<string, string>> = {}): void {
    if (this.child) return;
    const program = [process.execPath, join(DIST, 'services', this.service, 'src/main.js')];
    const [command = '', ...args] = existsSync(SETPRIV) ? [...WITH_US, ...program] : program;
    const child = spawn(command, args, {
      env: { ...process.env, ...this.env, HEALTH_PORT: String(this.healthPort), ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(this.logFile, { flags: 'a' });
    for (const stream of [child.stdout, child.stderr]) stream.pipe(log, { end: false });
    this.child = child;
    child.once('exit', () => {
      log.end();
      if (this.child !== child) return;
      this.ownEnds += 1;
      this.child = null;
    });
  }

  /** As a crash: nothing is drained, nothing is said. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    this.thaw();
    return this.end('SIGTERM');
  }

  freeze(): void {
    this.isFrozen = this.child?.kill('SIGSTOP') ?? false;
  }

  thaw(): void {
    if (this.isFrozen) this.child?.kill('SIGCONT');
    this.isFrozen = false;
  }

  /** As an orchestrator: what ended is started again, what stands still goes on. */
  heal(): void {
    this.thaw();
    this.start();
  }

  async isReady(): Promise<boolean> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.healthPort}/health/ready`, {
        signal: AbortSignal.timeout(5_000),
      });
      await response.body?.cancel();
      return response.ok;
    } catch (error) {
      return !(error instanceof Error);
    }
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    if (!child) return;
    this.child = null;
    this.isFrozen = false;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await exited;
  }
}
