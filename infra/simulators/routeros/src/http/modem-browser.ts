// modem-browser.ts — what a browser behind a PPPoE modem sees: the internet, what the router's rules lead it to, or nothing.
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Modem } from '../world/modem';
import { sendHtml } from './html';
import type { HttpOptions } from './phone-request';

const WEB_PORT = 80;
const INTERNET_ADDRESS = '203.0.113.80';

interface ModemRequest {
  modem: Modem;
  request: IncomingMessage;
  response: ServerResponse;
  /** The browser asks for the portal by its name. */
  isPortal: boolean;
  /** `:9100` as the browser wrote it. */
  portSuffix: string;
}

export const answerModem = (asked: ModemRequest, options: HttpOptions): void => {
  const { modem, response, isPortal } = asked;
  if (!modem.isOnline)
    return sendHtml(response, 503, 'Tidak ada koneksi', '<p>Modem ini tidak tersambung.</p>');
  const arrival = modem.reaches({
    address: isPortal ? options.portalAddress : INTERNET_ADDRESS,
    port: WEB_PORT,
  });
  if (!arrival)
    return sendHtml(response, 504, 'Situs tidak menjawab', '<p>Router menahan lalu lintas modem ini.</p>');
  if (arrival.address === INTERNET_ADDRESS)
    return sendHtml(response, 200, 'Anda sedang online', '<p>Ini internet simulasi.</p>');
  return passOn(asked, arrival.port === WEB_PORT ? options.portalUrl : options.noticeUrl, options);
};

/** To what listens there, with the address of the session; back with the portal's name as this browser knows it. */
const passOn = (
  { modem, request, response, portSuffix }: ModemRequest,
  target: URL,
  { portalUrl }: HttpOptions,
): void => {
  const upstream = httpRequest({
    ...{ host: target.hostname, port: target.port, agent: false, method: request.method, path: request.url },
    headers: {
      ...{ ...request.headers, connection: 'close', 'x-forwarded-for': modem.address ?? '' },
      ...{ 'x-forwarded-proto': 'http', 'x-forwarded-host': request.headers.host },
    },
  });
  upstream.on('response', (answer) => {
    const { location, ...headers } = answer.headers;
    const portal = `http://portal.modem${modem.number}.localhost${portSuffix}`;
    const led = location?.replace(portalUrl.origin, portal);
    response.writeHead(answer.statusCode ?? 502, {
      ...headers,
      ...(led === undefined ? {} : { location: led }),
    });
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', () => {
    if (response.headersSent) response.destroy();
    else sendHtml(response, 502, 'Portal belum siap', '<p>Portal tidak menjawab. Coba lagi sebentar.</p>');
  });
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
};
