// device-limits.ts — keeps how many devices each subscriber may have in step with what they bought.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AccessStatusChangedSchema, type AccessStatusChanged } from '@saring/contracts';
import { consumeFacts, onFact, type Consumption } from '@saring/messaging';
import { LOGGER, NATS, PG_POOL, type Logger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { saveDeviceLimit } from '../adapters/postgres/device-limits';

@Injectable()
export class DeviceLimits implements OnApplicationBootstrap, OnApplicationShutdown {
  private consumption: Consumption | null = null;

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.consumption = consumeFacts(this.nats, {
      from: 'quota_ledger',
      durable: 'auth-device-limits',
      handlers: [onFact(AccessStatusChangedSchema, (fact) => this.keep(fact))],
      onError: (error, subject) =>
        this.logger.warn({ subject, error: (error as Error).message }, 'a limit of devices waits'),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.consumption?.stop();
  }

  private keep({ subscriberId, version, deviceLimit }: AccessStatusChanged): Promise<void> {
    return saveDeviceLimit(this.pool, subscriberId, version, deviceLimit);
  }
}
