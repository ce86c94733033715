import { connect, createServer, type Server, type Socket } from 'node:net';

export type FaultProxy = {
  readonly port: number;
  /** Ends every open connection at once; new ones are taken. */
  cut(): void;
  /** Refuses and cuts until `restore`. */
  down(): void;
  restore(): void;
  /** Connections that passed so far. */
  readonly connections: number;
  close(): Promise<void>;
};

/** A TCP proxy on loopback that can cut and refuse: what a broken network does to a dependency. */
export const startFaultProxy = async (target: { host: string; port: number }): Promise<FaultProxy> => {
  const open = new Set<Socket>();
  let isDown = false;
  let connections = 0;
  const server: Server = createServer((client) => {
    if (isDown) return client.destroy();
    connections += 1;
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    upstream.pipe(client);
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut,
    down: () => {
      isDown = true;
      cut();
    },
    restore: () => {
      isDown = false;
    },
    get connections() {
      return connections;
    },
    close: () => {
      isDown = true;
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
