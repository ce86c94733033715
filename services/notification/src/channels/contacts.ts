// contacts.ts — what is known of the people behind a channel that decides how they may be written to.
import type { MessageKey } from '@saring/i18n';
import type { Clock, PhoneNumber } from '@saring/kernel';
import type { Pool } from 'pg';
import { isCodeKind } from './code-kinds';
import { lastInboundAt } from './contact-windows.rows';
import { emailOf, endEmailLink } from './email-links.rows';
import { chatOf, endLink } from './telegram-links.rows';

export { openWindow } from './contact-windows.rows';

/** Meta's 24 hours, less a minute: what is under way when they end would be refused. */
const WINDOW_MILLISECONDS = 24 * 3_600_000 - 60_000;
/** Numbers find new owners: a code goes to a chat or an address that was linked within 90 days, so that none goes to the owner before. */
const CODE_LINK_MILLISECONDS = 90 * 86_400_000;

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

  /** Null: the number is not linked; for codes, not lately. */
  telegramChatOf(phone: PhoneNumber, kind: MessageKey): Promise<string | null> {
    return chatOf(this.pool, phone, this.linkedSince(kind));
  }

  /** Nobody reads there any more. */
  endTelegram(chatId: string): Promise<void> {
    return endLink(this.pool, chatId);
  }

  /** Null: the number has no proved address; for codes, none that was proved lately. */
  emailOf(phone: PhoneNumber, kind: MessageKey): Promise<string | null> {
    return emailOf(this.pool, phone, this.linkedSince(kind));
  }

  /** The mailbox is gone. */
  endEmail(phone: PhoneNumber, address: string): Promise<void> {
    return endEmailLink(this.pool, phone, address);
  }

  private linkedSince(kind: MessageKey): Date | null {
    return isCodeKind(kind) ? new Date(this.clock.now().getTime() - CODE_LINK_MILLISECONDS) : null;
  }
}
