// wishes.rows.ts — backups that operators asked for and that were not made yet.
import type { Pool } from 'pg';

/** Asked again under its id it is the same wish. */
export const rememberWish = async (pool: Pool, commandId: string, now: Date): Promise<void> => {
  await pool.query(
    'insert into wishes (command_id, asked_at) values ($1, $2) on conflict (command_id) do nothing',
    [commandId, now],
  );
};

/** The latest wish; null: nobody asked. */
export const lastWishAt = async (pool: Pool): Promise<Date | null> => {
  const { rows } = await pool.query<{ at: Date | null }>('select max(asked_at) as at from wishes');
  return rows[0]?.at ?? null;
};
