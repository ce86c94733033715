// operator-messages.ts — messages to the operators who asked for them, each once.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, Notification } from '@saring/contracts';
import { chooseLocale, type Locale, type MessageKey } from '@saring/i18n';
import { idFrom, type OperatorMessage } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { LOGGER, type Logger } from '@saring/service-kit';

export type Receiver = {
  readonly operatorId: string;
  readonly phone: string;
  /** Of which the evening message speaks; empty: of all. */
  readonly site: string;
  readonly locale: Locale;
};
export type OperatorNotice = {
  /** The same cause is one message to each. */
  readonly cause: string;
  readonly template: MessageKey;
  readonly params: Readonly<Record<string, string>>;
};

@Injectable()
export class OperatorMessages {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
  ) {}

  async receivers(message: OperatorMessage): Promise<readonly Receiver[]> {
    const { items } = await this.messenger.request(AuthOtp.method.listMessageReceivers, { message });
    return items.map(({ operatorId, phone, site, locale }) => ({
      ...{ operatorId, phone, site, locale: chooseLocale(locale) },
    }));
  }

  /** To all who asked for it, in the language of each. @param noticeFor null: there is nothing to say. */
  async sendAll(
    message: OperatorMessage,
    noticeFor: (receiver: Receiver) => OperatorNotice | null | Promise<OperatorNotice | null>,
  ): Promise<void> {
    for (const receiver of await this.receivers(message)) {
      const notice = await noticeFor(receiver);
      if (notice) await this.send(receiver, notice);
    }
  }

  /** @throws UnavailableError while notification does not answer; a refusal stays one, and holds up nobody. */
  async send({ operatorId, phone, site, locale }: Receiver, notice: OperatorNotice): Promise<void> {
    const { cause, template, params } = notice;
    try {
      await this.messenger.request(Notification.method.sendMessage, {
        commandId: idFrom('operator-message', operatorId, cause),
        ...{ toPhone: phone, purpose: 'notice', site, locale, template, params: { ...params } },
      });
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      this.logger.warn({ operatorId, template, refusal: error.code }, 'a message to an operator was refused');
    }
  }
}
