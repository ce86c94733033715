// telegram-links.rows.ts — which chat reads the messages to which number, and the tokens that prove it.
import type { Locale } from '@saring/i18n';
import type { PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

/** Null: the number has none, or none that was linked since then. @param since null: whenever. */
export const chatOf = async (
  on: Queryable,
  phone: PhoneNumber,
  since: Date | null,
): Promise<string | null> => {
  const { rows } = await on.query<{ chat_id: string }>(
    'select chat_id from telegram_links where phone = $1 and ($2::timestamptz is null or linked_at > $2)',
    [phone, since],
  );
  return rows[0]?.chat_id ?? null;
};

/** Null: the chat reads for no number. */
export const phoneOfChat = async (on: Queryable, chatId: string): Promise<PhoneNumber | null> => {
  const { rows } = await on.query<{ phone: PhoneNumber }>(
    'select phone from telegram_links where chat_id = $1',
    [chatId],
  );
  return rows[0]?.phone ?? null;
};

/** The last token of a number is the one that counts. */
export const saveLinkToken = async (
  on: Queryable,
  tokenHash: string,
  { phone, locale }: { readonly phone: PhoneNumber; readonly locale: Locale },
  expiresAt: Date,
): Promise<void> => {
  await on.query(
    `insert into telegram_link_tokens (token_hash, phone, locale, expires_at) values ($1, $2, $3, $4)
     on conflict (phone) do update set token_hash = excluded.token_hash, locale = excluded.locale,
       expires_at = excluded.expires_at`,
    [tokenHash, phone, locale, expiresAt],
  );
};

/**
 * A token links once. A chat reads for one number, the last that it was linked to.
 * @returns null for a token that is none, is spent or too old.
 */
export const linkByToken = async (
  on: Queryable,
  tokenHash: string,
  chatId: string,
  at: Date,
): Promise<{ readonly phone: PhoneNumber; readonly locale: Locale } | null> => {
  const { rows } = await on.query<{ phone: PhoneNumber; locale: Locale }>(
    'delete from telegram_link_tokens where token_hash = $1 and expires_at > $2 returning phone, locale',
    [tokenHash, at],
  );
  const [proved] = rows;
  if (!proved) return null;
  await on.query('delete from telegram_links where chat_id = $1 and phone <> $2', [chatId, proved.phone]);
  await on.query(
    `insert into telegram_links (phone, chat_id, linked_at) values ($1, $2, $3)
     on conflict (phone) do update set chat_id = excluded.chat_id, linked_at = excluded.linked_at`,
    [proved.phone, chatId, at],
  );
  return proved;
};

/** The chat's owner blocked the bot, or it is gone. */
export const endLink = async (on: Queryable, chatId: string): Promise<void> => {
  await on.query('delete from telegram_links where chat_id = $1', [chatId]);
};

export const forgetTokensBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from telegram_link_tokens where expires_at < $1', [before]);
};
