// channels.ts — the channels that the settings name, first choice first; what an operator sets holds from the next message on.
import type { MessageFault } from '@saring/kernel';
import type { Logger } from '@saring/service-kit';
import type { NotificationConfig } from '../config';
import { chainOf, channelsIn } from './chains';
import { isChannelName, type Channel, type ChannelName, type MessageOutline } from './channel';
import { CloudChannel } from './cloud-channel';
import type { Contacts } from './contacts';
import { EmailChannel } from './email-channel';
import { FonnteChannel } from './fonnte-channel';
import { GowaChannel } from './gowa-channel';
import { LogChannel } from './log-channel';
import type { SmtpOptions } from './smtp';
import { TelegramChannel } from './telegram-channel';
import { WahaChannel } from './waha-channel';

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
  | 'WAHA_BASE_URL'
  | 'WAHA_API_KEY'
  | 'WAHA_SESSION'
  | 'SMTP_HOST'
  | 'SMTP_PORT'
  | 'SMTP_TLS'
  | 'SMTP_USER'
  | 'SMTP_PASSWORD'
  | 'SMTP_FROM'
  | 'MESSAGE_CHANNELS'
  | 'MESSAGE_CHAINS'
  | 'MESSAGE_CHANNELS_OFF'
>;

/** Those that are for a message, whether they work now or not. */
export type SuitedChannels = {
  /** First choice first; none that is switched off. */
  readonly channels: readonly Channel[];
  /** It could go by one that is switched off, or of its chain none is set up: an operator may change that. */
  readonly isHeld: boolean;
  /** Why it cannot go where there are none. */
  readonly lacking: MessageFault;
};

export class Channels {
  constructor(
    private readonly config: Settings,
    private readonly logger: Logger,
    private readonly contacts: Contacts,
  ) {}

  /** By which some message may go, first choice first; at least one: without any credentials messages are only logged. */
  get inOrder(): readonly Channel[] {
    const ready = this.setUp(channelsIn(this.config));
    return ready.length > 0 ? ready : [new LogChannel(this.logger)];
  }

  /** An operator switched it off: nothing goes by it. */
  isOff(name: string): boolean {
    return isChannelName(name) && this.config.MESSAGE_CHANNELS_OFF.includes(name);
  }

  async forMessage(outline: MessageOutline): Promise<SuitedChannels> {
    const hasAny = this.setUp(channelsIn(this.config)).length > 0;
    const chain = hasAny ? this.setUp(chainOf(outline.template, this.config)) : this.inOrder;
    const can = await Promise.all(chain.map((channel) => channel.canSend(outline)));
    const suited = chain.filter((_, index) => can[index]);
    const isHeld = chain.length === 0 || suited.some(({ name }) => this.isOff(name));
    const isForAnybody = chain.some(({ capabilities }) => capabilities.identityIsPhone);
    return {
      channels: suited.filter(({ name }) => !this.isOff(name)),
      isHeld,
      lacking: isHeld ? 'channel_off' : isForAnybody ? 'template_missing' : 'not_linked',
    };
  }

  private setUp(names: readonly ChannelName[]): readonly Channel[] {
    return names.flatMap((name) => this.channel(name) ?? []);
  }

  /** Null without its credentials. */
  private channel(name: ChannelName): Channel | null {
    if (name === 'cloud') return this.cloud();
    if (name === 'telegram') return this.telegram();
    if (name === 'email') return this.email();
    if (name === 'waha') return this.waha();
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

  private waha(): Channel | null {
    const { WAHA_BASE_URL: baseUrl, WAHA_API_KEY: key = '', WAHA_SESSION: session } = this.config;
    return baseUrl ? new WahaChannel({ baseUrl, key, session }) : null;
  }

  private telegram(): Channel | null {
    const { TELEGRAM_BASE_URL: baseUrl, TELEGRAM_BOT_TOKEN: token } = this.config;
    return token ? new TelegramChannel({ baseUrl, token, contacts: this.contacts }) : null;
  }

  private email(): Channel | null {
    const { contacts, config } = this;
    const options = smtpOptionsOf(config);
    return options && new EmailChannel({ ...options, contacts });
  }
}

/** Null: no mail server is set up. */
export const smtpOptionsOf = (
  config: Pick<
    NotificationConfig,
    'SMTP_HOST' | 'SMTP_PORT' | 'SMTP_TLS' | 'SMTP_USER' | 'SMTP_PASSWORD' | 'SMTP_FROM'
  >,
): SmtpOptions | null => {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_TLS: tls, SMTP_USER: user, SMTP_FROM: from } = config;
  if (host === '' || from === '') return null;
  return { host, port, tls, user, from, password: config.SMTP_PASSWORD ?? '' };
};
