// payment-stack.ts — payment over real PostgreSQL, NATS and the simulated Midtrans, with a clock to turn. A stand-in of
// edge stores notices; every log line is kept.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { create, toJson } from '@bufbuild/protobuf';
import {
  Payment,
  PaymentAlertRaisedSchema,
  PaymentStateChangedSchema,
  WebhookReceivedSchema,
  WEBHOOKS_STREAM,
  webhookSubject,
} from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import { connectNats, consumeFacts, Messenger, onFact, type Consumption } from '@saring/messaging';
import { createLogger, PG_POOL, startService, type Logger, type RunningService } from '@saring/service-kit';
import {
  EVENTUALLY,
  eventually,
  startFaultProxy,
  startTestStack,
  type FaultProxy,
  type TestStack,
} from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { payment } from '..';
import { signatureOf } from '../gateways/midtrans/notice';
import { CLIENT_KEY, SERVER_KEY } from './secrets';
import { WEBHOOK_DURABLE } from '../notices/notices';

const MERCHANT = 'G000000001';
const rpc = Payment.method;

/** The simulated Midtrans as the specs use it; they bring it, since a service imports nothing of infra. */
type Vendor = {
  readonly baseUrl: string;
  readonly vendor: {
    readonly behaviours: { set(orderNumber: string | undefined, behaviour: object): void };
    find(orderNumber: string): { status: string; transactionId: string } | undefined;
    move(order: object, status: string): boolean;
    tellAnything(order: object, fields: object, unsignedFields: object, forged: boolean): void;
  };
  close(): Promise<void>;
};
type StartVendor = (options: {
  serverKey: string;
  merchantId: string;
  notifyUrl: string;
  minuteMilliseconds: number;
}) => Promise<Vendor>;

type StateFact = {
  readonly orderId: string;
  readonly version: number;
  readonly state: string;
  readonly refundedRupiah: number;
};
type AlertFact = { readonly orderId?: string; readonly kind: string; readonly at: string };

const jsonMessage = (body: Uint8Array): string =>
  JSON.stringify(
    toJson(
      WebhookReceivedSchema,
      create(WebhookReceivedSchema, {
        gateway: 'midtrans',
        body,
        contentType: 'application/json',
        receivedAt: new Date().toISOString(),
      }),
    ),
  );

export class PaymentStack {
  readonly states: StateFact[] = [];
  readonly alerts: AlertFact[] = [];
  /** Orders that were made up here, opened or not. */
  readonly ordered = new Set<string>();
  /** Whatever was logged, as it was given to the logger and as it was written. */
  readonly lines: string[] = [];
  ask!: Messenger;
  simulator!: Vendor;
  nats!: NatsConnection;
  database!: FaultProxy;
  private readonly seen = new Set<string>();
  private offsetMilliseconds = 0;
  private door!: Server;
  private facts!: Consumption;
  private service: RunningService | null = null;
  private settings: Record<string, string> = {};
  readonly clock: Clock = {
    now: () => new Date(Date.now() + this.offsetMilliseconds),
    monotonicMilliseconds: () => performance.now() + this.offsetMilliseconds,
  };

  private constructor(readonly stack: TestStack) {}

  static async start(startVendor: StartVendor, settings: Record<string, string> = {}): Promise<PaymentStack> {
    const started = new PaymentStack(await startTestStack());
    await started.open(startVendor, settings);
    return started;
  }

  get pool(): Pool {
    if (!this.service) throw new Error('payment is stopped');
    return this.service.app.get<Pool>(PG_POOL);
  }

  later(minutes: number): void {
    this.offsetMilliseconds += minutes * 60_000;
  }

  /** The switches of one order, or of every order without its own. */
  behave(behaviour: object, orderNumber?: string): void {
    this.simulator.vendor.behaviours.set(orderNumber, behaviour);
  }

  /** The moves of the bank, the wallet or the vendor with an order. */
  becomes(orderNumber: string, status: string): void {
    const order = this.simulator.vendor.find(orderNumber);
    if (!order || !this.simulator.vendor.move(order, status))
      throw new Error(`the vendor does not take ${orderNumber} to ${status}`);
  }

  /** A notice of the spec's making about an order: `fields` are signed, `unsigned` are changed afterwards. */
  notice(orderNumber: string, fields: object, unsigned: object = {}, forged = false): void {
    const order = this.simulator.vendor.find(orderNumber);
    if (!order) throw new Error(`the vendor does not know ${orderNumber}`);
    this.simulator.vendor.tellAnything(order, fields, unsigned, forged);
  }

  newOrder(change: object = {}) {
    const orderId = newId();
    this.ordered.add(orderId);
    return {
      orderId,
      subscriberId: newId(),
      amountRupiah: 25_000,
      method: 'qris',
      site: 'site-1',
      description: 'Paket 10 GB',
      actor: 'subscriber',
      ...change,
    };
  }

  openOrder(change: object = {}) {
    return this.ask.request(rpc.openPayment, this.newOrder(change), 15_000);
  }

  get(orderId: string) {
    return this.ask.request(rpc.getPayment, { orderId });
  }

  reaches(orderId: string, state: string) {
    return eventually(async () => {
      const order = await this.get(orderId);
      if (order.state !== state) throw new Error(`the order is ${order.state}, not ${state}`);
      return order;
    });
  }

  /** Waits until the last fact of an order says this: the order is so before it is told. */
  told(orderId: string, fact: object): Promise<void> {
    return eventually(() =>
      expect(this.states.filter((one) => one.orderId === orderId).at(-1)).toMatchObject(fact),
    );
  }

  /** The published states of an order, in order, each version once. */
  statesOf(orderId: string): readonly string[] {
    const facts = this.states.filter((fact) => fact.orderId === orderId);
    return [...facts].sort((left, right) => left.version - right.version).map(({ state }) => state);
  }

  alertsOf(orderId: string): readonly string[] {
    return this.alerts.filter((alert) => alert.orderId === orderId).map(({ kind }) => kind);
  }

  /** A notice as the vendor signs it, about any order and of any content. */
  signedNotice(orderNumber: string, change: Record<string, string> = {}): Record<string, string> {
    const body = {
      order_id: orderNumber,
      transaction_status: 'settlement',
      status_code: '200',
      gross_amount: '25000.00',
      currency: 'IDR',
      merchant_id: MERCHANT,
      transaction_id: newId(),
      payment_type: 'qris',
      ...change,
    };
    const { order_id: id, status_code: code, gross_amount: amount } = body;
    return { ...body, signature_key: signatureOf(id, code, amount, SERVER_KEY) };
  }

  /** Every notice that was stored has been handled or set aside. */
  handledAll(limitMilliseconds = EVENTUALLY.limitMilliseconds): Promise<void> {
    return eventually(async () => {
      const manager = await this.nats.jetstreamManager();
      const consumer = await manager.consumers.info(WEBHOOKS_STREAM, WEBHOOK_DURABLE);
      if (consumer.num_pending + consumer.num_ack_pending > 0) throw new Error('notices are waiting');
    }, limitMilliseconds);
  }

  /** Stores a notice as edge does. */
  async store(body: object | Uint8Array): Promise<void> {
    const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
    await this.nats.jetstream().publish(webhookSubject('midtrans'), jsonMessage(bytes));
  }

  async stopService(): Promise<void> {
    await this.service?.stop();
    this.service = null;
  }

  async startService(settings: Record<string, string> = {}): Promise<void> {
    const url = new URL(this.stack.database.url);
    url.port = String(this.database.port);
    this.service = await startService(payment, {
      env: {
        ...this.stack.env,
        DATABASE_URL: url.href,
        MIDTRANS_SERVER_KEY: SERVER_KEY,
        MIDTRANS_CLIENT_KEY: CLIENT_KEY,
        MIDTRANS_MERCHANT_ID: MERCHANT,
        MIDTRANS_BASE_URL: this.simulator.baseUrl,
        MIDTRANS_SNAP_BASE_URL: `${this.simulator.baseUrl}/snap/v1`,
        MIDTRANS_TIMEOUT_MILLISECONDS: '800',
        ...this.settings,
        ...settings,
      },
      nats: this.nats,
      logger: this.listeningLogger(),
      clock: this.clock,
    });
  }

  async close(): Promise<void> {
    await this.facts.stop();
    await this.stopService();
    await this.simulator.close();
    await new Promise((resolve) => {
      this.door.close(resolve);
      this.door.closeAllConnections();
    });
    await this.nats.close();
    await this.database.close();
    await this.stack.close();
  }

  private async open(startVendor: StartVendor, settings: Record<string, string>): Promise<void> {
    this.settings = settings;
    this.nats = await connectNats(this.stack.natsUrl, 'spec');
    this.ask = new Messenger(this.nats);
    const database = new URL(this.stack.database.url);
    this.database = await startFaultProxy({ host: database.hostname, port: Number(database.port) });
    const notifyUrl = await this.openDoor();
    this.simulator = await startVendor({
      serverKey: SERVER_KEY,
      merchantId: MERCHANT,
      notifyUrl,
      minuteMilliseconds: 5,
    });
    await this.startService();
    this.facts = consumeFacts(this.nats, {
      from: 'payment',
      durable: 'spec',
      onError: () => undefined,
      handlers: [
        onFact(PaymentStateChangedSchema, async (fact, { id }) =>
          this.once(id, () => this.states.push(fact)),
        ),
        onFact(PaymentAlertRaisedSchema, async (fact, { id }) => this.once(id, () => this.alerts.push(fact))),
      ],
    });
  }

  private once(id: string, keep: () => void): void {
    if (!this.seen.has(id)) keep();
    this.seen.add(id);
  }

  private async openDoor(): Promise<string> {
    this.door = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.store(Buffer.concat(parts)).then(
          () => response.writeHead(200).end(),
          () => response.writeHead(503).end(),
        );
      });
    });
    await new Promise<void>((resolve) => this.door.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.door.address() as AddressInfo).port}/webhooks/midtrans`;
  }

  private listeningLogger(): Logger {
    const logger = createLogger('silent');
    // Deeper than any log would write, hidden properties too: an error may carry what it does not say.
    const keep = (...words: unknown[]) =>
      void this.lines.push(inspect(words, { depth: 12, showHidden: true, breakLength: Infinity }));
    logger.child = (() => logger) as never;
    for (const level of ['debug', 'info', 'warn', 'error', 'fatal'] as const) logger[level] = keep as never;
    return logger;
  }
}

/** A refusal with this code. */
export const refusal = (code: string): unknown => expect.objectContaining({ code });
