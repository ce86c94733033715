// people.ts — the people that billing writes to, and the messages that it orders for them at notification.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, Notification } from '@saring/contracts';
import { chooseLocale, type Locale } from '@saring/i18n';
import { Messenger, RefusalError } from '@saring/messaging';
import { LOGGER, type Logger } from '@saring/service-kit';
import type { ReceiptFile } from '../receipts/documents';

type Person = {
  readonly subscriberId: string;
  /** Empty: another person has the number now. */
  readonly phone: string;
  readonly name: string;
  readonly site: string;
  readonly locale: Locale;
};

type Notice = {
  readonly commandId: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
  readonly site: string;
  readonly expiresAt?: string;
  readonly attachment?: ReceiptFile;
};

@Injectable()
export class People {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
  ) {}

  async find(subscriberId: string): Promise<Person> {
    const { phone, name, site, locale } = await this.messenger.request(AuthOtp.method.getSubscriber, {
      subscriberId,
    });
    return { subscriberId, phone, name, site, locale: chooseLocale(locale) };
  }

  /**
   * Orders a notice once for its command id. A person whose number another one has now gets no message, and a
   * refusal stays one however often it is asked: neither holds up the next person's message.
   * @throws UnavailableError while notification does not answer.
   */
  async notify(person: Person, notice: Notice): Promise<void> {
    if (person.phone === '') return;
    try {
      await this.send(person, notice);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      this.logger.warn(
        { subscriberId: person.subscriberId, template: notice.template, refusal: error.code },
        'a notice was refused',
      );
    }
  }

  /**
   * Orders a notice that somebody waits for: what is refused is said. One that was sent already is none, though its
   * words have changed since.
   * @throws UnavailableError while notification does not answer, RefusalError as it says.
   */
  async order(person: Person, notice: Notice): Promise<void> {
    try {
      await this.send(person, notice);
    } catch (error) {
      if (!(error instanceof RefusalError) || error.code !== 'COMMAND.ID_REUSED') throw error;
    }
  }

  private async send({ phone, locale }: Person, notice: Notice): Promise<void> {
    const params = { ...notice.params };
    await this.messenger.request(Notification.method.sendMessage, {
      ...{ ...notice, params, toPhone: phone, locale, purpose: 'notice' },
    });
  }
}
