// whole-product.ts — the product as `npm start` runs it, without simulators, in processes of its own.
import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NODE_FLAGS } from './stack';

const LOCAL_MAIN = join(__dirname, '../../../services/all-in-one/src/local/main.js');
export const PORT = 19_000;
export const OPERATOR = { email: 'bench@saring.test', password: 'bench-password-1' };

/** @param onStarted called with the process before it has done anything. */
export const startWholeProduct = async (
  settings: Readonly<Record<string, string>> = {},
  onStarted: (pid: number) => void = () => undefined,
) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'saring-whole-'));
  chmodSync(dataDir, 0o755);
  const start = performance.now();
  const child = fork(LOCAL_MAIN, [], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      SIMULATORS: 'off',
      PORT: String(PORT),
      OPERATOR_EMAIL: OPERATOR.email,
      OPERATOR_PASSWORD: OPERATOR.password,
      ...settings,
    },
    execArgv: NODE_FLAGS,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const pid = child.pid ?? 0;
  onStarted(pid);
  const readySeconds = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
    child.stdout?.on(
      'data',
      (data: Buffer) =>
        String(data).includes('Saring is running') && resolve((performance.now() - start) / 1_000),
    );
  });
  const stop = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      child.removeAllListeners('exit');
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { pid, readySeconds, stop };
};
