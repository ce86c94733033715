// live.ts — tells open pages that a balance moved: core NATS, not stored, only for those who are being watched.
import { BalanceMovedSchema, LIVE_WATCH_SUBJECT, liveSubject } from '@saring/contracts';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { toInstant, type Clock } from '@saring/kernel';
import type { NatsConnection, Subscription } from 'nats';
import { accessStatus, balanceOf } from './domain/access-status';
import type { AccountEntry } from './projections/account-row';

/** edge names the watched every 10 s; a page that went away is forgotten after this. */
const WATCHED_MILLISECONDS = 25_000;
const WATCHED_MOST = 20_000;

export class LiveBalances {
  private readonly watchedUntil = new Map<string, number>();
  private subscription: Subscription | null = null;

  constructor(
    private readonly nats: NatsConnection,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.subscription = this.nats.subscribe(LIVE_WATCH_SUBJECT, {
      callback: (error, message) => {
        if (error) return;
        const now = this.clock.monotonicMilliseconds();
        for (const [id, until] of this.watchedUntil) if (until < now) this.watchedUntil.delete(id);
        for (const id of message.json<{ subscriberIds: string[] }>().subscriberIds)
          if (this.watchedUntil.size < WATCHED_MOST) this.watchedUntil.set(id, now + WATCHED_MILLISECONDS);
      },
    });
  }

  stop(): void {
    this.subscription?.unsubscribe();
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
