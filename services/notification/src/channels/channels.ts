// channels.ts — the channels that the settings name, first choice first; what an operator sets holds from the next message on.
import type { MessageFault } from '@saring/kernel';
import type { Logger } from '@saring/service-kit';
import type { NotificationConfig } from '../config';
import { chainOf, channelsIn } from './chains';
import { isChannelName, type Channel, type ChannelName, type MessageOutline } from './channel';
import { CloudChannel } from './cloud-channel';
import { isForNumber } from './code-kinds';
import type { Contacts } from './contacts';
import { EmailChannel } from './email-channel';
import { FonnteChannel } from './fonnte-channel';
import { GowaChannel } from './gowa-channel';
import { LogChannel } from './log-channel';
import type { FurtherSenders } from './sender-settings';
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
  | 'FONNTE_SENDER_CREDENTIALS'
  | 'GOWA_BASE_URL'
  | 'GOWA_USER'
  | 'GOWA_PASSWORD'
  | 'GOWA_DEVICE'
  | 'GOWA_SENDERS'
  | 'TELEGRAM_BASE_URL'
  | 'TELEGRAM_BOT_TOKEN'
  | 'WAHA_BASE_URL'
  | 'WAHA_API_KEY'
  | 'WAHA_SESSION'
  | 'WAHA_SENDERS'
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
    const { onlyChannel = null } = outline;
    const names =
      onlyChannel === null ? chainOf(outline.template, this.config) : [onlyChannel].filter(isChannelName);
    const chain = hasAny ? this.setUp(names) : this.inOrder;
    const can = await Promise.all(
      chain.map((channel) => isReaching(channel, outline) && channel.canSend(outline)),
    );
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
    return names.flatMap((name) => this.sendersOf(name));
  }

  /** Its first number, then further ones; none without credentials. */
  private sendersOf(name: ChannelName): readonly Channel[] {
    if (name === 'fonnte') return this.fonnte();
    if (name === 'gowa') return this.gowa();
    if (name === 'waha') return this.waha();
    const only = { cloud: () => this.cloud(), telegram: () => this.telegram(), email: () => this.email() };
    const channel = only[name]();
    return channel ? [channel] : [];
  }

  private fonnte(): readonly Channel[] {
    const { FONNTE_BASE_URL: baseUrl, FONNTE_TOKEN, FONNTE_SENDER_CREDENTIALS } = this.config;
    return numbersOf('fonnte', FONNTE_TOKEN, FONNTE_SENDER_CREDENTIALS).map(
      ({ sender, value: token }) => new FonnteChannel({ baseUrl, token, sender }),
    );
  }

  private gowa(): readonly Channel[] {
    const { GOWA_BASE_URL: baseUrl, GOWA_USER: user, GOWA_PASSWORD: password = '' } = this.config;
    if (!baseUrl) return [];
    return numbersOf('gowa', this.config.GOWA_DEVICE, this.config.GOWA_SENDERS).map(
      ({ sender, value: device }) => new GowaChannel({ baseUrl, user, password, device, sender }),
    );
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

  private waha(): readonly Channel[] {
    const { WAHA_BASE_URL: baseUrl, WAHA_API_KEY: key = '', WAHA_SESSION, WAHA_SENDERS } = this.config;
    if (!baseUrl) return [];
    return numbersOf('waha', WAHA_SESSION, WAHA_SENDERS).map(
      ({ sender, value: session }) => new WahaChannel({ baseUrl, key, session, sender }),
    );
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

/** A chat or mailbox is not the number: who has linked it must not be the only one to hear of it. */
const isReaching = ({ capabilities }: Channel, { template }: MessageOutline): boolean =>
  capabilities.identityIsPhone || !isForNumber(template);

/** @param first by what the channel's first number sends; undefined: there is none. */
const numbersOf = (channel: ChannelName, first: string | undefined, further: FurtherSenders) => [
  ...(first === undefined ? [] : [{ sender: channel as string, value: first }]),
  ...[...further].map(([name, value]) => ({ sender: `${channel}.${name}`, value })),
];

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
