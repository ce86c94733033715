// server.ts — the one HTTP port: the Host header says whose browser asks (phoneN, its portal, its router) or who plays.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RouterOsSimulator } from '../simulator';
import type { Phone } from '../world/phone';
import { answerControl } from './control';
import { answerHotspotLogin } from './hotspot-login';
import { sendHtml } from './html';
import { answerPhone } from './phone-browser';
import { playPage } from './play-page';
import { proxyToPortal } from './portal-proxy';

export interface HttpOptions {
  port: number;
  portalUrl: URL;
  portalAddress: string;
  countPortalTraffic: boolean;
}

export interface HttpServer {
  port: number;
  close: () => Promise<void>;
}

/** One request of a simulated phone's browser. */
export interface PhoneRequest {
  phone: Phone;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** `:9100` as the browser wrote it, so that redirects lead back through the same door. */
  portSuffix: string;
}

const PHONE_HOST = /^(?:(portal|router)\.)?phone(\d+)\.localhost(:\d+)?$/i;

const route = (simulator: RouterOsSimulator, options: HttpOptions): RequestListener => (request, response) => {
  const host = request.headers.host ?? 'localhost';
  const url = new URL(request.url ?? '/', `http://${host}`);
  const match = PHONE_HOST.exec(host);
  if (!match) return answerPlayer(simulator, request, response, url);
  const phone = simulator.phones[Number(match[2]) - 1];
  if (!phone) return sendHtml(response, 404, 'Ponsel tidak ada', `<p>Simulator ini punya ${simulator.phones.length} ponsel.</p>`);
  const asked: PhoneRequest = { phone, request, response, url, portSuffix: match[3] ?? '' };
  if (!phone.hasJoined) phone.join();
  if (match[1] === 'portal') return proxyToPortal(asked, options);
  if (match[1] === 'router') return answerHotspotLogin(asked);
  return answerPhone(asked);
};

const answerPlayer = (simulator: RouterOsSimulator, request: IncomingMessage, response: ServerResponse, url: URL): void => {
  if (url.pathname.startsWith('/control/')) return void answerControl(simulator, request, response, url);
  if (url.pathname !== '/') return sendHtml(response, 404, 'Tidak ada', '<p>Halaman ini tidak ada.</p>');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(playPage(simulator));
};

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

/** Listens on both loopback addresses, since browsers resolve *.localhost to either. */
export const startHttp = async (simulator: RouterOsSimulator, options: HttpOptions): Promise<HttpServer> => {
  const listener = route(simulator, options);
  const servers = [createServer(listener)];
  const port = await listen(servers[0] as Server, options.port, '127.0.0.1');
  const second = createServer(listener);
  try {
    await listen(second, port, '::1');
    servers.push(second);
  } catch (error) {
    // A machine without IPv6 is served on IPv4 alone; any other refusal is a real one.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRNOTAVAIL' && code !== 'EAFNOSUPPORT') throw error;
  }
  return { port, close: async () => void (await Promise.all(servers.map(close))) };
};
