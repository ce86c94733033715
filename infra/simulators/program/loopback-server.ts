// loopback-server.ts — an HTTP server on both loopback addresses, since browsers resolve *.localhost to either.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  port: number;
  close: () => Promise<void>;
}

const listen = (server: Server, port: number, address: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Why IPv6 may be left out: a machine without it, or a chance port that is in use there. */
const mayDoWithout = (code: string | undefined, port: number): boolean =>
  code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' || (code === 'EADDRINUSE' && port === 0);

/** Listens on 127.0.0.1 and ::1; port 0 takes any free one. Rejects when the port is taken. */
export const listenOnLoopback = async (listener: RequestListener, port: number): Promise<LoopbackServer> => {
  const first = createServer(listener);
  const servers = [first];
  const taken = await listen(first, port, '127.0.0.1');
  const second = createServer(listener);
  try {
    await listen(second, taken, '::1');
    servers.push(second);
  } catch (error) {
    if (!mayDoWithout((error as NodeJS.ErrnoException).code, port)) {
      await close(first);
      throw error;
    }
  }
  return { port: taken, close: async () => void (await Promise.all(servers.map(close))) };
};
