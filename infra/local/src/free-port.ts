// free-port.ts — a port for a program that is started in a moment.
import { randomInt } from 'node:crypto';
import { createServer, type ListenOptions, type Server } from 'node:net';

/** Below those that systems give to outgoing connections, one of which could take a port before it is used. */
const PORTS = { first: 15_000, behindLast: 32_000 };
const TRIES = 50;

/** @returns whether it listens, or could. */
const listens = (server: Server, where: ListenOptions): Promise<boolean> =>
  new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(where, () => resolve(true));
  });

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  if (!(await listens(server, { port, host: '127.0.0.1' }))) return false;
  await new Promise((closed) => server.close(closed));
  return true;
};

/**
 * An abstract socket beside the port as a mark, gone with its process however that ends: between its choice and its
 * use, and while its program starts anew, no other process of this function chooses the port.
 */
const isMarked = async (port: number): Promise<boolean> => {
  const mark = createServer().unref();
  return listens(mark, { path: `\0saring-port-${port}` });
};

/** A loopback port that is free at this moment, kept for this process. @throws Error when none of many is. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(PORTS.first, PORTS.behindLast);
    if ((await isMarked(port)) && (await isFree(port))) return port;
  }
  throw new Error(`no port of ${PORTS.first} to ${PORTS.behindLast} is free`);
};
