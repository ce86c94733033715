// opt-out-answers.ts — who writes STOP gets no messages to many any more, who writes START gets them again; both hear so once.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import type { PhoneNumber } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import type { Answer } from './answer';

@Injectable()
export class OptOutAnswers {
  constructor(private readonly messenger: Messenger) {}

  /** @param phone null: the vendor keeps it to itself, and messages to many go to numbers. */
  async answer(optOut: 'out' | 'in', phone: PhoneNumber | null): Promise<Answer | null> {
    if (phone === null) return null;
    const template = optOut === 'out' ? 'bot.stopped' : 'bot.started';
    return { template, params: {}, ...(await this.languageOf(phone)), optOut };
  }

  /** The wish holds whoever they are, and while the service that knows them gives no answer. */
  private async languageOf(phone: PhoneNumber): Promise<Pick<Answer, 'locale' | 'site'>> {
    try {
      const { locale, site } = await this.messenger.request(AuthOtp.method.findSubscriber, { phone });
      return { locale, site };
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return { locale: '', site: '' };
      throw error;
    }
  }
}
