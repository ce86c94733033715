// device-messages.ts — tells the person when one of their devices was put out, so that nobody is put out unseen.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import type { PostgresEventStore } from '@saring/event-store';
import { fromRecorded, type RecordedEvent } from '@saring/event-sourcing';
import { idFrom } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { followAsLeader, LOGGER, PG_POOL, type Leadership, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { formerLabel } from '../adapters/postgres/devices';
import { findSubscriber } from '../adapters/postgres/subscribers';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import type { SubscriberEvent } from '../domain/subscriber';
import { SUBSCRIBER_EVENTS } from '../events';
import { subscriberIdOf } from '../subscribers';

const NAME = 'device-messages';
const BATCH_EVENTS = 100;
type DeviceRemoved = Extract<SubscriberEvent, { type: 'DeviceRemoved' }>;
const UNNAMED: Readonly<Record<string, string>> = { id: 'tanpa nama', en: 'unnamed' };

/** Of these the person may not know: what they removed themselves, and a changed MAC, need no message. */
const TEMPLATES: Readonly<Record<string, string>> = { evicted: 'device.evicted', moved: 'device.moved' };

@Injectable()
export class DeviceMessages implements OnApplicationBootstrap, OnApplicationShutdown {
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
      waiting: 'messages of devices that were put out wait for notification',
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
    if (!subscriberId || recorded.type !== 'DeviceRemoved') return;
    const { cause, deviceId } = fromRecorded<DeviceRemoved>(recorded);
    const template = TEMPLATES[cause];
    const subscriber = template === undefined ? null : await findSubscriber(this.pool, subscriberId);
    if (template === undefined || !subscriber) return;
    const { phone, locale, site } = subscriber;
    if (phone === null) return;
    const label = (await formerLabel(this.pool, deviceId)) || (UNNAMED[locale] ?? '–');
    try {
      await this.messenger.request(Notification.method.sendMessage, {
        commandId: idFrom(NAME, subscriberId, deviceId),
        ...{ toPhone: phone, template, params: { device: label }, locale, purpose: 'notice', site },
      });
    } catch (error) {
      // A refusal stays one however often it is asked: the next person must not wait for it.
      if (!(error instanceof RefusalError)) throw error;
      this.logger.warn({ subscriberId, refusal: error.code }, 'a message of a device was refused');
    }
  }
}
