// telegram.ts — the HTTP server of a simulated Telegram Bot API: sendMessage, sendDocument, getUpdates by long polling, people who
// start and block the bot, and what goes wrong there and on the wire.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBody, readBytes } from '../../program/read-body';
import { phonePage } from './phone-page';

/** `timeout`, `cut` and `half` take the message first: the sender cannot know whether it was sent. */
export type TelegramFault = 'flood' | 'timeout' | 'cut' | 'half' | 'http-502' | 'entities';

type Fields = Readonly<Record<string, unknown>>;
type Sent = { readonly chat: string; readonly text: string; readonly file: string | null };
/** Of what the page shows: the newest so many. */
const SHOWN_MOST = 200;

type Shown = {
  readonly chat: string;
  readonly from: 'bot' | 'person';
  readonly text: string;
  readonly file: string | null;
};
type Update = { readonly update_id: number } & Fields;

const MOST_UPLOAD_BYTES = 4 * 1024 * 1024;
const TEXT_CHARACTERS = 4_096;
const CAPTION_CHARACTERS = 1_024;
const LOOK_MILLISECONDS = 20;

export class TelegramSimulator {
  /** Newest first. */
  readonly inbox: Sent[] = [];
  /** Of the next messages; undefined: none. */
  fault: TelegramFault | undefined;
  retryAfterSeconds = 7;
  requestCount = 0;
  /** Whoever asks anew without an offset is told everything again, as where a confirmation was lost. */
  isForgetful = false;
  /** Answered ones of getUpdates with something in them. */
  pollCount = 0;
  /** Both sides, newest first, as the page shows them. */
  private readonly shown: Shown[] = [];
  private readonly started = new Set<string>();
  private readonly blocked = new Set<string>();
  private updates: Update[] = [];
  /** Numbers of updates go on after a restart. */
  private nextId = Math.floor(Date.now() / 1000);
  private isClosed = false;
  private server: LoopbackServer | undefined;

  constructor(readonly token: string) {}

  get port(): number {
    return this.server?.port ?? 0;
  }

  /** A person presses Start, behind a link with its token or without one. */
  start(chat: string, token = ''): void {
    this.started.add(chat);
    this.blocked.delete(chat);
    this.write(chat, `/start ${token}`.trim());
  }

  /** @param at when; absent: it does not say. */
  write(chat: string, text: string, type = 'private', at?: Date): void {
    this.show({ chat, from: 'person', text, file: null });
    const date = at === undefined ? 0 : Math.floor(at.getTime() / 1000);
    const from = { id: Number(chat), is_bot: false, first_name: 'Budi' };
    this.put({ message: { message_id: this.nextId, from, chat: { id: Number(chat), type }, date, text } });
  }

  /** A person stops the bot. */
  block(chat: string): void {
    this.blocked.add(chat);
    const chatOf = { id: Number(chat), type: 'private' };
    this.put({ my_chat_member: { chat: chatOf, new_chat_member: { status: 'kicked' } } });
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.server?.close();
  }

  private show(one: Shown): void {
    this.shown.unshift(one);
    this.shown.length = Math.min(this.shown.length, SHOWN_MOST);
  }

  private put(content: Fields): void {
    this.updates.push({ update_id: this.nextId, ...content });
    this.nextId += 1;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (!(await this.answerPage(request, response))) await this.answerBot(request, response);
    } catch (error) {
      refuse(response, 400, `Bad Request: ${(error as Error).message}`);
    }
  }

  /** What the phone's own page asks. @returns false: it is the bot's. */
  private async answerPage(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    switch (`${request.method} ${request.url}`) {
      case 'GET /':
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(phonePage());
        return true;
      case 'GET /messages':
        send(response, 200, this.shown);
        return true;
      case 'POST /say':
        this.hear(response, JSON.parse(await readBody(request)) as Fields);
        return true;
      case 'POST /control': {
        const { fault = undefined } = JSON.parse(await readBody(request)) as { fault?: TelegramFault | null };
        this.fault = fault ?? undefined;
        send(response, 200, { fault: this.fault ?? null });
        return true;
      }
      default:
        return false;
    }
  }

  /** A person writes, presses Start behind a pasted link, or stops the bot. */
  private hear(response: ServerResponse, said: Fields): void {
    const chat = String(said['chat'] ?? '');
    const text = String(said['text'] ?? '').trim();
    if (!/^\d{1,12}$/.test(chat)) return send(response, 400, { done: 'nomor chat salah' });
    if (said['block'] === true) {
      this.block(chat);
      return send(response, 200, { done: 'bot dihentikan' });
    }
    if (text === '') return send(response, 400, { done: 'tulis sesuatu' });
    const [, token] = /^https?:\/\/t\.me\/\w+\?start=([\w-]{1,64})$/.exec(text) ?? [];
    if (token === undefined) this.write(chat, text);
    else this.start(chat, token);
    send(response, 200, { done: token === undefined ? 'terkirim' : 'Start ditekan' });
  }

  private async answerBot(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBytes(request, MOST_UPLOAD_BYTES);
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    this.requestCount += 1;
    if (token !== this.token) return refuse(response, 401, 'Unauthorized');
    const fields = await fieldsOf(request.headers['content-type'] ?? '', body);
    if (method === 'getUpdates') return this.giveUpdates(response, fields);
    if (method === 'getMe') return this.tellMe(request, response);
    if (method !== 'sendMessage' && method !== 'sendDocument') return refuse(response, 404, 'Not Found');
    return this.take(request, response, fields, method);
  }

  private tellMe(request: IncomingMessage, response: ServerResponse): void {
    if (this.fault === 'timeout') return;
    if (this.fault === 'cut') return void request.socket.destroy();
    if (this.fault === 'http-502') return void response.writeHead(502).end('<html>Bad Gateway</html>');
    if (this.fault === 'flood')
      return refuse(response, 429, 'Too Many Requests', { retry_after: this.retryAfterSeconds });
    send(response, 200, { ok: true, result: { id: 123_456, is_bot: true, username: 'saring_bot' } });
  }

  /** Waits for the next one as long as the caller likes; those before the offset are confirmed and forgotten. */
  private async giveUpdates(response: ServerResponse, fields: Fields): Promise<void> {
    const offset = Number(fields['offset'] ?? 0);
    const isToldAgain = ({ update_id }: Update): boolean => update_id >= offset;
    if (!this.isForgetful) this.updates = this.updates.filter(isToldAgain);
    const news = () => this.updates.filter(isToldAgain);
    const until = Date.now() + Number(fields['timeout'] ?? 0) * 1000;
    while (news().length === 0 && Date.now() < until && !this.isClosed && !response.destroyed)
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
    if (news().length > 0) this.pollCount += 1;
    send(response, 200, { ok: true, result: news().slice(0, 100) });
  }

  private take(
    request: IncomingMessage,
    response: ServerResponse,
    fields: Fields,
    method: 'sendMessage' | 'sendDocument',
  ): void {
    const chat = String(fields['chat_id'] ?? '');
    const file = fields['document'];
    const text = String((method === 'sendMessage' ? fields['text'] : fields['caption']) ?? '');
    const { fault } = this;
    if (fault === 'http-502') return void response.writeHead(502).end('<html>Bad Gateway</html>');
    if (fault === 'flood')
      return refuse(response, 429, `Too Many Requests: retry after ${this.retryAfterSeconds}`, {
        retry_after: this.retryAfterSeconds,
      });
    if (fault === 'entities') return refuse(response, 400, "Bad Request: can't parse entities");
    if (this.blocked.has(chat)) return refuse(response, 403, 'Forbidden: bot was blocked by the user');
    if (!this.started.has(chat)) return refuse(response, 400, 'Bad Request: chat not found');
    const most = method === 'sendMessage' ? TEXT_CHARACTERS : CAPTION_CHARACTERS;
    if (text.length > most) return refuse(response, 400, 'Bad Request: message is too long');
    if (method === 'sendMessage' && text === '')
      return refuse(response, 400, 'Bad Request: message text is empty');
    const sent = { chat, text, file: file instanceof File ? file.name : null };
    this.inbox.unshift(sent);
    this.show({ ...sent, from: 'bot' });
    if (fault === 'timeout') return;
    if (fault === 'cut') return void request.socket.destroy();
    if (fault === 'half')
      return void response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"res');
    send(response, 200, { ok: true, result: { message_id: this.inbox.length, chat: { id: Number(chat) } } });
  }
}

const send = (response: ServerResponse, status: number, value: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

const refuse = (response: ServerResponse, code: number, description: string, parameters?: Fields): void =>
  send(response, code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });

const fieldsOf = async (type: string, body: Buffer<ArrayBuffer>): Promise<Fields> => {
  if (!type.includes('multipart/form-data')) return JSON.parse(body.toString('utf8') || '{}') as Fields;
  const form = await new Response(body, { headers: { 'content-type': type } }).formData();
  return Object.fromEntries(form);
};

/** Starts the simulated Bot API on both loopback addresses, on any free port. */
export const startTelegramSimulator = async (): Promise<TelegramSimulator> => {
  const simulator = new TelegramSimulator('123456:ABC-simulated');
  await simulator.listen(0);
  return simulator;
};
