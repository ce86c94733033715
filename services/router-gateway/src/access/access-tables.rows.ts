// access-tables.rows.ts — what routers should hold, as other services say: accounts' statuses and devices. Versions
// make repeats harmless.
import { Inject, Injectable } from '@nestjs/common';
import { type AccessStatus, isUuid, type MacAddress, parseMacAddress } from '@saring/kernel';
import { inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { isAccessStatus } from '../domain/access';
import type { Speed } from '../domain/speed-classes';

export type Account = {
  readonly subscriberId: string;
  readonly status?: AccessStatus;
  readonly blockReason?: string;
  /** The speed of the grant in use; absent: no limit. */
  readonly speed?: Speed;
  readonly paymentLane?: boolean;
  /** The block also cuts off the portal. */
  readonly hardBlock?: boolean;
  readonly statusVersion: number;
  readonly devicesVersion: number;
  readonly devices: readonly { readonly deviceId: string; readonly mac: MacAddress }[];
};

type StatusUpdate = {
  readonly subscriberId: string;
  readonly version: number;
  readonly status: string;
  readonly blockReason?: string;
  readonly speedDownKilobitsPerSecond: number;
  readonly speedUpKilobitsPerSecond: number;
  readonly paymentLane: boolean;
  readonly hardBlock: boolean;
};
type DevicesUpdate = {
  readonly subscriberId: string;
  readonly version: number;
  readonly devices: readonly { readonly deviceId: string; readonly mac: string }[];
};

type Row = {
  subscriber_id: string;
  status: string | null;
  block_reason: string | null;
  speed_down: number;
  speed_up: number;
  payment_lane: boolean;
  hard_block: boolean;
  status_version: number;
  devices_version: number;
  devices: { deviceId: string; mac: string }[];
};

const SELECT = `select a.subscriber_id, a.status, a.block_reason, a.speed_down, a.speed_up, a.payment_lane, a.hard_block, a.status_version, a.devices_version,
    coalesce((select json_agg(json_build_object('deviceId', d.device_id, 'mac', d.mac) order by d.device_id)
              from devices d where d.subscriber_id = a.subscriber_id), '[]'::json) as devices
  from accounts a`;

const speedOf = ({ speed_down: down, speed_up: up }: Row): Pick<Account, 'speed'> =>
  down === 0 && up === 0 ? {} : { speed: { downKilobitsPerSecond: down, upKilobitsPerSecond: up } };

const accountOf = (row: Row): Account => ({
  subscriberId: row.subscriber_id,
  status: row.status !== null && isAccessStatus(row.status) ? row.status : undefined,
  blockReason: row.block_reason ?? undefined,
  ...speedOf(row),
  ...(row.payment_lane ? { paymentLane: true } : {}),
  ...(row.hard_block ? { hardBlock: true } : {}),
  statusVersion: row.status_version,
  devicesVersion: row.devices_version,
  devices: row.devices as { deviceId: string; mac: MacAddress }[],
});

/** Another service sent a status or device that cannot be parsed. */
class UnreadableUpdateError extends Error {
  override readonly name = 'UnreadableUpdateError';
}

/** @throws UnreadableUpdateError when the subscriber id is malformed or the status unknown. */
export const checkStatus = ({ subscriberId, status }: StatusUpdate): void => {
  if (!isUuid(subscriberId) || !isAccessStatus(status))
    throw new UnreadableUpdateError(`unreadable access of subscriber ${subscriberId}: ${status}`);
};

/** @throws UnreadableUpdateError when an id or a MAC is malformed; the message does not contain the MAC. */
export const checkDevices = (news: DevicesUpdate): void => {
  parseDevices(news);
};

@Injectable()
export class AccessTables {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  /** Stores the statuses that are newer than the stored ones. @returns the accounts that changed. @throws UnreadableUpdateError */
  async storeStatuses(news: readonly StatusUpdate[]): Promise<string[]> {
    news.forEach(checkStatus);
    const { rows } = await this.pool.query<{ subscriber_id: string }>(
      `insert into accounts (subscriber_id, status, block_reason, status_version, speed_down, speed_up, payment_lane, hard_block)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::float8[], $5::integer[], $6::integer[], $7::boolean[],
         $8::boolean[])
       on conflict (subscriber_id) do update set status = excluded.status, block_reason = excluded.block_reason,
         speed_down = excluded.speed_down, speed_up = excluded.speed_up, payment_lane = excluded.payment_lane,
         hard_block = excluded.hard_block, status_version = excluded.status_version, updated_at = now()
       where accounts.status_version < excluded.status_version
       returning subscriber_id`,
      [
        news.map((one) => one.subscriberId),
        news.map((one) => one.status),
        news.map((one) => one.blockReason ?? null),
        news.map((one) => one.version),
        news.map((one) => one.speedDownKilobitsPerSecond),
        news.map((one) => one.speedUpKilobitsPerSecond),
        news.map((one) => one.paymentLane),
        news.map((one) => one.hardBlock),
      ],
    );
    return rows.map((row) => row.subscriber_id);
  }

  /**
   * Replaces subscribers' devices unless newer ones are stored. A MAC belongs to one subscriber; any other subscriber
   * with that MAC loses it.
   * @returns the subscribers that changed.
   */
  async storeDevices(news: readonly DevicesUpdate[]): Promise<string[]> {
    const parsed = news.map(parseDevices);
    return inTransaction(this.pool, (client) => replaceDevices(client, parsed));
  }

  async loadAll(): Promise<Account[]> {
    return (await this.pool.query<Row>(SELECT)).rows.map(accountOf);
  }

  async load(subscriberIds: readonly string[]): Promise<Account[]> {
    return (
      await this.pool.query<Row>(`${SELECT} where a.subscriber_id = any($1::uuid[])`, [subscriberIds])
    ).rows.map(accountOf);
  }

  /** Accounts that changed within this many seconds, by the database's clock. */
  async changedWithin(seconds: number): Promise<Account[]> {
    const { rows } = await this.pool.query<Row>(
      `${SELECT} where a.updated_at > now() - make_interval(secs => $1)`,
      [seconds],
    );
    return rows.map(accountOf);
  }

  async markSynced(name: string): Promise<void> {
    await this.pool.query('insert into first_syncs (name) values ($1) on conflict do nothing', [name]);
  }

  async synced(): Promise<ReadonlySet<string>> {
    const { rows } = await this.pool.query<{ name: string }>('select name from first_syncs');
    return new Set(rows.map((row) => row.name));
  }
}

type ParsedDevice = { readonly deviceId: string; readonly mac: MacAddress; readonly subscriberId: string };
type ParsedUpdate = {
  readonly subscriberId: string;
  readonly version: number;
  readonly devices: readonly ParsedDevice[];
};

const parseDevices = ({ subscriberId, version, devices }: DevicesUpdate): ParsedUpdate => ({
  subscriberId,
  version,
  devices: devices.map(({ deviceId, mac }) => {
    const parsed = parseMacAddress(mac);
    if (!parsed.ok || !isUuid(deviceId) || !isUuid(subscriberId))
      throw new UnreadableUpdateError(`device ${deviceId} of subscriber ${subscriberId} is unreadable`);
    return { deviceId, mac: parsed.value, subscriberId };
  }),
});

const replaceDevices = async (client: PoolClient, news: readonly ParsedUpdate[]): Promise<string[]> => {
  const newer = await client.query<{ subscriber_id: string }>(
    `insert into accounts (subscriber_id, devices_version) select * from unnest($1::uuid[], $2::float8[])
     on conflict (subscriber_id) do update set devices_version = excluded.devices_version, updated_at = now()
     where accounts.devices_version < excluded.devices_version
     returning subscriber_id`,
    [news.map((one) => one.subscriberId), news.map((one) => one.version)],
  );
  const changed = new Set(newer.rows.map((row) => row.subscriber_id));
  const devices = news.filter(({ subscriberId }) => changed.has(subscriberId)).flatMap((one) => one.devices);
  // If a page names a MAC twice, the last entry wins.
  const byMac = [...new Map(devices.map((device) => [device.mac, device])).values()];
  const columns = [
    byMac.map((one) => one.deviceId),
    byMac.map((one) => one.subscriberId),
    byMac.map((one) => one.mac),
  ];
  const { rows } = await client.query<{ subscriber_id: string }>(
    `delete from devices where subscriber_id = any($1::uuid[]) or device_id = any($2::uuid[]) or mac = any($3::text[])
     returning subscriber_id`,
    [[...changed], columns[0], columns[2]],
  );
  await client.query(
    'insert into devices (device_id, subscriber_id, mac) select * from unnest($1::uuid[], $2::uuid[], $3::text[])',
    columns,
  );
  const robbed = [...new Set(rows.map((row) => row.subscriber_id))].filter((id) => !changed.has(id));
  await client.query('update accounts set updated_at = now() where subscriber_id = any($1::uuid[])', [
    robbed,
  ]);
  return [...changed, ...robbed];
};
