// access-news.ts — what other services say about accounts and devices → what routers should hold.
import { AccessStatusChangedSchema, AuthOtp, DevicesChangedSchema, QuotaLedger } from '@saring/contracts';
import {
  consumeFacts,
  listen,
  onFact,
  RefusalError,
  traceHeaders,
  withTraceparent,
  type Consumption,
  type Listening,
  type Messenger,
} from '@saring/messaging';
import type { Msg, NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { checkDevices, checkStatus, type AccessTables, type Account } from '../projections/access-tables';
import type { DesiredAccess } from '../projections/desired-access';

const PAGE_ACCOUNTS = 500;
const RETRY_MILLISECONDS = { first: 500, longest: 10_000 };
/** Other gateways hear of changes here; what they miss they find in the tables. */
const CHANGES_SUBJECT = 'router-gateway.accounts-changed';
const CATCH_UP_SECONDS = 20;
const CATCH_UP_OVERLAP_SECONDS = 60;
const STATUS_SYNC = 'access';
const DEVICE_SYNC = 'devices';

export type NewsParts = {
  readonly nats: NatsConnection;
  readonly messenger: Messenger;
  readonly tables: AccessTables;
  readonly desired: DesiredAccess;
  readonly logger: Logger;
  /** Told which accounts routers must be brought up to date for. */
  readonly onChange: (subscriberIds: readonly string[]) => void;
  /** Told once, when all that other services know has been read. */
  readonly onComplete: () => void;
};

export class AccessNews {
  private readonly consumptions: Consumption[] = [];
  private readonly stopping = new AbortController();
  private listening: Listening | undefined;
  private timer: NodeJS.Timeout | undefined;
  private syncing: Promise<unknown> = Promise.resolve();
  private taking: Promise<void> = Promise.resolve();

  constructor(private readonly parts: NewsParts) {}

  async start(): Promise<void> {
    const { tables, desired, nats, logger } = this.parts;
    const synced = await tables.synced();
    desired.put(await tables.loadAll());
    desired.complete = synced.has(STATUS_SYNC) && synced.has(DEVICE_SYNC);
    this.listening = listen(nats, CHANGES_SUBJECT, {
      read: parseSubscriberIds,
      handle: (subscriberIds, message) =>
        withTraceparent(message.headers?.get('traceparent'), () =>
          this.guarded(() => this.reload(subscriberIds)),
        ),
      onError: (error) => logger.warn({ error: error.message }, 'a notice of changed accounts was not read'),
    });
    this.timer = setInterval(() => this.guarded(() => this.catchUp()), CATCH_UP_SECONDS * 1_000);
    this.consume();
    this.syncing = Promise.all([
      this.sync(STATUS_SYNC, () => this.readStatuses()),
      this.sync(DEVICE_SYNC, () => this.readDevices()),
    ]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    clearInterval(this.timer);
    this.listening?.stop();
    await Promise.all(this.consumptions.map((consumption) => consumption.stop()));
    await this.syncing;
  }

  private consume(): void {
    const { nats, logger, tables } = this.parts;
    const onError = (error: unknown, subject: string): void =>
      logger.warn({ subject, error: (error as Error).message }, 'a fact failed');
    const status = onFact(AccessStatusChangedSchema, async (fact) =>
      this.announce(await tables.storeStatuses([fact])),
    );
    const devices = onFact(DevicesChangedSchema, async ({ subscriberId }) =>
      this.announce(await this.askDevices(subscriberId)),
    );
    this.consumptions.push(
      consumeFacts(nats, {
        from: 'quota_ledger',
        durable: 'router-gateway-quota-ledger',
        handlers: [status],
        onError,
      }),
      consumeFacts(nats, {
        from: 'auth_otp',
        durable: 'router-gateway-auth-otp',
        handlers: [devices],
        onError,
      }),
    );
  }

  /** Facts carry no MAC: the devices are asked for, and are those of now. */
  private async askDevices(subscriberId: string): Promise<string[]> {
    const { messenger, tables } = this.parts;
    const { items, version } = await messenger.request(AuthOtp.method.listDevices, { subscriberId });
    return tables.storeDevices([{ subscriberId, version, devices: items }]);
  }

  private async announce(changed: readonly string[]): Promise<void> {
    if (changed.length === 0) return;
    await this.reload(changed);
    this.parts.nats.publish(CHANGES_SUBJECT, JSON.stringify(changed), { headers: traceHeaders() });
  }

  private reload(subscriberIds: readonly string[]): Promise<void> {
    return this.take(() => this.parts.tables.load(subscriberIds));
  }

  private async catchUp(): Promise<void> {
    const { tables, desired, onComplete } = this.parts;
    await this.take(() => tables.changedWithin(CATCH_UP_SECONDS + CATCH_UP_OVERLAP_SECONDS));
    const synced = desired.complete ? undefined : await tables.synced();
    if (!synced?.has(STATUS_SYNC) || !synced.has(DEVICE_SYNC)) return;
    desired.complete = true;
    onComplete();
  }

  /** One load after the other: what was read earlier is never taken later. */
  private take(load: () => Promise<Account[]>): Promise<void> {
    const taken = this.taking.then(async () => {
      const changed = this.parts.desired.put(await load());
      if (changed.length > 0) this.parts.onChange(changed);
    });
    // The next one is not kept from loading; this one's caller hears of the failure.
    this.taking = taken.catch(() => undefined);
    return taken;
  }

  /** Reads a whole list at every start; waits for the service that is not there yet. */
  private async sync(name: string, read: () => Promise<void>): Promise<void> {
    const { tables, logger } = this.parts;
    for (
      let pause = RETRY_MILLISECONDS.first;
      !this.stopping.signal.aborted;
      pause = Math.min(pause * 2, RETRY_MILLISECONDS.longest)
    ) {
      try {
        await read();
        await tables.markSynced(name);
        await this.catchUp();
        return;
      } catch (error) {
        const why = error instanceof RefusalError ? error.code : (error as Error).message;
        logger.info({ list: name, error: why }, 'waiting for a list of another service');
        await this.pause(pause);
      }
    }
  }

  private async readStatuses(): Promise<void> {
    const { messenger, tables } = this.parts;
    for (let after = ''; !this.stopping.signal.aborted;) {
      const { items } = await messenger.request(QuotaLedger.method.listAccess, {
        afterSubscriberId: after,
        limit: PAGE_ACCOUNTS,
      });
      const last = items[items.length - 1];
      if (!last) return;
      await this.announce(await tables.storeStatuses(this.readable(items, checkStatus)));
      after = last.subscriberId;
    }
  }

  private async readDevices(): Promise<void> {
    const { messenger, tables } = this.parts;
    for (let after = ''; !this.stopping.signal.aborted;) {
      const { items } = await messenger.request(AuthOtp.method.listAllDevices, {
        afterSubscriberId: after,
        limit: PAGE_ACCOUNTS,
      });
      const last = items[items.length - 1];
      if (!last) return;
      await this.announce(await tables.storeDevices(this.readable(items, checkDevices)));
      after = last.subscriberId;
    }
  }

  /** One bad entry must not keep all the others from their access. */
  private readable<News>(items: readonly News[], check: (news: News) => void): News[] {
    return items.filter((item) => {
      try {
        check(item);
        return true;
      } catch (error) {
        this.parts.logger.error({ error: (error as Error).message }, 'an unreadable entry was left out');
        return false;
      }
    });
  }

  /** In the background: what fails is said, and the next look at the tables finds it. */
  private guarded(work: () => Promise<void>): void {
    work().catch((error: Error) =>
      this.parts.logger.warn({ error: error.message }, 'the tables could not be read; read again later'),
    );
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.stopping.signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}

const parseSubscriberIds = (message: Msg): readonly string[] => {
  const ids = message.json<unknown>();
  if (!Array.isArray(ids) || !ids.every((id): id is string => typeof id === 'string'))
    throw new TypeError('it is no list of subscriber ids');
  return ids;
};
