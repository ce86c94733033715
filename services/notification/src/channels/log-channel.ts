// log-channel.ts — where no channel is set up: the log says that a message would have gone out.
import { maskPhoneNumber, newId } from '@saring/kernel';
import type { Logger } from '@saring/service-kit';
import type { Attempt } from '../messages/domain/message';
import { WELL, type Health } from './health';
import type { Capabilities, Channel, OutgoingMessage } from './channel';

/** Sends nothing: says in the log that a message would have gone out, without its content or its whole number. */
export class LogChannel implements Channel {
  readonly name = 'log';
  readonly sender = 'log';
  readonly capabilities: Capabilities = {
    ...{ text: true, template: false, document: true },
    ...{ inbound: false, receipts: false, identityIsPhone: true },
  };
  readonly identity = '';

  constructor(private readonly logger: Logger) {}

  canSend(): Promise<boolean> {
    return Promise.resolve(true);
  }

  send({ to, text, attachment }: OutgoingMessage): Promise<Attempt> {
    this.logger.info(
      { to: maskPhoneNumber(to), characters: text.length, attachedBytes: attachment?.content.length },
      'message not sent: no channel is set up',
    );
    return Promise.resolve({ outcome: 'sent', providerId: newId() });
  }

  health(): Promise<Health> {
    return Promise.resolve(WELL);
  }
}
