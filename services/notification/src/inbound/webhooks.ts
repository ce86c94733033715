// webhooks.ts — which channels take messages, by the settings of now.
import type { PhoneNumber } from '@saring/kernel';
import type { ChannelName } from '../channels/channel';
import type { NotificationConfig } from '../config';
import { FonnteWebhook } from './fonnte-webhook';
import { GowaWebhook } from './gowa-webhook';
import type { WebhookReader } from './inbound';

type Settings = Pick<
  NotificationConfig,
  'FONNTE_PHONE' | 'FONNTE_WEBHOOK_KEY' | 'GOWA_PHONE' | 'GOWA_WEBHOOK_SECRET'
>;

/** Null: the channel takes no messages. */
export const webhookReaderOf = (channel: string, config: Settings): WebhookReader | null => {
  switch (channel) {
    case 'fonnte':
      return config.FONNTE_WEBHOOK_KEY ? new FonnteWebhook(config.FONNTE_WEBHOOK_KEY) : null;
    case 'gowa':
      return config.GOWA_WEBHOOK_SECRET ? new GowaWebhook(config.GOWA_WEBHOOK_SECRET) : null;
    default:
      return null;
  }
};

/** The number that people write to; null where it is unknown, or nothing would hear of what they write. */
export const inboxPhoneOf = (channel: ChannelName, config: Settings): PhoneNumber | null => {
  const phone = { fonnte: config.FONNTE_PHONE, gowa: config.GOWA_PHONE }[channel];
  return phone !== undefined && webhookReaderOf(channel, config) !== null ? phone : null;
};
