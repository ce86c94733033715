// settings-copy.ts — what operators set, copied to NATS for every service, and kept the same as the table.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { keepDoing, LOGGER, NATS, PG_POOL, SettingsBucket, type Logger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { listSealedSettings } from './settings.rows';

/** So long the copy may lack what the command line has set, or what NATS has lost. */
const LOOK_MILLISECONDS = 5_000;
const SAID_AFTER_FAILURES = 2;

@Injectable()
export class SettingsCopy implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private readonly bucket: SettingsBucket;
  private failures = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NATS) nats: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.bucket = new SettingsBucket(nats);
  }

  onApplicationBootstrap(): void {
    this.running = keepDoing(this.stopping.signal, () => this.renew(), {
      ...{ pauseMilliseconds: LOOK_MILLISECONDS, retryMilliseconds: LOOK_MILLISECONDS },
      onError: (error) => this.onFailure(error),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** Returns once the services have been told; where NATS is away they are told later. */
  async tell(): Promise<void> {
    await this.renew().catch((error: Error) => this.onFailure(error));
  }

  /** Whether a service has a setting, as it said at its last start. */
  isHeldBy(service: string, name: string): Promise<boolean | undefined> {
    return this.bucket.isHeldBy(service, name);
  }

  private async renew(): Promise<void> {
    await this.bucket.renew(() => listSealedSettings(this.pool));
    this.failures = 0;
  }

  /** Said once an outage; of two who renew at once one fails and looks again. */
  private onFailure(error: Error): void {
    this.failures += 1;
    if (this.failures === SAID_AFTER_FAILURES)
      this.logger.warn({ error: error.message }, 'services learn later what operators set');
  }
}
