// device-limits.rows.ts — how many devices each subscriber's packages allow, as the ledger said last.
import type { Queryable } from '@saring/service-kit';

/** @returns what the packages say; null: they say nothing. */
export const findDeviceLimit = async (on: Queryable, subscriberId: string): Promise<number | null> => {
  const { rows } = await on.query<{ devices: number }>(
    'select devices from device_limits where subscriber_id = $1 and devices > 0',
    [subscriberId],
  );
  return rows[0]?.devices ?? null;
};

/** Old news changes nothing. @param devices 0: the packages say nothing. */
export const saveDeviceLimit = async (
  on: Queryable,
  subscriberId: string,
  version: number,
  devices: number,
): Promise<void> => {
  await on.query(
    `insert into device_limits (subscriber_id, version, devices) values ($1, $2, $3)
     on conflict (subscriber_id) do update set version = $2, devices = $3 where device_limits.version < $2`,
    [subscriberId, version, devices],
  );
};
