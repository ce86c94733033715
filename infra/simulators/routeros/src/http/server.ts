// server.ts — the one HTTP port: the Host header says whose browser asks (phoneN, its portal, its router) or who plays.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../../program/loopback-server';
import type { RouterOsSimulator } from '../world/routeros-simulator';
import { answerControl } from './control';
import { answerHotspotLogin } from './hotspot-login';
import { sendHtml } from './html';
import { answerModem } from './modem-browser';
import { answerPhone } from './phone-browser';
import type { HttpOptions, PhoneRequest } from './phone-request';
import { playPage } from './play-page';
import { proxyToPortal } from './portal-proxy';

const MODEM_HOST = /^(?:(portal)\.)?modem(\d{1,5})\.localhost(:\d+)?$/i;
const PHONE_HOST = /^(?:(portal|router)\.)?phone(\d+)\.localhost(:\d+)?$/i;

const route =
  (simulator: RouterOsSimulator, options: HttpOptions): RequestListener =>
  (request, response) => {
    const host = request.headers.host ?? 'localhost';
    const address = `http://${host}${request.url ?? '/'}`;
    if (!URL.canParse(address))
      return sendHtml(response, 400, 'Alamat tidak terbaca', '<p>Alamat ini bukan alamat web.</p>');
    const url = new URL(address);
    const modem = MODEM_HOST.exec(host);
    if (modem && Number(modem[2]) > 0)
      return answerModem(
        {
          ...{ modem: simulator.modem(Number(modem[2])), request, response },
          ...{ isPortal: modem[1] !== undefined, portSuffix: modem[3] ?? '' },
        },
        options,
      );
    const match = PHONE_HOST.exec(host);
    if (!match) return answerPlayer(simulator, request, response, url);
    const phone = simulator.phones[Number(match[2]) - 1];
    if (!phone)
      return sendHtml(
        response,
        404,
        'Ponsel tidak ada',
        `<p>Simulator ini punya ${simulator.phones.length} ponsel.</p>`,
      );
    const asked: PhoneRequest = {
      phone,
      request,
      response,
      url,
      portSuffix: match[3] ?? '',
      portalUrl: options.portalUrl,
    };
    if (!phone.hasJoined) phone.join();
    if (match[1] === 'portal') return proxyToPortal(asked, options);
    if (match[1] === 'router') return answerHotspotLogin(asked);
    return answerPhone(asked);
  };

const answerPlayer = (
  simulator: RouterOsSimulator,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): void => {
  if (url.pathname.startsWith('/control/')) return void answerControl(simulator, request, response, url);
  if (url.pathname !== '/') return sendHtml(response, 404, 'Tidak ada', '<p>Halaman ini tidak ada.</p>');
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(playPage(simulator));
};

/** Opens the HTTP side on both loopback addresses. */
export const startHttp = (simulator: RouterOsSimulator, options: HttpOptions): Promise<LoopbackServer> =>
  listenOnLoopback(route(simulator, options), options.port);
