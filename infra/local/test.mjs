// test.mjs — `npm test`: everything that must hold, on a machine where nothing is prepared.
// Words after `--` go to jest: `npm test -- libs/kernel`.
import { join } from 'node:path';
import { ROOT, build, chromium, ensureDebian, ensureNats, fail, librouteros, node, run } from './tools.mjs';

const args = process.argv.slice(2);
await ensureNats();
if (!ensureDebian([chromium, librouteros]))
  fail('The tests need chromium and python3-librouteros: apt-get install chromium python3-librouteros');
await build();
if (args.length === 0) {
  node('infra/local/run.mjs', ['typecheck']);
  node('infra/local/run.mjs', ['lint']);
}
// A spec that fails before it has closed what it opened must end the run, not hold it.
run(join(ROOT, 'node_modules/.bin/jest'), ['--ci', '--forceExit', ...args]);
