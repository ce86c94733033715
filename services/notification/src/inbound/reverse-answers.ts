// reverse-answers.ts — a message with a login code proves the number that it came from.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import type { MessageKey } from '@saring/i18n';
import type { PhoneNumber, ReverseCodeOutcome } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import type { Answer } from './answer';

const TEMPLATES: Readonly<Record<ReverseCodeOutcome, MessageKey | null>> = {
  proved: 'reverse.proved',
  unknown: 'reverse.void',
  expired: 'reverse.void',
  taken: 'reverse.void',
  closed: 'reverse.closed',
  // There is no number to answer to; the page says so.
  numberless: null,
};

@Injectable()
export class ReverseAnswers {
  constructor(@Inject(Messenger) private readonly messenger: Messenger) {}

  /** @param phone null: the vendor keeps it to itself. @throws UnavailableError while auth-otp does not answer. */
  async answer(code: string, phone: PhoneNumber | null, isForwarded: boolean): Promise<Answer | null> {
    // Somebody else's code, passed on: who sends it may have been talked into it.
    if (isForwarded) return { template: 'reverse.forwarded', params: {}, locale: '', site: '' };
    const asked = { code, phone: phone ?? '' };
    const { outcome, locale, site, opened } = await this.messenger.request(
      AuthOtp.method.proveReverseCode,
      asked,
    );
    const template = opened ? 'reverse.opened' : (TEMPLATES[outcome as ReverseCodeOutcome] ?? null);
    return template === null ? null : { template, params: {}, locale, site };
  }
}
