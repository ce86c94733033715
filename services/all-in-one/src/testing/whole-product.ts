// whole-product.ts — for specs: every service in this process, before a simulated router and WhatsApp.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@saring/local';
import { connectNats } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { SERVICES } from '..';
import { Browser } from './browser';

const OPERATOR = { email: 'op@saring.test', password: 'rahasia-sekali' };
export const WEBHOOK_KEY = 'kunci-panjang-dari-spec-ini';

export class WholeProduct {
  private readonly running = new Map<string, RunningService>();

  private constructor(
    readonly stack: TestStack,
    readonly nats: NatsConnection,
    readonly routeros: RouterOsSimulator,
    readonly whatsapp: WhatsAppSimulator,
    readonly port: number,
    private readonly env: Readonly<Record<string, string>>,
    private readonly folder: string,
  ) {}

  static async start(): Promise<WholeProduct> {
    const folder = mkdtempSync(join(tmpdir(), 'saring-whole-'));
    const stack = await startTestStack();
    const port = await freePort();
    const whatsapp = await startWhatsAppSimulator({ port: 0 });
    const routeros = await startRouterOsSimulator({
      ...{ routers: [{ site: 'site-1' }], portalUrl: `http://127.0.0.1:${port}` },
    });
    const router = { name: 'R1', host: '127.0.0.1', port: routeros.apiPort, tls: false, site: 'site-1' };
    const login = { user: 'saring', password: 'saring-demo' };
    writeFileSync(join(folder, 'routers.json'), JSON.stringify([{ ...router, ...login }]));
    const env = {
      ...{ ...stack.env, LOG_LEVEL: 'fatal', PORT: String(port), ROUTERS_FILE: join(folder, 'routers.json') },
      ...{
        POLL_SECONDS: '0.5',
        SWEEP_SECONDS: '2',
        LEASE_SECONDS: '2',
        MESSAGES_PER_TARGET_PER_MINUTE: '100',
      },
      ...{ FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`, FONNTE_TOKEN: whatsapp.token },
      ...{ FONNTE_WEBHOOK_KEY: WEBHOOK_KEY, FONNTE_PHONE: '6281100000000' },
      ...{ TRUSTED_PROXY_CIDRS: '127.0.0.1/32', MANUAL_TRANSFER_TEXT: 'BCA 123 a.n. RW 05' },
      ...{ OPERATOR_EMAIL: OPERATOR.email, OPERATOR_PASSWORD: OPERATOR.password },
      ...{ PORTAL_DIST: '/nonexistent', CONSOLE_DIST: '/nonexistent' },
    };
    const nats = await connectNats(stack.natsUrl, 'spec');
    const product = new WholeProduct(stack, nats, routeros, whatsapp, port, env, folder);
    for (const { name } of SERVICES) await product.startOne(name);
    return product;
  }

  async startOne(name: string): Promise<void> {
    const service = SERVICES.find((one) => one.name === name);
    if (!service) throw new Error(`no service is called ${name}`);
    const options = { env: this.env, nats: this.nats, logger: createLogger('silent') };
    this.running.set(name, await startService(service, options));
  }

  async stopOne(name: string): Promise<void> {
    await this.running.get(name)?.stop();
    this.running.delete(name);
  }

  async operator(): Promise<Browser> {
    const browser = new Browser(`localhost:${this.port}`, this.port);
    await browser.post('/api/v1/operator/login', OPERATOR);
    return browser;
  }

  /** The browser of a phone of the simulated neighbourhood. */
  phone(number: number): Browser {
    const { httpPort } = this.routeros;
    return new Browser(`portal.phone${number}.localhost:${httpPort}`, httpPort);
  }

  async close(): Promise<void> {
    for (const name of [...this.running.keys()].reverse()) await this.stopOne(name);
    await this.routeros.close();
    await this.whatsapp.close();
    await this.nats.close();
    await this.stack.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
