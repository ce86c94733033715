// telegram-links.rows.ts — which chat reads the messages to which number, and the tokens that prove it.
import type { Locale } from '@saring/i18n';
import type { PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { NumberLeft } from '../number-left';
import type { Bound } from './domain/holder';

/** Null: the number has none, or none that was linked since then. @param since null: whenever. */
export const chatOf = async (
  on: Queryable,
  phone: PhoneNumber,
  since: Date | null,
): Promise<(Bound & { readonly chat: string }) | null> => {
  const { rows } = await on.query<Bound & { chat: string }>(
    `select chat_id as chat, subscriber_id as "subscriberId", linked_at as "madeAt" from telegram_links
     where phone = $1 and ($2::timestamptz is null or linked_at > $2)`,
    [phone, since],
  );
  return rows[0] ?? null;
};

/** Null: the chat reads for no number. */
export const phoneOfChat = async (on: Queryable, chatId: string): Promise<PhoneNumber | null> => {
  const { rows } = await on.query<{ phone: PhoneNumber }>(
    'select phone from telegram_links where chat_id = $1',
    [chatId],
  );
  return rows[0]?.phone ?? null;
};

type LinkToken = {
  readonly phone: PhoneNumber;
  /** Whose account the number is; null: nobody's that is known. */
  readonly subscriberId: string | null;
  readonly locale: Locale;
};

/** Null: it is none, is spent or too old. */
export const tokenOf = async (on: Queryable, tokenHash: string, at: Date): Promise<LinkToken | null> => {
  const { rows } = await on.query<LinkToken>(
    `select phone, subscriber_id as "subscriberId", locale from telegram_link_tokens
     where token_hash = $1 and expires_at > $2`,
    [tokenHash, at],
  );
  return rows[0] ?? null;
};

/** The last token of a number is the one that counts. */
export const saveLinkToken = async (
  on: Queryable,
  tokenHash: string,
  { phone, subscriberId, locale }: LinkToken,
  expiresAt: Date,
): Promise<void> => {
  await on.query(
    `insert into telegram_link_tokens (token_hash, phone, subscriber_id, locale, expires_at) values ($1, $2, $3, $4, $5)
     on conflict (phone) do update set token_hash = excluded.token_hash, subscriber_id = excluded.subscriber_id,
       locale = excluded.locale, expires_at = excluded.expires_at`,
    [tokenHash, phone, subscriberId, locale, expiresAt],
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
): Promise<LinkToken | null> => {
  const { rows } = await on.query<LinkToken>(
    `delete from telegram_link_tokens where token_hash = $1 and expires_at > $2
     returning phone, subscriber_id as "subscriberId", locale`,
    [tokenHash, at],
  );
  const [proved] = rows;
  if (!proved) return null;
  await on.query('delete from telegram_links where chat_id = $1 and phone <> $2', [chatId, proved.phone]);
  await on.query(
    `insert into telegram_links (phone, chat_id, linked_at, subscriber_id) values ($1, $2, $3, $4)
     on conflict (phone) do update set chat_id = excluded.chat_id, linked_at = excluded.linked_at,
       subscriber_id = excluded.subscriber_id`,
    [proved.phone, chatId, at, proved.subscriberId],
  );
  return proved;
};

/** The chat's owner blocked the bot, or it is gone. */
export const endLink = async (on: Queryable, chatId: string): Promise<void> => {
  await on.query('delete from telegram_links where chat_id = $1', [chatId]);
};

/** The account's own chat reads for its next number; what else stood by the one it left ends, and what would link it. */
export const moveTelegramLink = async (
  on: Queryable,
  { subscriberId, from, to, leftAt }: NumberLeft,
): Promise<void> => {
  await on.query(
    `delete from telegram_links where phone = $1 and linked_at <= $2 and subscriber_id is distinct from $3::text`,
    [to, leftAt, subscriberId],
  );
  await on.query(
    `update telegram_links set phone = $2::text where phone = $1 and subscriber_id = $4 and linked_at <= $3
       and $2::text is not null and not exists (select 1 from telegram_links where phone = $2::text)`,
    [from, to, leftAt, subscriberId],
  );
  await on.query(
    `delete from telegram_links where phone = $1 and linked_at <= $2 and coalesce(subscriber_id, $3::text) = $3::text`,
    [from, leftAt, subscriberId],
  );
  await on.query(
    `delete from telegram_link_tokens where phone = $1 and (subscriber_id = $2 or subscriber_id is null)`,
    [from, subscriberId],
  );
};

export const forgetTokensBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from telegram_link_tokens where expires_at < $1', [before]);
};
