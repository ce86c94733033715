import type { Queryable } from '@saring/service-kit';
import { OTP_DAY_SECONDS, type Challenge, type CodesSent } from '../../domain/otp-challenge';

export type ChallengeRow = {
  readonly id: string;
  readonly phone: string;
  readonly code_hmac: string;
  readonly locale: string;
  readonly site: string;
};

const dayBefore = (at: Date): Date => new Date(at.getTime() - OTP_DAY_SECONDS * 1000);

export const codesSent = async (
  on: Queryable,
  phone: string,
  deviceKey: string | null,
  at: Date,
): Promise<CodesSent> => {
  const { rows } = await on.query<{ to_phone: boolean; from_device: boolean; created_at: Date }>(
    `select phone = $1 as to_phone, coalesce(device_key = $2, false) as from_device, created_at from otp_challenges
     where created_at > $3 and (phone = $1 or device_key = $2) order by created_at`,
    [phone, deviceKey, dayBefore(at)],
  );
  const times = (which: 'to_phone' | 'from_device') =>
    rows.filter((row) => row[which]).map((row) => row.created_at.toISOString());
  return { toPhone: times('to_phone'), fromDevice: times('from_device') };
};

export const insertChallenge = async (
  on: Queryable,
  row: ChallengeRow & {
    readonly deviceKey: string | null;
    readonly createdAt: Date;
    readonly expiresAt: Date;
  },
): Promise<void> => {
  await on.query(
    `insert into otp_challenges (id, phone, device_key, code_hmac, locale, site, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.phone, row.deviceKey, row.code_hmac, row.locale, row.site, row.createdAt, row.expiresAt],
  );
};

/** A code that could not be sent counts against nobody. */
export const deleteChallenge = async (on: Queryable, id: string): Promise<void> => {
  await on.query('delete from otp_challenges where id = $1', [id]);
};

export const findChallenge = async (on: Queryable, id: string): Promise<ChallengeRow | null> => {
  const { rows } = await on.query<ChallengeRow>(
    'select id, phone, code_hmac, locale, site from otp_challenges where id = $1',
    [id],
  );
  return rows[0] ?? null;
};

/** How a challenge stands now; to be read behind the lock of its phone. */
export const challengeState = async (
  on: Queryable,
  row: ChallengeRow,
  at: Date,
): Promise<Challenge | null> => {
  const { rows } = await on.query<{
    expires_at: Date;
    consumed_at: Date | null;
    failed_tries: number;
    phone_failures: number;
  }>(
    `select expires_at, consumed_at, failed_tries,
       (select coalesce(sum(failed_tries), 0)::int from otp_challenges where phone = $2 and created_at > $3) as phone_failures
     from otp_challenges where id = $1`,
    [row.id, row.phone, dayBefore(at)],
  );
  const found = rows[0];
  return found
    ? {
        expiresAt: found.expires_at.toISOString(),
        consumedAt: found.consumed_at?.toISOString() ?? null,
        failedTries: found.failed_tries,
        phoneFailures: found.phone_failures,
      }
    : null;
};

export const countFailedTry = async (on: Queryable, id: string): Promise<void> => {
  await on.query('update otp_challenges set failed_tries = failed_tries + 1 where id = $1', [id]);
};

export const consumeChallenge = async (on: Queryable, id: string, at: Date): Promise<void> => {
  await on.query('update otp_challenges set consumed_at = $2 where id = $1', [id, at]);
};

/** One at a time for a phone: limits are counted over several rows. */
export const lockPhone = async (client: Queryable, phone: string): Promise<void> => {
  await client.query(`select pg_advisory_xact_lock(hashtext('phone'), hashtext($1))`, [phone]);
};
