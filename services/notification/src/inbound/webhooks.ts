// webhooks.ts — which channels take messages, by the settings of now.
import type { PhoneNumber } from '@saring/kernel';
import type { ChannelName } from '../channels/channel';
import type { NotificationConfig } from '../config';
import { CloudWebhook } from './cloud-webhook-reader';
import { FonnteWebhook } from './fonnte-webhook';
import { GowaWebhook } from './gowa-webhook';
import type { WebhookReader } from './inbound';
import { WahaWebhook } from './waha-webhook';

type Settings = Pick<
  NotificationConfig,
  | 'CLOUD_APP_SECRET'
  | 'CLOUD_PHONE'
  | 'CLOUD_PHONE_NUMBER_ID'
  | 'FONNTE_PHONE'
  | 'FONNTE_SENDER_CREDENTIALS'
  | 'FONNTE_WEBHOOK_KEY'
  | 'GOWA_PHONE'
  | 'GOWA_WEBHOOK_SECRET'
  | 'WAHA_PHONE'
  | 'WAHA_SENDERS'
  | 'WAHA_SESSION'
  | 'WAHA_WEBHOOK_SECRET'
>;

/** Null: the channel takes no messages. */
export const webhookReaderOf = (channel: string, config: Settings): WebhookReader | null => {
  const { CLOUD_APP_SECRET, CLOUD_PHONE_NUMBER_ID } = config;
  switch (channel) {
    case 'cloud':
      return CLOUD_APP_SECRET && CLOUD_PHONE_NUMBER_ID
        ? new CloudWebhook(CLOUD_APP_SECRET, CLOUD_PHONE_NUMBER_ID)
        : null;
    case 'fonnte':
      return config.FONNTE_WEBHOOK_KEY
        ? new FonnteWebhook(config.FONNTE_WEBHOOK_KEY, firstFonntePhone(config))
        : null;
    case 'gowa':
      return config.GOWA_WEBHOOK_SECRET ? new GowaWebhook(config.GOWA_WEBHOOK_SECRET) : null;
    case 'waha':
      return config.WAHA_WEBHOOK_SECRET
        ? new WahaWebhook(config.WAHA_WEBHOOK_SECRET, wahaSenders(config))
        : null;
    default:
      return null;
  }
};

/** The number that people write to; null where it is unknown, or nothing would hear of what they write. */
export const inboxPhoneOf = (channel: ChannelName, config: Settings): PhoneNumber | null => {
  const phones: Partial<Record<ChannelName, PhoneNumber | undefined>> = {
    ...{ cloud: config.CLOUD_PHONE, fonnte: config.FONNTE_PHONE, gowa: config.GOWA_PHONE },
    waha: config.WAHA_PHONE,
  };
  const phone = phones[channel];
  return phone !== undefined && webhookReaderOf(channel, config) !== null ? phone : null;
};

/** Null: there is one device alone, whose every event is its own. */
const firstFonntePhone = ({ FONNTE_SENDER_CREDENTIALS, FONNTE_PHONE }: Settings): string | null =>
  FONNTE_SENDER_CREDENTIALS.size === 0 ? null : (FONNTE_PHONE ?? '');

const wahaSenders = ({ WAHA_SESSION, WAHA_SENDERS }: Settings): ReadonlyMap<string, string> =>
  new Map([
    ...[...WAHA_SENDERS].map(([name, session]) => [session, `waha.${name}`] as const),
    [WAHA_SESSION, 'waha'],
  ]);
