// telegram-links.requests.ts — a subscriber links the number to a Telegram chat, and ends that.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { chooseLocale } from '@saring/i18n';
import { type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { phoneIn } from '../phone-in';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { isInUse } from './chains';
import { Contacts } from './contacts';
import { NumberHolders } from './number-holders';
import { chatOf, endLink, saveLinkToken } from './telegram-links.rows';
import { hashOfToken, newLinkToken, TOKEN_LIFE_MILLISECONDS } from './telegram-tokens';

type Methods = typeof Notification.method;
type StateReply = ReplyOf<Methods['getTelegramState']>;

@Controller()
export class TelegramLinkRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly contacts: Contacts,
    private readonly holders: NumberHolders,
  ) {}

  @Answers(Notification.method.createTelegramLink)
  async create(
    request: RequestOf<Methods['createTelegramLink']>,
  ): Promise<ReplyOf<Methods['createTelegramLink']>> {
    const phone = phoneIn(request.phone);
    if (!this.isOffered) throw new RefusalError('NOTIFICATION.TELEGRAM_OFF');
    const subscriberId = request.subscriberId || ((await this.holders.of(phone))?.subscriberId ?? null);
    const token = newLinkToken();
    const expiresAt = new Date(this.clock.now().getTime() + TOKEN_LIFE_MILLISECONDS);
    await saveLinkToken(
      this.pool,
      hashOfToken(token),
      { phone, subscriberId, locale: chooseLocale(request.locale) },
      expiresAt,
    );
    return {
      url: `https://t.me/${this.config.TELEGRAM_BOT_NAME}?start=${token}`,
      expiresAt: expiresAt.toISOString(),
    };
  }

  @Answers(Notification.method.getTelegramState)
  async state({ phone }: RequestOf<Methods['getTelegramState']>): Promise<StateReply> {
    const chat = await this.contacts.telegramChatOf(phoneIn(phone), null);
    return { offered: this.isOffered, linked: chat !== null };
  }

  @Answers(Notification.method.endTelegramLink)
  async end({ phone }: RequestOf<Methods['endTelegramLink']>): Promise<StateReply> {
    const link = await chatOf(this.pool, phoneIn(phone), null);
    if (link !== null) await endLink(this.pool, link.chat);
    return { offered: this.isOffered, linked: false };
  }

  private get isOffered(): boolean {
    const { TELEGRAM_BOT_TOKEN, TELEGRAM_BOT_NAME } = this.config;
    const isNamed = TELEGRAM_BOT_TOKEN !== undefined && TELEGRAM_BOT_NAME !== '';
    return isNamed && isInUse('telegram', this.config);
  }
}
