// footprint.ts — the whole stack at rest: all services in one process, PostgreSQL and NATS, no simulators.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machine, processTree, pssMegabytes, report, rounded, spread } from './figures';
import { NODE_FLAGS } from './stack';

const REST_SECONDS = 20;
const SAMPLES = 5;
const LOCAL_MAIN = join(__dirname, '../../../services/all-in-one/src/local/main.js');

export const footprint = async (): Promise<void> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'saring-footprint-'));
  chmodSync(dataDir, 0o755);
  const start = performance.now();
  const child = fork(LOCAL_MAIN, [], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      SIMULATORS: 'off',
      PORT: '19000',
      OPERATOR_EMAIL: 'bench@saring.test',
      OPERATOR_PASSWORD: 'bench-password-1',
    },
    execArgv: NODE_FLAGS,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const readySeconds = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the stack ended with ${code}`)));
    child.stdout?.on(
      'data',
      (data: Buffer) =>
        String(data).includes('Saring is running') && resolve((performance.now() - start) / 1_000),
    );
  });
  await new Promise((resolve) => setTimeout(resolve, REST_SECONDS * 1_000));
  const samples: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    samples.push(pssMegabytes(processTree(child.pid ?? 0)));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  report({
    name: 'footprint',
    value: rounded(spread(samples).p50),
    unit: 'MB PSS',
    n: SAMPLES,
    ...spread(samples),
    processes: processTree(child.pid ?? 0).length,
    machine: machine(),
  });
  report({ name: 'footprint.ready', value: rounded(readySeconds, 2), unit: 's', n: 1 });
  await new Promise<void>((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
  rmSync(dataDir, { recursive: true, force: true });
};
