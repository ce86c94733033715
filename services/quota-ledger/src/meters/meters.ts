// meters.ts — meters what routers report, on one replica, and says when readings wait.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '@saring/event-sourcing';
import type { Clock } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import {
  CLOCK,
  EVENT_STORE,
  Health,
  LOGGER,
  NATS,
  PG_POOL,
  type LeaderWork,
  type Logger,
} from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { monthsOf } from '../domain/closing';
import { LEDGER_CONFIG, type LedgerConfig } from '../config';
import { KnownRouters } from './known-routers';
import { METER_LAG_MOST_SECONDS, MeterLag } from './lag';
import { runMeters } from './meter-runner';

@Injectable()
export class Meters implements LeaderWork {
  readonly leads = 'quota-ledger meters';
  private readonly lag: MeterLag;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
    private readonly messenger: Messenger,
    health: Health,
  ) {
    this.lag = new MeterLag(nats);
    health.add('metering', () => this.checkLag());
  }

  run(signal: AbortSignal): Promise<void> {
    const { nats, store, pool, clock, logger, lag } = this;
    const knownRouters = new KnownRouters(this.messenger);
    const batchMessages = this.config.METER_BATCH_MESSAGES;
    const monthOf = monthsOf(this.config.TIME_ZONE);
    return runMeters({ nats, store, pool, clock, logger, knownRouters, lag, batchMessages, monthOf }, signal);
  }

  /** While observations wait, usage is not metered and no one is stopped. */
  private async checkLag(): Promise<void> {
    const { seconds } = this.lag;
    if (seconds > METER_LAG_MOST_SECONDS)
      throw new Error(`observations have waited ${Math.round(seconds)} s to be metered`);
  }
}
