// ledger.ts — the ledger's background work: metering, projecting, recording statuses, publishing facts.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { OrderStateChangedSchema, partitionOf, SubscriberTermsChangedSchema } from '@saring/contracts';
import type { EventStore } from '@saring/event-sourcing';
import { idFrom, MB, systemClock, toInstant, type Clock } from '@saring/kernel';
import {
  bySubscriber,
  consumeFacts,
  lastReadingSequence,
  Messenger,
  onFact,
  RefusalError,
  type Consumption,
} from '@saring/messaging';
import {
  CHECKPOINTS_TABLE,
  CLOCK,
  EVENT_STORE,
  Health,
  lead,
  LOGGER,
  NATS,
  parseConfig,
  PG_POOL,
  runTogether,
  SERVICE_ENV,
  startFactPublisher,
  type Leadership,
  type Logger,
  type ServiceEnv,
} from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { ledgerConfig, type LedgerConfig } from './config';
import { LiveBalances } from './live';
import { KnownRouters } from './metering/known-routers';
import { METER_LAG_MOST_SECONDS, MeterLag } from './metering/lag';
import { runMeters } from './metering/meter-runner';
import { isMetered } from './metering/places';
import { Balances } from './projections/balances';
import { ShownAccounts } from './projections/shown-accounts';
import { rebuildBalances } from './projections/rebuild';
import { publish, PUBLISHED_TYPES } from './publish';
import { AccessStatusReaction } from './reactions/access-status';
import { NoticesReaction } from './reactions/notices';
import { AccountCommands } from './requests/account-commands';

export const MIGRATIONS = join(__dirname, '..', 'prisma', 'migrations');
const SCHEMA = 'quota_ledger';
/** How long a reset waits for the fresh reading to be metered. */
const METERED_WITHIN_MILLISECONDS = 5_000;
const LOOK_EVERY_MILLISECONDS = 20;

const SECONDS_A_MINUTE = 60;

@Injectable()
export class Ledger implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly commands: AccountCommands;
  readonly shown: ShownAccounts;
  private readonly config: LedgerConfig;
  private readonly statuses: AccessStatusReaction;
  private readonly notices: NoticesReaction;
  private readonly live: LiveBalances;
  private readonly lag: MeterLag;
  private running: { stop(): Promise<void> }[] = [];
  private pause: ((swap: () => Promise<void>) => Promise<void>) | null = null;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SERVICE_ENV) env: ServiceEnv,
    private readonly messenger: Messenger,
    health: Health,
  ) {
    this.config = parseConfig(ledgerConfig, env);
    this.shown = new ShownAccounts(pool, clock);
    this.commands = new AccountCommands(store, pool, this.shown);
    this.statuses = new AccessStatusReaction(store, pool, clock, logger);
    this.notices = new NoticesReaction(store, pool, clock, logger);
    this.lag = new MeterLag(nats);
    health.add('metering', () => this.checkLag());
    this.live = new LiveBalances(nats, clock, (error, subject) =>
      logger.warn({ subject, error: error.message }, 'a list of watched pages was not read'),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    this.live.start();
    const { databaseUrl, logger } = { databaseUrl: this.config.DATABASE_URL, logger: this.logger };
    this.running = [
      lead({ databaseUrl, logger, name: 'quota-ledger balances', run: (signal) => this.project(signal) }),
      lead({ databaseUrl, logger, name: 'quota-ledger meters', run: (signal) => this.meter(signal) }),
      startFactPublisher({
        service: 'quota-ledger',
        databaseUrl,
        store: this.store,
        pool: this.pool,
        nats: this.nats,
        logger,
        publish,
        types: PUBLISHED_TYPES,
      }),
      this.followTerms(),
      this.followOrders(),
    ] satisfies (Leadership | Consumption)[];
  }

  async onApplicationShutdown(): Promise<void> {
    this.live.stop();
    await Promise.all(this.running.map((one) => one.stop()));
  }

  private meter(signal: AbortSignal): Promise<void> {
    const { nats, store, pool, clock, logger } = this;
    const knownRouters = new KnownRouters(this.messenger);
    return runMeters(
      {
        ...{ nats, store, pool, clock, logger, knownRouters, lag: this.lag },
        batchMessages: this.config.METER_BATCH_MESSAGES,
      },
      signal,
    );
  }

  /** What fails in one ends both and gives up the lead, which is then sought again. */
  private project(signal: AbortSignal): Promise<void> {
    return runTogether(signal, [
      (inner) => this.statuses.runExpiry(inner),
      (inner) => this.notices.run(inner),
      (inner) => this.projectBalances(inner),
    ]);
  }

  /** Projects until aborted; a rebuild may ask it to stand still for the swap. */
  private async projectBalances(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) await this.projectRound(signal);
    } finally {
      this.shown.projectHere(false);
      this.pause = null;
    }
  }

  private async projectRound(signal: AbortSignal): Promise<void> {
    const round = new AbortController();
    let resume: () => void = () => undefined;
    const swapped = new Promise<void>((resolve) => (resume = resolve));
    const balances = new Balances({
      store: this.store,
      pool: this.pool,
      onCommitted: (entries) => {
        this.shown.show(entries);
        this.statuses.consider(entries);
        this.notices.consider(entries);
        this.live.moved(entries);
      },
      onError: (error) => {
        this.shown.forget();
        this.logger.warn({ error: (error as Error).message }, 'the balances wait and start again');
      },
    });
    this.shown.projectHere(true);
    const running = balances.run(AbortSignal.any([signal, round.signal]));
    this.pause = async (swap) => {
      round.abort();
      await running;
      try {
        await swap();
      } finally {
        resume();
      }
    };
    await running;
    if (!signal.aborted) await swapped;
  }

  private followTerms(): Consumption {
    return consumeFacts(this.nats, {
      from: 'auth_otp',
      durable: 'quota-ledger-terms',
      keyOf: bySubscriber,
      onError: (error, subject) =>
        this.logger.warn({ subject, error: (error as Error).message }, 'a fact waits to be taken'),
      handlers: [
        onFact(SubscriberTermsChangedSchema, async (fact) => {
          const { subscriberId, version, disabled, blocked, at } = fact;
          await this.commands.handle({
            subscriberId,
            commandId: `terms-${subscriberId}-${version}`,
            content: { version },
            command: {
              type: 'ChangeTerms',
              version,
              role: fact.role === 'komandan' ? 'komandan' : 'subscriber',
              approval:
                fact.approval === 'approved' || fact.approval === 'rejected' ? fact.approval : 'pending',
              disabled,
              blocked,
              blockReason: fact.blockReason ?? null,
              ...(fact.hardBlock ? { hardBlock: true as const } : {}),
              at,
            },
          });
        }),
      ],
    });
  }

  /** Whoever is stopped and has an order open gets the payment lane, once an order. */
  private followOrders(): Consumption {
    const { PAYMENT_LANE_MINUTES, PAYMENT_LANE_MEGABYTES, PAYMENT_LANES_PER_DAY } = this.config;
    const terms = {
      seconds: PAYMENT_LANE_MINUTES * SECONDS_A_MINUTE,
      bytes: PAYMENT_LANE_MEGABYTES * MB,
      perDay: PAYMENT_LANES_PER_DAY,
    };
    return consumeFacts(this.nats, {
      from: 'billing',
      durable: 'quota-ledger-orders',
      onError: (error, subject) =>
        this.logger.warn({ subject, error: (error as Error).message }, 'a fact waits to be taken'),
      handlers: [
        onFact(OrderStateChangedSchema, async ({ subscriberId, orderId, state }) => {
          if (state !== 'pending') return;
          await this.commands.handle({
            subscriberId,
            commandId: idFrom('payment-lane', orderId),
            content: { orderId },
            command: { type: 'OpenPaymentLane', orderId, terms, at: toInstant(this.clock.now()) },
          });
        }),
      ],
    });
  }

  /** Builds a read model again from zero while queries go on. Refused `QUOTA.READ_MODEL_UNKNOWN`, `QUOTA.NOT_LEADER`. */
  async rebuild(name: string): Promise<{ events: number; durationMilliseconds: number }> {
    if (name !== 'balances') throw new RefusalError('QUOTA.READ_MODEL_UNKNOWN', { name });
    const pause = this.pause;
    if (!pause) throw new RefusalError('QUOTA.NOT_LEADER');
    const start = systemClock.monotonicMilliseconds();
    const events = await rebuildBalances({
      databaseUrl: this.config.DATABASE_URL,
      schema: SCHEMA,
      migrations: MIGRATIONS,
      checkpointsTable: CHECKPOINTS_TABLE,
      store: this.store,
      pool: this.pool,
      logger: this.logger,
      whilePaused: pause,
    });
    return { events, durationMilliseconds: Math.round(systemClock.monotonicMilliseconds() - start) };
  }

  /** Waits until what was last read of these routers is metered. @returns those for which it is not, in time. */
  async unmetered(routerIds: readonly string[]): Promise<string[]> {
    const late: string[] = [];
    const deadline = this.clock.monotonicMilliseconds() + METERED_WITHIN_MILLISECONDS;
    for (const routerId of routerIds) {
      const sequence = await lastReadingSequence(this.nats, routerId);
      while (!(await isMetered(this.pool, this.nats, partitionOf(routerId), sequence))) {
        if (this.clock.monotonicMilliseconds() > deadline) {
          late.push(routerId);
          break;
        }
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MILLISECONDS));
      }
    }
    return late;
  }

  /** Observations that wait while people surf are not metered, and nobody is stopped. */
  private async checkLag(): Promise<void> {
    const { seconds } = this.lag;
    if (seconds > METER_LAG_MOST_SECONDS)
      throw new Error(`observations have waited ${Math.round(seconds)} s to be metered`);
  }

  get settings(): LedgerConfig {
    return this.config;
  }
}
