// live-balances.ts — tells open pages of a moved balance: by core NATS, not stored, only for watched accounts.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { BalanceMovedSchema, LIVE_WATCH_SUBJECT, liveSubject } from '@saring/contracts';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { toInstant, type Clock } from '@saring/kernel';
import { listen, type Listening } from '@saring/messaging';
import { CLOCK, LOGGER, NATS, type Logger } from '@saring/service-kit';
import type { Msg, NatsConnection } from 'nats';
import { accessStatus, balanceOf } from '../domain/access-status';
import { leftSecondsOf } from '../domain/online-time';
import type { AccountEntry } from './usage-block';

/** edge names the watched every 10 s; a page that went away is forgotten after this. */
const WATCHED_MILLISECONDS = 25_000;
const WATCHED_MOST = 20_000;

@Injectable()
export class LiveBalances implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly watchedUntil = new Map<string, number>();
  private listening: Listening | null = null;

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.listening = listen(this.nats, LIVE_WATCH_SUBJECT, {
      read: parseWatched,
      handle: (subscriberIds) => this.watch(subscriberIds),
      onError: (error, subject) =>
        this.logger.warn({ subject, error: error.message }, 'a list of watched pages was not read'),
    });
  }

  onApplicationShutdown(): void {
    this.listening?.stop();
  }

  private watch(subscriberIds: readonly string[]): void {
    const now = this.clock.monotonicMilliseconds();
    for (const [id, until] of this.watchedUntil) if (until < now) this.watchedUntil.delete(id);
    for (const id of subscriberIds)
      if (this.watchedUntil.size < WATCHED_MOST) this.watchedUntil.set(id, now + WATCHED_MILLISECONDS);
  }

  moved(entries: Iterable<AccountEntry>): void {
    if (this.watchedUntil.size === 0) return;
    const now = toInstant(this.clock.now());
    for (const { subscriberId, account } of entries) {
      if (!this.watchedUntil.has(subscriberId)) continue;
      const body: MessageInitShape<typeof BalanceMovedSchema> = {
        subscriberId,
        remainingBytes: Math.max(0, balanceOf(account, now).remainingBytes),
        usedBytes: account.usedBytes,
        status: accessStatus(account, now),
        onlineSecondsLeft: leftSecondsOf(account.grants, now) ?? undefined,
      };
      this.nats.publish(liveSubject(subscriberId), JSON.stringify(body));
    }
  }
}

const parseWatched = (message: Msg): readonly string[] => {
  const body = message.json<{ subscriberIds?: unknown } | null>();
  const ids = body?.subscriberIds;
  if (!Array.isArray(ids) || !ids.every((id): id is string => typeof id === 'string'))
    throw new TypeError('it names no subscriberIds');
  return ids;
};
