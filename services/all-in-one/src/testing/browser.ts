// browser.ts — a browser's part in a test: cookies, CSRF and Origin of one host, over the loopback.
import { request } from 'node:http';
import { newId } from '@saring/kernel';

const TIMEOUT_MILLISECONDS = 10_000;

type Answer<T> = { readonly status: number; readonly location?: string; readonly body: T };

export class Browser {
  private readonly cookies = new Map<string, string>();

  /** @param host as a person types it, e.g. `portal.phone1.localhost:9100`; connections go to 127.0.0.1. */
  constructor(
    private readonly host: string,
    private readonly port: number,
  ) {}

  get<T>(path: string): Promise<Answer<T>> {
    return this.send<T>('GET', path);
  }

  async post<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
    if (!this.cookies.has('saring_csrf')) await this.get('/api/v1/me');
    return this.send<T>('POST', path, body, headers);
  }

  put<T>(path: string, body: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.send<T>('PUT', path, body, headers);
  }

  patch<T>(path: string, body: object): Promise<Answer<T>> {
    return this.send<T>('PATCH', path, body);
  }

  /** A file as the body. */
  putFile<T>(path: string, file: Buffer, type: string): Promise<Answer<T>> {
    return this.send<T>('PUT', path, file, { 'content-type': type, 'idempotency-key': newId() });
  }

  private send<T>(
    method: string,
    path: string,
    body?: object,
    more: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const file = Buffer.isBuffer(body) ? body : null;
    const text = file ?? (body === undefined ? '' : JSON.stringify(body));
    const headers: Record<string, string> = {
      host: this.host,
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      accept: 'application/json',
      ...(text.length > 0
        ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }
        : {}),
      ...(method === 'GET'
        ? {}
        : { origin: `http://${this.host}`, 'x-csrf-token': this.cookies.get('saring_csrf') ?? '' }),
      ...more,
    };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        { host: '127.0.0.1', port: this.port, method, path, headers, timeout: TIMEOUT_MILLISECONDS },
        (response) => {
          for (const cookie of response.headers['set-cookie'] ?? []) this.keep(cookie);
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const received = Buffer.concat(chunks).toString('utf8');
            const isJson = /json/.test(response.headers['content-type'] ?? '');
            resolve({
              status: response.statusCode ?? 0,
              location: response.headers.location,
              body: (isJson ? JSON.parse(received) : received) as T,
            });
          });
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`${method} ${path}: no answer in time`)));
      outgoing.on('error', reject);
      outgoing.end(text);
    });
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const [name = '', ...value] = pair.split('=');
    this.cookies.set(name, value.join('='));
  }
}
