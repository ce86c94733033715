import type { Breaker } from '../../domain/breaker';
import type { Queryable } from './outbox';

export type ChannelRow = { readonly breaker: Breaker; readonly otpSending: boolean };

export const readChannel = async (on: Queryable): Promise<ChannelRow> => {
  const { rows } = await on.query<{
    failures: number;
    open_until: Date | null;
    reason: string;
    otp_sending: boolean;
  }>('select failures, open_until, reason, otp_sending from channel');
  const row = rows[0];
  if (!row) throw new Error('the row of table channel is missing: migration 1_init makes it');
  return {
    breaker: { failures: row.failures, openUntil: row.open_until?.toISOString() ?? null, reason: row.reason },
    otpSending: row.otp_sending,
  };
};

export const saveBreaker = async (on: Queryable, breaker: Breaker): Promise<void> => {
  await on.query('update channel set failures = $1, open_until = $2, reason = $3', [
    breaker.failures,
    breaker.openUntil,
    breaker.reason,
  ]);
};

export const saveOtpSending = async (on: Queryable, isOn: boolean): Promise<void> => {
  await on.query('update channel set otp_sending = $1', [isOn]);
};
