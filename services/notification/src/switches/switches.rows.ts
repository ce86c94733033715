// switches.rows.ts — what the owners of numbers want no messages about.
import type { MessageGroup, PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { NumberLeft } from '../number-left';

export const switchedOff = async (on: Queryable, phone: PhoneNumber): Promise<readonly MessageGroup[]> => {
  const { rows } = await on.query<{ message_group: MessageGroup }>(
    'select message_group from message_switches where phone = $1 order by message_group',
    [phone],
  );
  return rows.map(({ message_group: group }) => group);
};

/** These are off from now on, and no others. */
export const saveSwitches = async (
  on: Queryable,
  phone: PhoneNumber,
  off: readonly MessageGroup[],
  at: Date,
): Promise<void> => {
  await on.query('delete from message_switches where phone = $1 and not message_group = any($2)', [
    phone,
    off,
  ]);
  await on.query(
    `insert into message_switches (phone, message_group, at) select $1, unnest($2::text[]), $3
     on conflict (phone, message_group) do nothing`,
    [phone, off, at],
  );
};

/** What the account wanted by the number that it left, it wants by the next one. */
export const moveSwitches = async (on: Queryable, { from, to, leftAt }: NumberLeft): Promise<void> => {
  await on.query(
    `with gone as (delete from message_switches where phone = $1 and at <= $3 returning message_group, at)
     insert into message_switches (phone, message_group, at) select $2::text, message_group, at from gone where $2::text is not null
     on conflict (phone, message_group) do nothing`,
    [from, to, leftAt],
  );
};
