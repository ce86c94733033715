// email-links.ts — a subscriber's e-mail address, by the number of the account.
import { Injectable } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import type { Locale } from '@saring/i18n';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { phoneOf } from '../subscribers/phone-of';

export const EMAIL_PATH = '/email';

export type EmailState = {
  readonly offered: boolean;
  /** That reads the messages; empty: none. */
  readonly email: string;
  /** Where a code went that is still good; empty: nowhere. */
  readonly pendingEmail: string;
};
/** Whoever logs in with a voucher alone has no number, and nothing to link. */
const NO_NUMBER: EmailState = { offered: false, email: '', pendingEmail: '' };

@Injectable()
export class EmailLinks {
  constructor(private readonly messenger: Messenger) {}

  async of(subscriberId: string): Promise<EmailState> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone === '') return NO_NUMBER;
    return shown(await this.messenger.request(Notification.method.getEmailState, { phone }));
  }

  /** Whether to lead there; no, while nobody can say. @param phone empty: none. */
  async isOfferedTo(phone: string): Promise<boolean> {
    if (phone === '') return false;
    try {
      return (await this.messenger.request(Notification.method.getEmailState, { phone })).offered;
    } catch (error) {
      if (error instanceof UnavailableError) return false;
      throw error;
    }
  }

  /** A newer code makes an older one worthless. @throws RefusalError NOTIFICATION.EMAIL_… */
  async start(subscriberId: string, email: string, locale: Locale): Promise<EmailState> {
    const phone = await this.numberOf(subscriberId);
    const asked = { phone, email, locale, subscriberId };
    return shown(await this.messenger.request(Notification.method.startEmailLink, asked));
  }

  /** @throws RefusalError NOTIFICATION.EMAIL_CODE_WRONG, also for one that is too old or was tried too often. */
  async confirm(subscriberId: string, code: string, locale: Locale): Promise<EmailState> {
    const phone = await this.numberOf(subscriberId);
    const said = { phone, code, locale, subscriberId };
    return shown(await this.messenger.request(Notification.method.confirmEmailLink, said));
  }

  async end(subscriberId: string): Promise<void> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone !== '') await this.messenger.request(Notification.method.endEmailLink, { phone });
  }

  private async numberOf(subscriberId: string): Promise<string> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone === '') throw new RefusalError('NOTIFICATION.EMAIL_OFF');
    return phone;
  }
}

const shown = ({ offered, email, pendingEmail }: EmailState): EmailState => ({
  offered,
  email,
  pendingEmail,
});
