// search-task.spec.ts — the search for counter-examples runs so many histories as it is asked for, and says when it is asked for none.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');

it.each(['abc', '0', '-5', '1e5', ''])('refuses "%s" histories', (count) => {
  const { status, stderr } = spawnSync(process.execPath, ['infra/local/run.mjs', 'search', count], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([1, expect.stringContaining('npm run search -- 100000')]);
});
