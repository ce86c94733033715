// local-saring.ts — the very program of `npm start` on ports and in a folder of its own, with a fast poll.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@saring/local';
import { eventually } from '@saring/testing';

const ROOT = resolve(__dirname, '../../../..');
const MAIN = join(ROOT, 'dist/services/all-in-one/src/local/main.js');
const BACKUP = join(ROOT, 'dist/services/all-in-one/src/backup/backup-command.js');
const REBUILD = join(ROOT, 'dist/services/all-in-one/src/rebuild.js');
const OWN_ENGINES = { DATABASE_URL: '', NATS_URL: '' };
const KEY_FILE = 'secrets-key';
const PASSPHRASE = 'rahasia yang panjang';
const START_MILLISECONDS = 60_000;
const START_TRIES = 3;
export const OPERATOR = { email: 'op@saring.test', password: 'rahasia-sekali' };

type Ports = Readonly<
  Record<'edge' | 'phones' | 'whatsapp' | 'bank' | 'routerApi' | 'routerTls' | 'notice', number>
>;

export class LocalSaring {
  private process: ChildProcess | null = null;
  /** What it said at its terminal since its last start. */
  said = '';

  private constructor(
    readonly ports: Ports,
    private readonly dataDir: string,
  ) {}

  /** Another program may take a port between its choice and its use: then it is started again on others. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<LocalSaring> {
    for (let tries = 0; tries < START_TRIES; tries += 1) {
      const saring = await LocalSaring.prepare();
      if (await saring.runs(settings)) return saring;
      await saring.close();
    }
    throw new Error('Saring did not start');
  }

  private static async prepare(): Promise<LocalSaring> {
    const dataDir = mkdtempSync(join(tmpdir(), 'saring-local-'));
    // PostgreSQL runs as a user of its own.
    chmodSync(dataDir, 0o755);
    const ports = {
      edge: await freePort(),
      phones: await freePort(),
      whatsapp: await freePort(),
      bank: await freePort(),
      routerApi: await freePort(),
      routerTls: await freePort(),
      notice: await freePort(),
    };
    return new LocalSaring(ports, dataDir);
  }

  /** Starts again over the same data, with other settings. */
  async restart(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.stop();
    await this.run(settings);
  }

  /** Ctrl+C in its terminal: the whole process group gets the signal. @returns the exit code and what it wrote after. */
  async interrupt(): Promise<{ readonly code: number | null; readonly said: string }> {
    const child = this.process;
    if (!child?.pid) throw new Error('it does not run');
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data: Buffer) => (said += String(data)));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    process.kill(-child.pid, 'SIGINT');
    return { code: await ended, said };
  }

  /** Backs up as docs/operations.md says, loses everything, and starts from the copy. */
  async restoreFromColdCopy(): Promise<void> {
    await this.stop();
    const copy = `${this.dataDir}.tgz`;
    const tar = (...args: string[]) => execFileSync('tar', args);
    tar('-czf', copy, '-C', this.dataDir, 'postgres', 'postgres-password', 'secrets-key');
    for (const name of readdirSync(this.dataDir))
      rmSync(join(this.dataDir, name), { recursive: true, force: true });
    tar('-xzpf', copy, '-C', this.dataDir);
    rmSync(copy);
    await this.run();
  }

  /** Backs up while it runs, loses everything but the key, and starts from the backup (docs/operations.md). */
  async restoreFromBackup(): Promise<void> {
    const file = `${this.dataDir}.backup.age`;
    try {
      this.backupTo(file);
      await this.stop();
      for (const name of readdirSync(this.dataDir))
        if (name !== KEY_FILE) rmSync(join(this.dataDir, name), { recursive: true, force: true });
      this.backupCommand('restore', '--preview', file);
      this.backupCommand('restore', file);
    } finally {
      rmSync(file, { force: true });
    }
    await this.run();
  }

  /** While it runs. */
  backupTo(file: string): void {
    this.backupCommand('backup', file);
  }

  /** What the sealed parts of its backups open with. */
  get secretsKey(): string {
    return readFileSync(join(this.dataDir, KEY_FILE), 'utf8');
  }

  /** Starts from the backup of another one, on this version. */
  static async fromBackup(file: string, secretsKey: string): Promise<LocalSaring> {
    const saring = await LocalSaring.prepare();
    try {
      writeFileSync(join(saring.dataDir, KEY_FILE), secretsKey, { mode: 0o600 });
      saring.backupCommand('restore', file);
      await saring.run();
      return saring;
    } catch (error) {
      await saring.close();
      throw error;
    }
  }

  /** Builds a read model of the running ledger again from its first event. */
  rebuild(name: string): void {
    execFileSync(process.execPath, [REBUILD, name], {
      cwd: ROOT,
      env: { ...process.env, ...OWN_ENGINES, DATA_DIR: this.dataDir },
    });
  }

  private backupCommand(...args: string[]): void {
    execFileSync(process.execPath, [BACKUP, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...OWN_ENGINES, DATA_DIR: this.dataDir, BACKUP_PASSPHRASE: PASSPHRASE },
      encoding: 'utf8',
    });
  }

  /** Ends it and forgets its data. */
  async close(): Promise<void> {
    await this.stop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** @throws Error when it has ended instead. */
  private async run(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    if (!(await this.runs(settings))) throw new Error('Saring has ended instead of running');
  }

  /** @returns whether it runs; false when it has ended instead. */
  private async runs(settings: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const { ports } = this;
    const child = spawn(process.execPath, [MAIN], {
      cwd: ROOT,
      env: {
        ...process.env,
        ...OWN_ENGINES,
        DATA_DIR: this.dataDir,
        PORT: String(ports.edge),
        NOTICE_PORT: String(ports.notice),
        ROUTEROS_SIM_HTTP_PORT: String(ports.phones),
        ROUTEROS_SIM_API_PORT: String(ports.routerApi),
        ROUTEROS_SIM_TLS_PORT: String(ports.routerTls),
        WHATSAPP_SIM_PORT: String(ports.whatsapp),
        MIDTRANS_SIM_PORT: String(ports.bank),
        TELEGRAM_SIM_PORT: '0',
        POLL_SECONDS: '1',
        // Gigabytes move in no time here; nothing is to be held.
        LINK_MEGABITS_PER_SECOND_PER_DEVICE: '1000000',
        // A day's messages come in a minute here; none is to wait for the next.
        MESSAGES_PER_TARGET_PER_MINUTE: '100',
        OPERATOR_EMAIL: OPERATOR.email,
        OPERATOR_PASSWORD: OPERATOR.password,
        LOG_LEVEL: 'error',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // As in a terminal of its own.
      detached: true,
    });
    this.process = child;
    this.said = '';
    child.stdout.on('data', (data: Buffer) => (this.said += String(data)));
    child.stderr.on('data', (data: Buffer) => process.stderr.write(data));
    await eventually(
      () => this.said.includes('Saring is running') || child.exitCode !== null,
      START_MILLISECONDS,
    );
    return child.exitCode === null;
  }

  private stop(): Promise<void> {
    return new Promise((ended) => {
      const child = this.process;
      if (!child || child.exitCode !== null) return ended();
      child.once('exit', () => ended());
      child.kill('SIGTERM');
    });
  }
}
