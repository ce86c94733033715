// phone-messages.ts — messages both numbers when an account changed its number, so that no one loses one unseen.
import { Inject, Injectable } from '@nestjs/common';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { idFrom } from '@saring/kernel';
import { PG_POOL, type EventReader } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findPhoneChange, findSubscriber } from './subscribers.rows';
import type { SubscriberEvent } from './domain/subscriber';
import { subscriberIdOf } from './subscribers';
import { SubscriberNotices } from './subscriber-notices';

const NAME = 'phone-messages';
type PhoneChanged = Extract<SubscriberEvent, { type: 'PhoneChanged' }>;

@Injectable()
export class PhoneMessages implements EventReader {
  readonly events = {
    name: NAME,
    waiting: 'messages of changed numbers wait for notification',
    handle: async (events: readonly RecordedEvent[]): Promise<void> => {
      for (const event of events) await this.handle(event);
    },
  };

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly notices: SubscriberNotices,
  ) {}

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

  private send({ subscriberId, changeId, phone, ...message }: ChangeMessage): Promise<void> {
    const commandId = idFrom(NAME, changeId, message.template);
    const notice = { ...message, commandId, params: { phone: maskedPhone(phone) } };
    return this.notices.send(subscriberId, notice, 'a message of a changed number was refused');
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
