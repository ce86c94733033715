// live-pages.ts — the open pages of subscribers, and what they are sent while they are open.
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  AccessAppliedSchema,
  AccessStatusChangedSchema,
  factSubject,
  OrderStateChangedSchema,
  LIVE_WATCH_SUBJECT,
  liveSubject,
} from '@saring/contracts';
import { listen, type Listening } from '@saring/messaging';
import { every, LOGGER, NATS, type Logger, type Repetition } from '@saring/service-kit';
import type { Msg, NatsConnection } from 'nats';
import { EndedSessions } from '../login/ended-sessions';

/** How often the ledger learns which subscribers have open pages. */
const WATCH_MILLISECONDS = 10_000;
const HEARTBEAT_MILLISECONDS = 15_000;
const MOST_PAGES = 5_000;
const MOST_PAGES_PER_SUBSCRIBER = 6;

/** One open page. */
export interface Page {
  /** Of the session that opened it. */
  readonly familyId: string;
  /** @param event balance | status | applied | order; null: a sign of life. */
  write(event: string | null, data: string): void;
  end(): void;
}

/** Sends events of a subscriber to their open pages; a page asks for what it missed (SSE and polling alike). */
@Injectable()
export class LivePages implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pages = new Map<string, Set<Page>>();
  private readonly balances = new Map<string, Listening>();
  private facts: Listening[] = [];
  private repetitions: Repetition[] = [];
  private count = 0;

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    ended: EndedSessions,
  ) {
    ended.onEnded((familyIds) => this.endPagesOf(familyIds));
  }

  onApplicationBootstrap(): void {
    // Facts are read off the wire, without a place in the stream: every replica hears all, and a page that was closed
    // meanwhile asks for the present when it opens.
    this.facts = [
      this.hear(factSubject(AccessStatusChangedSchema), 'status'),
      this.hear(factSubject(AccessAppliedSchema), 'applied'),
      this.hear(factSubject(OrderStateChangedSchema), 'order'),
    ];
    const onError = ({ message: error }: Error): void =>
      this.logger.warn({ error }, 'live pages could not be kept up');
    this.repetitions = [
      every(WATCH_MILLISECONDS, () => this.watch([...this.pages.keys()]), onError),
      every(HEARTBEAT_MILLISECONDS, () => this.beat(), onError),
    ];
  }

  /** Before the HTTP server closes: it would wait for open pages for ever. */
  beforeApplicationShutdown(): void {
    for (const repetition of this.repetitions) repetition.stop();
    for (const listening of [...this.facts, ...this.balances.values()]) listening.stop();
    for (const pages of this.pages.values()) for (const page of pages) page.end();
  }

  /** @returns false when there are too many pages already. */
  open(subscriberId: string, page: Page): boolean {
    const pages = this.pages.get(subscriberId) ?? new Set<Page>();
    if (this.count >= MOST_PAGES || pages.size >= MOST_PAGES_PER_SUBSCRIBER) return false;
    pages.add(page);
    this.count += 1;
    this.pages.set(subscriberId, pages);
    if (!this.balances.has(subscriberId))
      this.balances.set(subscriberId, this.hear(liveSubject(subscriberId), 'balance'));
    this.watch([subscriberId]);
    return true;
  }

  close(subscriberId: string, page: Page): void {
    const pages = this.pages.get(subscriberId);
    if (!pages?.delete(page)) return;
    this.count -= 1;
    if (pages.size > 0) return;
    this.pages.delete(subscriberId);
    this.balances.get(subscriberId)?.stop();
    this.balances.delete(subscriberId);
  }

  /** Logout, revocation and reuse end what a page still hears, too. */
  private endPagesOf(familyIds: ReadonlySet<string>): void {
    for (const pages of this.pages.values())
      for (const page of pages) if (familyIds.has(page.familyId)) page.end();
  }

  private watch(subscriberIds: readonly string[]): void {
    if (subscriberIds.length > 0 && !this.nats.isClosed())
      this.nats.publish(LIVE_WATCH_SUBJECT, JSON.stringify({ subscriberIds }));
  }

  private beat(): void {
    for (const pages of this.pages.values()) for (const page of pages) page.write(null, 'alive');
  }

  private hear(subject: string, event: string): Listening {
    return listen(this.nats, subject, {
      read: (message) => ({ subscriberId: subscriberOf(message), data: message.string() }),
      handle: ({ subscriberId, data }) => {
        for (const page of this.pages.get(subscriberId) ?? []) page.write(event, data);
      },
      onError: (error) =>
        this.logger.warn({ subject, error: error.message }, 'a live message cannot be read'),
    });
  }
}

const subscriberOf = (message: Msg): string =>
  message.json<{ subscriberId?: string } | null>()?.subscriberId ?? '';
