// processes.ts — every service as the process that a cluster would run, to be killed and started again.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@saring/local';
import { eventually } from '@saring/testing';

const DIST = join(__dirname, '../../../../dist/services');
const START_MILLISECONDS = 60_000;
export const SERVICE_NAMES = [
  ...(['quota-ledger', 'notification', 'auth-otp', 'router-gateway'] as const),
  ...(['payment', 'billing', 'edge'] as const),
] as const;

export class ServiceProcesses {
  private readonly running = new Map<string, ChildProcess>();

  /** @param envOf what a service alone gets, such as its own user of NATS. */
  constructor(
    private readonly env: Readonly<Record<string, string>>,
    private readonly envOf: (name: string) => Readonly<Record<string, string>> = () => ({}),
  ) {
    if (!existsSync(DIST)) throw new Error('dist/ is not built: run `npm run build` first');
  }

  async start(name: string): Promise<void> {
    const healthPort = String(await freePort());
    const child = spawn(process.execPath, [join(DIST, name, 'src/main.js')], {
      env: { ...process.env, ...this.env, ...this.envOf(name), HEALTH_PORT: healthPort },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.running.set(name, child);
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
      return (await fetch(`http://127.0.0.1:${healthPort}/health/ready`)).ok;
    }, START_MILLISECONDS);
  }

  /** Together, as a cluster does: at the first start of an installation all wait for auth-otp. */
  async startAll(names: readonly string[] = SERVICE_NAMES): Promise<void> {
    await Promise.all(names.map((name) => this.start(name)));
  }

  /** As a crash: nothing is drained, nothing is said. */
  async kill(name: string, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.running.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await exited;
    this.running.delete(name);
  }

  async restart(name: string): Promise<void> {
    await this.kill(name);
    await this.start(name);
  }

  async stopAll(): Promise<void> {
    await Promise.all([...this.running.keys()].map((name) => this.kill(name, 'SIGTERM')));
  }
}
