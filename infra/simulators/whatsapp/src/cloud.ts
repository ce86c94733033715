// cloud.ts — the HTTP server of a simulated WhatsApp Cloud API: messages, media, templates that must exist, the 24-hour window,
// the pair rate, its errors, and what goes wrong on the wire.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBytes } from '../../program/read-body';
import {
  Conversations,
  graphError,
  refusalOfTemplate,
  shownOf,
  type CloudTemplate,
  type TemplateUse,
} from './cloud-rules';
import { CloudWebhooks, type SentMessage, type StatusName, type WrittenMessage } from './cloud-webhooks';
import { Inbox, type InboxFile } from './inbox';
import { sendJson } from './send-api';

/**
 * A number is an error code. `timeout`, `cut` and `half` take the message first: the sender cannot know whether it was sent;
 * `media-timeout` and `media-cut` befall the upload of a file alone.
 */
export type CloudFault =
  number | 'timeout' | 'cut' | 'half' | 'proxy-502' | 'throttle' | 'media-timeout' | 'media-cut';

type Media = { readonly id?: string; readonly caption?: string; readonly filename?: string };
type Request = {
  readonly messaging_product?: string;
  readonly to?: string;
  readonly type?: string;
  readonly text?: { readonly body?: string };
  readonly template?: TemplateUse;
  readonly document?: Media;
  readonly image?: Media;
  readonly biz_opaque_callback_data?: string;
};

const MOST_UPLOAD_BYTES = 4 * 1024 * 1024;
const TEXT_CHARACTERS = 4_096;
const CAPTION_CHARACTERS = 1_024;
const NUMBER = /^\d{8,15}$/;

type CloudOptions = {
  readonly token: string;
  readonly phoneNumberId: string;
  readonly appSecret: string;
};

export class CloudSimulator {
  readonly inbox = new Inbox();
  readonly conversations = new Conversations();
  readonly webhooks: CloudWebhooks;
  /** Of the next requests; undefined: none. */
  fault: CloudFault | undefined;
  /** Messages are taken and fail later by this code; undefined: they are delivered. */
  failsLater: number | undefined;
  /** Which statuses are told of each message that arrives. */
  statuses: readonly StatusName[] = ['sent', 'delivered'];
  requestCount = 0;
  /** Added to the machine's clock. */
  offsetMilliseconds = 0;
  private readonly templates: CloudTemplate[] = [];
  private readonly media = new Map<string, InboxFile>();
  private server: LoopbackServer | undefined;

  constructor(readonly options: CloudOptions) {
    this.webhooks = new CloudWebhooks({ ...options, now: () => this.now() });
  }

  get port(): number {
    return this.server?.port ?? 0;
  }

  now(): number {
    return Date.now() + this.offsetMilliseconds;
  }

  /** Approved unless it says otherwise. */
  addTemplate(template: Omit<CloudTemplate, 'status'>): CloudTemplate {
    const added: CloudTemplate = { ...template, status: 'APPROVED' };
    this.templates.push(added);
    return added;
  }

  /** A person writes: that opens the 24 hours. */
  async write(message: WrittenMessage): Promise<string> {
    const contact = message.from ?? message.userId;
    if (contact !== undefined) this.conversations.open(contact, this.now());
    return this.webhooks.written(message);
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBytes(request, MOST_UPLOAD_BYTES);
    const [, version, id, what] = (request.url ?? '').split('/');
    if (request.method === 'GET') return this.tellNumber(request, response, id ?? '');
    this.requestCount += 1;
    if (request.method !== 'POST' || !/^v\d+\.\d$/.test(version ?? ''))
      return void response.writeHead(404).end('Not Found');
    if (request.headers.authorization !== `Bearer ${this.options.token}`) return refuse(response, 190);
    if (id !== this.options.phoneNumberId || (what !== 'messages' && what !== 'media'))
      return refuse(response, 100, 33);
    if (what === 'media') return this.takeMedia(request, response, body);
    if (this.fault === 'throttle') return void response.writeHead(429).end();
    if (this.fault === 'proxy-502') return void response.writeHead(502).end('<html>Bad Gateway</html>');
    if (typeof this.fault === 'number') return refuse(response, this.fault);
    return this.takeMessage(request, response, parsed(body));
  }

  /** Its own phone number, as far as anybody asks. */
  private tellNumber(request: IncomingMessage, response: ServerResponse, asked: string): void {
    if (this.fault === 'timeout') return;
    if (this.fault === 'cut') return void request.socket.destroy();
    if (this.fault === 'proxy-502') return void response.writeHead(502).end('<html>Bad Gateway</html>');
    if (request.headers.authorization !== `Bearer ${this.options.token}`) return refuse(response, 190);
    const id = asked.split('?')[0];
    if (id !== this.options.phoneNumberId) return refuse(response, 100, 33);
    if (typeof this.fault === 'number') return refuse(response, this.fault);
    sendJson(response, 200, { id });
  }

  private async takeMedia(
    request: IncomingMessage,
    response: ServerResponse,
    body: Buffer<ArrayBuffer>,
  ): Promise<void> {
    if (this.fault === 'media-timeout') return;
    if (this.fault === 'media-cut') return void request.socket.destroy();
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(body, { headers }).formData().catch(() => undefined);
    const file = form?.get('file');
    if (form?.get('messaging_product') !== 'whatsapp' || !file || typeof file === 'string')
      return refuse(response, 131_053);
    const id = `9${String(this.media.size + 1).padStart(14, '0')}`;
    const content = Buffer.from(await file.arrayBuffer());
    this.media.set(id, { name: file.name, type: String(form.get('type')), content });
    sendJson(response, 200, { id });
  }

  private takeMessage(request: IncomingMessage, response: ServerResponse, sent: Request): void {
    const { to = '', type = '' } = sent;
    const refusal = this.refusalOf(sent);
    if (refusal !== null) return refuse(response, refusal);
    const media = type === 'document' || type === 'image' ? sent[type] : headerOf(sent.template);
    const file = media?.id === undefined ? undefined : this.media.get(media.id);
    const shown = sent.template ? shownOf(sent.template) : (sent.text?.body ?? media?.caption ?? '');
    const opaque = sent.biz_opaque_callback_data;
    const { id } = this.inbox.add(to, shown, { type, ...(opaque && { opaque }) }, file);
    const message: SentMessage = { id: `wamid.${id}`, to, opaque, pricing: this.priceOf(sent) };
    void this.tell(message);
    if (this.fault === 'timeout') return;
    if (this.fault === 'cut') return void request.socket.destroy();
    if (this.fault === 'half')
      return void response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"messaging_product":"whatsapp","messages":[{"id":"wam');
    sendJson(response, 200, {
      ...{ messaging_product: 'whatsapp', contacts: [{ input: to, wa_id: to }] },
      messages: [{ id: message.id, message_status: 'accepted' }],
    });
  }

  /** Null: it is taken. */
  private refusalOf(sent: Request): number | null {
    const { to = '', type = '' } = sent;
    if (sent.messaging_product !== 'whatsapp' || !NUMBER.test(to)) return 131_009;
    const media = type === 'document' || type === 'image' ? sent[type] : undefined;
    if (media && !this.media.has(media.id ?? '')) return 131_009;
    if ((media?.caption ?? '').length > CAPTION_CHARACTERS) return 131_009;
    if (type === 'text' && !sent.text?.body) return 131_008;
    if ((sent.text?.body ?? '').length > TEXT_CHARACTERS) return 131_009;
    if (type !== 'template' && type !== 'text' && !media) return 131_051;
    const refused = sent.template && refusalOfTemplate(sent.template, this.templateOf(sent.template));
    if (typeof refused === 'number') return refused;
    if (type !== 'template' && !this.conversations.isOpen(to, this.now())) return 131_047;
    return this.conversations.take(to, this.now()) ? null : 131_056;
  }

  private templateOf({ name, language }: TemplateUse): CloudTemplate | undefined {
    return this.templates.find((one) => one.name === name && one.language === language?.code);
  }

  /** Words within the 24 hours are free, utility templates too; codes and marketing never are. */
  private priceOf({ template, to = '' }: Request): SentMessage['pricing'] {
    const category = (template && this.templateOf(template)?.category) ?? 'service';
    const isFree = category === 'utility' && this.conversations.isOpen(to, this.now());
    return { category, billable: category !== 'service' && !isFree };
  }

  private async tell(message: SentMessage): Promise<void> {
    if (this.failsLater !== undefined) return this.webhooks.status(message, 'failed', this.failsLater);
    for (const status of this.statuses) await this.webhooks.status(message, status);
  }
}

const refuse = (response: ServerResponse, code: number, subcode?: number): void => {
  const { status, body } = graphError(code);
  sendJson(response, status, {
    error: { ...body.error, ...(subcode === undefined ? {} : { error_subcode: subcode }) },
  });
};

const parsed = (body: Buffer): Request => {
  const value: unknown = JSON.parse(body.toString('utf8'));
  return (value ?? {}) as Request;
};

/** The file in a template's header. */
const headerOf = (template: TemplateUse | undefined): Media | undefined => {
  const header = template?.components?.find(({ type }) => type === 'header')?.parameters?.[0];
  return (header?.['document'] ?? header?.['image']) as Media | undefined;
};

/** Starts the simulated Cloud API on both loopback addresses, on any free port. */
export const startCloudSimulator = async (): Promise<CloudSimulator> => {
  const simulator = new CloudSimulator({
    ...{ token: 'EAAsimulated', phoneNumberId: '106540352242922', appSecret: 'rahasia-aplikasi' },
  });
  await simulator.listen(0);
  return simulator;
};
