// contacts.ts — what is known of the people behind a channel that decides how they may be written to.
import type { Clock, PhoneNumber } from '@saring/kernel';
import type { Pool } from 'pg';
import { lastInboundAt } from './contact-windows.rows';
import { chatOf, endLink } from './telegram-links.rows';

export { openWindow } from './contact-windows.rows';

/** Meta's 24 hours, less a minute: what is under way when they end would be refused. */
const WINDOW_MILLISECONDS = 24 * 3_600_000 - 60_000;

export class Contacts {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** Whether words of our own may be written to them now. */
  async isWindowOpen(channel: string, contact: PhoneNumber): Promise<boolean> {
    const last = await lastInboundAt(this.pool, channel, contact);
    return last !== null && this.clock.now().getTime() - last.getTime() < WINDOW_MILLISECONDS;
  }

  /** Null: the number is not linked. */
  telegramChatOf(phone: PhoneNumber): Promise<string | null> {
    return chatOf(this.pool, phone);
  }

  /** Nobody reads there any more. */
  endTelegram(chatId: string): Promise<void> {
    return endLink(this.pool, chatId);
  }
}
