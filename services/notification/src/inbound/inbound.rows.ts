// inbound.rows.ts — what people wrote to us.
import type { PhoneNumber } from '@saring/kernel';
import { aheadFrom, type Queryable } from '@saring/service-kit';

export type NewInbound = {
  readonly channel: string;
  readonly message_id: string;
  readonly contact: string;
  readonly phone: PhoneNumber | null;
  readonly said_sealed: Buffer;
  readonly received_at: Date;
};
export type WaitingInbound = NewInbound;

/** Messages of one contact that are taken; what is above is stored as ignored, and nobody answers it. */
const INBOUND_LIMITS = { perMinute: 8, perHour: 60 } as const;
/** So many more are taken of what must be heard even behind chatter: who wants no more messages is not asked twice. */
const ROOM_OF_OPT_OUTS = 4;
/** Messages of anybody that may wait, of each channel: one that is flooded takes no room of another. */
const INBOUND_WAITING_MOST = 4_000;

/**
 * @param isOptOut it says whether its writer wants messages to many.
 * @returns whether it waits for an answer: false for a message that came before, and for one too many.
 */
export const insertInbound = async (
  on: Queryable,
  message: NewInbound,
  isOptOut: boolean,
): Promise<boolean> => {
  const room = isOptOut ? ROOM_OF_OPT_OUTS : 0;
  const { rows } = await on.query<{ state: string }>(
    `with seen as (
       select (count(*) filter (where received_at > $6::timestamptz - interval '1 minute')) as minute, count(*) as hour
       from inbound_messages
       where channel = $1 and contact = $3 and received_at > $6::timestamptz - interval '1 hour'),
     waiting as (select count(*) as messages from
       (select 1 from inbound_messages where state = 'waiting' and channel = $1 limit ${INBOUND_WAITING_MOST}) as first_ones)
     insert into inbound_messages (channel, message_id, contact, phone, said_sealed, received_at, due_at, state)
     select $1, $2, $3, $4, case when fits then $5::bytea end, $6, $6, case when fits then 'waiting' else 'ignored' end
     from (select seen.minute < $7 and seen.hour < $8 and waiting.messages < ${INBOUND_WAITING_MOST} as fits
           from seen, waiting) as verdict
     on conflict (channel, message_id) do nothing
     returning state`,
    [
      ...[message.channel, message.message_id, message.contact, message.phone, message.said_sealed],
      ...[message.received_at, INBOUND_LIMITS.perMinute + room, INBOUND_LIMITS.perHour + room],
    ],
  );
  return rows[0]?.state === 'waiting';
};

/** @returns of the first of these channels on which one is due that which waits longest. */
export const nextInbound = async (
  on: Queryable,
  channels: readonly string[],
  at: Date,
): Promise<WaitingInbound | null> => {
  const { rows } = await on.query<WaitingInbound>(
    `select m.* from unnest($2::text[]) with ordinality as turn(channel, place)
     cross join lateral (
       select channel, message_id, contact, phone, said_sealed, received_at from inbound_messages
       where state = 'waiting' and channel = turn.channel and due_at <= $1 order by due_at, message_id limit 1) m
     order by turn.place limit 1`,
    [at, [...channels]],
  );
  return rows[0] ?? null;
};

/** What came while the clock was ahead is due now. */
export const planInboundAgain = async (on: Queryable, now: Date): Promise<void> => {
  await on.query(
    `update inbound_messages set due_at = $1 where state = 'waiting' and due_at > $2 and received_at > $2`,
    [now, aheadFrom(now)],
  );
};

/** It is answered later: what answers it does not answer now. */
export const deferInbound = async (
  on: Queryable,
  { channel, message_id }: Pick<NewInbound, 'channel' | 'message_id'>,
  until: Date,
): Promise<void> => {
  await on.query('update inbound_messages set due_at = $3 where channel = $1 and message_id = $2', [
    ...[channel, message_id, until],
  ]);
};

/** What was said is kept no longer than until it is answered. */
export const settleInbound = async (
  on: Queryable,
  { channel, message_id }: Pick<NewInbound, 'channel' | 'message_id'>,
  state: 'answered' | 'ignored' | 'expired',
): Promise<void> => {
  await on.query(
    'update inbound_messages set state = $3, said_sealed = null where channel = $1 and message_id = $2',
    [channel, message_id, state],
  );
};

export const forgetInboundBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from inbound_messages where received_at < $1', [before]);
};
