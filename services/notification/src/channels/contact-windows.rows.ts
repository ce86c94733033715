// contact-windows.rows.ts — when a contact of a channel last wrote to us: vendors let us answer freely for a while after it.
import type { Queryable } from '@saring/service-kit';

/**
 * A contact wrote. Late and doubled news change nothing.
 * @param contact the number where it is known (+62…), otherwise the channel's own id of the person.
 * @param at when the message was written, by the vendor's clock.
 */
export const openWindow = async (
  on: Queryable,
  channel: string,
  contact: string,
  at: Date,
): Promise<void> => {
  await on.query(
    `insert into contact_windows (channel, contact, last_inbound_at) values ($1, $2, $3)
     on conflict (channel, contact) do update
       set last_inbound_at = greatest(contact_windows.last_inbound_at, excluded.last_inbound_at)`,
    [channel, contact, at],
  );
};

/** Null: it never wrote, as far as is known. */
export const lastInboundAt = async (
  on: Queryable,
  channel: string,
  contact: string,
): Promise<Date | null> => {
  const { rows } = await on.query<{ last_inbound_at: Date }>(
    'select last_inbound_at from contact_windows where channel = $1 and contact = $2',
    [channel, contact],
  );
  return rows[0]?.last_inbound_at ?? null;
};

export const forgetWindowsBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from contact_windows where last_inbound_at < $1', [before]);
};
