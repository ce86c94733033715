// device-messages.ts — messages the person when one of their devices was put out, so that it never happens unseen.
import { Inject, Injectable } from '@nestjs/common';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { idFrom } from '@saring/kernel';
import { PG_POOL, type EventReader } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findFormerName } from './devices.rows';
import { findSubscriber } from '../subscribers/subscribers.rows';
import type { SubscriberEvent } from '../subscribers/domain/subscriber';
import { subscriberIdOf } from '../subscribers/subscribers';
import { SubscriberNotices } from '../subscribers/subscriber-notices';

const NAME = 'device-messages';
type DeviceRemoved = Extract<SubscriberEvent, { type: 'DeviceRemoved' }>;
const UNNAMED: Readonly<Record<string, string>> = { id: 'tanpa nama', en: 'unnamed' };

/** Of these the person may not know: what they removed themselves, and a changed MAC, need no message. */
const TEMPLATES: Readonly<Record<string, string>> = { evicted: 'device.evicted', moved: 'device.moved' };

@Injectable()
export class DeviceMessages implements EventReader {
  readonly events = {
    name: NAME,
    waiting: 'messages of devices that were put out wait for notification',
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
    if (!subscriberId || recorded.type !== 'DeviceRemoved') return;
    const { cause, deviceId } = fromRecorded<DeviceRemoved>(recorded);
    const template = TEMPLATES[cause];
    const subscriber = template === undefined ? null : await findSubscriber(this.pool, subscriberId);
    if (template === undefined || !subscriber) return;
    const { phone, locale, site } = subscriber;
    if (phone === null) return;
    const label = (await findFormerName(this.pool, deviceId)) ?? UNNAMED[locale] ?? '–';
    const commandId = idFrom(NAME, subscriberId, deviceId);
    const notice = { commandId, toPhone: phone, template, params: { device: label }, locale, site };
    await this.notices.send(subscriberId, notice, 'a message of a device was refused');
  }
}
