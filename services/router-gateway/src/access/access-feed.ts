// access-feed.ts — keeps what routers should hold true to what other services know of accounts and devices.
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { AuthOtp, QuotaLedger, type AccessStatusChanged } from '@saring/contracts';
import { sleep } from '@saring/kernel';
import {
  listen,
  Messenger,
  RefusalError,
  traceHeaders,
  withTraceparent,
  type Listening,
} from '@saring/messaging';
import { keepDoing, LOGGER, NATS } from '@saring/service-kit';
import type { Msg, NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { AccessTables, checkDevices, checkStatus } from './access-tables.rows';
import type { Account } from './access-tables.rows';
import { DesiredAccess } from './desired-access';
import { Fleet } from '../routers/fleet';
import { openedAtOf } from './openings';

const PAGE_ACCOUNTS = 500;
const RETRY_MILLISECONDS = { first: 500, longest: 10_000 };
/** Gateways publish changed accounts here. A gateway that misses a message finds the change in the tables. */
const CHANGES_SUBJECT = 'router-gateway.accounts-changed';
/** Beside them: when the ledger let them in who were stopped before. */
const OPENED_AT_HEADER = 'saring-opened-at';
const CATCH_UP_SECONDS = 20;
const CATCH_UP_OVERLAP_SECONDS = 60;
const STATUS_SYNC = 'access';
const DEVICE_SYNC = 'devices';

@Injectable()
export class AccessFeed implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private listening: Listening | undefined;
  private catchingUp: Promise<void> = Promise.resolve();
  private syncing: Promise<unknown> = Promise.resolve();
  private taking: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
    private readonly tables: AccessTables,
    private readonly desired: DesiredAccess,
    private readonly fleet: Fleet,
  ) {}

  /** Runs before the fleet takes up routers, so that the first sweep already keeps the stored access in force. */
  async onModuleInit(): Promise<void> {
    const synced = await this.tables.synced();
    this.desired.put(await this.tables.loadAll());
    this.desired.complete = synced.has(STATUS_SYNC) && synced.has(DEVICE_SYNC);
  }

  onApplicationBootstrap(): void {
    this.listening = listen(this.nats, CHANGES_SUBJECT, {
      read: parseSubscriberIds,
      handle: (subscriberIds, message) =>
        withTraceparent(message.headers?.get('traceparent'), () =>
          this.reload(subscriberIds, message.headers?.get(OPENED_AT_HEADER) || undefined).catch(
            (error: Error) => this.warnUnread(error),
          ),
        ),
      onError: (error) =>
        this.logger.warn({ error: error.message }, 'a message about changed accounts could not be read'),
    });
    this.catchingUp = keepDoing(this.stopping.signal, () => this.catchUp(), {
      pauseMilliseconds: CATCH_UP_SECONDS * 1_000,
      retryMilliseconds: CATCH_UP_SECONDS * 1_000,
      onError: (error) => this.warnUnread(error),
    });
    this.syncing = Promise.all([
      this.sync(STATUS_SYNC, () => this.readStatuses()),
      this.sync(DEVICE_SYNC, () => this.readDevices()),
    ]);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    this.listening?.stop();
    await this.syncing;
    await this.catchingUp;
  }

  async takeStatus(fact: AccessStatusChanged): Promise<void> {
    await this.announce(await this.tables.storeStatuses([fact]), openedAtOf(fact));
  }

  /** Facts carry no MAC, so this asks for the current devices. */
  async askDevices(subscriberId: string): Promise<void> {
    const { items, version } = await this.messenger.request(AuthOtp.method.listDevices, { subscriberId });
    await this.announce(await this.tables.storeDevices([{ subscriberId, version, devices: items }]));
  }

  private async announce(changed: readonly string[], openedAt?: string): Promise<void> {
    if (changed.length === 0) return;
    await this.reload(changed, openedAt);
    const headers = traceHeaders();
    if (openedAt !== undefined) headers.set(OPENED_AT_HEADER, openedAt);
    this.nats.publish(CHANGES_SUBJECT, JSON.stringify(changed), { headers });
  }

  private reload(subscriberIds: readonly string[], openedAt?: string): Promise<void> {
    return this.take(() => this.tables.load(subscriberIds), openedAt);
  }

  private async catchUp(): Promise<void> {
    await this.take(() => this.tables.changedWithin(CATCH_UP_SECONDS + CATCH_UP_OVERLAP_SECONDS));
    const synced = this.desired.complete ? undefined : await this.tables.synced();
    if (this.desired.complete || !synced?.has(STATUS_SYNC) || !synced.has(DEVICE_SYNC)) return;
    this.desired.complete = true;
    this.fleet.sweepAll();
  }

  /** Loads run one after the other, so that an older read never replaces a newer one. */
  private take(load: () => Promise<Account[]>, openedAt?: string): Promise<void> {
    const taken = this.taking.then(async () => {
      const changed = this.desired.put(await load());
      if (changed.length === 0) return;
      // Who has no device has nothing that a router could open.
      const isAtRouter = (id: string): boolean => this.desired.macsOf(id).length > 0;
      this.fleet.accountsChanged(changed.filter(isAtRouter), openedAt);
      this.fleet.accountsChanged(changed.filter((id) => !isAtRouter(id)));
    });
    // A failed load does not block the next one; its own caller gets the error.
    this.taking = Promise.allSettled([taken]);
    return taken;
  }

  /** Reads a whole list at every start, and retries until the other service answers. */
  private async sync(name: string, read: () => Promise<void>): Promise<void> {
    for (
      let pause = RETRY_MILLISECONDS.first;
      !this.stopping.signal.aborted;
      pause = Math.min(pause * 2, RETRY_MILLISECONDS.longest)
    ) {
      try {
        await read();
        await this.tables.markSynced(name);
        await this.catchUp();
        return;
      } catch (error) {
        const why = error instanceof RefusalError ? error.code : (error as Error).message;
        this.logger.info({ list: name, error: why }, 'waiting for a list of another service');
        await sleep(pause, this.stopping.signal);
      }
    }
  }

  private async readStatuses(): Promise<void> {
    for (let after = ''; !this.stopping.signal.aborted;) {
      const { items } = await this.messenger.request(QuotaLedger.method.listAccess, {
        afterSubscriberId: after,
        limit: PAGE_ACCOUNTS,
      });
      const last = items[items.length - 1];
      if (!last) return;
      await this.announce(await this.tables.storeStatuses(this.readable(items, checkStatus)));
      after = last.subscriberId;
    }
  }

  private async readDevices(): Promise<void> {
    for (let after = ''; !this.stopping.signal.aborted;) {
      const { items } = await this.messenger.request(AuthOtp.method.listAllDevices, {
        afterSubscriberId: after,
        limit: PAGE_ACCOUNTS,
      });
      const last = items[items.length - 1];
      if (!last) return;
      await this.announce(await this.tables.storeDevices(this.readable(items, checkDevices)));
      after = last.subscriberId;
    }
  }

  /** One unreadable entry must not block the access of all others. */
  private readable<News>(items: readonly News[], check: (news: News) => void): News[] {
    return items.filter((item) => {
      try {
        check(item);
        return true;
      } catch (error) {
        this.logger.error({ error: (error as Error).message }, 'an unreadable entry was skipped');
        return false;
      }
    });
  }

  private warnUnread(error: Error): void {
    this.logger.warn({ error: error.message }, 'the tables could not be read; retrying later');
  }
}

const parseSubscriberIds = (message: Msg): readonly string[] => {
  const ids = message.json<unknown>();
  if (!Array.isArray(ids) || !ids.every((id): id is string => typeof id === 'string'))
    throw new TypeError('it is no list of subscriber ids');
  return ids;
};
