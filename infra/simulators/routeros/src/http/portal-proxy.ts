// portal-proxy.ts — the portal as a phone reaches it: passed on with the phone's address, both ways as it flows.
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { sendHtml } from './html';
import type { Phone } from '../world/phone';
import { sendDropped, sendNoConnection } from './phone-browser';
import type { HttpOptions, PhoneRequest } from './phone-request';

const PORTAL_PORT = 80;

/** Headers that concern one connection only (RFC 9110, 7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

const endToEnd = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name)));

const forwardedHeaders = ({ phone, request }: PhoneRequest): IncomingHttpHeaders => {
  const earlier = request.headers['x-forwarded-for'];
  const address = phone.address ?? '';
  return {
    ...endToEnd(request.headers),
    ...(request.headers['transfer-encoding'] !== undefined && {
      'transfer-encoding': request.headers['transfer-encoding'],
    }),
    'x-forwarded-for': earlier === undefined ? address : `${String(earlier)}, ${address}`,
    'x-forwarded-proto': 'http',
    'x-forwarded-host': request.headers.host,
  };
};

/** The portal lives in the walled garden: what flows there before login is counted by the router like any bytes. */
const countFlow = (asked: PhoneRequest, answer: IncomingMessage): void => {
  const { phone, request } = asked;
  const move = (bytesIn: number, bytesOut: number): void => {
    const route = phone.client && phone.router?.routeOf(phone.client);
    if (route?.outcome === 'open') phone.transfer(bytesIn, bytesOut);
    else phone.useWalledGarden(bytesIn, bytesOut);
  };
  request.on('data', (chunk: Buffer) => move(chunk.length, 0));
  answer.on('data', (chunk: Buffer) => move(0, chunk.length));
};

/** Raw rules and a blocked binding stop even the walled garden; a router without power leaves the LAN as it is. */
const isCutOff = ({ client, router }: Phone, { portalAddress }: HttpOptions): boolean => {
  if (!client || !router?.isOn) return false;
  return (
    router.routeOf(client, { address: portalAddress, port: PORTAL_PORT, walledGarden: true }).outcome ===
    'dropped'
  );
};

/** Passes a request on to the portal and streams the answer back unbuffered. */
export const proxyToPortal = (asked: PhoneRequest, options: HttpOptions): void => {
  const { phone, request, response } = asked;
  if (!phone.client) return sendNoConnection(asked);
  phone.wake();
  if (isCutOff(phone, options)) return sendDropped(asked);
  const upstream = httpRequest({
    host: options.portalUrl.hostname,
    port: options.portalUrl.port || 80,
    // A connection of its own for each request: a kept one may die just as it is used again.
    agent: false,
    method: request.method,
    path: request.url,
    headers: forwardedHeaders(asked),
  });
  upstream.on('response', (answer) => {
    if (options.countPortalTraffic) countFlow(asked, answer);
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
    response.flushHeaders();
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', () => {
    if (response.headersSent) response.destroy();
    else
      sendHtml(response, 502, 'Portal belum siap', '<p>Portal WiFi tidak menjawab. Coba lagi sebentar.</p>');
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
};
