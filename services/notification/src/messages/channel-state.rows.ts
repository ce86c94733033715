// channel-state.rows.ts — the one row of the channel: its breaker, why it opened, and whether codes are sent.
import type { Breaker, MessageFault } from '@saring/kernel';
import type { Queryable } from './outbox.rows';

type ChannelRow = {
  /** By the wall clock: it outlives the process. */
  readonly breaker: Breaker;
  /** Why the last message failed; empty while the breaker is closed. */
  readonly reason: string;
  readonly fault: MessageFault | '';
  readonly otpSending: boolean;
};

export const readChannel = async (on: Queryable): Promise<ChannelRow> => {
  const { rows } = await on.query<{
    failures: number;
    open_until: Date | null;
    reason: string;
    fault: MessageFault | '';
    otp_sending: boolean;
  }>('select failures, open_until, reason, fault, otp_sending from channel');
  const row = rows[0];
  if (!row) throw new Error('the row of table channel is missing: migration 1_init makes it');
  return {
    breaker: { failures: row.failures, openUntilMilliseconds: row.open_until?.getTime() ?? 0 },
    reason: row.reason,
    fault: row.fault,
    otpSending: row.otp_sending,
  };
};

export const saveBreaker = async (
  on: Queryable,
  { failures, openUntilMilliseconds }: Breaker,
  { fault, reason }: Pick<ChannelRow, 'fault' | 'reason'>,
): Promise<void> => {
  await on.query('update channel set failures = $1, open_until = $2, reason = $3, fault = $4', [
    failures,
    openUntilMilliseconds > 0 ? new Date(openUntilMilliseconds) : null,
    reason,
    fault,
  ]);
};

export const saveOtpSending = async (on: Queryable, isOn: boolean): Promise<void> => {
  await on.query('update channel set otp_sending = $1', [isOn]);
};
