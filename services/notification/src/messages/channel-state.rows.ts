// channel-state.rows.ts — the breaker of each channel and why it opened, and whether codes are sent.
import type { Breaker, MessageFault } from '@saring/kernel';
import type { Queryable } from './outbox.rows';

type ChannelState = {
  /** By the wall clock: it outlives the process. */
  readonly breaker: Breaker;
  /** Why the last message failed; empty while the breaker is closed. */
  readonly reason: string;
  readonly fault: MessageFault | '';
};

const WELL: ChannelState = {
  breaker: { failures: 0, openUntilMilliseconds: 0 },
  ...{ reason: '', fault: '' },
};

/** @returns of any name what is known of it; nothing known is well. */
export const readChannels = async (on: Queryable): Promise<(name: string) => ChannelState> => {
  const { rows } = await on.query<{
    name: string;
    failures: number;
    open_until: Date | null;
    reason: string;
    fault: MessageFault | '';
  }>('select name, failures, open_until, reason, fault from channel_breakers');
  const states = new Map(
    rows.map(({ name, failures, open_until, reason, fault }) => [
      name,
      { breaker: { failures, openUntilMilliseconds: open_until?.getTime() ?? 0 }, reason, fault },
    ]),
  );
  return (name) => states.get(name) ?? WELL;
};

export const saveBreaker = async (
  on: Queryable,
  name: string,
  { failures, openUntilMilliseconds }: Breaker,
  { fault, reason }: Pick<ChannelState, 'fault' | 'reason'>,
): Promise<void> => {
  await on.query(
    `insert into channel_breakers (name, failures, open_until, reason, fault) values ($1, $2, $3, $4, $5)
     on conflict (name) do update set failures = excluded.failures, open_until = excluded.open_until,
       reason = excluded.reason, fault = excluded.fault`,
    [name, failures, openUntilMilliseconds > 0 ? new Date(openUntilMilliseconds) : null, reason, fault],
  );
};

export const readOtpSending = async (on: Queryable): Promise<boolean> => {
  const { rows } = await on.query<{ otp_sending: boolean }>('select otp_sending from channel');
  const row = rows[0];
  if (!row) throw new Error('the row of table channel is missing: migration 1_init makes it');
  return row.otp_sending;
};

export const saveOtpSending = async (on: Queryable, isOn: boolean): Promise<void> => {
  await on.query('update channel set otp_sending = $1', [isOn]);
};
