// settings-channel.ts — the channel that the settings name: a token that an operator sets holds from the next message on.
import type { PhoneNumber } from '@saring/kernel';
import type { Logger } from '@saring/service-kit';
import type { NotificationConfig } from '../config';
import type { Attempt } from '../messages/domain/message';
import type { Attachment, Channel } from './channel';
import { FonnteChannel } from './fonnte-channel';
import { LogChannel } from './log-channel';

export class SettingsChannel implements Channel {
  constructor(
    private readonly config: Pick<NotificationConfig, 'FONNTE_BASE_URL' | 'FONNTE_TOKEN'>,
    private readonly logger: Logger,
  ) {}

  get name(): string {
    return this.chosen.name;
  }

  send(to: PhoneNumber, text: string, attachment: Attachment | null): Promise<Attempt> {
    return this.chosen.send(to, text, attachment);
  }

  private get chosen(): Channel {
    const { FONNTE_BASE_URL: baseUrl, FONNTE_TOKEN: token } = this.config;
    return token ? new FonnteChannel({ baseUrl, token }) : new LogChannel(this.logger);
  }
}
