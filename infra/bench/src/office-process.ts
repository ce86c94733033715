// office-process.ts — all services in one process as `npm start` has them, without routers, WhatsApp or bank.
import type { AddressInfo, Server } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { SERVICES } from '@saring/all-in-one';
import { startHost } from '@saring/service-kit';

/** Asked of the process: anything. */
export type OfficeAnswer = { readonly port: number };

export const runOfficeProcess = async (): Promise<void> => {
  const host = await startHost(SERVICES, {
    ...process.env,
    PORT: '0',
    TRUSTED_PROXY_CIDRS: '127.0.0.1/32',
  });
  const door = host.services.at(-1)?.app as INestApplication;
  const { port } = (door.getHttpServer() as Server).address() as AddressInfo;
  process.on('message', () => process.send?.({ port } satisfies OfficeAnswer));
  process.once('SIGTERM', () => void host.stop().then(() => process.exit(0)));
  process.send?.('ready');
};
