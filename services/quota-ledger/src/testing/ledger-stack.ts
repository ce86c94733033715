// ledger-stack.ts — a running ledger with the gateway that it asks, for the specs of this service.
import { QuotaLedger, SubscriberTermsChangedSchema } from '@saring/contracts';
import type { EventStore } from '@saring/event-sourcing';
import { newId, systemClock, type Clock } from '@saring/kernel';
import { connectNats, Messenger, publishFact } from '@saring/messaging';
import { createLogger, EVENT_STORE, PG_POOL, startService, type RunningService } from '@saring/service-kit';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { quotaLedger } from '..';
import { gatewayStandIn } from './fake-gateway';

export const specLogger = createLogger(process.env['LOG_LEVEL'] ?? 'silent');

export class LedgerStack {
  readonly messenger: Messenger;

  private constructor(
    readonly stack: TestStack,
    readonly nats: NatsConnection,
    private readonly gateway: RunningService,
    private service: RunningService,
    private readonly clock: Clock,
  ) {
    this.messenger = new Messenger(nats);
  }

  /** @param settings of the ledger, over the environment of the stack. */
  static async start(
    settings: Readonly<Record<string, string>> = {},
    clock: Clock = systemClock,
  ): Promise<LedgerStack> {
    const stack = await startTestStack();
    const nats = await connectNats(stack.natsUrl, 'spec');
    Object.assign(stack.env, settings);
    const host = { env: stack.env, nats, logger: specLogger, clock };
    const gateway = await startService(gatewayStandIn, host);
    return new LedgerStack(stack, nats, gateway, await startService(quotaLedger, host), clock);
  }

  get pool(): Pool {
    return this.service.app.get<Pool>(PG_POOL);
  }

  get store(): EventStore {
    return this.service.app.get<EventStore>(EVENT_STORE);
  }

  stopLedger(): Promise<void> {
    return this.service.stop();
  }

  async startLedger(): Promise<void> {
    const { stack, nats, clock } = this;
    this.service = await startService(quotaLedger, { env: stack.env, nats, logger: specLogger, clock });
  }

  async close(): Promise<void> {
    await this.service.stop();
    await this.gateway.stop();
    await this.nats.close();
    await this.stack.close();
  }

  /** A subscriber as auth-otp's fact describes one. */
  async subscriber(
    version = 1,
    terms: { blocked?: boolean; approval?: string } = {},
    subscriberId = newId(),
  ): Promise<string> {
    const at = new Date().toISOString();
    const fact = {
      ...{ subscriberId, version, role: 'subscriber', approval: 'approved', disabled: false, blocked: false },
      ...{ at, ...terms },
    };
    await publishFact(this.nats, SubscriberTermsChangedSchema, fact, {
      id: `${subscriberId}/${version}`,
      at,
      source: 'auth-otp',
    });
    return subscriberId;
  }

  grant(
    subscriberId: string,
    bytes: number,
    extra: { days?: number; commandId?: string; source?: string; unlimited?: boolean } = {},
  ) {
    return this.messenger.request(QuotaLedger.method.grantQuota, {
      commandId: newId(),
      source: 'operator',
      reason: 'uji',
      actor: 'operator:1',
      subscriberId,
      bytes,
      ...extra,
    });
  }
}
