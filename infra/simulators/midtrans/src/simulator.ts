// simulator.ts — the HTTP server of the simulated Midtrans: Core API, Snap, control, and the bank's page.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBody } from '../../program/read-body';
import { answerCore, answerSnap, sendJson, type Exchange } from './api';
import { control } from './control';
import { Notifier } from './notifier';
import type { Body } from './order';
import { payPage } from './pay-page';
import { Vendor } from './vendor';
import { qrisPicture } from './qris-picture';
import { qrisText } from '../../program/qris';

interface MidtransSimulatorOptions {
  /** 0 (the default) takes any free port. */
  port?: number;
  /** Default `SB-Mid-server-saring-demo`. */
  serverKey?: string;
  /** Default `G000000001`. */
  merchantId?: string;
  /** Where notices go; none are sent without it. */
  notifyUrl?: string;
  /** How long a minute of the notices' retry schedule (2, 10, 30, 90, 210) is. Default 60,000. */
  minuteMilliseconds?: number;
}

const DEFAULT_SERVER_KEY = 'SB-Mid-server-saring-demo';
const DEFAULT_MERCHANT_ID = 'G000000001';
const MINUTE_MS = 60_000;

const sendPage = (response: ServerResponse, orderId?: string): void =>
  void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(payPage(orderId));

export class MidtransSimulator {
  private server: LoopbackServer | undefined;

  constructor(readonly vendor: Vendor) {}

  get port(): number {
    return this.server?.port ?? 0;
  }

  /** The base of Core API; Snap is under `/snap/v1` of it. */
  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  set notifyUrl(url: string | undefined) {
    this.vendor.notifier.notifyUrl = url;
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  async close(): Promise<void> {
    this.vendor.notifier.close();
    await this.server?.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const base = `http://${request.headers.host ?? `127.0.0.1:${this.port}`}`;
      const path = decodeURIComponent(new URL(request.url ?? '/', base).pathname);
      const text = request.method === 'GET' ? '' : await readBody(request);
      const exchange = { request, response, path, body: JSON.parse(text || '{}') as Body, base };
      if (path === '/events') this.stream(response);
      else if (path === '/control' || path.startsWith('/control/')) this.control(exchange);
      else if (
        !this.page(exchange) &&
        !answerSnap(this.vendor, exchange) &&
        !answerCore(this.vendor, exchange)
      )
        sendJson(response, 404, { error: `there is no ${request.method} ${path}` });
    } catch (error) {
      if (!response.headersSent) sendJson(response, 400, { error: (error as Error).message });
    }
  }

  private control({ request, response, path, body, base }: Exchange): void {
    const answer = control(this.vendor, request.method ?? 'GET', path, body, base);
    if (answer === undefined) return sendJson(response, 404, { error: `there is no ${path}` });
    sendJson(response, 200, answer);
  }

  /** The pages a payer sees; they need no key. False when the path is none of them. */
  private page({ request, response, path }: Exchange): boolean {
    if (request.method !== 'GET') return false;
    const [, token] = /^\/snap\/v4\/redirection\/([^/]+)$/.exec(path) ?? [];
    const [, paying] = /^\/pay\/([^/]+)$/.exec(path) ?? [];
    const [, scanned] = /^\/v[24]\/(?:qris|gopay)\/([^/]+)\/qr-code$/.exec(path) ?? [];
    const id = paying ?? scanned;
    const order = token ? this.vendor.findByToken(token) : id && this.vendor.find(id);
    if (path === '/') sendPage(response);
    else if (!order) return false;
    else if (scanned)
      response
        .writeHead(200, { 'content-type': 'image/png' })
        .end(qrisPicture(qrisText(order.amountRupiah, order.orderId)));
    else sendPage(response, order.orderId);
    return true;
  }

  private stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('data: hello\n\n');
    response.on(
      'close',
      this.vendor.watch(() => response.write('data: changed\n\n')),
    );
  }
}

/** Starts the simulated Midtrans on both loopback addresses. */
export const startMidtransSimulator = async (
  options: MidtransSimulatorOptions = {},
): Promise<MidtransSimulator> => {
  const notifier = new Notifier(options.minuteMilliseconds ?? MINUTE_MS);
  notifier.notifyUrl = options.notifyUrl;
  const signing = {
    serverKey: options.serverKey ?? DEFAULT_SERVER_KEY,
    merchantId: options.merchantId ?? DEFAULT_MERCHANT_ID,
  };
  const simulator = new MidtransSimulator(new Vendor(signing, notifier));
  await simulator.listen(options.port ?? 0);
  return simulator;
};
