// operator-pages.ts — the open pages of operators: which part of the house has changed, so that they look again.
import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  AuthOtp,
  AccessStatusChangedSchema,
  DebtChangedSchema,
  DevicesChangedSchema,
  ExtraPaymentChangedSchema,
  factSubject,
  LIVE_ACTS_SUBJECT,
  LIVE_WORK_SUBJECT,
  OrderStateChangedSchema,
  PaymentAlertRaisedSchema,
  PaymentStateChangedSchema,
  RouterAlarmClearedSchema,
  RouterAlarmRaisedSchema,
  RouterStateChangedSchema,
  SubscriberTermsChangedSchema,
} from '@saring/contracts';
import type { Permission } from '@saring/kernel';
import { listen, Messenger, RefusalError, type Listening } from '@saring/messaging';
import { every, LOGGER, NATS, type Logger, type Repetition } from '@saring/service-kit';
import type { NatsConnection } from 'nats';

/** However much changes, a page hears of each part once in this time. */
const TELL_MILLISECONDS = 1_000;
const HEARTBEAT_MILLISECONDS = 15_000;
/** How long a page of an ended session, key or right stays open. */
const LOOK_MILLISECONDS = 2_000;
const MOST_PAGES = 500;
const MOST_PAGES_PER_OPERATOR = 10;

/** What is told, and to whom; the event says no more than that something changed. */
const TOPICS = {
  subscribers: {
    permission: 'subscribers:read',
    facts: [SubscriberTermsChangedSchema, DevicesChangedSchema],
  },
  /** An operator did something to a person (AuditTrail), as a grant, a correction or a block, or to many (billing). */
  person: { permission: 'subscribers:read', facts: [] },
  quota: { permission: 'quota:read', facts: [AccessStatusChangedSchema, DebtChangedSchema] },
  orders: {
    permission: 'orders:read',
    facts: [
      ...[OrderStateChangedSchema, PaymentStateChangedSchema],
      ...[PaymentAlertRaisedSchema, ExtraPaymentChangedSchema],
    ],
  },
  books: { permission: 'books:read', facts: [OrderStateChangedSchema] },
  routers: {
    permission: 'routers:read',
    facts: [RouterStateChangedSchema, RouterAlarmRaisedSchema, RouterAlarmClearedSchema],
  },
} as const;
type Topic = keyof typeof TOPICS;

export interface OperatorPage {
  /** By which it was opened. */
  readonly token: string;
  readonly operatorId: string;
  readonly permissions: readonly string[];
  /** @param event null: a sign of life. */
  write(event: string | null, data: string): void;
  end(): void;
}

@Injectable()
export class OperatorPages implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly pages = new Set<OperatorPage>();
  private readonly changed = new Set<Topic>();
  private facts: Listening[] = [];
  private repetitions: Repetition[] = [];
  private isLooking = false;

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
  ) {}

  onApplicationBootstrap(): void {
    this.facts = [
      ...(Object.keys(TOPICS) as Topic[]).flatMap((topic) =>
        TOPICS[topic].facts.map((schema) => this.hear(factSubject(schema), topic)),
      ),
      this.hear(LIVE_ACTS_SUBJECT, 'person'),
      this.hear(LIVE_WORK_SUBJECT, 'person'),
    ];
    const onError = ({ message: error }: Error): void =>
      this.logger.warn({ error }, 'pages of operators could not be kept up');
    this.repetitions = [
      every(TELL_MILLISECONDS, () => this.tell(), onError),
      every(HEARTBEAT_MILLISECONDS, () => this.beat(), onError),
      every(LOOK_MILLISECONDS, () => this.look(), onError),
    ];
  }

  /** Before the HTTP server closes: it would wait for open pages for ever. */
  beforeApplicationShutdown(): void {
    for (const repetition of this.repetitions) repetition.stop();
    for (const listening of this.facts) listening.stop();
    for (const page of this.pages) page.end();
  }

  /** @returns false when there are too many pages already. */
  open(page: OperatorPage): boolean {
    const own = [...this.pages].filter(({ operatorId }) => operatorId === page.operatorId).length;
    if (this.pages.size >= MOST_PAGES || own >= MOST_PAGES_PER_OPERATOR) return false;
    this.pages.add(page);
    return true;
  }

  close(page: OperatorPage): void {
    this.pages.delete(page);
  }

  private tell(): void {
    for (const topic of this.changed)
      for (const page of this.pages)
        if (page.permissions.includes(TOPICS[topic].permission satisfies Permission)) page.write(topic, '{}');
    this.changed.clear();
  }

  /** Who may see other things now, or nothing, is to come again: what is sent follows what is permitted. */
  private async look(): Promise<void> {
    // One look at a time, however slowly auth-otp answers.
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      for (const token of new Set([...this.pages].map((page) => page.token))) {
        const permitted = (await this.permissionsOf(token))?.join();
        for (const page of this.pages)
          if (page.token === token && page.permissions.join() !== permitted) page.end();
      }
    } finally {
      this.isLooking = false;
    }
  }

  /** Null: it has ended. @throws UnavailableError */
  private async permissionsOf(token: string): Promise<readonly string[] | null> {
    try {
      return (await this.messenger.request(AuthOtp.method.authenticateOperator, { token })).permissions;
    } catch (error) {
      if (error instanceof RefusalError) return null;
      throw error;
    }
  }

  private beat(): void {
    for (const page of this.pages) page.write(null, 'alive');
  }

  private hear(subject: string, topic: Topic): Listening {
    return listen(this.nats, subject, {
      read: () => topic,
      handle: () => void this.changed.add(topic),
      onError: (error) => this.logger.warn({ subject, error: error.message }, 'a fact cannot be read'),
    });
  }
}
