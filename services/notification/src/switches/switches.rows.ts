// switches.rows.ts — what the owners of numbers want no messages about.
import type { MessageGroup, PhoneNumber } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

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
