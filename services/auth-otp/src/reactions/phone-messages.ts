// phone-messages.ts — tells both numbers when an account changed its number, so that nobody loses one unseen.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import type { PostgresEventStore } from '@saring/event-store';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { idFrom } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { followAsLeader, LOGGER, PG_POOL, type Leadership, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findPhoneChange, findSubscriber } from '../adapters/postgres/subscribers';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import type { SubscriberEvent } from '../domain/subscriber';
import { SUBSCRIBER_EVENTS } from '../events';
import { subscriberIdOf } from '../subscribers';

const NAME = 'phone-messages';
const BATCH_EVENTS = 100;
type PhoneChanged = Extract<SubscriberEvent, { type: 'PhoneChanged' }>;

@Injectable()
export class PhoneMessages implements OnApplicationBootstrap, OnApplicationShutdown {
  private leadership: Leadership | null = null;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(SUBSCRIBER_EVENTS) private readonly events: PostgresEventStore,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly messenger: Messenger,
  ) {}

  onApplicationBootstrap(): void {
    const { pool, logger, events: store, config } = this;
    this.leadership = followAsLeader({
      ...{ databaseUrl: config.DATABASE_URL, pool, store, logger },
      ...{ name: `auth-otp ${NAME}`, checkpoint: NAME, batchEvents: BATCH_EVENTS },
      waiting: 'messages of changed numbers wait for notification',
      handle: async (events) => {
        for (const event of events) await this.handle(event);
      },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.leadership?.stop();
  }

  private async handle(recorded: RecordedEvent): Promise<void> {
    const subscriberId = subscriberIdOf(recorded.stream);
    if (!subscriberId || recorded.type !== 'PhoneChanged') return;
    const { changeId } = fromRecorded<PhoneChanged>(recorded);
    const change = await findPhoneChange(this.pool, changeId);
    const subscriber = await findSubscriber(this.pool, subscriberId);
    if (!change?.new_phone || !subscriber) return;
    const { locale, site } = subscriber;
    const { old_phone: oldPhone, new_phone: newPhone } = change;
    const tell = { locale, site, subscriberId, changeId };
    if (oldPhone)
      await this.send({ ...tell, toPhone: oldPhone, template: 'phone.changed_from', phone: newPhone });
    await this.send({ ...tell, toPhone: newPhone, template: 'phone.changed_to', phone: oldPhone ?? '–' });
  }

  private async send({ subscriberId, changeId, phone, ...message }: ChangeMessage): Promise<void> {
    try {
      await this.messenger.request(Notification.method.sendMessage, {
        ...message,
        commandId: idFrom(NAME, changeId, message.template),
        params: { phone: maskedPhone(phone) },
        purpose: 'notice',
      });
    } catch (error) {
      // A refusal stays one however often it is asked: the next person must not wait for it.
      if (!(error instanceof RefusalError)) throw error;
      this.logger.warn({ subscriberId, refusal: error.code }, 'a message of a changed number was refused');
    }
  }
}

type ChangeMessage = {
  readonly subscriberId: string;
  readonly changeId: string;
  readonly toPhone: string;
  readonly template: 'phone.changed_from' | 'phone.changed_to';
  /** The other number; each learns only the end of it. */
  readonly phone: string;
  readonly locale: string;
  readonly site: string;
};

const SHOWN_DIGITS = 4;
const maskedPhone = (phone: string): string => `…${phone.slice(-SHOWN_DIGITS)}`;
