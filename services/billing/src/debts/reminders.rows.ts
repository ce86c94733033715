// reminders.rows.ts — who was reminded of their debts by an operator on which day.
import type { Queryable } from '@saring/service-kit';
import type { Reminder } from './domain/reminder';

const COLUMNS = `subscriber_id as "subscriberId", day::text as day, command_id as "commandId", actor, at`;

export const findReminderByCommand = async (on: Queryable, commandId: string): Promise<Reminder | null> => {
  const { rows } = await on.query<Reminder>(`select ${COLUMNS} from debt_reminders where command_id = $1`, [
    commandId,
  ]);
  return rows[0] ?? null;
};

export const findReminderOfDay = async (
  on: Queryable,
  subscriberId: string,
  day: string,
): Promise<Reminder | null> => {
  const { rows } = await on.query<Reminder>(
    `select ${COLUMNS} from debt_reminders where subscriber_id = $1 and day = $2`,
    [subscriberId, day],
  );
  return rows[0] ?? null;
};

/** A command that is repeated later than this is a new one. */
const KEPT_DAYS = 90;

/** Nothing where the person or the command has one already. Those of long ago go. */
export const saveReminder = async (on: Queryable, reminder: Reminder): Promise<void> => {
  const { subscriberId, day, commandId, actor, at } = reminder;
  await on.query(
    `insert into debt_reminders (subscriber_id, day, command_id, actor, at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [subscriberId, day, commandId, actor, at],
  );
  await on.query('delete from debt_reminders where day < $1::date - $2::int', [day, KEPT_DAYS]);
};
