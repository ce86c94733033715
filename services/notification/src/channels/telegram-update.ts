// telegram-update.ts — what of Telegram's updates concerns us.
import { chooseLocale, type Locale } from '@saring/i18n';
import { asObject, objectIn, type JsonFields } from './json-fields';

export type TelegramUpdate =
  | {
      readonly id: number;
      readonly kind: 'started';
      readonly chat: string;
      /** Of the link that was followed; empty: none. */
      readonly token: string;
      readonly locale: Locale;
    }
  | { readonly id: number; readonly kind: 'stopped'; readonly chat: string }
  | { readonly id: number; readonly kind: 'other' };

const START = /^\/start(?:@\w+)?(?: +([\w-]{1,64}))?\s*$/;

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
  const start = typeof text === 'string' ? START.exec(text) : null;
  if (chat === null || !start) return other;
  const language = asObject(message['from'])['language_code'];
  const locale = chooseLocale(typeof language === 'string' ? language : '');
  return { id, kind: 'started', chat, token: start[1] ?? '', locale };
};

/** Null for groups and channels: whoever else is there would read along. */
const privateChatOf = (of: JsonFields): string | null => {
  const { id, type } = asObject(of['chat']);
  return type === 'private' && typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : null;
};
