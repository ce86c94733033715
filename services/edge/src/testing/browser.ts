// A browser for specs: keeps cookies, sends an Origin, and the CSRF token as the portal does.
import { request } from 'node:http';
import { newId } from '@saring/kernel';
import { checkAnswer } from './answers-match';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
};

export type Call = {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  /** A file as the body; its type is among the headers. */
  readonly file?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};

export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly port: number,
    /** The address that a trusted proxy reports. */
    readonly address = '10.5.50.2',
    readonly host = 'portal.phone1.localhost:9100',
  ) {}

  get origin(): string {
    return `http://${this.host}`;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.call(path, { headers });
  }

  post(path: string, json: unknown = {}): Promise<Answer> {
    return this.call(path, { method: 'POST', json });
  }

  /** As the portal's own script: Origin and token with every change. */
  call(path: string, call: Call): Promise<Answer> {
    const method = call.method ?? 'GET';
    const change: Record<string, string> =
      method === 'GET'
        ? {}
        : {
            origin: this.origin,
            'x-csrf-token': this.cookies.get('saring_csrf') ?? '',
            'idempotency-key': newId(),
          };
    return this.raw(path, { ...call, method, headers: { ...change, ...call.headers } });
  }

  /** With these headers only, and the cookies. */
  raw(path: string, { method = 'GET', json, form, file, headers = {} }: Call): Promise<Answer> {
    const text = json !== undefined ? JSON.stringify(json) : form && new URLSearchParams(form).toString();
    const body = text ?? file;
    const type =
      json !== undefined ? 'application/json' : form ? 'application/x-www-form-urlencoded' : undefined;
    const sent = {
      host: this.host,
      'x-forwarded-for': this.address,
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...(type && body ? { 'content-type': type } : {}),
      ...(body ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { port: this.port, host: '127.0.0.1', path, method, headers: sent, agent: false },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            this.keep(response.headers['set-cookie'] ?? []);
            const text = Buffer.concat(chunks).toString('utf8');
            const status = response.statusCode ?? 0;
            try {
              checkAnswer(method, path, { status, type: response.headers['content-type'] ?? '', text });
              resolve(answerOf(status, response.headers, text));
            } catch (error) {
              reject(error as Error);
            }
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  private keep(setCookies: readonly string[]): void {
    for (const line of setCookies) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

const answerOf = (status: number, headers: Answer['headers'], text: string): Answer => ({
  status,
  headers,
  text,
  json: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
});
