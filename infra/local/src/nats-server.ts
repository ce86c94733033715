import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port';
import { startChild, type ManagedChild } from './managed-child';

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

/** Starts nats-server with JetStream on loopback; its files survive in `storeDir`. @param port 0: any free one. */
export const startNatsServer = async (options: {
  readonly storeDir: string;
  readonly dataDir: string;
  readonly port?: number;
  readonly onExit?: (code: number | null, lastLines: readonly string[]) => void;
}): Promise<NatsServer> => {
  mkdirSync(options.storeDir, { recursive: true });
  const port = options.port || (await freePort());
  const child = await startChild({
    name: 'nats-server',
    command: findNatsServer(options.dataDir),
    args: ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', options.storeDir],
    readyLine: /Server is ready/,
    stopSignal: 'SIGINT',
    onExit: options.onExit,
  });
  return { ...child, port, url: `nats://127.0.0.1:${port}` };
};
