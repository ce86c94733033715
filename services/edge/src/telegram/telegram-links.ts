// telegram-links.ts — a subscriber's link to the Telegram bot, by the number of the account.
import { Injectable } from '@nestjs/common';
import { Notification } from '@saring/contracts';
import type { Locale } from '@saring/i18n';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { phoneOf } from '../subscribers/phone-of';

export const TELEGRAM_PATH = '/telegram';

/** Whoever logs in with a voucher alone has no number, and nothing to link. */
const NO_NUMBER = { offered: false, linked: false };

@Injectable()
export class TelegramLinks {
  constructor(private readonly messenger: Messenger) {}

  async of(subscriberId: string): Promise<{ offered: boolean; linked: boolean }> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone === '') return NO_NUMBER;
    const { offered, linked } = await this.messenger.request(Notification.method.getTelegramState, { phone });
    return { offered, linked };
  }

  /** Whether to lead there; no, while nobody can say. @param phone empty: none. */
  async isOfferedTo(phone: string): Promise<boolean> {
    if (phone === '') return false;
    try {
      return (await this.messenger.request(Notification.method.getTelegramState, { phone })).offered;
    } catch (error) {
      if (error instanceof UnavailableError) return false;
      throw error;
    }
  }

  /** @throws RefusalError NOTIFICATION.TELEGRAM_OFF where there is no bot, or no number. */
  async create(subscriberId: string, locale: Locale): Promise<{ url: string; expiresAt: string }> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone === '') throw new RefusalError('NOTIFICATION.TELEGRAM_OFF');
    const asked = { phone, locale, subscriberId };
    const link = await this.messenger.request(Notification.method.createTelegramLink, asked);
    return { url: link.url, expiresAt: link.expiresAt };
  }

  async end(subscriberId: string): Promise<void> {
    const phone = await phoneOf(this.messenger, subscriberId);
    if (phone !== '') await this.messenger.request(Notification.method.endTelegramLink, { phone });
  }
}
