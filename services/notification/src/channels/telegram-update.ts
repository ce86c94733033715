// telegram-update.ts — what of Telegram's updates concerns us.
import { chooseLocale, type Locale } from '@saring/i18n';
import { asObject, objectIn, type JsonFields } from './json-fields';

export type TelegramUpdate =
  | {
      readonly id: number;
      readonly kind: 'started';
      readonly chat: string;
      /** Of the link that was followed. */
      readonly token: string;
      readonly locale: Locale;
    }
  | {
      readonly id: number;
      readonly kind: 'wrote';
      readonly chat: string;
      readonly text: string;
      readonly isForwarded: boolean;
      /** Milliseconds of the time when it was written; 0: it does not say. */
      readonly at: number;
      readonly locale: Locale;
    }
  | { readonly id: number; readonly kind: 'stopped'; readonly chat: string }
  | { readonly id: number; readonly kind: 'other' };

const START = /^\/start(?:@\w+)? +([\w-]{1,64})\s*$/;
/** Start without a link: a person who opens the bot again. As a word it would be a wish to get messages to many. */
const BARE_START = /^\/start(?:@\w+)?\s*$/;
const HELP = 'bantuan';

/** Oldest first. Null: the body is no answer that says so. */
export const updatesIn = (body: string): readonly TelegramUpdate[] | null => {
  const { ok, result } = objectIn(body);
  if (ok !== true || !Array.isArray(result)) return null;
  return result.map(asObject).flatMap((update) => {
    const id = update['update_id'];
    return typeof id === 'number' && Number.isSafeInteger(id) ? [updateOf(id, update)] : [];
  });
};

const updateOf = (id: number, update: JsonFields): TelegramUpdate => {
  const other = { id, kind: 'other' } as const;
  const member = asObject(update['my_chat_member']);
  const stopped = privateChatOf(member);
  if (stopped !== null && asObject(member['new_chat_member'])['status'] === 'kicked')
    return { id, kind: 'stopped', chat: stopped };
  const message = asObject(update['message']);
  const chat = privateChatOf(message);
  const { text } = message;
  if (chat === null || typeof text !== 'string') return other;
  const language = asObject(message['from'])['language_code'];
  const locale = chooseLocale(typeof language === 'string' ? language : '');
  const token = START.exec(text)?.[1];
  if (token !== undefined) return { id, kind: 'started', chat, token, locale };
  return { id, kind: 'wrote', chat, locale, ...written(text, message) };
};

const written = (text: string, { date, forward_origin: origin, forward_date: forwarded }: JsonFields) => ({
  text: BARE_START.test(text) ? HELP : text,
  isForwarded: origin !== undefined || forwarded !== undefined,
  at: typeof date === 'number' && Number.isSafeInteger(date) ? date * 1000 : 0,
});

/** Null for groups and channels: whoever else is there would read along. */
const privateChatOf = (of: JsonFields): string | null => {
  const { id, type } = asObject(of['chat']);
  return type === 'private' && typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : null;
};
