// console-page.ts — the built console in a browser, with the real client, before an edge whose answers a spec sets.
import { mkdirSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Locator,
  type Page,
  type Request,
  type Route,
} from 'playwright-core';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import { findingsOf, RULES_OF_COLOURS } from '../../portal/spec/axe';

const BUILT = resolve(__dirname, '../../../dist/services/console');
const PICTURES = resolve(__dirname, '../../../test-output/console');
const ORIGIN = 'http://localhost';
const WIDTHS = [
  [1440, 900],
  [768, 1024],
  [390, 844],
] as const;
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** What follows the width has been drawn. */
const NEXT_PICTURES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';
/** What a finger would miss: the box of a tick is pressed by its words, or by what is around it. */
const SMALL_TARGETS = `[...document.querySelectorAll(
    'button, a[href], input, textarea, [role=tab], [role=option], [role=menuitem], .mantine-SegmentedControl-label')]
  .filter((one) => !one.matches('.skip-link, [type=checkbox], [type=radio], [type=hidden]') && one.checkVisibility())
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 1 && height > 1 && (width < 43.5 || height < 43.5))
  .map(([one, { width, height }]) =>
    (one.getAttribute('aria-label') || one.textContent || one.id) + ' ' + Math.round(width) + '×' + Math.round(height))`;
/** Words of buttons and badges that their frame cuts. */
const CUT_WORDS = `[...document.querySelectorAll('main .mantine-Button-label, main .mantine-Badge-label, [role=dialog] .mantine-Button-label')]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent)`;
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
};

/** Two pictures behind its last answer a page shows nothing that still loads. */
const STILL_LOADS = `document.querySelector('[role=status] .mantine-Loader-root') !== null`;

const EVENTS = 'GET /api/v1/operator/events';

type Call = {
  /** `POST /api/v1/orders/1/refund`, without the query. */
  readonly route: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Under which a change is done once. */
  readonly key: string | undefined;
};
type Answer = object | ((call: Call) => object);

const me = {
  operatorId: '00000000-0000-4000-8000-0000000000aa',
  email: 'sari@saring.test',
  name: 'Sari',
  role: 'admin',
  mustChangePassword: false,
  totp: false,
  locale: 'id',
  messages: [],
  messagesSite: '',
};

/** What every page asks. */
const common = (permissions: readonly string[]): Record<string, Answer> => ({
  'GET /api/v1/operator/me': { ...me, permissions },
  'GET /api/v1/operator/colleagues': {
    items: [
      { operatorId: me.operatorId, name: 'Sari', sells: true },
      { operatorId: '00000000-0000-4000-8000-0000000000bb', name: 'Budi', sells: true },
    ],
  },
});

/** A file is told by its type and size. */
const bodyOf = (request: Request): unknown => {
  const type = request.headers()['content-type'] ?? '';
  if (type === '' || type.includes('json')) return request.postDataJSON() as unknown;
  return { type, bytes: request.postDataBuffer()?.byteLength ?? 0 };
};

export class ConsolePage {
  readonly calls: Call[] = [];
  /** Nothing is answered, as by a server that is gone. */
  isAway = false;
  /** What the page itself complained of, above all parts that fell. */
  private readonly complaints: string[] = [];
  private pending = 0;
  private answers: Record<string, Answer> = {};

  private constructor(
    private readonly chrome: Browser,
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /** @param isPhone with a finger for a pointer, at 390 px. */
  static async start(isPhone = false): Promise<ConsolePage> {
    mkdirSync(PICTURES, { recursive: true });
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    const chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
    const context = await chrome.newContext({
      ...{ viewport: isPhone ? PHONE : DESK, locale: 'id-ID', reducedMotion: 'reduce' },
      ...{ hasTouch: isPhone, isMobile: isPhone },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(LOOK_MILLISECONDS);
    const console_ = new ConsolePage(chrome, context, page);
    page.on('pageerror', (error) => console_.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
      // Without a server parts cannot be loaded, and say so.
      if (!console_.isAway) console_.complaints.push(message.text());
    });
    await context.route('**/*', async (route) => {
      console_.pending += 1;
      await console_.answer(route).finally(() => (console_.pending -= 1));
    });
    return console_;
  }

  /** Signed in with these permissions; edge answers so from now on. */
  async open(path: string, permissions: readonly string[], answers: Record<string, Answer>): Promise<void> {
    this.answers = { ...common(permissions), ...answers };
    this.calls.length = 0;
    this.isAway = false;
    await this.page.goto(`${ORIGIN}/console${path}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    await this.drawn();
  }

  /** Waits until every part has been drawn: one that loads would move or replace what is pressed. */
  async drawn(): Promise<void> {
    await eventually(async () => {
      await this.page.evaluate(NEXT_PICTURES);
      return this.pending === 0 && !(await this.page.evaluate<boolean>(STILL_LOADS));
    });
  }

  /** What was sent there, in order. */
  sent(route: string): readonly Call[] {
    return this.calls.filter((call) => call.route === route);
  }

  /** Waits until it was asked so often. */
  async asked(route: string, times: number): Promise<void> {
    await eventually(() => this.sent(route).length >= times);
  }

  /** Waits until the last question there holds these: a page draws what it has before it asks anew. */
  async lastAsked(route: string, query: object): Promise<void> {
    await eventually(() => expect(this.sent(route).at(-1)?.query).toMatchObject(query));
  }

  seen(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  /** Waits until nothing of what stood there is left. */
  gone(what: Locator): Promise<void> {
    return eventually(async () => expect(await what.count()).toBe(0));
  }

  /** Pictures at three widths, light and dark, none of which scrolls sideways. @returns what axe and a ruler find. */
  async faults(name: string): Promise<readonly string[]> {
    const found: string[] = [];
    for (const theme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme: theme });
      for (const [width, height] of WIDTHS) {
        await this.page.setViewportSize({ width, height });
        await this.page.evaluate(NEXT_PICTURES);
        await this.picture(`${name}-${theme}-${width}`);
        const wide = await this.page.evaluate<number>('document.documentElement.scrollWidth');
        const cut = await this.page.evaluate<string[]>(CUT_WORDS);
        found.push(...cut.map((words) => `${name} at ${width} cuts ${words}`));
        if (wide > width) found.push(`${name} scrolls sideways: ${wide} of ${width}`);
      }
      await this.page.setViewportSize({ width: 1440, height: 900 });
      found.push(...(await findingsOf(this.page, theme === 'light' ? [] : RULES_OF_COLOURS)));
    }
    await this.page.emulateMedia({ colorScheme: 'light' });
    return found;
  }

  /** What is smaller than 44 px where a finger points. */
  smallTargets(): Promise<readonly string[]> {
    return this.page.evaluate<string[]>(SMALL_TARGETS);
  }

  async picture(name: string): Promise<void> {
    await this.page.screenshot({ path: join(PICTURES, `${name}.png`), animations: 'disabled' });
  }

  /** @throws Error with what the page complained of: part of it has fallen, whoever saw it. */
  async close(): Promise<void> {
    await this.context.close();
    await this.chrome.close();
    expect(this.complaints).toEqual([]);
  }

  private async answer(route: Route): Promise<void> {
    if (this.isAway) return route.abort('connectionrefused');
    const request = route.request();
    const url = new URL(request.url());
    if (!url.pathname.startsWith('/api/')) return this.file(route, url.pathname);
    const call: Call = {
      route: `${request.method()} ${url.pathname}`,
      query: Object.fromEntries(url.searchParams),
      body: bodyOf(request),
      key: request.headers()['idempotency-key'],
    };
    this.calls.push(call);
    const answer = this.answers[call.route];
    if (answer === undefined) {
      const json = { code: 'REQUEST.NOT_FOUND', title: 'Tidak ada', detail: call.route, details: {} };
      return route.fulfill({ status: 404, json, contentType: 'application/problem+json' });
    }
    if (call.route === EVENTS && 'stream' in answer && 'after' in answer) {
      await this.asked(String(answer.after), 1);
      return route.fulfill({ body: String(answer.stream), contentType: 'text/event-stream' });
    }
    const json = typeof answer === 'function' ? answer(call) : answer;
    // As problem+json with its own status: a refusal.
    const status = 'code' in json && 'status' in json ? Number(json.status) : 200;
    return route.fulfill({
      ...{ status, json },
      contentType: status < 400 ? 'application/json' : 'application/problem+json',
    });
  }

  private async file(route: Route, path: string): Promise<void> {
    const name = path.replace(/^\/console\/?/, '');
    const file = /\.\w+$/.test(name) ? name : 'index.html';
    return route.fulfill({
      body: readFileSync(join(BUILT, file)),
      contentType: TYPES[extname(file)] ?? 'application/octet-stream',
    });
  }
}
