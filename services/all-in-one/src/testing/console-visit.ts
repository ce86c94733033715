// console-visit.ts — an operator's browser at the console of a whole Saring, and the world around it.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  chromium,
  type Browser as Chromium,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { LOOK_MILLISECONDS } from '@saring/testing';
import { Browser } from './browser';
import { LocalSaring, OPERATOR } from './local-saring';

const PICTURES = resolve(__dirname, '../../../../test-output/console');
export const SCREEN = { viewport: { width: 1440, height: 900 }, locale: 'id-ID' };

export class ConsoleVisit {
  /** What the browser complained of: scripts, styles and policies; a refusal of edge is no complaint. */
  readonly complaints: string[] = [];

  private constructor(
    readonly saring: LocalSaring,
    private readonly chrome: Chromium,
    readonly context: BrowserContext,
    readonly page: Page,
    /** Asks edge itself, as the same operator. */
    readonly operator: Browser,
  ) {}

  /** @param settings of Saring. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<ConsoleVisit> {
    const visit = await ConsoleVisit.startAsFound(settings);
    await visit.operator.post('/api/v1/operator/login', OPERATOR);
    return visit;
  }

  /** Nobody has signed in anywhere. */
  static async startAsFound(settings: Readonly<Record<string, string>>): Promise<ConsoleVisit> {
    mkdirSync(PICTURES, { recursive: true });
    const saring = await LocalSaring.start(settings);
    const operator = new Browser(`localhost:${saring.ports.edge}`, saring.ports.edge);
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
    const chrome = await chromium.launch({ executablePath: '/usr/bin/chromium', args });
    const context = await chrome.newContext(SCREEN);
    const page = await context.newPage();
    page.setDefaultTimeout(LOOK_MILLISECONDS);
    const visit = new ConsoleVisit(saring, chrome, context, page, operator);
    page.on('pageerror', (error) => visit.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        visit.complaints.push(message.text());
    });
    return visit;
  }

  url(path = ''): string {
    return `http://localhost:${this.saring.ports.edge}/console${path}`;
  }

  async signIn(): Promise<void> {
    await this.tryToSignIn(OPERATOR.email, OPERATOR.password);
    await this.heading('Beranda');
  }

  async tryToSignIn(email: string, password: string): Promise<void> {
    await this.page.goto(this.url());
    await this.page.getByLabel('Email atau nomor HP').fill(email);
    await this.page.getByLabel('Kata sandi').fill(password);
    await this.page.getByRole('button', { name: 'Masuk', exact: true }).click();
  }

  /** Of somebody else's browser. */
  async newPage(screen: BrowserContextOptions): Promise<Page> {
    const page = await (await this.chrome.newContext(screen)).newPage();
    page.setDefaultTimeout(LOOK_MILLISECONDS);
    return page;
  }

  heading(name: string): Promise<void> {
    return this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  seen(text: string | RegExp): Promise<void> {
    return this.page.getByText(text).first().waitFor();
  }

  /** Of the console, or of another page. */
  async picture(name: string, page: Page = this.page): Promise<void> {
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  /** The world of phones and routers. */
  async control<T>(path: string, body?: object): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.saring.ports.phones}/control/${path}`, {
      method: body ? 'POST' : 'GET',
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  async close(): Promise<void> {
    await this.chrome.close();
    await this.saring.close();
  }
}
