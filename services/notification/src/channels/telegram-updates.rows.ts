// telegram-updates.rows.ts — which starts and stops in Telegram were taken.
import type { Queryable } from '@saring/service-kit';

/** @param id of the bot and the update. @returns false: it was taken before. */
export const takeUpdate = async (on: Queryable, id: string, at: Date): Promise<boolean> => {
  const { rowCount } = await on.query(
    'insert into telegram_updates (id, taken_at) values ($1, $2) on conflict (id) do nothing',
    [id, at],
  );
  return rowCount === 1;
};

export const forgetUpdatesBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from telegram_updates where taken_at < $1', [before]);
};
