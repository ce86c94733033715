// contacts.ts — what is known of the people behind a channel that decides how they may be written to.
import type { MessageKey } from '@saring/i18n';
import type { Clock, PhoneNumber } from '@saring/kernel';
import { UnavailableError } from '@saring/messaging';
import type { Pool } from 'pg';
import type { Attempt } from '../messages/domain/message';
import { isCodeKind } from './code-kinds';
import { lastInboundAt } from './contact-windows.rows';
import { isOf, type Bound } from './domain/holder';
import { emailOf, endEmailLink } from './email-links.rows';
import type { NumberHolders } from './number-holders';
import { chatOf, endLink } from './telegram-links.rows';

export { openWindow } from './contact-windows.rows';

/** Meta's 24 hours, less a minute: what is under way when they end would be refused. */
const WINDOW_MILLISECONDS = 24 * 3_600_000 - 60_000;
/** Numbers find new owners beside us, too: a code goes to a chat or an address that was linked within 90 days. */
const CODE_LINK_MILLISECONDS = 90 * 86_400_000;

export class Contacts {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly holders: Pick<NumberHolders, 'of'>,
  ) {}

  /** Whether words of our own may be written to them now. */
  async isWindowOpen(channel: string, contact: PhoneNumber): Promise<boolean> {
    const last = await lastInboundAt(this.pool, channel, contact);
    return last !== null && this.clock.now().getTime() - last.getTime() < WINDOW_MILLISECONDS;
  }

  /**
   * Null: the number's holder linked none; for codes (and what needs as much proof), not lately.
   * @param kind null: whichever.
   * @throws UnavailableError while nobody says whose number it is.
   */
  async telegramChatOf(phone: PhoneNumber, kind: MessageKey | null): Promise<string | null> {
    const link = await chatOf(this.pool, phone, this.linkedSince(kind));
    return link !== null && (await this.isHolders(phone, link)) ? link.chat : null;
  }

  /** Nobody reads there any more. */
  endTelegram(chatId: string): Promise<void> {
    return endLink(this.pool, chatId);
  }

  /** Null: the number's holder proved no address; for codes, not lately. As for a chat. */
  async emailOf(phone: PhoneNumber, kind: MessageKey | null): Promise<string | null> {
    const link = await emailOf(this.pool, phone, this.linkedSince(kind));
    return link !== null && (await this.isHolders(phone, link)) ? link.email : null;
  }

  /** The mailbox is gone. */
  endEmail(phone: PhoneNumber, address: string): Promise<void> {
    return endEmailLink(this.pool, phone, address);
  }

  /** Asked at each message, not learned from news: a code may be asked for before the news came that a number was left. */
  private async isHolders(phone: PhoneNumber, link: Bound): Promise<boolean> {
    return isOf(await this.holders.of(phone), link);
  }

  private linkedSince(kind: MessageKey | null): Date | null {
    const isCode = kind !== null && isCodeKind(kind);
    return isCode ? new Date(this.clock.now().getTime() - CODE_LINK_MILLISECONDS) : null;
  }
}

/** Where nobody says now whose number it is: not sent, and tried again. Throws every other fault. */
export const unknownHolder = (error: unknown): Attempt => {
  if (!(error instanceof UnavailableError)) throw error;
  return { outcome: 'busy', fault: 'busy', reason: 'whose number it is cannot be asked' };
};
