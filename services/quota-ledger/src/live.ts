// live.ts — tells open pages that a balance moved: core NATS, not stored, only for those who are being watched.
import { BalanceMovedSchema, LIVE_WATCH_SUBJECT, liveSubject } from '@saring/contracts';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { toInstant, type Clock } from '@saring/kernel';
import { listen, type Listening } from '@saring/messaging';
import type { Msg, NatsConnection } from 'nats';
import { accessStatus, balanceOf } from './domain/access-status';
import type { AccountEntry } from './projections/account-row';

/** edge names the watched every 10 s; a page that went away is forgotten after this. */
const WATCHED_MILLISECONDS = 25_000;
const WATCHED_MOST = 20_000;

export class LiveBalances {
  private readonly watchedUntil = new Map<string, number>();
  private listening: Listening | null = null;

  constructor(
    private readonly nats: NatsConnection,
    private readonly clock: Clock,
    private readonly onError?: (error: Error, subject: string) => void,
  ) {}

  start(): void {
    this.listening = listen(this.nats, LIVE_WATCH_SUBJECT, {
      read: parseWatched,
      handle: (subscriberIds) => this.watch(subscriberIds),
      onError: this.onError,
    });
  }

  stop(): void {
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
