// packages.mjs — npm packages as the lock says, and which Node runs Saring. The only script that runs on the machine's
// own Node, so it uses nothing newer than 20.19.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const LEAST = [20, 19];

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};
const isAtLeast = ([major, minor], version) => {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
};

/** Installs again when the lock has changed since. */
const ensurePackages = () => {
  if (!isAtLeast(LEAST, process.versions.node))
    fail(`npm needs Node ${LEAST.join('.')} or newer here; this is ${process.version}.`);
  const stamp = join(ROOT, 'node_modules/.saring-lock');
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stdout.write('Installing npm packages (a minute or so)…\n');
  const install = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, error } = spawnSync('npm', install, { cwd: ROOT, stdio: 'inherit' });
  if (error) fail(`npm could not be run: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, lock);
};

/** The machine's own Node where it is as new as the one of the packages, else that one. */
const runtime = () => {
  const { engines } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const wanted = engines.node.replace(/^>=/, '').split('.').map(Number);
  if (isAtLeast([wanted[0] ?? 0, wanted[1] ?? 0], process.versions.node)) return process.execPath;
  const packaged = join(ROOT, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(packaged)) return packaged;
  return fail(
    `Saring runs on Node ${wanted.join('.')} or newer; this is ${process.version}, and no package brings one for ${process.platform} on ${process.arch}. Install Node ${wanted[0]} from https://nodejs.org.`,
  );
};

ensurePackages();
writeFileSync(join(ROOT, 'node_modules/.saring-node'), runtime());
