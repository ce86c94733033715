// nats-server.ts — nats-server with JetStream as a child of our own.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'nats';
import { freePort } from './free-port';
import { startChild, type ManagedChild } from './managed-child';
import { busAuthorization } from './bus-users';
import { endOrphan } from './orphan';

const PROBE_MILLISECONDS = 4_000;

export type NatsServer = ManagedChild & { readonly url: string; readonly port: number };

/** From PATH, else the pinned release that `npm start` put into `.data/bin`. */
export const findNatsServer = (dataDir: string): string => {
  const own = join(dataDir, 'bin', 'nats-server');
  if (existsSync(own)) return own;
  try {
    return execFileSync('sh', ['-c', 'command -v nats-server'], { encoding: 'utf8' }).trim();
  } catch {
    throw new Error('nats-server is not installed: run `npm start` once, or `apt-get install nats-server`');
  }
};

/** Far above any disk: what the streams may take is set on them, by the disk that is there. */
const MAX_FILE_STORE = '1TB';
/** A client that answers no ping is cut after 9 s: requests go to another replica. */
const PING = { interval: '3s', most: 2 };
const NATS_USER = 'saring';
const PID_FILE = 'nats-server.pid';

const configText = (
  storeDir: string,
  port: number,
  authorization: string,
): string => `# Written at each start.
listen: "127.0.0.1:${port}"
pid_file: ${JSON.stringify(join(storeDir, PID_FILE))}
ping_interval: "${PING.interval}"
ping_max: ${PING.most}
${authorization}
jetstream {
  store_dir: ${JSON.stringify(storeDir)}
  max_file_store: ${MAX_FILE_STORE}
}
`;

const authorizationOf = ({
  password,
  passwordOf,
}: {
  readonly password?: string;
  readonly passwordOf?: (user: string) => string;
}): string => {
  if (!password) return '';
  if (passwordOf)
    return busAuthorization((user) => JSON.stringify(user === NATS_USER ? password : passwordOf(user)));
  return `authorization { user: ${NATS_USER}, password: ${JSON.stringify(password)} }`;
};

/**
 * Starts nats-server with JetStream on loopback; its files survive in `storeDir`. One that outlived an earlier start
 * is ended first: two on one store would destroy it. @param port 0: any free one.
 */
export const startNatsServer = async (options: {
  readonly storeDir: string;
  readonly dataDir: string;
  readonly port?: number;
  /** Every connection must know it; absent: anyone of this machine may, as in specs. */
  readonly password?: string;
  /** A user a service beside that one, each with the password that this gives. */
  readonly passwordOf?: (user: string) => string;
}): Promise<NatsServer> => {
  const { storeDir, dataDir } = options;
  mkdirSync(storeDir, { recursive: true, mode: 0o700 });
  const pidFile = join(storeDir, PID_FILE);
  if (existsSync(pidFile))
    await endOrphan({
      pid: readFileSync(pidFile, 'utf8').trim(),
      words: ['nats-server', storeDir],
      signals: ['SIGKILL'],
    });
  const port = options.port || (await freePort());
  const configFile = join(storeDir, 'nats-server.conf');
  writeFileSync(configFile, configText(storeDir, port, authorizationOf(options)), { mode: 0o600 });
  const child = await startChild({
    name: 'nats-server',
    command: findNatsServer(dataDir),
    args: ['-c', configFile],
    readyLine: /Server is ready/,
    stopSignal: 'SIGINT',
    // After a full disk 2.9 hangs and heeds no SIGINT; what it has acknowledged survives a SIGKILL.
    deathSignal: 'SIGKILL',
  });
  const login = options.password ? `${NATS_USER}:${options.password}@` : '';
  return { ...child, port, url: `nats://${login}127.0.0.1:${port}` };
};

/** Rejects unless the server answers and its JetStream works: a full disk hangs the one or switches off the other. */
export const probeNatsServer = async (url: string): Promise<void> => {
  const { host, username, password } = new URL(url);
  const login = username ? { user: username, pass: password } : {};
  const nats = await connect({
    servers: host,
    ...login,
    reconnect: false,
    timeout: PROBE_MILLISECONDS,
    name: 'probe',
  });
  try {
    const manager = await nats.jetstreamManager({ timeout: PROBE_MILLISECONDS });
    await manager.getAccountInfo();
  } finally {
    await nats.close();
  }
};
