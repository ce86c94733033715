// subscriber-events.ts — what the reactions to a subscriber's events share: following them, and telling a person.
import { Inject, Injectable } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import type { PostgresEventStore } from '@saring/event-store';
import type { RecordedEvent } from '@saring/event-sourcing';
import { Messenger, RefusalError } from '@saring/messaging';
import { followAsLeader, LOGGER, PG_POOL, type Leadership, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { SUBSCRIBER_EVENTS } from '../events';

const BATCH_EVENTS = 100;

type Following = {
  /** Of the lead, and of the place in the events. */
  readonly name: string;
  /** Said while what it needs does not answer. */
  readonly waiting: string;
  readonly handle: (events: readonly RecordedEvent[]) => Promise<void>;
};

export type SubscriberNotice = {
  readonly commandId: string;
  readonly toPhone: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly site: string;
};

@Injectable()
export class SubscriberEvents {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SUBSCRIBER_EVENTS) private readonly store: PostgresEventStore,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly messenger: Messenger,
  ) {}

  /** On one replica at a time, in order, from where it stood. */
  follow({ name, waiting, handle }: Following): Leadership {
    const { pool, logger, store, config } = this;
    return followAsLeader({
      ...{ databaseUrl: config.DATABASE_URL, pool, store, logger },
      ...{ name: `auth-otp ${name}`, checkpoint: name, batchEvents: BATCH_EVENTS },
      waiting,
      handle,
    });
  }

  /** @param refused said in the log where notification refuses it. @throws UnavailableError while it does not answer. */
  async notify(subscriberId: string, notice: SubscriberNotice, refused: string): Promise<void> {
    try {
      await this.messenger.request(Notification.method.sendMessage, {
        ...notice,
        params: { ...notice.params },
        purpose: 'notice',
      });
    } catch (error) {
      // A refusal stays one however often it is asked: the next person must not wait for it.
      if (!(error instanceof RefusalError)) throw error;
      this.logger.warn({ subscriberId, refusal: error.code }, refused);
    }
  }
}
