// real-shop.ts — for specs: all that sells behind the real edge, before a simulated Midtrans and WhatsApp. No router.
import { authOtp } from '@saring/auth-otp';
import { billing } from '@saring/billing';
import { edge } from '@saring/edge';
import { freePort } from '@saring/local';
import { connectNats } from '@saring/messaging';
import { notification } from '@saring/notification';
import { payment } from '@saring/payment';
import { quotaLedger } from '@saring/quota-ledger';
import { startService, type Logger, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { startMidtransSimulator, type MidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { startWhatsAppSimulator, type WhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { Browser } from '../../../edge/src/testing/browser';
import { gatewayStandIn } from '../../../edge/src/testing/fakes';

/** How long a minute of the simulated bank lasts. */
const MINUTE_MILLISECONDS = 200;

type ShopSettings = {
  readonly serverKey: string;
  readonly clientKey: string;
  /** The first operator's. */
  readonly password: string;
  readonly env?: Readonly<Record<string, string>>;
};

export class RealShop {
  /** The first operator's e-mail. */
  readonly boss = 'boss@example.com';

  private constructor(
    readonly stack: TestStack,
    readonly midtrans: MidtransSimulator,
    readonly whatsapp: WhatsAppSimulator,
    readonly port: number,
    private readonly nats: NatsConnection,
    private readonly services: RunningService[],
  ) {}

  static async start(logger: Logger, settings: ShopSettings): Promise<RealShop> {
    const { serverKey, clientKey, password } = settings;
    const stack = await startTestStack();
    const nats = await connectNats(stack.natsUrl, 'spec');
    const port = await freePort();
    const whatsapp = await startWhatsAppSimulator({ port: 0 });
    const midtrans = await startMidtransSimulator({
      serverKey,
      notifyUrl: `http://127.0.0.1:${port}/webhooks/midtrans`,
      minuteMilliseconds: MINUTE_MILLISECONDS,
    });
    const shop = new RealShop(stack, midtrans, whatsapp, port, nats, []);
    const env = {
      ...stack.env,
      LOG_LEVEL: 'debug',
      PORT: String(port),
      PUBLIC_URL: 'http://portal.phone1.localhost:9100',
      TRUSTED_PROXY_CIDRS: '127.0.0.1/32',
      FONNTE_BASE_URL: `http://127.0.0.1:${whatsapp.port}`,
      FONNTE_TOKEN: whatsapp.token,
      OPERATOR_EMAIL: shop.boss,
      OPERATOR_PASSWORD: password,
      PORTAL_DIST: '/nonexistent',
      CONSOLE_DIST: '/nonexistent',
      MIDTRANS_SERVER_KEY: serverKey,
      MIDTRANS_CLIENT_KEY: clientKey,
      MIDTRANS_BASE_URL: midtrans.baseUrl,
      MIDTRANS_SNAP_BASE_URL: `${midtrans.baseUrl}/snap/v1`,
      MIDTRANS_TIMEOUT_MILLISECONDS: '500',
      MANUAL_TRANSFER_TEXT: 'BCA 123 a.n. RW 05',
      MESSAGES_PER_TARGET_PER_MINUTE: '100',
      ...settings.env,
    };
    for (const service of [quotaLedger, notification, payment, billing, authOtp, gatewayStandIn, edge])
      shop.services.push(await startService(service, { env, nats, logger }));
    return shop;
  }

  browser(address: string): Browser {
    return new Browser(this.port, address);
  }

  /** The code in the newest message to a number of the spelling 08…. */
  async codeFor(phone: string): Promise<string> {
    const inbox = await eventually(() => {
      const list = this.whatsapp.inbox.list(phone.replace(/^0/, '62'));
      return list.length > 0 && list;
    });
    return /\*(\d{6})\*/.exec(inbox[0]?.message ?? '')?.[1] ?? '';
  }

  async close(): Promise<void> {
    for (const service of [...this.services].reverse()) await service.stop();
    await this.midtrans.close();
    await this.whatsapp.close();
    await this.nats.close();
    await this.stack.close();
  }
}
