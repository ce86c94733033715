// channels.ts — the channels that the settings name, first choice first; what an operator sets holds from the next message on.
import type { Logger } from '@saring/service-kit';
import type { NotificationConfig } from '../config';
import type { Channel, ChannelName, MessageOutline } from './channel';
import { CloudChannel } from './cloud-channel';
import type { Contacts } from './contacts';
import { FonnteChannel } from './fonnte-channel';
import { GowaChannel } from './gowa-channel';
import { LogChannel } from './log-channel';
import { TelegramChannel } from './telegram-channel';

type Settings = Pick<
  NotificationConfig,
  | 'CLOUD_BASE_URL'
  | 'CLOUD_API_VERSION'
  | 'CLOUD_PHONE_NUMBER_ID'
  | 'CLOUD_TOKEN'
  | 'CLOUD_OTP_TEMPLATE'
  | 'CLOUD_TEMPLATES'
  | 'FONNTE_BASE_URL'
  | 'FONNTE_TOKEN'
  | 'GOWA_BASE_URL'
  | 'GOWA_USER'
  | 'GOWA_PASSWORD'
  | 'GOWA_DEVICE'
  | 'TELEGRAM_BASE_URL'
  | 'TELEGRAM_BOT_TOKEN'
  | 'MESSAGE_CHANNELS'
>;

export class Channels {
  constructor(
    private readonly config: Settings,
    private readonly logger: Logger,
    private readonly contacts: Contacts,
  ) {}

  /** At least one: without any credentials messages are only logged. */
  get inOrder(): readonly Channel[] {
    const ready = this.config.MESSAGE_CHANNELS.flatMap((name) => this.channel(name) ?? []);
    return ready.length > 0 ? ready : [new LogChannel(this.logger)];
  }

  /** Those that can send it, first choice first; whether they work is not looked at. */
  async forMessage(outline: MessageOutline): Promise<readonly Channel[]> {
    const channels = this.inOrder;
    const can = await Promise.all(channels.map((channel) => channel.canSend(outline)));
    return channels.filter((_, index) => can[index]);
  }

  /** Null without its credentials. */
  private channel(name: ChannelName): Channel | null {
    if (name === 'cloud') return this.cloud();
    if (name === 'telegram') return this.telegram();
    const { FONNTE_BASE_URL, FONNTE_TOKEN, GOWA_BASE_URL, GOWA_USER, GOWA_PASSWORD, GOWA_DEVICE } =
      this.config;
    if (name === 'fonnte')
      return FONNTE_TOKEN ? new FonnteChannel({ baseUrl: FONNTE_BASE_URL, token: FONNTE_TOKEN }) : null;
    if (!GOWA_BASE_URL) return null;
    return new GowaChannel({
      ...{ baseUrl: GOWA_BASE_URL, user: GOWA_USER, password: GOWA_PASSWORD ?? '', device: GOWA_DEVICE },
    });
  }

  private cloud(): Channel | null {
    const { CLOUD_TOKEN, CLOUD_PHONE_NUMBER_ID, CLOUD_OTP_TEMPLATE, CLOUD_TEMPLATES } = this.config;
    if (!CLOUD_TOKEN || CLOUD_PHONE_NUMBER_ID === '') return null;
    return new CloudChannel({
      ...{ baseUrl: this.config.CLOUD_BASE_URL, version: this.config.CLOUD_API_VERSION },
      ...{ phoneNumberId: CLOUD_PHONE_NUMBER_ID, token: CLOUD_TOKEN, contacts: this.contacts },
      templates: { ...CLOUD_OTP_TEMPLATE, ...CLOUD_TEMPLATES },
    });
  }

  private telegram(): Channel | null {
    const { TELEGRAM_BASE_URL: baseUrl, TELEGRAM_BOT_TOKEN: token } = this.config;
    return token ? new TelegramChannel({ baseUrl, token, contacts: this.contacts }) : null;
  }
}
