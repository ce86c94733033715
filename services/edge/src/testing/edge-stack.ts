// edge before the services and the WhatsApp that a spec brings, and fakes for the rest.
import type { INestApplication } from '@nestjs/common';
import { connectNats } from '@saring/messaging';
import {
  createLogger,
  startService,
  StoredSettings,
  type Logger,
  type RunningService,
  type ServiceDefinition,
} from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { edge } from '..';
import { Browser } from './browser';
import { gatewayStandIn, ledgerStandIn } from './fakes';

export const OPERATOR = { email: 'boss@example.com', password: 'a-long-password' };

/** The part of the WhatsApp simulator that edge-stack uses. */
interface WhatsApp {
  readonly port: number;
  readonly token: string;
  readonly inbox: { list(target: string): readonly { readonly message: string }[] };
  close(): Promise<void>;
}

type EdgeStackOptions = {
  /** Started before edge, in this order. */
  readonly services: readonly ServiceDefinition[];
  readonly whatsapp: WhatsApp;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether what operators set holds before the environment, as in a real process. */
  readonly withStoredSettings?: boolean;
  readonly logger?: Logger;
};

export class EdgeStack {
  private phones = 81_600_000_000;
  private addresses = 0;

  private constructor(
    readonly stack: TestStack,
    readonly nats: NatsConnection,
    readonly whatsapp: WhatsApp,
    private readonly services: RunningService[],
    readonly port: number,
    private readonly storedSettings: StoredSettings | undefined,
  ) {}

  static async start({
    services: definitions,
    whatsapp,
    env = {},
    withStoredSettings = false,
    logger = createLogger(process.env['LOG_LEVEL'] ?? 'silent'),
  }: EdgeStackOptions): Promise<EdgeStack> {
    const stack = await startTestStack();
    const nats = await connectNats(stack.natsUrl, 'spec');
    const whole = {
      ...stack.env,
      PORT: '0',
      TRUSTED_PROXY_CIDRS: '127.0.0.1/32',
      FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`,
      FONNTE_TOKEN: whatsapp.token,
      OPERATOR_EMAIL: OPERATOR.email,
      OPERATOR_PASSWORD: OPERATOR.password,
      PORTAL_DIST: '/nonexistent',
      CONSOLE_DIST: '/nonexistent',
      ...env,
    };
    const secretsKey = stack.env['SECRETS_KEY'] ?? '';
    const storedSettings = withStoredSettings ? new StoredSettings({ nats, secretsKey, logger }) : undefined;
    const services: RunningService[] = [];
    for (const definition of [...definitions, ledgerStandIn, gatewayStandIn, edge])
      services.push(await startService(definition, { env: whole, nats, logger, storedSettings }));
    storedSettings?.follow();
    const address = (services[services.length - 1]?.app as INestApplication).getHttpServer().address() as {
      port: number;
    };
    return new EdgeStack(stack, nats, whatsapp, services, address.port, storedSettings);
  }

  /** The server of edge itself, for its settings. */
  get httpServer(): unknown {
    return (this.services[this.services.length - 1]?.app as INestApplication).getHttpServer();
  }

  browser(address?: string, host?: string): Browser {
    return new Browser(this.port, address, host);
  }

  /** An unused number. */
  newPhone(): string {
    return `0${(this.phones += 1)}`;
  }

  /** An address of its own, so that no limit reaches from one test over to another. */
  newAddress(): string {
    this.addresses += 1;
    return `10.9.${Math.floor(this.addresses / 250)}.${(this.addresses % 250) + 1}`;
  }

  newBrowser(host?: string): Browser {
    return this.browser(this.newAddress(), host);
  }

  /** A newcomer who has just logged in. */
  async subscriber(): Promise<{ browser: Browser; subscriberId: string }> {
    const browser = this.newBrowser();
    const session = await this.logIn(browser, this.newPhone());
    return { browser, subscriberId: String(session['subscriberId']) };
  }

  /** The operator, logged in. */
  async operator(): Promise<Browser> {
    const browser = this.newBrowser();
    const { status, text } = await browser.post('/api/v1/operator/login', OPERATOR);
    if (status !== 200) throw new Error(`operator login failed: ${text}`);
    return browser;
  }

  /** The code that arrived last on a number's WhatsApp, newer than those seen before. */
  async codeFor(phone: string, messages = 1): Promise<string> {
    const target = phone.replace(/^0/, '62');
    const inbox = await eventually(() => {
      const list = this.whatsapp.inbox.list(target);
      return list.length >= messages && list;
    });
    return /\*(\d{6})\*/.exec(inbox[0]?.message ?? '')?.[1] ?? '';
  }

  /** Logs a phone in as the portal does. */
  async logIn(browser: Browser, phone: string): Promise<Readonly<Record<string, unknown>>> {
    const { json } = await browser.post('/api/v1/auth/otp', { phone });
    const code = await this.codeFor(phone);
    const verified = await browser.post('/api/v1/auth/otp/verify', {
      challengeId: json['challengeId'],
      code,
    });
    if (verified.status !== 200) throw new Error(`login failed: ${verified.text}`);
    return verified.json;
  }

  async close(): Promise<void> {
    await this.storedSettings?.stop();
    for (const service of [...this.services].reverse()) await service.stop();
    await this.whatsapp.close();
    await this.nats.close();
    await this.stack.close();
  }
}
