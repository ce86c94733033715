// waha.ts — the HTTP server of a simulated WAHA: an API key, sessions that must work, answers in the shape of each engine, signed
// webhooks, and what goes wrong there and on the wire.
import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBytes } from '../../program/read-body';
import { Inbox, type InboxFile } from './inbox';
import { sendJson } from './send-api';

type SessionStatus = 'STOPPED' | 'STARTING' | 'SCAN_QR_CODE' | 'WORKING' | 'FAILED';
/** `timeout`, `cut` and `half` take the message first; `463` and `475` are WhatsApp's own no to new chats. */
export type WahaFault = '463' | '475' | '500' | '503' | 'timeout' | 'cut' | 'half' | 'proxy-502';
/** Each answers a message's id in its own shape. */
type Engine = 'WEBJS' | 'NOWEB' | 'GOWS';

const MOST_UPLOAD_BYTES = 4 * 1024 * 1024;
const CHAT = /^(\d{8,15})@c\.us$/;

type Sent = {
  readonly session?: string;
  readonly chatId?: string;
  readonly text?: string;
  readonly caption?: string;
  readonly file?: { readonly mimetype?: string; readonly filename?: string; readonly data?: string };
};
type SaidToWaha = {
  /** As digits, or as the whole id where the number is hidden. */
  readonly from: string;
  readonly text: string;
  readonly id?: string;
  readonly forwarded?: boolean;
  readonly fromMe?: boolean;
  readonly session?: string;
  /** Signs by another secret. */
  readonly secret?: string;
};

export class WahaSimulator {
  readonly inbox = new Inbox();
  webhook = { url: '', secret: 'rahasia-waha-1' };
  engine: Engine = 'NOWEB';
  status: SessionStatus = 'WORKING';
  /** Of the next requests; undefined: none. */
  fault: WahaFault | undefined;
  requestCount = 0;
  private server: LoopbackServer | undefined;

  constructor(
    readonly key: string,
    readonly session: string,
  ) {}

  get port(): number {
    return this.server?.port ?? 0;
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** A message of a person comes in. @returns the HTTP status of the webhook's answer. */
  say({ from, text, id, forwarded, fromMe, session, secret }: SaidToWaha): Promise<number> {
    const chat = from.includes('@') ? from : `${from}@c.us`;
    const payload = {
      ...{ id: `false_${chat}_${id ?? newId()}`, timestamp: Math.floor(Date.now() / 1000), from: chat },
      ...{ fromMe: fromMe ?? false, body: text, hasMedia: false, ack: 1 },
      _data: { message: { extendedTextMessage: { text, contextInfo: { isForwarded: forwarded ?? false } } } },
    };
    return this.post('message', payload, { session, secret });
  }

  /** What became of a message that was sent. @param id as the send answered it, without its chat. */
  ack(
    id: string,
    target: string,
    ackName: 'ERROR' | 'SERVER' | 'DEVICE' | 'READ' | 'PLAYED',
  ): Promise<number> {
    const ack = { ERROR: -1, SERVER: 1, DEVICE: 2, READ: 3, PLAYED: 4 }[ackName];
    const chat = `${target}@c.us`;
    return this.post('message.ack', { id: `true_${chat}_${id}`, from: chat, fromMe: true, ack, ackName });
  }

  /** The linked phone's state changes. */
  turn(status: SessionStatus): Promise<number> {
    this.status = status;
    return this.post('session.status', { status, statuses: [], data: null });
  }

  private async post(
    event: string,
    payload: object,
    { session = this.session, secret = this.webhook.secret }: Pick<SaidToWaha, 'session' | 'secret'> = {},
  ): Promise<number> {
    const head = { id: `evt_${newId().toLowerCase()}`, timestamp: Date.now(), event, session };
    const body = JSON.stringify({ ...head, payload, engine: this.engine });
    const answer = await fetch(this.webhook.url, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-webhook-hmac-algorithm': 'sha512' },
        'x-webhook-hmac': createHmac('sha512', secret).update(body).digest('hex'),
      },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBytes(request, MOST_UPLOAD_BYTES);
    if (request.headers['x-api-key'] !== this.key)
      return sendJson(response, 401, { message: 'Unauthorized', statusCode: 401 });
    const path = `${request.method} ${request.url}`;
    if (path.startsWith('GET /api/sessions/')) return this.tellSession(request, response);
    if (path !== 'POST /api/sendText' && path !== 'POST /api/sendFile')
      return sendJson(response, 404, { message: `Cannot ${path}`, error: 'Not Found', statusCode: 404 });
    this.requestCount += 1;
    const sent = JSON.parse(body.toString('utf8')) as Sent;
    if (sent.session !== this.session)
      return sendJson(response, 422, {
        message: `Session "${sent.session}" does not exist`,
        statusCode: 422,
      });
    if (this.status !== 'WORKING') return this.refuseByStatus(response);
    if (this.refuseByFault(response)) return;
    const target = CHAT.exec(sent.chatId ?? '')?.[1];
    const [text, file] = [sent.text ?? sent.caption ?? '', fileIn(sent)];
    if (target === undefined || (text === '' && !file))
      return sendJson(response, 400, { message: ['chatId must be a chat'], error: 'Bad Request' });
    this.take(request, response, target, this.inbox.add(target, text, {}, file).id);
  }

  private tellSession(request: IncomingMessage, response: ServerResponse): void {
    if (this.fault === 'timeout') return;
    if (this.fault === 'cut') return void request.socket.destroy();
    if (this.fault === 'proxy-502') return void response.writeHead(502).end('<html>Bad Gateway</html>');
    if (request.url !== `/api/sessions/${this.session}`)
      return sendJson(response, 404, { message: 'Session not found', error: 'Not Found', statusCode: 404 });
    sendJson(response, 200, { name: this.session, status: this.status, engine: { engine: this.engine } });
  }

  private refuseByStatus(response: ServerResponse): void {
    sendJson(response, 422, {
      error: 'Session status is not as expected. Try again later or restart the session',
      ...{ session: this.session, status: this.status, expected: ['WORKING'] },
    });
  }

  /** @returns whether it was answered: nothing was taken. */
  private refuseByFault(response: ServerResponse): boolean {
    const { fault } = this;
    if (fault === '503') sendJson(response, 503, { message: 'Service Unavailable', statusCode: 503 });
    else if (fault === 'proxy-502') response.writeHead(502).end('<html>Bad Gateway</html>');
    else if (fault === '500')
      sendJson(response, 500, { statusCode: 500, exception: { message: 'timed out' } });
    else if (fault === '463' || fault === '475') {
      const details = `server returned error ${fault}`;
      sendJson(response, 500, { statusCode: 500, exception: { message: `2 UNKNOWN: ${details}`, details } });
    } else return false;
    return true;
  }

  private take(request: IncomingMessage, response: ServerResponse, target: string, number: string): void {
    const { fault } = this;
    if (fault === 'timeout') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'half')
      return void response.writeHead(201, { 'content-type': 'application/json' }).end('{"key":{"remoteJid":');
    const id = `3EB0WAHA${number}`;
    const serialized = `true_${target}@c.us_${id}`;
    const shapes: Readonly<Record<Engine, object>> = {
      WEBJS: { id: { fromMe: true, remote: `${target}@c.us`, id, _serialized: serialized }, ack: 0 },
      NOWEB: { key: { remoteJid: `${target}@s.whatsapp.net`, fromMe: true, id }, status: 'PENDING' },
      GOWS: { id: serialized, _data: {} },
    };
    sendJson(response, 201, shapes[this.engine]);
  }
}

const newId = (): string => `3EB0${randomBytes(8).toString('hex').toUpperCase()}`;

const fileIn = ({ file }: Sent): InboxFile | undefined =>
  file && {
    ...{ name: file.filename ?? '', type: file.mimetype ?? '' },
    content: Buffer.from(file.data ?? '', 'base64'),
  };

/** Starts the simulated WAHA on both loopback addresses, on any free port. */
export const startWahaSimulator = async (): Promise<WahaSimulator> => {
  const simulator = new WahaSimulator('kunci-waha', 'default');
  await simulator.listen(0);
  return simulator;
};
