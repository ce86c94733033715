// subscriber-notices.ts — messages that follow from a subscriber's events.
import { Inject, Injectable } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import { LOGGER, type Logger } from '@saring/service-kit';

type SubscriberNotice = {
  readonly commandId: string;
  readonly toPhone: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  readonly locale: string;
  readonly site: string;
};

@Injectable()
export class SubscriberNotices {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
  ) {}

  /** @param refused logged where notification refuses it. @throws UnavailableError while it does not answer. */
  async send(subscriberId: string, notice: SubscriberNotice, refused: string): Promise<void> {
    try {
      await this.messenger.request(Notification.method.sendMessage, {
        ...notice,
        params: { ...notice.params },
        purpose: 'notice',
      });
    } catch (error) {
      // A refusal stays one however often it is asked: the next person must not wait for it.
      if (!(error instanceof RefusalError)) throw error;
      this.logger.warn({ subscriberId, refusal: error.code }, refused);
    }
  }
}
