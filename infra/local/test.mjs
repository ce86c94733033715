// test.mjs — `npm test`: everything that must hold, on a machine where nothing is prepared.
// Words after `--` go to jest: `npm test -- libs/kernel`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  ROOT,
  build,
  chromium,
  ensureDebian,
  ensureNats,
  ensurePrometheus,
  fail,
  librouteros,
  node,
} from './tools.mjs';

const args = process.argv.slice(2);
await ensureNats();
if (!ensureDebian([chromium, librouteros]))
  fail('The tests need chromium and python3-librouteros: apt-get install chromium python3-librouteros');
if (!ensurePrometheus())
  fail('The tests need prometheus and promtool: apt-get install prometheus, or put both into .data/bin');
await build();
if (args.length === 0) {
  node('infra/local/run.mjs', ['typecheck']);
  node('infra/local/run.mjs', ['lint']);
}
// A spec that fails before it has closed what it opened must end the run, not hold it.
const jest = (...more) => {
  const command = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--ci', '--forceExit', ...more];
  return spawnSync(process.execPath, command, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
};
// Two cores: a browser fills one by itself; most other specs wait for timers, PostgreSQL and NATS. What runs the whole
// product in processes of its own (`*.alone.spec.ts`) would starve whatever runs beside it.
const APART = ['\\.e2e\\.spec\\.', '\\.alone\\.spec\\.'];
const runs =
  args.length > 0
    ? [args]
    : [
        ['--maxWorkers=4', '--testPathIgnorePatterns=/node_modules/', '/dist/', ...APART],
        ['--maxWorkers=2', `--testPathPatterns=${APART[0]}`],
        ['--maxWorkers=1', `--testPathPatterns=${APART[1]}`],
      ];
process.exitCode = runs.map((more) => jest(...more)).find((status) => status !== 0) ?? 0;
