// balancer.ts — what stands before several edges: each connection goes to the next that takes it, as a Service of Kubernetes does.
import { createServer, connect, type Socket } from 'node:net';

type Balancer = { close(): Promise<void> };

/** @param ports of those behind it, in turn. @throws Error where the port is taken. */
export const startBalancer = async (port: number, ports: readonly number[]): Promise<Balancer> => {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  let turn = 0;
  const lead = (client: Socket, tries: number): void => {
    if (tries === 0) return void client.destroy();
    const target = connect(ports[(turn += 1) % ports.length] ?? 0, '127.0.0.1');
    const next = (): void => lead(client, tries - 1);
    target.once('error', next);
    target.once('connect', () => {
      target.off('error', next);
      keep(target);
      target.on('error', () => client.destroy());
      client.on('error', () => target.destroy());
      client.pipe(target).pipe(client);
    });
  };
  const server = createServer((client) => {
    keep(client);
    lead(client, ports.length);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
