import { maskPhoneNumber, newId, type PhoneNumber } from '@saring/kernel';
import type { Logger } from '@saring/service-kit';
import type { Attempt } from '../messages/domain/message';
import type { Attachment, Channel } from './channel';

/** Sends nothing: says in the log that a message would have gone out, without its content or its whole number. */
export class LogChannel implements Channel {
  readonly name = 'log';
  readonly identity = '';

  constructor(private readonly logger: Logger) {}

  async send(to: PhoneNumber, text: string, attachment: Attachment | null): Promise<Attempt> {
    this.logger.info(
      { to: maskPhoneNumber(to), characters: text.length, attachedBytes: attachment?.content.length },
      'message not sent: no channel is set up',
    );
    return { outcome: 'sent', providerId: newId() };
  }
}
