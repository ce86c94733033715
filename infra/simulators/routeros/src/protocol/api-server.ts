// api-server.ts — a router's two API ports, plain and TLS; they close while its power is off.
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Router } from '../world/router';
import { Session } from './session';

const LOOPBACK = '127.0.0.1';

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const close = (server: Server): Promise<void> => new Promise((resolve) => void server.close(() => resolve()));

interface ApiServerOptions {
  apiPort: number;
  tlsPort: number;
  certificate: { key: string; cert: string };
}

/** Opens a router's API ports and ties them to its power switch; the answer closes them for good. */
export const serveApi = async (router: Router, options: ApiServerOptions): Promise<() => Promise<void>> => {
  let servers: Server[] = [];
  const sockets = new Set<Socket>();
  const accept = (socket: Socket): void => {
    router.faults.watch(socket);
    new Session(socket, router);
  };
  const open = async (): Promise<void> => {
    const plain = createServer(accept);
    const tls = createTlsServer(options.certificate, accept);
    // A client that speaks no TLS on the TLS port is hung up on; nothing else is to be done.
    tls.on('tlsClientError', (_error, socket) => socket.destroy());
    servers = [plain, tls];
    for (const server of servers) {
      // Also a socket that never ends its handshake must not keep a port open.
      server.on('connection', (socket: Socket) =>
        sockets.add(socket.once('close', () => sockets.delete(socket))),
      );
    }
    router.apiPort = await listen(plain, router.apiPort || options.apiPort);
    router.tlsPort = await listen(tls, router.tlsPort || options.tlsPort);
  };
  const shut = async (): Promise<void> => {
    const closing = servers.map(close);
    for (const socket of sockets) socket.destroy();
    await Promise.all(closing);
  };
  router.onPower((on) => (on ? open() : shut()));
  await open();
  return shut;
};
