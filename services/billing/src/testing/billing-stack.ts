// billing over real PostgreSQL and NATS, with a clock to turn and fakes of the services it asks.
import {
  Billing,
  OrderStateChangedSchema,
  ExtraPaymentChangedSchema,
  PaymentStateChangedSchema,
  type OrderStateChanged,
} from '@saring/contracts';
import { newId, type Clock } from '@saring/kernel';
import {
  connectNats,
  consumeFacts,
  Messenger,
  onFact,
  publishFact,
  type Consumption,
} from '@saring/messaging';
import { createLogger, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import {
  eventually,
  startFaultProxy,
  startTestStack,
  type FaultProxy,
  type TestStack,
} from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { billing } from '..';
import { fakeClock, moveTo, others, world } from './fakes';

export const GB = 1_073_741_824;
const REQUEST_MILLISECONDS = 20_000;

export class BillingStack {
  readonly facts: OrderStateChanged[] = [];
  private offsetSeconds = 0;
  private readonly logger = createLogger('silent');
  private service!: RunningService;
  private helpers!: RunningService;
  private consumption!: Consumption;
  readonly clock: Clock = {
    now: () => new Date(Date.now() + this.offsetSeconds * 1_000),
    monotonicMilliseconds: () => performance.now(),
  };

  private constructor(
    readonly stack: TestStack,
    /** Between billing and its database. */
    readonly database: FaultProxy,
    readonly nats: NatsConnection,
    private readonly messenger: Messenger,
  ) {}

  static async start(): Promise<BillingStack> {
    const stack = await startTestStack();
    const nats = await connectNats(stack.natsUrl, 'spec');
    const { hostname: host, port } = new URL(stack.database.url);
    const database = await startFaultProxy({ host, port: Number(port) });
    const started = new BillingStack(stack, database, nats, new Messenger(nats));
    fakeClock.now = () => started.clock.now();
    started.helpers = await startService(others, { env: stack.env, nats, logger: started.logger });
    await started.startBilling();
    started.consumption = consumeFacts(nats, {
      from: 'billing',
      durable: 'spec',
      onError: () => undefined,
      handlers: [onFact(OrderStateChangedSchema, async (fact) => void started.facts.push(fact))],
    });
    return started;
  }

  get app(): RunningService['app'] {
    return this.service.app;
  }

  get pool(): Pool {
    return this.service.app.get<Pool>(PG_POOL);
  }

  later(seconds: number): void {
    this.offsetSeconds += seconds;
  }

  /** @param settings over those of the specs. */
  async startBilling(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const { nats, logger, clock } = this;
    const url = new URL(this.stack.database.url);
    url.port = String(this.database.port);
    const branding = { PUBLIC_URL: 'https://wifi.example.id', BUSINESS_NAME: 'WiFi RW 05' };
    const sites = {
      EXPIRY_POLICY_BY_SITE: 'rw06=extend',
      QUOTA_MESSAGES:
        'low20,ends_1d,used_up,ended,debt_due_3d,debt_due_1d,debt_overdue,debt_at_limit,debt_unblocked',
      TIME_ZONE_BY_SITE: 'rw06=Asia/Jayapura,rw10=Asia/Jayapura',
    };
    const counter = {
      COUNTER_MOST_RUPIAH_BY_ROLE: 'technician=10000',
      REFUND_MOST_RUPIAH_BY_ROLE: 'operator=30000',
    };
    const env = { ...this.stack.env, ...branding, ...sites, ...counter, ...settings, DATABASE_URL: url.href };
    this.service = await startService(billing, { env, nats, logger, clock });
  }

  stopBilling(): Promise<void> {
    return this.service.stop();
  }

  ask: Messenger['request'] = (rpc, request) => this.messenger.request(rpc, request, REQUEST_MILLISECONDS);

  /** Has a job run once more; right after a start waits until it is known. */
  runJob(name: string): Promise<unknown> {
    return eventually(() => this.ask(Billing.method.runJob, { name }));
  }

  newPackage(
    given: {
      bytes?: number;
      priceRupiah?: number;
      name?: string;
      days?: number;
      validUntil?: string;
      fupThresholdBytes?: number;
      speedDownKilobitsPerSecond?: number;
      speedUpKilobitsPerSecond?: number;
    } = {},
  ) {
    const sold = { name: 'Paket 5 GB', bytes: 5 * GB, days: 30, priceRupiah: 50_000, active: true, ...given };
    return this.ask(Billing.method.createPackage, { commandId: newId(), package: sold, actor: 'op' });
  }

  placeOrder(
    subscriberId: string,
    packageId: string,
    change: { commandId?: string; method?: string; bank?: string; site?: string; shownRupiah?: number } = {},
  ) {
    return this.ask(Billing.method.placeOrder, {
      commandId: newId(),
      subscriberId,
      packageId,
      method: 'qris',
      site: 'rw05',
      actor: 'subscriber',
      ...change,
    });
  }

  /** Only these are sold: what a debt costs goes by the packages that there are. */
  async stock(
    ...packages: readonly (readonly [gigabytes: number, priceRupiah: number])[]
  ): Promise<string[]> {
    await this.pool.query('delete from packages');
    await this.pool.query('delete from promos');
    const ids: string[] = [];
    for (const [gigabytes, priceRupiah] of packages) {
      const made = await this.newPackage({ bytes: gigabytes * GB, priceRupiah, name: `${gigabytes} GB` });
      ids.push(made.packageId);
    }
    return ids;
  }

  settle(subscriberId: string, debtId = '') {
    return this.ask(Billing.method.placeSettlement, {
      commandId: newId(),
      subscriberId,
      debtId,
      method: 'qris',
      site: 'rw05',
      actor: 'subscriber',
    });
  }

  /** An order of a new subscriber for a new package. */
  async newOrder() {
    const sold = await this.newPackage();
    return this.placeOrder(newId(), sold.packageId);
  }

  /** Waits until the order is in a state. */
  becomes(orderId: string, state: string) {
    return eventually(async () => {
      const order = await this.getOrder(orderId);
      if (order.state !== state) throw new Error(`the order is ${order.state}, not ${state}`);
      return order;
    });
  }

  getOrder(orderId: string) {
    return this.ask(Billing.method.getOrder, { orderId });
  }

  /** The payment comes to a state, and payment says so. */
  async paymentBecomes(orderId: string, state: string): Promise<void> {
    const paying = world.payments.get(orderId);
    if (!paying) throw new Error(`no payment of ${orderId}`);
    moveTo(paying, state, this.clock.now());
    await this.tellPayment(orderId, state, paying.version);
  }

  /** Another transaction of the order is paid, too; or its money goes back. */
  tellExtra(orderId: string, version: number, change: { amountRupiah?: number; returnedBy?: string }) {
    const at = this.clock.now().toISOString();
    const fact = { orderId, transactionId: `extra-of-${orderId}`, version, at, ...change };
    return publishFact(this.nats, ExtraPaymentChangedSchema, fact, { id: newId(), at, source: 'payment' });
  }

  tellPayment(orderId: string, state: string, version: number, more: object = {}): Promise<void> {
    const at = this.clock.now().toISOString();
    const fact = { orderId, orderNumber: 'SRG', version, state, at, reason: '', ...more };
    return publishFact(this.nats, PaymentStateChangedSchema, fact, { id: newId(), at, source: 'payment' });
  }

  async close(): Promise<void> {
    await this.consumption.stop();
    await this.service.stop();
    await this.helpers.stop();
    await this.nats.close();
    await this.database.close();
    await this.stack.close();
  }
}

/** A refusal with this code. */
export const refusal = (code: string): unknown => expect.objectContaining({ code });
