// free-takings.rows.ts — which device has had the free quota of its day, whatever account it was in then.
import type { Pool } from 'pg';

/** By command, so that who asks again under the same one finds the own place. */
type Taking = { readonly deviceId: string; readonly until: Date; readonly commandId: string };

/** @returns false: the device has had it under another command. A place of a day that is over is taken anew. */
export const takePlace = async (
  on: Pool,
  { deviceId, until, commandId }: Taking,
  now: Date,
): Promise<boolean> => {
  const { rowCount } = await on.query(
    `insert into free_takings as held (device_id, until, command_id) values ($1, $2, $3)
     on conflict (device_id) do update set until = excluded.until, command_id = excluded.command_id
       where held.until < $4 or held.command_id = excluded.command_id`,
    [deviceId, until, commandId, now],
  );
  return rowCount === 1;
};

/** The account refused it: the device may take it elsewhere. */
export const leavePlace = async (on: Pool, { deviceId, commandId }: Omit<Taking, 'until'>): Promise<void> => {
  await on.query('delete from free_takings where device_id = $1 and command_id = $2', [deviceId, commandId]);
};

export const hasTaken = async (on: Pool, deviceId: string, now: Date): Promise<boolean> => {
  const { rowCount } = await on.query('select 1 from free_takings where device_id = $1 and until >= $2', [
    deviceId,
    now,
  ]);
  return rowCount === 1;
};
