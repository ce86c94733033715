// fleet.ts — all routers: a session for each that this gateway holds the lease of.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { sleep } from '@saring/kernel';
import { listen, type Listening } from '@saring/messaging';
import { keepDoing, LOGGER, NATS } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { Routers, type RouterRecord } from './routers';
import { Leases } from './leases';
import { RouterConnector } from './router-connector';
import { RouterSession } from './router-session';
import { SessionDeps } from './session-deps';

/** Gateways notify one another here when routers were added, changed or removed. */
const REGISTRY_SUBJECT = 'router-gateway.routers-changed';

/** How soon a gateway finds a router that was added elsewhere when it missed the message. */
const REGISTRY_SECONDS = 10;

type Tended = {
  readonly record: RouterRecord;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
};

@Injectable()
export class Fleet implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly tended = new Map<string, Tended>();
  private readonly sessions = new Map<string, RouterSession>();
  private readonly stopping = new AbortController();
  private following: Promise<void> = Promise.resolve();
  private listening: Listening | undefined;
  private refreshing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    private readonly deps: SessionDeps,
    private readonly connector: RouterConnector,
    private readonly routers: Routers,
    private readonly leases: Leases,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.listening = listen(this.nats, REGISTRY_SUBJECT, {
      read: () => undefined,
      handle: () => this.refresh(),
    });
    this.following = keepDoing(this.stopping.signal, () => this.refresh(), {
      pauseMilliseconds: REGISTRY_SECONDS * 1_000,
      retryMilliseconds: REGISTRY_SECONDS * 1_000,
      onError: (error) => this.logger.warn({ error: error.message }, 'the routers could not be listed'),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.listening?.stop();
    this.stopping.abort();
    await this.following;
    await this.refreshing;
    await Promise.all([...this.tended.values()].map(({ ended }) => ended));
  }

  /** The session of a router, if this gateway has its lease. */
  sessionOf(routerId: string): RouterSession | undefined {
    return this.sessions.get(routerId);
  }

  /** The routers of a site, whichever gateway holds them. */
  routersAt(site: string): RouterRecord[] {
    return [...this.tended.values()].map(({ record }) => record).filter((record) => record.site === site);
  }

  /** @param openedAt when the ledger let them in who were stopped before; absent: something else changed. */
  accountsChanged(subscriberIds: readonly string[], openedAt?: string): void {
    for (const session of this.sessions.values()) session.accountsChanged(subscriberIds, openedAt);
  }

  /** Called once all that routers should hold is known. */
  sweepAll(): void {
    for (const session of this.sessions.values()) session.sweepSoon();
  }

  /** Makes every gateway, this one too, look at the routers again. */
  announceChange(): void {
    this.nats.publish(REGISTRY_SUBJECT);
  }

  /** Starts sessions for new routers, ends those of removed ones, and restarts those of changed ones. */
  private refresh(): Promise<void> {
    this.refreshing = this.refreshing.then(() => this.follow());
    return this.refreshing;
  }

  private async follow(): Promise<void> {
    if (this.stopping.signal.aborted) return;
    try {
      const records = await this.routers.list();
      // Stopped meanwhile: a session that begins now would have nobody to end it.
      if (this.stopping.signal.aborted) return;
      const current = new Map(records.map((record) => [record.routerId, record]));
      for (const [routerId, tended] of this.tended)
        if (current.get(routerId)?.revision !== tended.record.revision) await this.letGo(routerId, tended);
      for (const record of records) if (!this.tended.has(record.routerId)) this.takeUp(record);
    } catch (error) {
      this.logger.warn({ error: (error as Error).message }, 'the routers could not be listed');
    }
  }

  private async letGo(routerId: string, { stop, ended }: Tended): Promise<void> {
    stop.abort();
    await ended;
    this.tended.delete(routerId);
  }

  private takeUp(record: RouterRecord): void {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.stopping.signal]);
    this.tended.set(record.routerId, { record, stop, ended: this.tend(record, signal) });
  }

  /** Seeks the lease, serves the router while it holds, seeks again. */
  private async tend(record: RouterRecord, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const lease = await this.leases.acquire(record.routerId);
        if (lease) {
          const session = new RouterSession(this.deps, this.connector, record, lease);
          this.sessions.set(record.routerId, session);
          try {
            await session.run(signal);
          } finally {
            this.sessions.delete(record.routerId);
            await lease.release();
          }
        }
      } catch (error) {
        this.logger.warn(
          { routerId: record.routerId, error: (error as Error).message },
          'the lease could not be sought',
        );
      }
      await sleep(this.leases.renewMilliseconds, signal);
    }
  }
}
