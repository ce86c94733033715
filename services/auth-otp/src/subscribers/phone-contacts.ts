// phone-contacts.ts — what an account had by its number (Telegram, e-mail, wishes) follows it to its new number, or ends.
import { Inject, Injectable } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { Messenger, RefusalError } from '@saring/messaging';
import { LOGGER, PG_POOL, type EventReader, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { isPhoneEvent, type PhoneEvent } from './domain/subscriber';
import { subscriberIdOf } from './subscribers';
import { findPhoneChange } from './subscribers.rows';

@Injectable()
export class PhoneContacts implements EventReader {
  readonly events = {
    name: 'phone-contacts',
    waiting: 'what stands by numbers that were left waits for notification',
    handle: async (events: readonly RecordedEvent[]): Promise<void> => {
      for (const event of events) await this.handle(event);
    },
  };

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
  ) {}

  private async handle(recorded: RecordedEvent): Promise<void> {
    const subscriberId = subscriberIdOf(recorded.stream);
    if (!subscriberId || !isPhoneEvent(recorded.type)) return;
    const { changeId } = fromRecorded<PhoneEvent>(recorded);
    const change = await findPhoneChange(this.pool, changeId);
    if (!change?.old_phone) return;
    const { old_phone: fromPhone, new_phone: toPhone, at } = change;
    const numbers = { fromPhone, toPhone: toPhone ?? '', leftAt: at.toISOString() };
    try {
      await this.messenger.request(Notification.method.moveContacts, { subscriberId, ...numbers });
    } catch (error) {
      // A refusal stays one however often it is asked: the next number must not wait for it.
      if (!(error instanceof RefusalError)) throw error;
      this.logger.warn({ subscriberId, refusal: error.code }, 'what stands by a number was not moved');
    }
  }
}
