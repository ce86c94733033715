// forgetting.rows.ts — every row by the numbers, chats and addresses of one person.
import type { Queryable } from '@saring/service-kit';

/** Contacts are numbers as a vendor spells them, or chats. */
const spellings = (phones: readonly string[]): readonly string[] =>
  phones.flatMap((phone) => [phone, phone.replace(/^\+/, '')]);

export const forgetReceiver = async (
  on: Queryable,
  { subscriberId, phones }: { readonly subscriberId: string; readonly phones: readonly string[] },
): Promise<void> => {
  const numbers = [...phones];
  const { rows } = await on.query<{ chat: string }>(
    'delete from telegram_links where phone = any($1) or subscriber_id = $2 returning chat_id as chat',
    [numbers, subscriberId],
  );
  const contacts = [...spellings(numbers), ...rows.map(({ chat }) => chat)];
  await on.query('delete from contact_windows where contact = any($1)', [contacts]);
  await on.query('delete from inbound_messages where phone = any($1) or contact = any($2)', [
    numbers,
    contacts,
  ]);
  for (const table of ['telegram_link_tokens', 'email_links', 'email_proofs'])
    await on.query(`delete from ${table} where phone = any($1) or subscriber_id = $2`, [
      numbers,
      subscriberId,
    ]);
  for (const table of ['message_switches', 'broadcast_opt_outs'])
    await on.query(`delete from ${table} where phone = any($1)`, [numbers]);
  await on.query('delete from messages where to_phone = any($1)', [numbers]);
};
