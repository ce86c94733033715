// telegram-update.ts — what of Telegram's updates concerns us.
import { chooseLocale, type Locale } from '@saring/i18n';

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

type Fields = Readonly<Record<string, unknown>>;

/** Oldest first. Null: the body is no answer that says so. */
export const updatesIn = (body: string): readonly TelegramUpdate[] | null => {
  try {
    const { ok, result } = fieldsOf(JSON.parse(body));
    if (ok !== true || !Array.isArray(result)) return null;
    return result.map(fieldsOf).flatMap((update) => {
      const id = update['update_id'];
      return typeof id === 'number' && Number.isSafeInteger(id) ? [updateOf(id, update)] : [];
    });
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const updateOf = (id: number, update: Fields): TelegramUpdate => {
  const other = { id, kind: 'other' } as const;
  const member = fieldsOf(update['my_chat_member']);
  const stopped = privateChatOf(member);
  if (stopped !== null && fieldsOf(member['new_chat_member'])['status'] === 'kicked')
    return { id, kind: 'stopped', chat: stopped };
  const message = fieldsOf(update['message']);
  const chat = privateChatOf(message);
  const { text } = message;
  const start = typeof text === 'string' ? START.exec(text) : null;
  if (chat === null || !start) return other;
  const language = fieldsOf(message['from'])['language_code'];
  const locale = chooseLocale(typeof language === 'string' ? language : '');
  return { id, kind: 'started', chat, token: start[1] ?? '', locale };
};

/** Null for groups and channels: whoever else is there would read along. */
const privateChatOf = (of: Fields): string | null => {
  const { id, type } = fieldsOf(of['chat']);
  return type === 'private' && typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : null;
};

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
