// api.ts — what an operator reads by the public API.
import type { QuotaFacts, StatementFacts, UsageFacts } from './facts';

const ANSWER_MILLISECONDS = 15_000;
const DAY_MILLISECONDS = 86_400_000;
const DAYS_READ = 3;
const PAGE_LINES = 100;

type Page = {
  readonly items: StatementFacts['lines'];
  readonly nextCursor: string | null;
};

export class Api {
  private cookies = '';
  private csrf = '';

  private constructor(private readonly port: number) {}

  /** @throws Error when the door does not let this operator in. */
  static async login(port: number, operator: { email: string; password: string }): Promise<Api> {
    const api = new Api(port);
    await api.call('GET', '/api/v1/me').catch((error: Error) => {
      // Without a session the door says no, and gives the cookie that every change needs.
      if (!/: 40[13]/.test(error.message)) throw error;
    });
    await api.call('POST', '/api/v1/operator/login', operator);
    return api;
  }

  async quota(subscriberId: string): Promise<QuotaFacts> {
    const quota = await this.call<QuotaFacts>('GET', `/api/v1/subscribers/${subscriberId}/quota`);
    return { ...quota, subscriberId };
  }

  /** All of it, oldest line first. */
  async statement(subscriberId: string): Promise<StatementFacts> {
    const lines: StatementFacts['lines'][number][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const next = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page: Page = await this.call<Page>(
        'GET',
        `/api/v1/subscribers/${subscriberId}/statement?limit=${PAGE_LINES}${next}`,
      );
      lines.push(...page.items);
      cursor = page.nextCursor;
    }
    return { subscriberId, lines: lines.reverse() };
  }

  /** What the read model of usage by hour says of the last days. */
  async usageHours(subscriberId: string): Promise<UsageFacts> {
    const span = new URLSearchParams({
      from: new Date(Date.now() - DAYS_READ * DAY_MILLISECONDS).toISOString(),
      until: new Date(Date.now() + DAY_MILLISECONDS).toISOString(),
    });
    const { items } = await this.call<{ items: readonly { bytesIn: number; bytesOut: number }[] }>(
      'GET',
      `/api/v1/subscribers/${subscriberId}/usage/hours?${span}`,
    );
    return { subscriberId, bytes: items.reduce((sum, { bytesIn, bytesOut }) => sum + bytesIn + bytesOut, 0) };
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const origin = `http://127.0.0.1:${this.port}`;
    const response = await fetch(`${origin}${path}`, {
      method,
      headers: {
        ...{ accept: 'application/json', cookie: this.cookies, origin, 'x-csrf-token': this.csrf },
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MILLISECONDS),
    });
    this.keep(response.headers.getSetCookie());
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  private keep(lines: readonly string[]): void {
    const kept = new Map(this.cookies.split('; ').filter(Boolean).map(pairOf));
    for (const line of lines) {
      const [name, value] = pairOf(line.split(';')[0] ?? '');
      kept.set(name, value);
      if (name === 'saring_csrf') this.csrf = value;
    }
    this.cookies = [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

const pairOf = (text: string): [string, string] => {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
};
