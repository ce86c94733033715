import type { MessagePurpose, PhoneNumber } from '@saring/kernel';
import type { Locale, MessageKey } from '@saring/i18n';
import { aheadFrom } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { NextState } from './domain/message';
import { LANES, PACE_WINDOW_SECONDS, type Lane } from './domain/lanes';
import type { SentTo } from './domain/pacing';
import { OTP_WINDOWS, UNKNOWN_LANES, type OtpsToday, type RecentOtps } from './domain/otp-budget';

export type Queryable = Pick<Pool, 'query'>;

export type SealedAttachment = { readonly name: string; readonly type: string; readonly sealed: Buffer };

export type NewMessage = {
  readonly id: string;
  readonly commandId: string;
  readonly contentHash: string;
  readonly toPhone: PhoneNumber;
  readonly template: MessageKey;
  readonly paramsSealed: string;
  readonly attachment: SealedAttachment | null;
  readonly locale: Locale;
  readonly purpose: MessagePurpose;
  readonly site: string;
  readonly lane: Lane;
  /** Opaque keys of where a code was asked from: device, address; of a test, who sent it. */
  readonly sources: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Absent: by the order of channels. */
  readonly onlyChannel?: string | undefined;
};

type StoredMessage = { readonly id: string; readonly state: string; readonly content_hash: string };

export const findByCommand = async (on: Queryable, commandId: string): Promise<StoredMessage | null> => {
  const { rows } = await on.query<StoredMessage>(
    'select id, state, content_hash from messages where command_id = $1',
    [commandId],
  );
  return rows[0] ?? null;
};

/** Codes of these sources in the last minutes: a request after many others waits behind sources that asked less. */
const RANK_SECONDS = 300;

/** @returns false when another request with the command id was stored meanwhile. */
export const insertMessage = async (on: Queryable, message: NewMessage): Promise<boolean> => {
  const { rowCount } = await on.query(
    `insert into messages (id, command_id, content_hash, to_phone, template, params_sealed, locale, purpose, site, created_at,
       expires_at, next_attempt_at, attachment_name, attachment_type, attachment_sealed, lane, sources, queue_rank,
       only_channel)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, $12, $13, $14, $15, $16::text[],
       (select count(*) from messages where purpose = 'otp' and created_at > $17 and sources && $16::text[]), $18
     on conflict (command_id) do nothing`,
    [
      message.id,
      message.commandId,
      message.contentHash,
      message.toPhone,
      message.template,
      message.paramsSealed,
      message.locale,
      message.purpose,
      message.site,
      message.createdAt,
      message.expiresAt,
      message.attachment?.name ?? null,
      message.attachment?.type ?? null,
      message.attachment?.sealed ?? null,
      message.lane,
      [...message.sources],
      new Date(message.createdAt.getTime() - RANK_SECONDS * 1000),
      message.onlyChannel ?? null,
    ],
  );
  return rowCount === 1;
};

/** Codes that cost or may yet cost something; one that was dropped unsent does not. */
export const otpsToday = async (
  on: Queryable,
  site: string,
  /** Of all sites together, and of this one: each has a midnight of its own. */
  zones: { readonly ofAll: string; readonly ofSite: string },
  at: Date,
): Promise<OtpsToday> => {
  const { rows } = await on.query<{ all: number; of_site: number }>(
    `with midnight as (
       select date_trunc('day', $2::timestamptz at time zone $3) at time zone $3 as of_all,
              date_trunc('day', $2::timestamptz at time zone $4) at time zone $4 as of_site)
     select (count(*) filter (where created_at >= midnight.of_all))::int as all,
            (count(*) filter (where created_at >= midnight.of_site and site = $1))::int as of_site
     from messages, midnight
     where purpose = 'otp' and not (state = 'expired' and attempts = 0)
       and created_at >= least(midnight.of_all, midnight.of_site)`,
    [site, at, zones.ofAll, zones.ofSite],
  );
  return { all: rows[0]?.all ?? 0, ofSite: rows[0]?.of_site ?? 0 };
};

/** Of unknown numbers, by lane and window; counted as those of a day are. */
export const recentOtps = async (on: Queryable, site: string, at: Date): Promise<readonly RecentOtps[]> => {
  const { rows } = await on.query<RecentOtps>(
    `select w.seconds, m.lane, count(*)::int as all, (count(*) filter (where m.site = $1))::int as "ofSite"
     from messages m join unnest($3::int[]) as w(seconds)
       on m.created_at > $2::timestamptz - make_interval(secs => w.seconds)
     where m.purpose = 'otp' and m.lane = any($4::text[]) and not (m.state = 'expired' and m.attempts = 0)
     group by w.seconds, m.lane`,
    [site, at, OTP_WINDOWS.map(({ seconds }) => seconds), [...UNKNOWN_LANES]],
  );
  return rows;
};

/** When an operator's test messages since then were sent, oldest first. */
export const testsSince = async (on: Queryable, actor: string, since: Date): Promise<readonly Date[]> => {
  const { rows } = await on.query<{ created_at: Date }>(
    `select created_at from messages where purpose = 'test' and created_at > $2 and sources @> array[$1::text]
     order by created_at`,
    [actor, since],
  );
  return rows.map(({ created_at }) => created_at);
};

export type DueMessage = {
  readonly id: string;
  readonly to_phone: PhoneNumber;
  readonly template: MessageKey;
  readonly params_sealed: string;
  readonly site: string;
  readonly locale: Locale;
  readonly purpose: MessagePurpose;
  readonly attempts: number;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly has_attachment: boolean;
  readonly only_channel: string | null;
};

const DUE_COLUMNS = `id, to_phone, template, params_sealed, site, locale, purpose, attempts, created_at, expires_at,
  only_channel, attachment_name is not null as has_attachment`;

/** Lanes in which something may be tried now, first lane first. */
export const dueLanes = async (on: Queryable, at: Date): Promise<readonly Lane[]> => {
  const { rows } = await on.query<{ lane: Lane }>(
    `select distinct lane from messages where state = 'queued' and next_attempt_at <= $1 and expires_at > $1`,
    [at],
  );
  return LANES.filter((lane) => rows.some((row) => row.lane === lane));
};

/**
 * The next of a lane. Codes: the source that asked least often first, then the newest, whose asker still waits (an old flood does
 * not come before them). Notices: the oldest.
 */
export const nextDue = async (on: Queryable, lane: Lane, at: Date): Promise<DueMessage | null> => {
  const order = lane === 'notice' ? 'created_at' : 'queue_rank, created_at desc';
  const { rows } = await on.query<DueMessage>(
    `select ${DUE_COLUMNS} from messages
     where state = 'queued' and lane = $2 and next_attempt_at <= $1 and expires_at > $1 order by ${order} limit 1`,
    [at, lane],
  );
  return rows[0] ?? null;
};

/** What an operator tries the channel with: the only thing that goes out while it is left alone. */
export const nextTest = async (on: Queryable, at: Date): Promise<DueMessage | null> => {
  const { rows } = await on.query<DueMessage>(
    `select ${DUE_COLUMNS} from messages
     where state = 'queued' and purpose = 'test' and next_attempt_at <= $1 and expires_at > $1
     order by created_at limit 1`,
    [at],
  );
  return rows[0] ?? null;
};

/** Read for each attempt, not for all that are due: files are large. */
export const attachmentOf = async (on: Queryable, id: string): Promise<SealedAttachment | null> => {
  const { rows } = await on.query<SealedAttachment>(
    `select attachment_name as name, attachment_type as type, attachment_sealed as sealed from messages
     where id = $1 and attachment_sealed is not null`,
    [id],
  );
  return rows[0] ?? null;
};

/** Committed before the channel is asked: after a crash it is known that the message may have gone out. */
export const markSending = async (on: Queryable, id: string, at: Date): Promise<boolean> => {
  const { rowCount } = await on.query(
    `update messages set state = 'sending', attempts = attempts + 1, attempted_at = $2 where id = $1 and state = 'queued'`,
    [id, at],
  );
  return rowCount === 1;
};

/** @param by the channel and the number that tried it last; empty: none did. */
export const saveOutcome = async (
  on: Queryable,
  id: string,
  next: NextState,
  by: { readonly name: string; readonly sender: string },
  at: Date,
): Promise<void> => {
  const isEnded = next.state !== 'queued';
  await on.query(
    `update messages set state = $2, sent_at = $3, provider_id = coalesce($4, provider_id), last_error = $5, fault = $8, channel = $9, sender = $10, next_attempt_at = coalesce($6, next_attempt_at),
       params_sealed = case when $7 then null else params_sealed end,
       attachment_sealed = case when $7 then null else attachment_sealed end where id = $1`,
    [
      id,
      next.state,
      next.state === 'sent' ? at : null,
      next.state === 'sent' ? next.providerId : null,
      next.state === 'sent' ? null : next.reason,
      next.state === 'queued' ? next.nextAttemptAt : null,
      isEnded,
      next.state === 'sent' ? null : next.fault,
      by.name,
      by.sender,
    ],
  );
};

/** What was written or tried while the clock was ahead is due now: its next try would wait until the clock has caught up. */
export const planMessagesAgain = async (on: Queryable, now: Date): Promise<void> => {
  await on.query(
    `update messages set next_attempt_at = $1
     where state = 'queued' and next_attempt_at > $2 and (created_at > $2 or attempted_at > $2)`,
    [now, aheadFrom(now)],
  );
};

export const deferMessage = async (on: Queryable, id: string, until: Date): Promise<void> => {
  await on.query('update messages set next_attempt_at = $2 where id = $1', [id, until]);
};

/** Messages that a sender left in the middle of an attempt may have gone out. */
export const settleInterrupted = async (on: Queryable): Promise<void> => {
  await on.query(
    `update messages set state = 'unknown', last_error = 'the sender stopped during the attempt', fault = 'interrupted', params_sealed = null,
       attachment_sealed = null
     where state = 'sending'`,
  );
};

export const expireOverdue = async (on: Queryable, at: Date): Promise<void> => {
  await on.query(
    `update messages set state = 'expired', params_sealed = null, attachment_sealed = null,
       last_error = coalesce(last_error, 'not sent in time'), fault = coalesce(fault, 'not_in_time')
     where state = 'queued' and expires_at <= $1`,
    [at],
  );
};

/** Attempts of the last minute, oldest first. */
export const recentAttempts = async (on: Queryable, at: Date): Promise<readonly SentTo[]> => {
  const { rows } = await on.query<{ attempted_at: Date; to_phone: string; lane: Lane; sender: string }>(
    `select attempted_at, to_phone, lane, sender from messages where attempted_at > $1 and attempted_at <= $2
     order by attempted_at`,
    [new Date(at.getTime() - PACE_WINDOW_SECONDS * 1000), aheadFrom(at)],
  );
  return rows.map(({ attempted_at: at, to_phone: toPhone, lane, sender }) => ({
    ...{ at: at.toISOString(), toPhone, lane, sender },
  }));
};

export type MessageState = {
  readonly command_id: string;
  readonly state: string;
  readonly last_error: string | null;
};

export const statesOf = async (
  on: Queryable,
  commandIds: readonly string[],
): Promise<readonly MessageState[]> => {
  const { rows } = await on.query<MessageState>(
    'select command_id, state, last_error from messages where command_id = any($1)',
    [commandIds],
  );
  return rows;
};

export const countQueued = async (on: Queryable): Promise<number> => {
  const { rows } = await on.query<{ count: number }>(
    `select count(*)::int as count from messages where state in ('queued', 'sending')`,
  );
  return rows[0]?.count ?? 0;
};

export const countWaiting = async (on: Queryable, template: MessageKey): Promise<number> => {
  const { rows } = await on.query<{ count: number }>(
    `select count(*)::int as count from messages where state = 'queued' and template = $1`,
    [template],
  );
  return rows[0]?.count ?? 0;
};

export const countFailedSince = async (on: Queryable, since: Date): Promise<number> => {
  const { rows } = await on.query<{ count: number }>(
    `select count(*)::int as count from messages where created_at >= $1 and state = 'failed'`,
    [since],
  );
  return rows[0]?.count ?? 0;
};

export const forgetBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query(`delete from messages where created_at < $1 and state not in ('queued', 'sending')`, [
    before,
  ]);
};
