// channels.ts — the channels that the settings name, first choice first; what an operator sets holds from the next message on.
import type { Logger } from '@saring/service-kit';
import type { NotificationConfig } from '../config';
import type { Channel, ChannelName } from './channel';
import { FonnteChannel } from './fonnte-channel';
import { GowaChannel } from './gowa-channel';
import { LogChannel } from './log-channel';

type Settings = Pick<
  NotificationConfig,
  | 'FONNTE_BASE_URL'
  | 'FONNTE_TOKEN'
  | 'GOWA_BASE_URL'
  | 'GOWA_USER'
  | 'GOWA_PASSWORD'
  | 'GOWA_DEVICE'
  | 'MESSAGE_CHANNELS'
>;

export class Channels {
  constructor(
    private readonly config: Settings,
    private readonly logger: Logger,
  ) {}

  /** At least one: without any credentials messages are only logged. */
  get inOrder(): readonly Channel[] {
    const ready = this.config.MESSAGE_CHANNELS.flatMap((name) => this.channel(name) ?? []);
    return ready.length > 0 ? ready : [new LogChannel(this.logger)];
  }

  /** Null without its credentials. */
  private channel(name: ChannelName): Channel | null {
    const { FONNTE_BASE_URL, FONNTE_TOKEN, GOWA_BASE_URL, GOWA_USER, GOWA_PASSWORD, GOWA_DEVICE } =
      this.config;
    if (name === 'fonnte')
      return FONNTE_TOKEN ? new FonnteChannel({ baseUrl: FONNTE_BASE_URL, token: FONNTE_TOKEN }) : null;
    if (!GOWA_BASE_URL) return null;
    return new GowaChannel({
      ...{ baseUrl: GOWA_BASE_URL, user: GOWA_USER, password: GOWA_PASSWORD ?? '', device: GOWA_DEVICE },
    });
  }
}
