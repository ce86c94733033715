// tools.mjs — what the scripts of package.json share: installing what is missing, building, running a tool.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  chmodSync,
  copyFileSync,
  mkdtempSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAbout } from './about.mjs';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const APT_SECONDS = 600;
const DOWNLOAD_SECONDS = 120;
const NATS_RELEASE = '2.10.29';
/** Of the release's archives, as the makers of the official image have pinned them (nats-io/nats-docker, 2.10.x). */
const NATS_SHA256 = {
  amd64: 'e314da74a83a1d3876db8814c27eb990fe729640fd6452025b441bcede8390da',
  arm64: 'da4b27942ecfb4c5f0c54553d2e7f470ddda9d7581cfe8131b351a0e223ed401',
};

export const say = (text) => process.stdout.write(`${text}\n`);

/** Runs a program in the root with our output; ends this process with its code when it fails. */
export const run = (command, args, options = {}) => {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (result.error) fail(`${command} could not be run: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
};

export const node = (script, args = [], options = {}) =>
  run(process.execPath, [join(ROOT, script), ...args], options);

export const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' }).status === 0;

/** Debian packages that give these commands; only root can install them. @returns whether all are there now. */
export const ensureDebian = (wanted) => {
  const missing = wanted.filter(({ test }) => !test());
  if (missing.length === 0) return true;
  if (process.getuid?.() !== 0 || !has('apt-get')) return false;
  const names = missing.map(({ name }) => name);
  say(`Installing ${names.join(', ')} by apt…`);
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: APT_SECONDS * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], options);
  return missing.every(({ test }) => test());
};

export const natsServer = {
  name: 'nats-server',
  test: () => has('nats-server') || existsSync(join(ROOT, '.data/bin/nats-server')),
};
export const chromium = { name: 'chromium', test: () => has('chromium') };
export const librouteros = {
  name: 'python3-librouteros',
  test: () => spawnSync('/usr/bin/python3', ['-c', 'import librouteros'], { stdio: 'ignore' }).status === 0,
};

/** nats-server from PATH, else by apt, else the official release, checked against its pinned checksum. */
export const ensureNats = async () => {
  if (ensureDebian([natsServer])) return;
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch];
  const file = `nats-server-v${NATS_RELEASE}-linux-${arch}.tar.gz`;
  const base = `https://github.com/nats-io/nats-server/releases/download/v${NATS_RELEASE}`;
  say(`Downloading nats-server ${NATS_RELEASE}…`);
  try {
    const archive = await download(`${base}/${file}`);
    if (createHash('sha256').update(archive).digest('hex') !== NATS_SHA256[arch])
      throw new Error('its checksum is not the pinned one');
    unpackNats(archive);
  } catch (error) {
    fail(
      `nats-server is missing and could not be downloaded (${error.message}).\nInstall it: apt-get install nats-server, or put it into ${join(ROOT, '.data/bin')}.`,
    );
  }
};

const PROMETHEUS = ['prometheus', 'promtool'];

/**
 * prometheus and promtool from PATH, else out of Debian's package into .data/bin: unpacked, not installed, so that no
 * service begins. @returns whether both are there now.
 */
export const ensurePrometheus = () => {
  const folder = join(ROOT, '.data/bin');
  const isThere = () => PROMETHEUS.every((name) => has(name) || existsSync(join(folder, name)));
  if (isThere()) return true;
  if (!has('apt-get') || !has('dpkg-deb')) return false;
  say('Downloading prometheus of Debian…');
  const place = mkdtempSync(join(tmpdir(), 'saring-prometheus-'));
  // apt fetches as a user of its own.
  chmodSync(place, 0o777);
  const apt = (...args) =>
    spawnSync('apt-get', ['-q', ...args], {
      ...{ cwd: place, stdio: ['ignore', 'ignore', 'ignore'], timeout: APT_SECONDS * 1000 },
    }).status === 0;
  try {
    if (!apt('download', 'prometheus') && !(apt('update') && apt('download', 'prometheus'))) return false;
    const archive = readdirSync(place).find((name) => name.endsWith('.deb'));
    if (!archive) return false;
    run('dpkg-deb', ['-x', join(place, archive), place]);
    mkdirSync(folder, { recursive: true });
    for (const name of PROMETHEUS) copyFileSync(join(place, 'usr/bin', name), join(folder, name));
    return isThere();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
};

const download = async (url) => {
  const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_SECONDS * 1000) });
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return Buffer.from(await response.arrayBuffer());
};

const unpackNats = (archive) => {
  const folder = join(ROOT, '.data/bin');
  mkdirSync(folder, { recursive: true });
  const packed = join(folder, 'nats-server.tar.gz');
  writeFileSync(packed, archive);
  run('tar', ['-xzf', packed, '-C', folder, '--strip-components=1', '--wildcards', '*/nats-server']);
  rmSync(packed);
  chmodSync(join(folder, 'nats-server'), 0o755);
};

/** Files below a folder, without what is built or installed. */
const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });

/** TypeScript words of proto/, made again when what they are made from has changed. */
export const generate = () => {
  const generated = join(ROOT, 'libs/contracts/src/generated');
  const hash = createHash('sha256');
  const api = join(ROOT, 'services/edge/openapi.json');
  const plugin = join(ROOT, 'infra/local/words-plugin.mjs');
  for (const file of [...walk(join(ROOT, 'proto')).sort(), plugin, api])
    hash.update(relative(ROOT, file)).update(readFileSync(file));
  const wanted = hash.digest('hex');
  const stamp = join(generated, '.stamp');
  const words = join(ROOT, 'libs/kernel/src/generated');
  const client = join(ROOT, 'libs/api-client/src/generated');
  const folders = [generated, words, client];
  if (folders.every(existsSync) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  run(join(ROOT, 'node_modules/.bin/buf'), ['generate'], { cwd: join(ROOT, 'proto') });
  run(
    join(ROOT, 'node_modules/.bin/openapi-typescript'),
    [api, '--output', join(client, 'api.ts'), '--root-types', '--root-types-no-schema-prefix'],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  writeFileSync(stamp, wanted);
};

const FRONT_ENDS = ['services/portal', 'services/console'];
const isFrontEnd = (file) => FRONT_ENDS.some((folder) => file.startsWith(join(ROOT, folder)));
const isCompiled = (file) => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file);
const isLeftOut = (file) =>
  /\.(spec|contract)\.tsx?$|\/spec\/|\/jest\/|tsconfig.*\.json$|project\.json$|\.md$/.test(file);

/** A migration whose source is gone, as after a change of branch, would still be applied from dist/. */
const dropOldMigrations = (dist) => {
  if (!existsSync(join(dist, 'services'))) return;
  for (const service of readdirSync(join(dist, 'services'))) {
    const migrations = join('services', service, 'prisma/migrations');
    if (!existsSync(join(dist, migrations))) continue;
    for (const name of readdirSync(join(dist, migrations)))
      if (!existsSync(join(ROOT, migrations, name)))
        rmSync(join(dist, migrations, name), { recursive: true, force: true });
  }
};

/** Compiles services, libs and infra to dist/ and copies what they read beside them. */
export const build = async () => {
  generate();
  const { transformFile } = await import('@swc/core');
  const swc = JSON.parse(readFileSync(join(ROOT, '.swcrc'), 'utf8'));
  const { paths } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.base.json'), 'utf8')).compilerOptions;
  const options = { ...swc, swcrc: false, configFile: false, jsc: { ...swc.jsc, baseUrl: ROOT, paths } };
  delete options.$schema;
  const dist = join(ROOT, 'dist');
  dropOldMigrations(dist);
  const files = ['libs', 'services', 'infra'].flatMap((folder) => walk(join(ROOT, folder)));
  for (const file of files.filter((one) => !isFrontEnd(one) && !isLeftOut(one))) {
    const target = join(dist, relative(ROOT, file));
    const compiled = isCompiled(file) ? target.replace(/\.tsx?$/, '.js') : target;
    if (existsSync(compiled) && statSync(compiled).mtimeMs > statSync(file).mtimeMs) continue;
    mkdirSync(dirname(compiled), { recursive: true });
    if (!isCompiled(file)) {
      copyFileSync(file, compiled);
      continue;
    }
    const { code, map } = await transformFile(file, options);
    writeFileSync(compiled, `${code}\n//# sourceMappingURL=${compiled.split('/').pop()}.map\n`);
    if (map) writeFileSync(`${compiled}.map`, map);
  }
  for (const folder of FRONT_ENDS) buildFrontEnd(folder);
  writeAbout(
    ROOT,
    files
      .filter((file) => isFrontEnd(file) && isCompiled(file) && !isLeftOut(file))
      .map((file) => readFileSync(file, 'utf8')),
  );
};

const buildFrontEnd = (folder) => {
  const config = join(ROOT, folder, 'vite.config.mts');
  if (!existsSync(config)) return;
  const out = join(ROOT, 'dist', folder);
  const sources = [
    ...walk(join(ROOT, folder)),
    ...walk(join(ROOT, 'libs/i18n')),
    ...walk(join(ROOT, 'libs/api-client')),
  ];
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  const index = join(out, 'index.html');
  if (existsSync(index) && statSync(index).mtimeMs > newest) return;
  node('node_modules/vite/bin/vite.js', ['build', '--config', config, '--logLevel', 'warn']);
};
