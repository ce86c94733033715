// telegram-channel.ts — a Telegram bot, for numbers whose owner pressed Start behind a link of ours.
import type { Attempt } from '../messages/domain/message';
import type { Capabilities, Channel, MessageOutline, OutgoingMessage } from './channel';
import { unknownHolder, type Contacts } from './contacts';
import { HEALTH_LIMIT_MILLISECONDS, healthOfStatus, ill, WELL, type Health } from './health';
import { unanswered } from './http-attempt';
import { callTelegram, type TelegramAnswer, type TelegramOptions } from './telegram-api';

/** Telegram's limits; ours are far shorter. */
const CAPTION_CHARACTERS = 1_024;
const TEXT_CHARACTERS = 4_096;

type Options = TelegramOptions & { readonly contacts: Pick<Contacts, 'telegramChatOf' | 'endTelegram'> };

export class TelegramChannel implements Channel {
  readonly name = 'telegram';
  readonly sender = 'telegram';
  readonly capabilities: Capabilities = {
    ...{ text: true, template: false, document: true },
    ...{ inbound: true, receipts: false, identityIsPhone: false },
  };
  readonly identity: string;

  constructor(private readonly options: Options) {
    this.identity = options.token;
  }

  async canSend({ to, template }: MessageOutline): Promise<boolean> {
    // While nobody says whose number it is, it may be.
    return (await this.options.contacts.telegramChatOf(to, template).catch(unknownHolder)) !== null;
  }

  async send({ to, template, text, attachment }: OutgoingMessage): Promise<Attempt> {
    const { contacts } = this.options;
    const chat = await contacts.telegramChatOf(to, template).catch(unknownHolder);
    if (chat !== null && typeof chat !== 'string') return chat;
    if (chat === null) return { ...NOT_LINKED, reason: 'the number has no chat' };
    const called = attachment
      ? await callTelegram(this.options, 'sendDocument', formOf(chat, text, attachment))
      : await callTelegram(this.options, 'sendMessage', {
          ...{ chat_id: chat, text: text.slice(0, TEXT_CHARACTERS) },
          link_preview_options: { is_disabled: true },
        });
    if ('failure' in called) return called.failure;
    const attempt = attemptOf(chat, called.answer);
    if (attempt.outcome === 'passed') await contacts.endTelegram(chat);
    return attempt;
  }

  async health(): Promise<Health> {
    const { answerLimitMilliseconds: limit = HEALTH_LIMIT_MILLISECONDS } = this.options;
    const answerLimitMilliseconds = Math.min(limit, HEALTH_LIMIT_MILLISECONDS);
    const called = await callTelegram({ ...this.options, answerLimitMilliseconds }, 'getMe', {});
    if ('failure' in called)
      return 'fault' in called.failure ? ill(called.failure.fault, called.failure.reason) : healthOfStatus(0);
    const { status, isOk } = called.answer;
    if (isOk === true) return WELL;
    // A wrong token is no address of Telegram's.
    return isOk === false && status === 404 ? ill('token_refused', 'HTTP 404') : healthOfStatus(status);
  }
}

const NOT_LINKED = { outcome: 'passed', fault: 'not_linked' } as const;
/** The chat is gone for good, not only for this message. */
const GONE = /chat not found|user is deactivated|user not found/i;

const formOf = (
  chat: string,
  text: string,
  { name, contentType, content }: NonNullable<OutgoingMessage['attachment']>,
): FormData => {
  const form = new FormData();
  form.set('chat_id', chat);
  form.set('caption', text.slice(0, CAPTION_CHARACTERS));
  form.set('document', new Blob([content], { type: contentType }), name);
  return form;
};

/** Only Telegram's own words refuse a message, and only an id of the message proves that it was taken. */
const attemptOf = (chat: string, answer: TelegramAnswer): Attempt => {
  const { status, isOk, result, description, retryAfterSeconds } = answer;
  const reason = `HTTP ${status} ${description}`.trim();
  const id = (result as { message_id?: unknown } | null | undefined)?.message_id;
  if (isOk === true && typeof id === 'number') return { outcome: 'sent', providerId: `${chat}:${id}` };
  // 429 is said of the bot as a whole.
  if (status === 429)
    return { outcome: 'channelDown', fault: 'busy', reason, ...(retryAfterSeconds && { retryAfterSeconds }) };
  if (isOk !== false) return unanswered(reason);
  if (status === 401 || status === 404) return { outcome: 'channelDown', fault: 'token_refused', reason };
  if (status === 403 || (status === 400 && GONE.test(description))) return { ...NOT_LINKED, reason };
  if (status === 400 || status === 413) return { outcome: 'rejected', fault: 'refused', reason };
  return unanswered(reason);
};
