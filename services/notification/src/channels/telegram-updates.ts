// telegram-updates.ts — asks Telegram by long polling who pressed Start, who stopped the bot and what people write: a box
// behind NAT needs no address of its own for it.
import { Inject, Injectable } from '@nestjs/common';
import type { Locale } from '@saring/i18n';
import { maskPhoneNumber, sleep, type Clock, type PhoneNumber } from '@saring/kernel';
import { UnavailableError } from '@saring/messaging';
import { CLOCK, inTransaction, LOGGER, PG_POOL, type LeaderWork, type Logger } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { Conversations } from '../inbound/conversations';
import { pastMoment } from '../inbound/inbound';
import { Inbox } from '../inbound/inbox';
import { isInUse } from './chains';
import { callTelegram } from './telegram-api';
import { Contacts } from './contacts';
import { isOf } from './domain/holder';
import { LinkNews } from './link-news';
import { NumberHolders } from './number-holders';
import { endLink, linkByToken, phoneOfChat, tokenOf } from './telegram-links.rows';
import { hashOfToken } from './telegram-tokens';
import { updatesIn, type TelegramUpdate } from './telegram-update';
import { takeUpdate } from './telegram-updates.rows';

/** How long Telegram holds the answer while there is nothing. */
const POLL_SECONDS = 25;
const ANSWER_LIMIT_MILLISECONDS = (POLL_SECONDS + 10) * 1000;
const RETRY_MILLISECONDS = 5_000;
const LONGEST_RETRY_MILLISECONDS = 300_000;

const SAID: Readonly<Record<'linked' | 'stranger' | 'unknown', Readonly<Record<Locale, string>>>> = {
  linked: {
    id: 'Terhubung. Pesan untuk nomor Anda sekarang juga dapat dikirim ke sini. Untuk berhenti, blokir bot ini.',
    en: 'Linked. Messages to your number can now come here, too. To end it, block this bot.',
  },
  stranger: {
    id: 'Chat ini belum terhubung dengan nomor. Masuk di halaman WiFi, buka Akun, lalu Pesan lewat Telegram.',
    en: 'This chat is linked to no number. Log in on the WiFi page, open Account, then Messages by Telegram.',
  },
  unknown: {
    id: 'Tautan ini sudah tidak berlaku. Buka halaman WiFi dan minta tautan Telegram yang baru.',
    en: 'This link is no longer valid. Open the WiFi page and ask for a new Telegram link.',
  },
};

type Started = Extract<TelegramUpdate, { readonly kind: 'started' }>;
type Wrote = Extract<TelegramUpdate, { readonly kind: 'wrote' }>;

/** Ids of updates are those of one bot, which the part of its token that is no secret names. */
const idOf = (token: string, updateId: number): string => `${token.split(':')[0] ?? ''}:${updateId}`;

@Injectable()
export class TelegramUpdates implements LeaderWork {
  readonly leads = 'notification telegram';
  /** What is before it is done: Telegram forgets it. */
  private offset = 0;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly inbox: Inbox,
    private readonly conversations: Conversations,
    private readonly contacts: Contacts,
    private readonly holders: NumberHolders,
    private readonly news: LinkNews,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    let retryMilliseconds = RETRY_MILLISECONDS;
    while (!signal.aborted) {
      try {
        const { TELEGRAM_BOT_TOKEN: token } = this.config;
        const isAsked = token !== undefined && isInUse('telegram', this.config);
        if (isAsked) await this.poll(token, signal);
        else await sleep(RETRY_MILLISECONDS, signal);
        retryMilliseconds = RETRY_MILLISECONDS;
      } catch (error) {
        if (signal.aborted) return;
        // Its cause may hold the address, and with it the token.
        this.logger.warn({ error: (error as Error).name }, 'Telegram does not tell what is new');
        await sleep(retryMilliseconds, signal);
        retryMilliseconds = Math.min(LONGEST_RETRY_MILLISECONDS, 2 * retryMilliseconds);
      }
    }
  }

  private async poll(token: string, signal: AbortSignal): Promise<void> {
    const { TELEGRAM_BASE_URL: baseUrl } = this.config;
    const response = await fetch(`${baseUrl.replace(/\/$/, '')}/bot${token}/getUpdates`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ offset: this.offset, timeout: POLL_SECONDS },
        allowed_updates: ['message', 'my_chat_member'],
      }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MILLISECONDS)]),
    });
    const updates = updatesIn(await response.text());
    if (updates === null) throw new Error(`HTTP ${response.status}`);
    for (const update of updates) {
      await this.take(update, token);
      this.offset = update.id + 1;
    }
  }

  /** Told again, as after a crash, it does and says no more: each update is taken once. */
  private async take(update: TelegramUpdate, token: string): Promise<void> {
    if (update.kind === 'stopped') await this.once(update, token, (client) => endLink(client, update.chat));
    else if (update.kind === 'wrote') await this.takeWords(update, token);
    else if (update.kind === 'started') await this.takeStart(update, token);
  }

  private async takeStart(update: Started, token: string): Promise<void> {
    const { chat } = update;
    const at = this.clock.now();
    const hash = hashOfToken(update.token);
    const isOfHolder = await this.isOfHolder(hash, at);
    const done = await this.once(update, token, async (client) => {
      const linked = isOfHolder ? await linkByToken(client, hash, chat, at) : null;
      if (linked) await this.news.put(client, { ...linked, proofHash: hash, where: 'Telegram' });
      return { linked };
    });
    if (!done) return;
    const { linked } = done;
    this.news.wake();
    if (linked) this.logger.info({ phone: maskPhoneNumber(linked.phone) }, 'a number is linked to Telegram');
    await this.say(chat, linked ? SAID.linked[linked.locale] : SAID.unknown[update.locale]);
  }

  /** The number may have found another account since its link was made: that one's own chat is not replaced. */
  private async isOfHolder(tokenHash: string, at: Date): Promise<boolean> {
    const token = await tokenOf(this.pool, tokenHash, at);
    if (token === null) return false;
    const { phone, subscriberId } = token;
    return subscriberId !== null && isOf(await this.holders.of(phone), { subscriberId, madeAt: at });
  }

  /** Null: for no number, or for one that another account has now. While nobody can say, it is asked when it is answered. */
  private async phoneOf(chat: string): Promise<PhoneNumber | null> {
    const phone = await phoneOfChat(this.pool, chat);
    if (phone === null) return null;
    try {
      return (await this.contacts.telegramChatOf(phone, null)) === chat ? phone : null;
    } catch (error) {
      if (error instanceof UnavailableError) return phone;
      throw error;
    }
  }

  /** @returns undefined where it was taken before. */
  private once<T>(
    { id }: TelegramUpdate,
    token: string,
    take: (client: PoolClient) => Promise<T>,
  ): Promise<T | undefined> {
    return inTransaction(this.pool, async (client) =>
      (await takeUpdate(client, idOf(token, id), this.clock.now())) ? take(client) : undefined,
    );
  }

  /** Who wrote is known by the number that the chat was linked to. To a chat without one there is no way but this one. */
  private async takeWords({ id, chat, text, isForwarded, at, locale }: Wrote, token: string): Promise<void> {
    const phone = await this.phoneOf(chat);
    const said = { id: idOf(token, id), contact: chat, phone, text, isForwarded };
    const writtenAt = pastMoment(at, this.clock.now());
    if (phone !== null) {
      if (await this.inbox.take('telegram', said, writtenAt)) this.conversations.wake();
    } else if (await this.inbox.takeAnswered('telegram', said, writtenAt))
      await this.say(chat, SAID.stranger[locale]);
  }

  /** A courtesy: where it does not arrive nothing is lost. */
  private async say(chat: string, text: string): Promise<void> {
    const { TELEGRAM_BASE_URL: baseUrl, TELEGRAM_BOT_TOKEN: token } = this.config;
    if (token) await callTelegram({ baseUrl, token }, 'sendMessage', { chat_id: chat, text });
  }
}
