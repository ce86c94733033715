// challenges.rows.ts — the rows of codes that were asked for, and of the limits that operators lifted.
import { type CodeDelivery, newId } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import { OTP_DAY_SECONDS, OTP_TRIES_PER_CODE, type Challenge, type SentCode } from './domain/otp-challenge';

export type ChallengeRow = {
  readonly id: string;
  readonly phone: string;
  readonly code_hmac: string;
  readonly locale: string;
  readonly site: string;
  /** A digest of the device, or of the address, that asked. */
  readonly source_key: string | null;
  readonly own_device: boolean;
  /** The account whose number it is to change; null: it logs in. */
  readonly change_of: string | null;
  /** Its number was proved by a message to us; no code was sent, so none counts. */
  readonly reverse: boolean;
};

/** The delivery of a code: `queued` until the channel has said so; `failed` ones count for nothing. */

const COLUMNS = 'id, phone, code_hmac, locale, site, source_key, own_device, change_of, reverse';
/** Codes whose limit an operator lifted, that never left, or that were never sent are not counted. */
const COUNTED = `c.delivery <> 'failed' and not c.reverse
  and c.created_at > coalesce((select max(l.at) from otp_lifts l where l.phone = c.phone), '-infinity')`;

const dayBefore = (at: Date): Date => new Date(at.getTime() - OTP_DAY_SECONDS * 1000);

export type Asker = { readonly phone: string; readonly sourceKey: string; readonly isOwn: boolean };

export const codesSent = async (
  on: Queryable,
  { phone, sourceKey, isOwn }: Asker,
  at: Date,
): Promise<{ readonly toPhone: readonly SentCode[]; readonly fromSource: readonly SentCode[] }> => {
  const { rows } = await on.query<{
    to_phone: boolean;
    from_source: boolean;
    created_at: Date;
    is_used: boolean;
  }>(
    `select c.phone = $1 and c.own_device = $4 as to_phone, coalesce(c.source_key = $2, false) as from_source, c.created_at,
       c.consumed_at is not null as is_used
     from otp_challenges c where c.created_at > $3 and (c.phone = $1 or c.source_key = $2) and ${COUNTED}
     order by c.created_at`,
    [phone, sourceKey, dayBefore(at), isOwn],
  );
  const codes = (which: 'to_phone' | 'from_source') =>
    rows
      .filter((row) => row[which])
      .map((row) => ({
        at: row.created_at.toISOString(),
        isUsed: row.is_used,
        isMine: row.from_source,
      }));
  return { toPhone: codes('to_phone'), fromSource: codes('from_source') };
};

export const insertChallenge = async (
  on: Queryable,
  row: ChallengeRow & { readonly createdAt: Date; readonly expiresAt: Date },
): Promise<void> => {
  await on.query(
    `insert into otp_challenges (${COLUMNS}, created_at, expires_at, delivery)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.phone,
      row.code_hmac,
      row.locale,
      row.site,
      row.source_key,
      row.own_device,
      row.change_of,
      row.reverse,
      row.createdAt,
      row.expiresAt,
      row.reverse ? 'sent' : 'queued',
    ],
  );
};

/** A code that could not be ordered counts against no one, and no one has its challenge. */
export const deleteChallenge = async (on: Queryable, id: string): Promise<void> => {
  await on.query('delete from otp_challenges where id = $1', [id]);
};

/** Whether its time is over, used or not. */
export const isChallengeOver = async (on: Queryable, id: string, at: Date): Promise<boolean> => {
  const { rowCount } = await on.query('select 1 from otp_challenges where id = $1 and expires_at > $2', [
    id,
    at,
  ]);
  return rowCount === 0;
};

export const findChallenge = async (on: Queryable, id: string): Promise<ChallengeRow | null> => {
  const { rows } = await on.query<ChallengeRow>(`select ${COLUMNS} from otp_challenges where id = $1`, [id]);
  return rows[0] ?? null;
};

type OpenChallenge = ChallengeRow & { readonly expires_at: Date; readonly delivery: CodeDelivery };

/** Codes of a phone that this source asked for, for the same end, and can still type, newest first. */
export const openChallenges = async (
  on: Queryable,
  { phone, source_key, change_of }: Pick<ChallengeRow, 'phone' | 'source_key' | 'change_of'>,
  at: Date,
): Promise<readonly OpenChallenge[]> => {
  const { rows } = await on.query<OpenChallenge>(
    `select ${COLUMNS}, expires_at, delivery from otp_challenges where phone = $1 and source_key = $2 and expires_at > $3
       and consumed_at is null and delivery <> 'failed' and not reverse and failed_tries < $4 and change_of is not distinct from $5
     order by created_at desc`,
    [phone, source_key, at, OTP_TRIES_PER_CODE, change_of],
  );
  return rows;
};

/** The sources among these that asked for a code that is still valid. */
export const sourcesWithOpenCode = async (
  on: Queryable,
  sourceKeys: readonly string[],
  at: Date,
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ source_key: string }>(
    'select distinct source_key from otp_challenges where source_key = any($1::text[]) and expires_at > $2',
    [sourceKeys, at],
  );
  return rows.map(({ source_key }) => source_key);
};

/** One challenge that is still valid, from any source. */
export const findOpenChallenge = async (
  on: Queryable,
  id: string,
  at: Date,
): Promise<OpenChallenge | null> => {
  const { rows } = await on.query<OpenChallenge>(
    `select ${COLUMNS}, expires_at, delivery from otp_challenges where id = $1 and expires_at > $2 and consumed_at is null`,
    [id, at],
  );
  return rows[0] ?? null;
};

/** How a challenge is now, and which wrong codes were typed; to be read behind the lock of its phone. */
export const challengeState = async (
  on: Queryable,
  row: ChallengeRow,
  at: Date,
): Promise<(Challenge & { readonly wrongCodes: readonly string[] }) | null> => {
  const { rows } = await on.query<{
    expires_at: Date;
    consumed_at: Date | null;
    failed_tries: number;
    wrong_codes: string[];
    phone_failures: number;
  }>(
    `select expires_at, consumed_at, failed_tries, wrong_codes,
       (select coalesce(sum(c.failed_tries), 0)::int from otp_challenges c
        where c.phone = $2 and c.own_device = $4 and c.created_at > $3 and ${COUNTED}) as phone_failures
     from otp_challenges where id = $1`,
    [row.id, row.phone, dayBefore(at), row.own_device],
  );
  const found = rows[0];
  return found
    ? {
        expiresAt: found.expires_at.toISOString(),
        consumedAt: found.consumed_at?.toISOString() ?? null,
        failedTries: found.failed_tries,
        phoneFailures: found.phone_failures,
        wrongCodes: found.wrong_codes,
      }
    : null;
};

export const countFailedTry = async (on: Queryable, id: string, wrongCode: string): Promise<void> => {
  await on.query(
    'update otp_challenges set failed_tries = failed_tries + 1, wrong_codes = array_append(wrong_codes, $2) where id = $1',
    [id, wrongCode],
  );
};

export const consumeChallenges = async (on: Queryable, ids: readonly string[], at: Date): Promise<void> => {
  await on.query('update otp_challenges set consumed_at = $2 where id = any($1::uuid[])', [ids, at]);
};

/** Codes to log in by a number that its account left are good no longer. @param kept one that is in hand; null: none. */
export const closeLoginCodes = async (
  on: Queryable,
  phone: string,
  kept: string | null,
  at: Date,
): Promise<void> => {
  await on.query(
    `update otp_challenges set expires_at = $2 where phone = $1 and expires_at > $2 and consumed_at is null
       and change_of is null and id is distinct from $3::uuid`,
    [phone, at, kept],
  );
};

const MOST_UNSETTLED = 50;

/** Codes of whom it concerns whose fate was not known yet. */
export const unsettledChallenges = async (
  on: Queryable,
  { phone, sourceKey }: Asker,
  at: Date,
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ id: string }>(
    `select id from otp_challenges where (phone = $1 or source_key = $2) and delivery = 'queued' and created_at > $3
     order by created_at desc limit ${MOST_UNSETTLED}`,
    [phone, sourceKey, dayBefore(at)],
  );
  return rows.map(({ id }) => id);
};

export const saveDelivery = async (on: Queryable, id: string, delivery: CodeDelivery): Promise<void> => {
  await on.query('update otp_challenges set delivery = $2 where id = $1', [id, delivery]);
};

/** Codes given before an instant that were never ordered. @returns which of these they are. */
export const giveUpUnordered = async (
  on: Queryable,
  ids: readonly string[],
  before: Date,
): Promise<readonly string[]> => {
  if (ids.length === 0) return [];
  const { rows } = await on.query<{ id: string }>(
    `update otp_challenges set delivery = 'failed' where id = any($1::uuid[]) and delivery = 'queued' and created_at < $2
     returning id`,
    [ids, before],
  );
  return rows.map(({ id }) => id);
};

export const insertLift = async (
  on: Queryable,
  lift: { readonly phone: string; readonly actor: string; readonly reason: string },
  at: Date,
): Promise<void> => {
  await on.query('insert into otp_lifts (id, phone, at, actor, reason) values ($1, $2, $3, $4, $5)', [
    newId(),
    lift.phone,
    at,
    lift.actor,
    lift.reason,
  ]);
};

/** One at a time for a phone or a source: limits are counted over several rows. */
export const lockPhone = async (client: Queryable, phone: string): Promise<void> => {
  await client.query(`select pg_advisory_xact_lock(hashtext('phone'), hashtext($1))`, [phone]);
};
