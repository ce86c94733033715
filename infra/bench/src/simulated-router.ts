// simulated-router.ts — a router of many hosts, in a process of its own: what it costs is not the reader's.
import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '@saring/kernel';
import { createInterface } from 'node:readline';

const PROGRAM = join(__dirname, '../../simulators/routeros/src/main.js');
const PASSWORD = 'saring-bench';

type Ready = { readonly httpPort: number; readonly routers: readonly { readonly apiPort: number }[] };

/** Starts routers, of which the first knows `hosts` devices, and phones that may join them; `address` is where the first's API listens. */
export const startSimulatedRouter = async (hosts: number, phones = 0, count = 1) => {
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      ROUTEROS_SIM_HTTP_PORT: '0',
      ROUTEROS_SIM_API_PORT: '0',
      ROUTEROS_SIM_TLS_PORT: '0',
      ROUTEROS_SIM_PHONES: String(phones),
      ROUTEROS_SIM_ROUTERS: String(count),
      ROUTEROS_SIM_PASSWORD: PASSWORD,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { httpPort, routers } = await readyLine(child);
  const control = async <T>(path: string, body?: object): Promise<T> => {
    const response = await fetch(`http://127.0.0.1:${httpPort}/control/${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) throw new Error(`the simulated router refused ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  if (hosts > 0) await control('routers/0/synthetic-hosts', { count: hosts });
  const addresses = routers.map(({ apiPort: port }) => ({
    ...{ host: '127.0.0.1', port, tls: false, user: 'saring', password: PASSWORD },
  }));
  const [address] = addresses;
  if (!address) throw new Error('no router was started');
  return {
    control,
    address,
    addresses,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
};

const readyLine = (child: ChildProcess): Promise<Ready> =>
  new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the simulated router ended with ${code}`)));
    if (!child.stdout) return reject(new Error('the simulated router has no output'));
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice('ready '.length)) as Ready);
    });
  });

/** A file that router-gateway takes routers from. @returns its path. */
export const writeRouters = (routers: readonly object[]): string => {
  const file = join('/tmp', `saring-routers-${newId()}.json`);
  writeFileSync(file, JSON.stringify(routers), { mode: 0o600 });
  return file;
};
