// free-port.ts — a port for a program that is started in a moment.
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that systems give to outgoing connections, one of which could take a port before it is used. */
const PORTS = { first: 15_000, behindLast: 32_000 };
const TRIES = 50;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** A loopback port that is free at this moment. @throws Error when none of many is. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = randomInt(PORTS.first, PORTS.behindLast);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port of ${PORTS.first} to ${PORTS.behindLast} is free`);
};
