// gowa.ts — the HTTP server of a simulated GOWA (go-whatsapp-web-multidevice): basic auth, JSON and uploads, `{code, message,
// results}`, and what goes wrong there and on the wire.
import { createHmac, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBytes } from '../../program/read-body';
import { Inbox, type InboxFile } from './inbox';
import { sendJson } from './send-api';

/** Errors of its own, with the HTTP status of each. */
const ERRORS = {
  INVALID_JID: 400,
  VALIDATION_ERROR: 400,
  AUTHENTICATION_ERROR: 401,
  CONTEXT_ERROR: 408,
  WA_REACHOUT_TIMELOCK: 429,
  INTERNAL_SERVER_ERROR: 500,
  INVALID_WA_CLI: 500,
  UPLOAD_MEDIA_ERROR: 500,
} as const;
/** `timeout`, `cut` and `half` take the message first: the sender cannot know whether it was sent. */
type WireFault = 'timeout' | 'cut' | 'half' | 'proxy-502';

export type GowaFault = keyof typeof ERRORS | WireFault;

const MOST_UPLOAD_BYTES = 4 * 1024 * 1024;
const JID = /^(\d{8,15})@s\.whatsapp\.net$/;

type Sent = { readonly phone: string; readonly text: string; readonly file?: InboxFile };

/** What a person's phone says to the linked one; what is absent is as usual. */
type SaidToGowa = {
  /** As digits, or as the whole JID where the number is hidden. */
  readonly from: string;
  readonly text: string;
  readonly id?: string;
  readonly chat?: string;
  readonly forwarded?: boolean;
  readonly fromMe?: boolean;
  /** Signs by another secret. */
  readonly secret?: string;
};

export class GowaSimulator {
  readonly inbox = new Inbox();
  /** Where its webhooks go, and what signs them: by default what everybody knows. */
  webhook = { url: '', secret: 'secret' };
  /** Of the next requests; undefined: none. */
  fault: GowaFault | undefined;
  /** Of the next requests for one of its devices. */
  readonly deviceFaults = new Map<string, GowaFault>();
  requestCount = 0;
  private server: LoopbackServer | undefined;

  constructor(
    readonly user: string,
    readonly password: string,
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

  /** A message of a person comes in: its webhook is posted. @returns the HTTP status of the answer. */
  say({ from, text, id, chat, forwarded, fromMe, secret }: SaidToGowa): Promise<number> {
    const jid = from.includes('@') ? from : `${from}@s.whatsapp.net`;
    const body = JSON.stringify({
      event: 'message',
      device_id: '628110000000@s.whatsapp.net',
      payload: {
        ...{
          id: id ?? `3EB0${randomBytes(8).toString('hex').toUpperCase()}`,
          chat_id: chat ?? jid,
          from: jid,
        },
        ...{ from_lid: '', from_name: 'Budi', timestamp: new Date().toISOString() },
        ...{ is_from_me: fromMe ?? false, body: text },
        ...(forwarded === undefined ? {} : { forwarded }),
      },
    });
    return this.post(body, secret);
  }

  /** What became of messages that were sent. @param ids as the send answered them. */
  ack(ids: readonly string[], from: string, type: string): Promise<number> {
    const jid = `${from}@s.whatsapp.net`;
    const payload = { ids, chat_id: jid, from: jid, receipt_type: type };
    const head = { event: 'message.ack', device_id: '628110000000@s.whatsapp.net' };
    return this.post(JSON.stringify({ ...head, timestamp: new Date().toISOString(), payload }));
  }

  private async post(body: string, secret?: string): Promise<number> {
    const signature = createHmac('sha256', secret ?? this.webhook.secret)
      .update(body)
      .digest('hex');
    const answer = await fetch(this.webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBytes(request, MOST_UPLOAD_BYTES);
    if (!this.isKnown(request.headers.authorization))
      return void response.writeHead(401, { 'www-authenticate': 'Basic' }).end('Unauthorized');
    const path = `${request.method} ${request.url}`;
    if (path === 'GET /app/status') return this.tellStatus(request, response);
    if (path !== 'POST /send/message' && path !== 'POST /send/file')
      return void response.writeHead(404).end(`Cannot ${path}`);
    this.requestCount += 1;
    const device = String(request.headers['x-device-id'] ?? '');
    const fault = this.deviceFaults.get(device) ?? this.fault;
    if (fault !== undefined && fault in ERRORS) return this.refuse(response, fault as keyof typeof ERRORS);
    if (fault === 'proxy-502') return void response.writeHead(502).end('<html>Bad Gateway</html>');
    const sent = await sentIn(request.headers['content-type'] ?? '', body);
    const target = JID.exec(sent?.phone ?? '')?.[1];
    if (!sent || target === undefined || (sent.text === '' && !sent.file))
      return this.refuse(response, 'VALIDATION_ERROR');
    const { id } = this.inbox.add(target, sent.text, { device }, sent.file);
    if (fault === 'timeout') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'half')
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"code":"SUCCESS","results":{"mess');
    sendJson(response, 200, {
      ...{ code: 'SUCCESS', message: 'Success' },
      results: { message_id: `3EB0${id}`, status: `Message sent to ${target}` },
    });
  }

  /** How the linked phone fares, by the faults that sends meet. */
  private tellStatus(request: IncomingMessage, response: ServerResponse): void {
    const fault = this.deviceFaults.get(String(request.headers['x-device-id'] ?? '')) ?? this.fault;
    if (fault === 'timeout') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'proxy-502') return void response.writeHead(502).end('<html>Bad Gateway</html>');
    const isLinked = fault !== 'AUTHENTICATION_ERROR' && fault !== 'INVALID_WA_CLI';
    sendJson(response, 200, {
      ...{ code: 'SUCCESS', message: 'Connection status retrieved' },
      results: { is_connected: isLinked, is_logged_in: isLinked, device_id: '628110000000:1@s.whatsapp.net' },
    });
  }

  private isKnown(authorization: string | undefined): boolean {
    const [, credentials = ''] = (authorization ?? '').split(' ');
    return Buffer.from(credentials, 'base64').toString('utf8') === `${this.user}:${this.password}`;
  }

  private refuse(response: ServerResponse, code: keyof typeof ERRORS): void {
    sendJson(response, ERRORS[code], { code, message: code.toLowerCase(), results: null });
  }
}

const sentIn = async (type: string, body: Buffer<ArrayBuffer>): Promise<Sent | undefined> => {
  if (type.includes('json')) {
    const { phone, message } = JSON.parse(body.toString('utf8')) as Record<string, unknown>;
    return { phone: String(phone), text: String(message ?? '') };
  }
  const form = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  const file = form?.get('file');
  if (!form || !file || typeof file === 'string') return undefined;
  return {
    ...{ phone: String(form.get('phone')), text: String(form.get('caption') ?? '') },
    file: { name: file.name, type: file.type, content: Buffer.from(await file.arrayBuffer()) },
  };
};

/** Starts the simulated GOWA on both loopback addresses, on any free port. */
export const startGowaSimulator = async (): Promise<GowaSimulator> => {
  const simulator = new GowaSimulator('saring', 'rahasia-gowa');
  await simulator.listen(0);
  return simulator;
};
