// simulator.ts — the HTTP server of the simulated Fonnte: send API, inbox, live updates and control.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBody } from '../../program/read-body';
import { Faults, isFaultKind } from './faults';
import { Inbox, type DeliveryState, type InboxMessage } from './inbox';
import { inboxPage } from './inbox-page';
import { answerSend, sendJson } from './send-api';

interface WhatsAppSimulatorOptions {
  /** 0 (the default) takes any free port. */
  port?: number;
  /** The token that senders must show. Default `saring-demo-token`. */
  token?: string;
  /** Called with each message's delivery, as Fonnte's `webhookstatus` is. */
  webhookUrl?: string;
  /** Called with what people write, as Fonnte's `webhook` is. */
  incomingUrl?: string;
}

const DEFAULT_TOKEN = 'saring-demo-token';
const STATE_IDS: Record<DeliveryState, string> = { sent: '1', delivered: '2', read: '3' };

export class WhatsAppSimulator {
  readonly inbox = new Inbox();
  readonly faults = new Faults();
  /** On: keys come as `Status` and `Reason`, as some of the vendor's answers do. */
  capitalKeys = false;
  /** Send requests taken, refused ones included. */
  requestCount = 0;
  webhookUrl: string | undefined;
  /** Called with what people write to the linked phone, as Fonnte's `webhook` is. */
  incomingUrl: string | undefined;
  private server: LoopbackServer | undefined;
  /** Numbers of a vendor never come again, not after a restart either. */
  private incoming = Date.now();

  constructor(readonly token: string) {}

  /** Calls the webhook: a message was delivered and read, and shows it in the inbox. */
  async reportDelivery(message: InboxMessage): Promise<void> {
    for (const state of ['delivered', 'read'] as const) {
      if (this.webhookUrl === undefined) return this.inbox.setState(message, 'delivered');
      const body = {
        device: '6280000000000',
        id: message.id,
        stateid: STATE_IDS[state],
        status: 'sent',
        state,
      };
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(this.webhookUrl, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }).catch(() => undefined);
      // The vendor does not try again without an answer; the message itself arrived all the same.
      if (!answer) return;
      this.inbox.setState(message, state);
    }
  }

  /**
   * A person writes to the linked phone.
   * @param more further fields, or others in place of the usual ones.
   * @returns the HTTP status of the webhook's answer; 0: there is no webhook, or no answer. The vendor tries only once.
   */
  async say(from: string, message: string, more: Readonly<Record<string, unknown>> = {}): Promise<number> {
    if (this.incomingUrl === undefined) return 0;
    this.incoming += 1;
    const said = { device: '6280000000000', sender: from, message, name: 'Budi', ...more };
    const answer = await fetch(this.incomingUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ inboxid: this.incoming, timestamp: Math.floor(Date.now() / 1000), ...said }),
    }).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.status ?? 0;
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  get port(): number {
    return this.server?.port ?? 0;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** How the linked phone fares, by the faults that sends meet. */
  private tellDevice(request: IncomingMessage, response: ServerResponse): void {
    const kind = this.faults.now?.kind;
    if (kind === 'timeout') return;
    if (kind === 'cut') return void request.socket.destroy();
    if (kind === 'http-500') return void response.writeHead(500).end('<h1>500</h1>');
    const isKnown = request.headers.authorization === this.token && kind !== 'token invalid';
    if (!isKnown) return sendJson(response, 200, { status: false, reason: 'token invalid' });
    const isAway = kind === 'request invalid on disconnected device';
    const device_status = isAway ? 'disconnect' : 'connect';
    sendJson(response, 200, { status: true, device: '6280000000000', device_status, quota: '1000' });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const url = new URL(`http://localhost${request.url ?? '/'}`);
      switch (`${request.method} ${url.pathname}`) {
        case 'POST /device':
          return this.tellDevice(request, response);
        case 'POST /send':
          return await answerSend(this, request, response);
        case 'GET /inbox':
          return sendJson(response, 200, this.inbox.list(url.searchParams.get('target') ?? undefined));
        case 'DELETE /inbox':
          this.inbox.clear();
          return void response.writeHead(204).end();
        case 'GET /events':
          return this.stream(response);
        case 'GET /control':
          return sendJson(response, 200, this.settings());
        case 'POST /control':
          return sendJson(response, 200, this.control(JSON.parse((await readBody(request)) || '{}')));
        case 'POST /say':
          return sendJson(response, 200, await this.sayOf(JSON.parse((await readBody(request)) || '{}')));
        case 'GET /':
          return void response
            .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
            .end(inboxPage());
        default:
          if (request.method === 'GET' && this.sendFile(url.pathname, response)) return;
          return sendJson(response, 404, { error: `there is no ${request.method} ${url.pathname}` });
      }
    } catch (error) {
      if (!response.headersSent) sendJson(response, 400, { error: (error as Error).message });
    }
  }

  /** `{from, message}`, as the page's phone sends it. */
  private async sayOf({ from, message }: Record<string, unknown>): Promise<Record<string, unknown>> {
    if (typeof from !== 'string' || typeof message !== 'string')
      throw new Error('from and message are texts');
    return { status: await this.say(from, message) };
  }

  /** @returns whether the path was that of a file. */
  private sendFile(path: string, response: ServerResponse): boolean {
    const file = this.inbox.fileOf(/^\/files\/(\d+)$/.exec(path)?.[1] ?? '');
    if (file) response.writeHead(200, { 'content-type': file.type }).end(file.content);
    return file !== undefined;
  }

  private settings(): Record<string, unknown> {
    return {
      fault: this.faults.now ?? null,
      capitalKeys: this.capitalKeys,
      webhookUrl: this.webhookUrl ?? null,
      requests: this.requestCount,
    };
  }

  /** `{fault: {kind, times?, milliseconds?} | null, capitalKeys?, webhookUrl?}`; what is not named stays. */
  private control(body: Record<string, unknown>): Record<string, unknown> {
    if (body.fault === null) this.faults.set(undefined);
    else if (body.fault !== undefined) {
      const { kind, times, milliseconds } = body.fault as Record<string, unknown>;
      if (!isFaultKind(kind)) throw new Error('fault.kind is none that this simulator knows');
      this.faults.set({
        kind,
        ...(typeof times === 'number' && { times }),
        ...(typeof milliseconds === 'number' && { milliseconds }),
      });
    }
    if (typeof body.capitalKeys === 'boolean') this.capitalKeys = body.capitalKeys;
    if (body.webhookUrl === null || typeof body.webhookUrl === 'string')
      this.webhookUrl = body.webhookUrl ?? undefined;
    return this.settings();
  }

  private stream(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('data: hello\n\n');
    response.on(
      'close',
      this.inbox.watch(() => response.write('data: changed\n\n')),
    );
  }
}

/** Starts the simulated Fonnte on both loopback addresses. */
export const startWhatsAppSimulator = async (
  options: WhatsAppSimulatorOptions = {},
): Promise<WhatsAppSimulator> => {
  const simulator = new WhatsAppSimulator(options.token ?? DEFAULT_TOKEN);
  simulator.webhookUrl = options.webhookUrl;
  simulator.incomingUrl = options.incomingUrl;
  await simulator.listen(options.port ?? 0);
  return simulator;
};
