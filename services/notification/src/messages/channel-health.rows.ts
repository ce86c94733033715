// channel-health.rows.ts — what vendors said of their channels when they were asked last.
import type { MessageFault } from '@saring/kernel';
import type { Health } from '../channels/health';
import type { Queryable } from './outbox.rows';

type CheckedHealth = {
  /** Empty: it was well. */
  readonly fault: MessageFault | '';
  readonly reason: string;
  readonly checkedAt: Date;
};

export const saveHealth = async (on: Queryable, name: string, health: Health, at: Date): Promise<void> => {
  const [fault, reason] = health.isWell ? ['', ''] : [health.fault, health.reason];
  await on.query(
    `insert into channel_health (name, fault, reason, checked_at) values ($1, $2, $3, $4)
     on conflict (name) do update set fault = excluded.fault, reason = excluded.reason, checked_at = excluded.checked_at`,
    [name, fault, reason, at],
  );
};

/** @returns of any name what was said of it last; undefined: nobody was asked. */
export const readHealth = async (on: Queryable): Promise<(name: string) => CheckedHealth | undefined> => {
  const { rows } = await on.query<{
    name: string;
    fault: MessageFault | '';
    reason: string;
    checked_at: Date;
  }>('select name, fault, reason, checked_at from channel_health');
  const said = new Map(
    rows.map(({ name, fault, reason, checked_at: checkedAt }) => [name, { fault, reason, checkedAt }]),
  );
  return (name) => said.get(name);
};

/** Of channels that are set up no more. */
export const forgetHealthBut = async (on: Queryable, names: readonly string[]): Promise<void> => {
  await on.query('delete from channel_health where name <> all($1)', [[...names]]);
};
